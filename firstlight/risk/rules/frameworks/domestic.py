"""Domestic abuse: the four MARAC routes, grave signs near a child, the child as victim."""

from __future__ import annotations

from datetime import date

from firstlight.kernel.values.answer import Finding, no, unknown, yes
from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.values import RecordView, Situation
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.risk.rules import sources
from firstlight.risk.rules.frameworks import breach
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.abuse import HARMED, Abuse, abuse, may_be_abuse
from firstlight.risk.rules.reading.answers import Words, any_of, tri
from firstlight.risk.rules.rule import Rule, Settings

# The threshold belongs to the Dash; a DARA or a stalking screen is never converted to it.
DASH = frozenset({"DASH_SAFELIVES", "DASH_POLICE"})
VISIBLE_HIGH_RISK = 14
ESCALATION = 3
# Escalation and abuse after a conference have their 12 months from the practice text. For one form,
# judgement or grave sign it gives none: an initial child protection conference comes within 15 working
# days of the strategy discussion (Working Together), which is three weeks (docs/adr/0027).
FRESH_DAYS = 21
_NONE = "No domestic abuse of the last 12 months is held near this person."
_KINDS = ("domestic_abuse_incident", "crime")


def _incidents(found: tuple[Abuse, ...]) -> list[tuple[RecordView, DomesticAbuse]]:
    return [pair for one in found if one.sure for pair in one.incidents()]


def visible_high_risk(situation: Situation, settings: Settings) -> Finding:
    """Fourteen or more ticks on a Dash; another tool's count says nothing here."""
    least = settings.number("MARAC_VHR.least", VISIBLE_HIGH_RISK)
    told = _incidents(abuse(situation))
    over = [(r, d) for r, d in told if (d.tool_yes or 0) >= least]
    hits = [r for r, d in over if d.tool in DASH]
    if hits:
        return yes(f"A Dash has {least} or more yes answers.", *spans.refs(hits))
    nameless = [r for r, d in over if d.tool == ""]
    blank = [r for r, d in told if d.tool in {*DASH, ""} and d.tool_yes is None]
    if nameless or blank:
        return unknown(
            "A risk tool's name or its number of yes answers is not told.",
            *spans.refs([*nameless, *blank]),
            asks="Which risk tool was used, and how many answers were yes?",
        )
    return no(
        f"No Dash of the last 12 months has {least} or more yes answers.",
        *spans.refs(r for r, _ in told),
    )


def escalation(situation: Situation, settings: Settings) -> Finding:
    """Three happenings or more in 12 months."""
    least = settings.number("MARAC_ESC.least", ESCALATION)
    found = abuse(situation)
    at_home = [one for one in found if one.sure]
    evidence = spans.refs(one.lead for one in found)
    held = (
        f"{len(at_home)} domestic abuse incidents are held near this person in the last 12 months"
    )
    if len(at_home) >= least:
        return yes(f"{held}.", *spans.refs(one.lead for one in at_home))
    if len(found) >= least:
        return unknown(
            f"{held}, and {len(found) - len(at_home)} more of a parent or carer who lives elsewhere.",
            *evidence,
            asks="Does this child stay with the parent or carer who lives elsewhere?",
        )
    return no(f"{held}; fewer than {least}.", *evidence)


def _in_role(record: RecordView, roles: frozenset[str]) -> frozenset[str]:
    return frozenset(one.person for one in record.people if one.person and one.role in roles)


def _repeats(record: RecordView, heard: RecordView) -> str:
    """Tell whether abuse is of the same victim by the same person as the case that was heard."""
    sides = [
        (_in_role(record, roles), _in_role(heard, roles))
        for roles in (HARMED, frozenset({"suspect"}))
    ]
    if any(one and other and not one & other for one, other in sides):
        return "no"
    victims, heard_victims = sides[0]
    return "yes" if victims & heard_victims else "unknown"


def _months_12(heard_on: date, record: RecordView) -> bool:
    day = london_date(record.moment)
    return heard_on < day <= heard_on + spans.YEAR


