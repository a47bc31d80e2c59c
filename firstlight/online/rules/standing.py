"""Where each child of a case stands, what still stops a case, and whose case comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.picture.rules.values import Nearness

FIRST_THREE = (Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT)
CLASSES: dict[str, str] = {
    "household": "Household now, or named",
    "related": "Related, living elsewhere",
    "contact": "Regular contact",
    "formerly": "Formerly",
    "place_only": "Same building or institution only",
}


@dataclass(frozen=True, slots=True)
class Child:
    """One child of a case, as the queue and the closing rule read them."""

    anchor: str
    person: str
    nearness: str
    may_be: bool
    gone: bool
    told_at: datetime
    due_at: datetime | None  # of the referral clock, None where none was opened
    done_at: datetime | None  # when that clock was ended
    acting: bool  # somebody said that they have it, or wrote a line
    has_line: bool
    has_tonight: bool
    clocks_open: int = 0

    @property
    def needs_line(self) -> bool:
        """Tell whether nothing closes before this child has a line."""
        return self.nearness in FIRST_THREE and not self.gone

    @property
    def needs_tonight(self) -> bool:
        """Tell whether where this child sleeps tonight must be known."""
        return self.nearness == Nearness.HOUSEHOLD and not self.gone and not self.may_be

    def late(self, at: datetime) -> bool:
        """Tell whether the child's clock has run out."""
        return self.due_at is not None and self.done_at is None and self.due_at < at


def stops(children: tuple[Child, ...], *, asked: bool, group_line: bool) -> tuple[str, ...]:
    """Say all that still stops a case from being closed; empty where nothing does."""
    lines = sum(one.needs_line and not one.has_line for one in children)
    nights = sum(one.needs_tonight and not one.has_tonight for one in children)
    clocks = sum(one.clocks_open > 0 for one in children)
    group = any(one.nearness == Nearness.PLACE_ONLY and not one.gone for one in children)
    found = []
    if not asked:
        found.append(
            "The children of the household have not been asked for, or no answer has come."
        )
    if lines:
        found.append(f"Children without a line of who considered them, with what outcome: {lines}.")
    if nights:
        found.append(f"Children of whom it is not said where they sleep tonight: {nights}.")
    if clocks:
        found.append(f"Children whose own clock is not done: {clocks}.")
    if group and not group_line:
        found.append("The children of the same building or institution have no line as a group.")
    return tuple(found)


# Whose case comes first, and its words: a child nobody acts for before everything.
RANKS: tuple[str, ...] = (
    "Children in the household and nobody acting",
    "A child's clock has run out",
    "Nobody has asked whether there are children",
    "Children related or in contact without a line",
    "Children, and somebody is acting",
    "Every child has a line",
)


def rank(children: tuple[Child, ...], *, asked: bool, at: datetime) -> int:
    """Give a case's place in the queue. The suspect's level has no part in it."""
    first = [one for one in children if one.needs_line]
    if any(one.nearness == Nearness.HOUSEHOLD and not one.acting for one in first):
        return 0
    if any(one.late(at) for one in children):
        return 1
    if not asked:
        return 2
    if any(not one.has_line for one in first if one.nearness != Nearness.HOUSEHOLD):
        return 3
    if any(not one.has_line or one.clocks_open for one in first):
        return 4
    return 5
