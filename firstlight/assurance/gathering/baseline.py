"""Fetch who must be looked at once after a history was loaded: by three reasons, no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.assurance.gathering.naming import told
from firstlight.assurance.gathering.practice import is_child
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import anchor, appearance_of, who
from firstlight.records.rules.kinds.missing import MissingReport, Return
from firstlight.records.rules.kinds.orders import Order
from firstlight.risk import selectors as risk
from firstlight.risk.rules import levels

ENDING = timedelta(days=14)
LOOKS_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to look at: its key, what and whom it is about, and why."""

    key: str
    about: tuple[str, ...]
    people: tuple[str, ...]
    because: str
    told_at: datetime
    due_at: datetime | None = None


def at_high(viewer: Viewer, at: datetime) -> Iterator[Owed]:
    """Give each child whose floor is at high, once, whatever the number of frameworks."""
    held: dict[str, list[str]] = {}
    for one in risk.at_top():
        held.setdefault(one.person, []).append(levels.TITLES[one.framework])
    hits = who(held, viewer=viewer)
    for person, titles in held.items():
        if is_child(hits.get(person), london_date(at)):
            stands = anchor(person)
            because = f"The floor is at high before going live: {', '.join(sorted(titles))}."
            yield Owed(f"baseline:high:{stands}", (), (stands,), because, at)


def not_found(viewer: Viewer, at: datetime) -> Iterator[Owed]:
    """Give each child last reported missing within a year whom no later record says was found safe."""
    last: dict[str, tuple[datetime, str, bool]] = {}
    for one in told(("missing_report", "return"), viewer, since=at - LOOKS_BACK):
        details = one.view.details
        if isinstance(details, MissingReport):
            over = details.is_return_row or details.returned_on is not None
        else:
            over = isinstance(details, Return) and details.state == "safe_and_seen"
        moment = one.view.envelope.occurred.begins or one.at
        for person in one.people("subject"):
            if person not in last or moment > last[person][0]:
                last[person] = (moment, one.view.ref, over)
    hits = who([p for p, (_, _, over) in last.items() if not over], viewer=viewer)
    for person, (_, record, over) in last.items():
        if not over and is_child(hits.get(person), london_date(at)):
            stands = anchor(person)
            because = "Reported missing before going live, and no record says that the child was found safe."
            yield Owed(f"baseline:not_found:{stands}", (record,), (stands,), because, at)


def ending(viewer: Viewer, at: datetime) -> Iterator[Owed]:
    """Give each order that ends within 14 days, not discharged; due no later than its end."""
    for one in told(("order",), viewer):
        details = one.view.details
        ends = details.ends_at if isinstance(details, Order) and not details.discharged_at else None
        if ends is not None and at <= ends <= at + ENDING:
            held = [appearance_of(one.view.ref, c.key) for c in one.cast]
            because = "An order from before going live ends within 14 days."
            yield Owed(
                f"baseline:order:{one.view.ref}",
                (one.view.ref,),
                tuple(a for a in held if a),
                because,
                at,
                ends,
            )
