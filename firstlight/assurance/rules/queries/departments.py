"""Departments whose ordinary records say nothing of the child who lives there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from firstlight.assurance.rules import departments
from firstlight.assurance.rules.measure import Case, Measure, Number, Status, share
from firstlight.assurance.rules.unmentioned import KNOWABLE, STATES

# Ours: a force may find nine in ten hard at first; below half the demand is plainly not met.
ENOUGH, LITTLE = 90, 50


@dataclass(frozen=True, slots=True)
class Row:
    """One department: where a child lives at the address, how many records considered that."""

    code: str
    title: str
    not_mentioned: int
    considered: int
    followed: int
    cannot_tell: int
    none_known: int

    @property
    def of(self) -> int:
        """Give the denominator: records where a child lives there or is named, and that is sure."""
        return self.not_mentioned + self.considered

    @property
    def records(self) -> int:
        """Give all the department's ordinary records of the time."""
        return self.of + self.cannot_tell + self.none_known


def by_department(cases: Sequence[Case]) -> tuple[Row, ...]:
    """Count the cases of each department, the most unmentioned first."""
    counted: dict[str, Counter[str]] = {}
    for case in cases:
        held = counted.setdefault(case.department, Counter())
        held[case.state] += 1
        held["followed"] += case.state == "not_mentioned" and "Since then" in case.because
    rows = [
        Row(
            code, departments.title_of(code), n["not_mentioned"], n["mentioned"] + n["asked"],
            n["followed"], n["may_be"] + n["age_unknown"] + n["no_address"], n["none_known"],
        )
        for code, n in counted.items()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.not_mentioned, row.title)))


def unmentioned(cases: Sequence[Case], *, period: str, reckoned: bool) -> Measure:
    """Say how many ordinary records considered the child who lives there."""
    counted = Counter(case.state for case in cases)
    silent = counted["not_mentioned"]
    whole = sum(counted[state] for state in KNOWABLE)
    followed = sum("Since then" in case.because for case in cases if case.state == "not_mentioned")
    return Measure(
        code="unmentioned",
        title="Children at the address not mentioned in the record",
        question="Where a child lives, did the ordinary record say anything of a child?",
        status=_status(whole - silent, whole),
        said=_said(whole - silent, whole, reckoned=reckoned),
        period=period,
        numbers=_numbers(counted, silent, whole, followed, len(cases)),
        cases=tuple(cases),
        states=tuple(STATES.items()),
    )


def _numbers(
    counted: Counter[str], silent: int, whole: int, followed: int, total: int
) -> tuple[Number, ...]:
    return (
        Number(
            "A child lives there; the record says nothing of a child",
            silent,
            whole,
            cases="not_mentioned",
        ),
        Number("Of those, a record about the child followed within 14 days", followed, silent),
        Number("A child is named in the record", counted["mentioned"], whole, cases="mentioned"),
        Number(
            "The record says that children were asked about",
            counted["asked"],
            whole,
            cases="asked",
        ),
        Number("Cannot be told: may be the child", counted["may_be"], total, cases="may_be"),
        Number(
            "Cannot be told: an age is not known",
            counted["age_unknown"],
            total,
            cases="age_unknown",
        ),
        Number("Cannot be told: no address", counted["no_address"], total, cases="no_address"),
        Number("No child is known to live there", counted["none_known"], total),
    )


def _status(considered: int, whole: int) -> Status:
    if not whole:
        return Status.NOT_KNOWN
    if share(considered, whole) >= ENOUGH:
        return Status.GREEN
    return Status.AMBER if share(considered, whole) >= LITTLE else Status.RED


def _said(considered: int, whole: int, *, reckoned: bool) -> str:
    if not reckoned:
        return "Ordinary records have not been reckoned yet: work them out."
    if not whole:
        return (
            "No ordinary record of this time was made where a child is known to live or is named."
        )
    return (
        f"{considered} of {whole} ordinary records where a child lives, or that name one, considered a child. Green "
        f"from {ENOUGH} in 100, red below {LITTLE}; both are ours and set by nobody."
    )