def after_marac(situation: Situation, _settings: Settings) -> Finding:
    """Any abuse of the same victim by the same person within 12 months of a MARAC."""
    people = {record.ref: record for one in spans.everybody(situation) for record in one.records}
    heard = [
        (record, details.marac_heard_on)
        for record, details in spans.told(people.values(), DomesticAbuse)
        if details.marac_heard_on is not None
    ]
    pairs = [
        (one.lead, _repeats(one.lead, case))
        for one in abuse(situation)
        for case, heard_on in heard
        if _months_12(heard_on, one.lead)
    ]
    best = {
        record.ref: (record, answer)
        for record, answer in sorted(pairs, key=lambda p: p[1] == "yes")
    }
    return tri(best.values(), _REPEAT)


_REPEAT = Words(
    so="Abuse of the same victim again within 12 months of a MARAC.",
    not_told="Abuse within 12 months of a MARAC; whether the victim is the same is not told.",
    denied="The abuse since the MARAC is of other people.",
    none_held="No abuse within 12 months after a MARAC is held.",
    asks="Is the victim the one whose case the MARAC heard?",
)


def judged_high(situation: Situation, _settings: Settings) -> Finding:
    """A professional judges the risk high, whatever a tool counted."""
    told = _incidents(abuse(situation))
    found = tri(((r, _judgement(d)) for r, d in told), _JUDGED)
    bare = [
        r.ref
        for r, d in told
        if d.professional_judgement_high == "yes" and not d.judgement_rationale
    ]
    if bare and set(bare) & set(found.evidence):
        return yes(found.because, *found.evidence, also="A judgement has no written rationale.")
    return found


def _judgement(details: DomesticAbuse) -> str:
    """Take a grade of high for a judgement of high; a lower grade alone denies nothing."""
    if "high" in {details.grade, details.secondary_grade}:
        return "yes"
    return details.professional_judgement_high


_JUDGED = Words(
    so="A professional judged the domestic abuse to be high risk.",
    not_told="Whether a professional judges the domestic abuse high risk is not told.",
    denied="Each incident held was judged to be below high.",
    none_held=_NONE,
    asks="In your professional judgement, is the risk of serious harm high?",
)


# Topic ids of the Dash: a weapon or object, a threat to kill, strangling or drowning.
_GRAVE_TOPICS = frozenset({"D13", "D14", "D15"})


def _grave(details: DomesticAbuse) -> tuple[str, ...]:
    """Give each answer about the gravest signs; a topic ticked is a yes, one not ticked is no answer."""
    fields = (details.strangulation, details.weapon, details.firearm, details.threat_to_kill)
    return (*fields, "yes") if _GRAVE_TOPICS & set(details.topics_yes) else fields


def grave_near_child(situation: Situation, _settings: Settings) -> Finding:
    """Strangulation, a weapon, a firearm or a threat to kill where a child lives or was."""
    subject = situation.subject
    answers = [
        (record, any_of(*_grave(d)))
        for record, d in _incidents(abuse(situation))
        if near.is_child_then(subject, record.moment)
    ]
    return tri(answers, _GRAVE)


_GRAVE = Words(
    so="Strangulation, a weapon, a firearm or a threat to kill in abuse around a child.",
    not_told="Strangulation, weapons, firearms or threats to kill were not all asked about.",
    denied="Strangulation, weapons, firearms and threats to kill were each asked about and denied.",
    none_held=_NONE,
    asks="Was there pressure on the neck, a weapon, a firearm or a threat to kill?",
)


def child_is_victim(situation: Situation, _settings: Settings) -> Finding:
    """A child in, near or at home to domestic abuse is a victim, present or not."""
    subject = situation.subject
    found = [one for one in abuse(situation) if near.is_child_then(subject, one.begins)]
    sure = [one.lead for one in found if one.sure]
    if sure:
        return yes(
            "A child lives with, or is named in, domestic abuse and is a victim of it.",
            *spans.refs(sure),
        )
    if found:
        return unknown(
            "Domestic abuse of a parent or carer who lives elsewhere.",
            *spans.refs(one.lead for one in found),
            asks="Did the child see, hear or feel the effects of the abuse?",
        )
    doubts = [r for r in may_be_abuse(situation) if near.is_child_then(subject, r.moment)]
    if doubts:
        return unknown(
            "A grave crime against somebody at home does not tell whether it was domestic.",
            *spans.refs(doubts), asks="Was the crime domestic abuse?",
        )  # fmt: skip
    return no(_NONE)


