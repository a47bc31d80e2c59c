"""Online: the child near an image suspect, the suspect in trust, the children not yet looked for.

The outcome of a suspect tool has no say here: it ranks suspects and tells nothing about the
safety of the children in the house.
"""

from __future__ import annotations

from collections.abc import Iterable

from firstlight.kernel.values.answer import Finding, no, unknown, yes
from firstlight.picture.rules.values import PersonPicture, RecordView, Situation
from firstlight.records.rules.kinds.checks import Check
from firstlight.records.rules.kinds.concern import VoiceOfChild
from firstlight.records.rules.kinds.online import OnlineReferral
from firstlight.risk.rules import sources
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.answers import Words, tri
from firstlight.risk.rules.reading.once import once
from firstlight.risk.rules.rule import Rule, Settings

Told = tuple[RecordView, OnlineReferral]
# An initial child protection conference comes within 15 working days of the strategy discussion
# (Working Together), which is three weeks (docs/adr/0027).
CONFERENCE_DAYS = 21
CONTACT_ACTIVITY = frozenset({"grooming", "live_stream", "sextortion"})


def referrals_of(one: PersonPicture) -> list[Told]:
    """Give the referrals in which this person is the suspect, whatever became of the case."""
    found = []
    for record, details in spans.told(one.records, OnlineReferral):
        roles = record.roles_of(one.ref)
        has_suspect = any(person.role == "suspect" for person in record.people)
        if "suspect" in roles or ("subject" in roles and not has_suspect):
            found.append((record, details))
    return found


def _of(people: Iterable[PersonPicture]) -> list[Told]:
    return [pair for one in people for pair in referrals_of(one)]


def _close(situation: Situation) -> tuple[PersonPicture, ...]:
    return (*near.household(situation), *near.in_contact(situation))


@once
def _access(situation: Situation) -> tuple[list[Told], list[RecordView]]:
    """Give the referrals whose suspect is near this child, and those of which it is not told."""
    subject = situation.subject
    named = [
        (record, details)
        for record, details in spans.told(subject.records, OnlineReferral)
        if record.roles_of(subject.ref) & {"child", "household"}
        and near.is_child_then(subject, record.moment)
    ]
    hits = [one for one in _of(_close(situation)) if near.is_child_then(subject, one[0].moment)]
    hits += [one for one in named if one[1].access_to_children == "yes"]
    doubts = [r for r, _ in _of(near.further(situation)) if near.is_child_then(subject, r.moment)]
    sure = {record.ref: (record, details) for record, details in hits}
    return list(sure.values()), [r for r in (*(r for r, _ in named), *doubts) if r.ref not in sure]


def _looked(situation: Situation, referral: Told) -> list[RecordView]:
    """Give what says that somebody has since looked for or seen the child; no silence does."""
    record, details = referral
    found = [record] if details.household_children_checked == "yes" else []
    found += [r for r, d in spans.told(situation.subject.records, VoiceOfChild) if _seen(d)]
    people = (situation.subject, *_close(situation))
    checks = (pair for one in people for pair in spans.told(one.records, Check))
    found += [r for r, d in checks if "child" in d.question.lower() and d.answer in _ANSWERED]
    return [one for one in found if one.moment >= record.moment]


_ANSWERED = frozenset({"found", "nothing_found"})


def _seen(details: VoiceOfChild) -> bool:
    return details.spoken not in {"", "not_seen"}


def suspect_has_access(situation: Situation, _settings: Settings) -> Finding:
    """An online suspect lives with, cares for, teaches or regularly meets this child."""
    hits, doubts = _access(situation)
    if hits:
        # With who has looked since: the level fades from then, so that looking never ends it at once.
        looked = [one for hit in hits for one in _looked(situation, hit)]
        return yes(
            "A suspect in an online referral lives with, cares for or regularly meets this child.",
            *spans.refs([*(record for record, _ in hits), *looked]),
        )
    if doubts:
        return unknown(
            "An online referral names this child or a relative; whether the suspect has access to the child is not told.",
            *spans.refs(doubts), asks=_MEETS,
        )  # fmt: skip
    return no(
        "No suspect in an online referral is held as living with, caring for or meeting this child."
    )


_MEETS = "Does the suspect live with, care for or meet this child?"


