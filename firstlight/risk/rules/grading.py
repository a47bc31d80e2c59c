"""A named person's grade against the floor: saved at once, provisional while under it.

The floor stays the working level until a second person of the rank or role the force sets
agrees; agreement counts from its own moment, never before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Floor, Found

RANKS = (
    "staff",
    "constable",
    "sergeant",
    "inspector",
    "chief_inspector",
    "superintendent",
    "chief_superintendent",
    "assistant_chief_constable",
    "deputy_chief_constable",
    "chief_constable",
)
_SHORT = {
    "pc": "constable", "dc": "constable", "ps": "sergeant", "sgt": "sergeant", "ds": "sergeant",
    "insp": "inspector", "di": "inspector", "ci": "chief_inspector", "dci": "chief_inspector",
    "ch insp": "chief_inspector", "c insp": "chief_inspector", "det ch insp": "chief_inspector",
    "supt": "superintendent", "det supt": "superintendent", "dsupt": "superintendent",
    "ch supt": "chief_superintendent", "det ch supt": "chief_superintendent",
    "det sgt": "sergeant", "det con": "constable", "det insp": "inspector",
    "acc": "assistant_chief_constable", "dcc": "deputy_chief_constable", "cc": "chief_constable",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Officer:
    """Whoever grades or agrees.

    `known_as` holds what is one person's own whatever the account (collar or payroll number):
    two accounts that share one are one person.
    """

    account: str
    known_as: frozenset[str]
    rank: str
    roles: frozenset[str] = frozenset()
    on_duty: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Who may agree to a grade under the floor, and within how many minutes; the force sets it."""

    least_rank: str = "inspector"
    roles: frozenset[str] = frozenset()
    minutes: int = 60


@dataclass(frozen=True, slots=True)
class GradeOutcome:
    """What saving a grade does. `due_minutes` is None where nobody need agree."""

    provisional: bool
    working_level: str
    needs: str = ""
    due_minutes: int | None = None
    said: str = ""


def rank_order(rank: str) -> int:
    """Place a rank, short forms too; an unknown rank stands below all, so that it may not agree."""
    name = rank.strip().lower().replace("-", "_").replace(".", "")
    name = _SHORT.get(name.replace("_", " "), name.replace(" ", "_").removeprefix("detective_"))
    return RANKS.index(name) if name in RANKS else -1


def _rank_said(rank: str) -> str:
    return rank.replace("_", " ")


def judge_grade(
    *, framework: str, level: str, floor: str | None, grader: Officer, terms: Terms
) -> GradeOutcome:
    """Tell what a grade does; it is always saved.

    `unknown` asserts nothing lower than the floor, so it needs nobody's agreement and lowers
    nothing. Raises ValueError for a level that is not on the framework's scale.
    """
    if level == levels.UNKNOWN:
        if not levels.is_level(framework, level) or framework not in levels.FRAMEWORKS:
            levels.rank(framework, level)
        return GradeOutcome(
            provisional=False, working_level=floor or level, said="Graded as not known."
        )
    if not levels.is_below(framework, level, floor):
        levels.rank(framework, level)
        return GradeOutcome(
            provisional=False, working_level=level, said="The grade is at or above the floor."
        )
    needs = needs_said(grader, terms)
    return GradeOutcome(
        provisional=True,
        working_level=floor or level,
        needs=needs,
        due_minutes=terms.minutes,
        said=f"Saved as provisional. The floor stays the working level until {needs} agrees.",
    )


def needs_said(grader: Officer, terms: Terms) -> str:
    """Say who may agree to this grader's grade."""
    rank = max(terms.least_rank, grader.rank, key=rank_order)
    who = f"a second person on duty of the rank of {_rank_said(rank)} or above"
    if terms.roles:
        who += f", or holding: {', '.join(_rank_said(role) for role in sorted(terms.roles))}"
    return who


def is_same_person(one: Officer, other: Officer) -> bool:
    """Tell whether two accounts are one person."""
    return one.account == other.account or bool(one.known_as & other.known_as)


def may_agree(*, grader: Officer, agreer: Officer, terms: Terms) -> str | None:
    """Tell why somebody may not agree to a grade under the floor, or None where they may."""
    if agreer.account == grader.account:
        return "You set this grade. A second person must agree to it."
    if is_same_person(grader, agreer):
        return "This account belongs to the person who set the grade. A second person must agree to it."
    if not agreer.known_as:
        return "This account is not tied to one person, so it cannot be the second person."
    return _not_placed(grader, agreer, terms)


def _not_placed(grader: Officer, agreer: Officer, terms: Terms) -> str | None:
    """Tell why duty or rank does not allow agreeing, or None."""
    if not agreer.on_duty:
        return "You are not on the rota now. Somebody on duty must agree."
    needed = max(rank_order(terms.least_rank), rank_order(grader.rank))
    if agreer.roles & terms.roles or rank_order(agreer.rank) >= needed:
        return None
    return f"Agreeing to this grade needs the rank of {_rank_said(RANKS[needed])} or above."


def weighed(floor: Floor) -> dict[str, tuple[str, ...]]:
    """Give what an agreement weighs: each rule that holds the floor, with its evidence.

    Stored with the agreement, so that a later fact is not taken for one that was weighed.
    """
    held = (one for one in floor.findings + floor.unknowns if one.level)
    return {one.rule: tuple(sorted(one.finding.evidence)) for one in held}


def working_level(
    floor: Floor, *, grade: str | None, agreed_over: Mapping[str, Collection[str]] | None = None
) -> str | None:
    """Give the level that work goes by.

    A grade under the floor counts only against findings a second person has agreed over
    (`weighed`, stored from the moment of agreement); a new rule or new evidence holds again.
    """
    agreed = agreed_over or {}
    held = [
        one.level
        for one in floor.findings + floor.unknowns
        if one.level and not _is_agreed(one, agreed)
    ]
    if grade is None or grade == levels.UNKNOWN:
        return floor.level or grade
    return levels.highest(floor.framework, [grade, *held])


def _is_agreed(found: Found, agreed: Mapping[str, Collection[str]]) -> bool:
    return found.rule in agreed and set(found.finding.evidence) <= set(agreed[found.rule])


def due_at(graded_at: datetime, terms: Terms) -> datetime:
    """Give the moment (UTC) by which somebody must have agreed."""
    return graded_at + timedelta(minutes=terms.minutes)


def may_be_asked(grader: Officer, others: Iterable[Officer], terms: Terms) -> tuple[Officer, ...]:
    """Give those of some officers who may agree, lowest rank first: the nearest is asked first."""
    able = (one for one in others if may_agree(grader=grader, agreer=one, terms=terms) is None)
    return tuple(sorted(able, key=lambda one: (rank_order(one.rank), one.account)))