def unborn_child(situation: Situation, _settings: Settings) -> Finding:
    """An unborn child in a home with domestic abuse."""
    found = abuse(situation)
    if situation.subject.unborn and any(one.sure for one in found):
        return yes(
            "An unborn child in a home with domestic abuse.",
            *spans.refs(one.lead for one in found if one.sure),
        )
    own = [
        (r, d.pregnant) for r, d in _incidents(found) if r.roles_of(situation.subject.ref) & HARMED
    ]
    return tri(own, _PREGNANT)


_PREGNANT = Words(
    so="The victim of domestic abuse is pregnant.",
    not_told="Whether the victim is pregnant is not told.",
    denied="The victim was asked and is not pregnant.",
    none_held="No domestic abuse of an unborn child or its mother is held.",
    asks="Is the victim pregnant, or has she had a baby in the last 18 months?",
)


_LAPSE = spans.lapses(spans.YEAR, *_KINDS)

RULES = (
    Rule(
        code="MARAC_VHR", framework="domestic", title="Visible high risk on a Dash",
        question="Has a Dash 14 or more yes answers?",
        condition=visible_high_risk, cite=sources.MARAC, least_level="high",
        level_cite=sources.MARAC_DEFINITIONS, opens=("MARAC_REFER",), moments=_LAPSE,
        fresh_days=FRESH_DAYS, version=3,
    ),
    Rule(
        code="MARAC_ESC", framework="domestic", title="Escalation",
        question="Are there three or more domestic abuse incidents in 12 months?",
        condition=escalation, cite=sources.MARAC_DEFINITIONS, least_level="high",
        level_cite=sources.FORCE_LEVEL, opens=("MARAC_REFER",), moments=_LAPSE,
    ),
    Rule(
        code="MARAC_REP", framework="domestic", title="Abuse again after a MARAC",
        question="Is there any abuse within 12 months of a MARAC?",
        condition=after_marac, cite=sources.MARAC_REPEAT, least_level="high",
        level_cite=sources.FORCE_LEVEL, opens=("MARAC_REFER",), moments=_LAPSE,
    ),
    Rule(
        code="MARAC_PJ", framework="domestic", title="Professional judgement",
        question="Does a professional judge the risk to be high?",
        condition=judged_high, cite=sources.MARAC, least_level="high",
        level_cite=sources.MARAC_DEFINITIONS, opens=("MARAC_REFER",), moments=_LAPSE,
        fresh_days=FRESH_DAYS, version=3,
    ),
    Rule(
        code="DA_GRAVE", framework="domestic", title="Strangulation, weapon or threat to kill near a child",
        question="Was there strangulation, a weapon, a firearm or a threat to kill near a child?",
        condition=grave_near_child, cite=sources.DASH_CLUSTERS, least_level="high",
        opens=("CSC_REFERRAL",), moments=_LAPSE, fresh_days=FRESH_DAYS, version=4,
    ),
    Rule(
        code="DA_CHILD", framework="domestic", title="The child is a victim of domestic abuse",
        question="Is a child in, near or at home to domestic abuse?",
        condition=child_is_victim, cite=sources.DA_ACT_3, least_level="standard",
        moments=_LAPSE, in_force_from=date(2022, 1, 31), version=2,
    ),
    Rule(
        code="DA_ENCOMPASS", framework="domestic", title="Tell the school or college",
        question="Is there reason to believe that a child may be a victim of domestic abuse?",
        condition=child_is_victim, cite=sources.ENCOMPASS, opens=("ENC_SCHOOL",), each=True,
        moments=_LAPSE, in_force_from=date(2025, 11, 7), version=2,
    ),
    Rule(
        code="DA_UNBORN", framework="domestic", title="Unborn child and domestic abuse",
        question="Is there an unborn child in a home with domestic abuse?",
        condition=unborn_child, cite=sources.REFERRAL, least_level="medium",
        level_cite=sources.FORCE_LEVEL, opens=("CSC_REFERRAL",), moments=_LAPSE,
    ),
    breach.RULE,
)  # fmt: skip