def nobody_has_looked(situation: Situation, _settings: Settings) -> Finding:
    """An online suspect has access to this child, and nobody is held to have looked for them since."""
    hits, doubts = _access(situation)
    waiting = [hit[0] for hit in hits if not _looked(situation, hit)]
    if waiting:
        return yes(
            "Nobody is held to have looked for or seen this child since a suspect near them was referred.",
            *spans.refs(waiting),
        )
    if doubts:
        return unknown(
            "An online referral may be of a suspect near this child; whether anybody has looked is not told.",
            *spans.refs(doubts), asks=_MEETS,
        )  # fmt: skip
    return no("No online suspect is near this child whom nobody has looked for or seen since.")


def position_of_trust(situation: Situation, _settings: Settings) -> Finding:
    """The suspect, here or near this child, works or volunteers in a position of trust."""
    told = [*referrals_of(situation.subject), *_of(_close(situation))]
    return tri(((r, d.position_of_trust) for r, d in told), _TRUST)


_TRUST = Words(
    so="A suspect in an online referral is in a position of trust with children.",
    not_told="Whether the suspect is in a position of trust is not told.",
    denied="The suspect was asked about and is in no position of trust.",
    none_held="No online referral about this person or those close to them is held.",
    asks="Does the suspect work or volunteer with children?",
)


def children_not_looked_for(situation: Situation, _settings: Settings) -> Finding:
    """Nobody has yet looked for the children in the suspect's home or life."""
    told = [*referrals_of(situation.subject), *_of(near.household(situation))]
    turned = {"yes": "no", "no": "yes"}
    answers = [(r, turned.get(d.household_children_checked, "unknown")) for r, d in told]
    waiting = [(r, "yes") for r in _waiting(situation)] if told else []
    return tri([*answers, *waiting], _UNCHECKED)


def _waiting(situation: Situation) -> list[RecordView]:
    """Give checks for children that nobody has answered yet."""
    checks = spans.told(situation.subject.records, Check)
    return [r for r, d in checks if d.answer == "no_answer_yet" and "child" in d.question.lower()]


_UNCHECKED = Words(
    so="The children in the suspect's home or life have not been looked for, or no answer has come.",
    not_told="Whether anybody has looked for children in the suspect's home or life is not told.",
    denied="Children in the suspect's home and life were looked for.",
    none_held="No online referral about this person or their household is held.",
    asks="Who lives with or visits the suspect, and have council and school been asked?",
)


def victim_online(situation: Situation, _settings: Settings) -> Finding:
    """The child is the victim of grooming, a live stream or sextortion."""
    subject = situation.subject
    answers = []
    for record, details in spans.told(subject.records, OnlineReferral):
        if "victim" in record.roles_of(subject.ref) and near.is_child_then(subject, record.moment):
            contact = "yes" if details.activity in CONTACT_ACTIVITY else "no"
            answers.append((record, "unknown" if details.activity == "other" else contact))
    return tri(answers, _VICTIM)


_VICTIM = Words(
    so="The child is a victim of grooming, live streaming or sextortion.",
    not_told="What was done to this child online is not told.",
    denied="The referrals held are not of contact with this child.",
    none_held="No online referral is held that names this child as its victim.",
    asks="Was there contact with the child, a threat or a demand, and how is the child now?",
)


RULES = (
    Rule(
        code="ONL_ACCESS", framework="online", title="An online suspect has access to the child",
        question="Does an online suspect live with, care for or meet this child?",
        condition=suspect_has_access, cite=sources.ONLINE, least_level="high",
        opens=("STRATEGY_DISCUSSION", "CSC_REFERRAL"), fresh_days=CONFERENCE_DAYS, version=4,
    ),
    Rule(
        code="ONL_UNSEEN", framework="online", title="Nobody has looked for a child near an online suspect",
        question="Does an online suspect have access to a child whom nobody has looked for or seen since?",
        condition=nobody_has_looked, cite=sources.ONLINE, least_level="high",
    ),
    Rule(
        code="ONL_TRUST", framework="online", title="Suspect in a position of trust",
        question="Is an online suspect in a position of trust?",
        condition=position_of_trust, cite=sources.POSITION_OF_TRUST, opens=("LADO_REFERRAL",),
    ),
    Rule(
        code="ONL_UNCHECKED", framework="online", title="Children not yet looked for",
        question="Have the children in the suspect's home or life still not been looked for?",
        condition=children_not_looked_for, cite=sources.ONLINE, opens=("ONLINE_CHILD_CHECK",),
        unknown_counts=True,
    ),
    Rule(
        code="ONL_VICTIM", framework="online", title="Victim of contact online",
        question="Is the child a victim of grooming, live streaming or sextortion?",
        condition=victim_online, cite=sources.ONLINE, least_level="medium",
        level_cite=sources.FORCE_LEVEL, opens=("CSC_REFERRAL",),
    ),
)  # fmt: skip
