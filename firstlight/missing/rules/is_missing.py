"""Is each person in a record missing? Under 18, or possibly so, and whereabouts not established.

Source: design, invariant 3, after inspection notes PR21, T3, T4, T15 (the "absent" category) and
College of Policing APP, missing persons: missing until whereabouts are established and well-being
confirmed. No category, and nothing about care, ever lowers an answer here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from firstlight.kernel.values.answer import Answer, Finding, no, unknown, yes
from firstlight.missing.rules.words import (
    told_in_words,
    typed_concern,
    typed_doubtful,
    typed_missing,
)
from firstlight.picture.rules.ages import age_from, child_answer
from firstlight.picture.rules.values import AppearanceView, RecordView
from firstlight.records.rules.kinds.care import CarePlacement
from firstlight.records.rules.kinds.concern import PartnerConcern, VulnerabilityReport
from firstlight.records.rules.kinds.incidents import Contact, Incident
from firstlight.records.rules.kinds.kind import Details
from firstlight.records.rules.kinds.missing import MissingReport

State = Literal["missing", "away", "to_read", "not"]
# Kinds whose running text a person is asked to read; what our own acts say is not among them.
READ = frozenset({
    "incident", "contact", "partner_concern", "vulnerability_report", "crime", "arrest",
    "stop_search", "check", "domestic_abuse_incident",
})  # fmt: skip
# How long after a planned arrival silence is asked about (LOCAL).
ARRIVES_WITHIN = timedelta(hours=1)
# Whoever reports, minds or meets somebody is not the one who is missing.
_REPORTING = frozenset({"informant", "carer", "parent", "professional", "officer", "witness"})
_FIRST = ("subject", "child", "victim")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a record says of whereabouts, before it is asked of whom."""

    state: State
    finding: Finding
    next_contact_at: datetime | None = None
    plain: bool = True  # a stated absence: holds for an adult too


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says of one person: missing, away, to be read by a person, or not missing.

    `appearance` and `person` are empty where the record names nobody it could be. `child` is NO
    only for somebody known to be an adult.
    """

    appearance: str
    key: str
    person: str
    state: State
    finding: Finding
    child: Answer
    next_contact_at: datetime | None = None


def verdict(
    kind: str,
    details: Details,
    *,
    title: str = "",
    texts: Iterable[str] = (),
    at: datetime | None = None,
) -> Verdict:
    """Tell what a record of any kind says of whereabouts; `at` is now, where time can change it."""
    if isinstance(details, CarePlacement):
        return _planned(details, at)
    return _told(kind, details, title, texts)


def _told(kind: str, details: Details, title: str, texts: Iterable[str]) -> Verdict:
    if isinstance(details, MissingReport):
        return _report(details)
    if isinstance(details, Incident):
        return _incident(details, title, texts)
    if isinstance(details, PartnerConcern):
        return _partner(details, title, texts)
    if isinstance(details, VulnerabilityReport):
        words = (*texts, details.seen, details.told, details.inferred)
        return _typed(kind, (title, *details.concern), words)
    if isinstance(details, Contact):
        return _typed(kind, (title,), texts)
    return _words_only(kind, (title, *texts))


def _planned(details: CarePlacement, at: datetime | None) -> Verdict:
    """A planned child who did not arrive is missing; one nobody has spoken of is asked about."""
    if details.expected_at is None or details.arrived == "yes":
        return Verdict("not", no("No arrival is awaited."))
    if details.arrived == "no":
        return Verdict("missing", yes("Planned to arrive, and said not to have arrived."))
    if at is not None and at > details.expected_at + ARRIVES_WITHIN:
        return Verdict("to_read", unknown("Planned to arrive; nobody has said that they did."))
    return Verdict("not", no("The arrival is not due yet."))


def _report(details: MissingReport) -> Verdict:
    if details.is_return_row:
        return Verdict(
            "not", no("A row of a yearly return: it tells of the past and opens nothing.")
        )
    claimed = details.whereabouts_known == "yes"
    backed = details.how_known and details.spoken_to == "yes" and details.next_contact_at
    if claimed and backed:
        return Verdict(
            "away",
            no("Away, whereabouts known: how, who spoke to them and the next contact are told."),
            details.next_contact_at,
        )
    if claimed:
        return Verdict(
            "missing", yes("Said to be known, but not how, by whom spoken to and until when.")
        )
    return Verdict("missing", yes("Reported missing; whereabouts are not established."))


def _incident(details: Incident, title: str, texts: Iterable[str]) -> Verdict:
    typed = typed_missing(details.job_type, title)
    concern = typed_concern(details.job_type, title)
    known = details.whereabouts_known
    if known == "no":
        return Verdict(
            "missing", yes("A job that says whereabouts are not known."), plain=bool(typed)
        )
    if known == "yes":
        return _said_known(typed, spoken=details.spoken_to, until=details.next_contact_at)
    if typed:
        return Verdict("missing", yes(f"Typed as “{typed}”; whereabouts {_word(known)}."))
    if details.from_care_home and (concern or known == "unknown"):
        return Verdict(
            "missing",
            yes(
                f"From a home, typed as “{details.job_type or title}”; whereabouts {_word(known)}."
            ),
            plain=False,
        )
    return _doubtful("incident", (details.job_type, title), (title, *texts))


def _said_known(typed: str, *, spoken: str, until: datetime | None) -> Verdict:
    if not typed:
        return Verdict("not", no("A job that says whereabouts are known."))
    if spoken == "yes" and until:
        return Verdict(
            "away", no(f"Typed as “{typed}”; spoken to, and a next contact agreed."), until
        )
    return Verdict(
        "missing",
        yes(f"Typed as “{typed}”; said to be known, but not spoken to with a next contact."),
    )


def _partner(details: PartnerConcern, title: str, texts: Iterable[str]) -> Verdict:
    known = details.whereabouts_known
    if known == "no":
        return Verdict("missing", yes("A partner says whereabouts are not known."), plain=False)
    if known == "yes":
        typed = typed_missing(title, *details.concern)
        if typed:
            return Verdict(
                "to_read", unknown(f"Typed as “{typed}”, yet whereabouts are said to be known.")
            )
        return Verdict("not", no("A partner says whereabouts are known."))
    return _typed("partner_concern", (title, *details.concern), texts)


def _typed(kind: str, categories: Iterable[str], texts: Iterable[str]) -> Verdict:
    told = tuple(categories)
    typed = typed_missing(*told)
    if typed:
        return Verdict("missing", yes(f"Typed as “{typed}”; whereabouts not asked."), plain=False)
    return _doubtful(kind, told, (*told, *texts))


def _doubtful(kind: str, categories: Iterable[str], texts: Iterable[str]) -> Verdict:
    doubtful = typed_doubtful(*categories)
    if doubtful:
        return Verdict("to_read", unknown(f"Typed as “{doubtful}”: only a person can settle it."))
    return _words_only(kind, texts)


def _words_only(kind: str, texts: Iterable[str]) -> Verdict:
    words = told_in_words(*texts) if kind in READ else ""
    if words:
        return Verdict("to_read", unknown(f"Its text says “{words}”: a person reads it."))
    return Verdict("not", no("Nothing in it asks or says where somebody is."))


def _word(known: str) -> str:
    return "not asked" if known == "not_asked" else "not known"


def is_missing(
    record: RecordView, known: Mapping[str, Answer] | None = None, at: datetime | None = None
) -> tuple[Said, ...]:
    """Tell, of each person a record may mean, whether they are missing; `at` is now.

    `known` gives, by person, whether all that is held says they are under 18 at the record's
    moment. Ages that differ are disputed, and a disputed or unknown age counts as a child.
    """
    texts = (record.narrative,)
    told = verdict(record.kind, record.details, title=record.title, texts=texts, at=at)
    found = replace(told.finding, evidence=(record.ref,))
    if told.state == "not":
        return ()
    meant = _meant(record)
    if not meant:
        because = unknown(f"{found.because} It names nobody it could be.", record.ref)
        return (Said("", "", "", "to_read", because, Answer.UNKNOWN),)
    ages = known or {}
    return tuple(_of(one, told, found, record, ages) for one in meant)


def _of(
    one: AppearanceView,
    told: Verdict,
    found: Finding,
    record: RecordView,
    known: Mapping[str, Answer],
) -> Said:
    child = _child(one, record.moment, known.get(one.person or "", Answer.UNKNOWN))
    state, finding = told.state, found
    if child is Answer.NO and not told.plain and state == "missing":
        state = "to_read"
        finding = unknown(f"{found.because} It is about an adult: a person reads it.", record.ref)
    return Said(one.ref, one.key, one.person or "", state, finding, child, told.next_contact_at)


def _child(one: AppearanceView, at: datetime, known: Answer) -> Answer:
    stated = () if one.age_stated is None else ((one.age_stated, at.date(), ""),)
    age = age_from(one.born_on, stated, at, unborn=False)
    births = (one.born_on,) if one.born_on else ()
    own = child_answer(age, births, one.born_precision, at, born_known=one.born_on is not None)
    if own is Answer.UNKNOWN:
        return known
    return own if known in {own, Answer.UNKNOWN} else Answer.UNKNOWN


def _meant(record: RecordView) -> tuple[AppearanceView, ...]:
    """Give whom a report means: its subject, else a child or victim, else who is left."""
    people = [one for one in record.people if not one.unborn]
    for role in _FIRST:
        found = tuple(one for one in people if one.role == role)
        if found:
            return found
    return tuple(one for one in people if one.role not in _REPORTING)
