"""Whether a job breaches an order or bail, and what an answer to a breach must say.

"No" is told only where the order was over, had not begun, or neither party was there: service, terms
and contact that nobody told leave it "may be", which a person answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.orders import ABOUT_A_CHILD
from firstlight.picture.rules.values import OrderView, RecordView
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.incidents import Crime

JOBS = frozenset({"domestic_abuse_incident", "crime", "incident"})
_ASIDE = frozenset({"officer", "professional", "informant", "mentioned"})
_DONE_BY = frozenset({"suspect", "respondent", "detained"})
_CONTACT = (
    "contact", "approach", "molest", "communicat", "attend", "come within", "go to", "enter", "curfew",
)  # fmt: skip
_TO = frozenset({"victim", "child"})

ANSWERS = {
    "arrested": "Arrested",
    "not_yet": "Not arrested yet: why, by whom and by when",
    "no_breach": "No breach: the order was not in force, or this is not it",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """What makes one job a breach of one order, or may: `because` names nobody."""

    order: str
    answer: Answer
    because: str


def is_abuse(job: RecordView) -> bool:
    """Tell whether a job is of domestic abuse by its kind or its own words."""
    details = job.details
    return isinstance(details, DomesticAbuse) or (
        isinstance(details, Crime) and details.domestic == "yes"
    )


def met(job: RecordView) -> frozenset[str]:
    """Give who a job says was there, or did it: those who told, or work there, aside."""
    return frozenset(a.person for a in job.people if a.person and a.role not in _ASIDE)


def breached(
    job: RecordView, orders: Iterable[OrderView], protected: dict[str, frozenset[str]]
) -> tuple[Doubt, ...]:
    """Give the orders a job breaches or may, surely ones first.

    `protected` gives, by record of a bail that names nobody, the victims of the same matter.
    """
    found = [doubt for order in orders for doubt in _of(job, order, protected)]
    return tuple(sorted(found, key=lambda one: (one.answer is not Answer.YES, one.order)))


def _of(job: RecordView, order: OrderView, protected: dict[str, frozenset[str]]) -> Iterator[Doubt]:
    if order.what in ABOUT_A_CHILD or order.what == "released_under_investigation":
        return
    here = met(job)
    if not here & set(order.binds) or _outside(job, order):
        return
    named = set(order.protects) | protected.get(order.record, frozenset())
    what = "Bail conditions" if order.is_bail else "An order"
    if named & here:
        doubts = tuple(_unclear(order))
        if not doubts:
            yield Doubt(order.record, Answer.YES, f"{what} forbidding contact: the job names both.")
        else:
            said = "; ".join(doubts)
            yield Doubt(
                order.record, Answer.UNKNOWN, f"{what} may be breached: the job names both; {said}."
            )
    elif not named and is_abuse(job) and _forbids(order) and _did(job, order):
        yield Doubt(
            order.record, Answer.UNKNOWN,
            f"{what} may be breached: whom they protect is not told, and the job is domestic abuse.",
        )  # fmt: skip


def _outside(job: RecordView, order: OrderView) -> bool:
    """Tell whether the job was surely before the order began or after it ended."""
    ends = job.occurred.ends or job.moment
    before = order.begins_at is not None and ends < order.begins_at
    return before or (order.ends_at is not None and job.moment >= order.ends_at)


def _did(job: RecordView, order: OrderView) -> bool:
    return any(a.person in order.binds and a.role in _DONE_BY for a in job.people)


def _forbids(order: OrderView) -> bool:
    return any(word in line.lower() for line in order.conditions for word in _CONTACT)


def _unclear(order: OrderView) -> Iterator[str]:
    if not order.is_bail and order.served is not Answer.YES:
        yield "it is not shown as served"
    if not _forbids(order):
        yield "it is not told to forbid contact"
    if order.begins_at is None:
        yield "when it was made is not told"


def victims_of(records: Iterable[RecordView], order: OrderView) -> frozenset[str]:
    """Give the victims of the matter a bail is of, where it names nobody it protects."""
    if not order.happening or order.protects:
        return frozenset()
    return frozenset(
        a.person
        for record in records
        if record.happening == order.happening and record.ref != order.record
        for a in record.people
        if a.person and a.role in _TO
    )


def answer_faults(
    answer: str, owner: str, why_not: str, by_when: datetime | None, at: datetime
) -> tuple[tuple[str, str], ...]:
    """Say everything an answer to a breach lacks; its owner is never empty."""
    faults = []
    if answer not in ANSWERS:
        faults.append(("answer", "Choose one of the three answers"))
    if not owner.strip():
        faults.append(("owner", "Say by whom: a breach always has an owner"))
    if answer in {"not_yet", "no_breach"} and not why_not.strip():
        faults.append(("why_not", "Say why not"))
    if answer == "not_yet":
        if by_when is None:
            faults.append(("by_when", "Say by when"))
        elif by_when <= at:
            faults.append(("by_when", "Give a time that is still to come"))
    return tuple(faults)
