"""Rows and duties as values: where each child of a case stands, for the queue, closing and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from firstlight.duties import selectors as duties
from firstlight.duties.selectors import DutyRow
from firstlight.kernel.values.viewer import Viewer
from firstlight.online.models import Case, CaseChild
from firstlight.online.rules.outcomes import ALL, REFERRALS
from firstlight.online.rules.standing import Child, stops
from firstlight.online.who import SYSTEM
from firstlight.people.selectors import persons_at


def duties_of(case: Case, at: datetime) -> tuple[DutyRow, ...]:
    """Give every duty of a case, those that the rules of risk opened on its records too."""
    refs = (case.ref, *case.records.values_list("record", flat=True))
    found: dict[str, DutyRow] = {}
    for ref in refs:
        found |= {row.ref: row for row in duties.about(ref, SYSTEM, at)}
    return tuple(found.values())


def clocks_by_person(rows: Iterable[DutyRow]) -> dict[str, list[DutyRow]]:
    """Give the children's clocks by person."""
    found: dict[str, list[DutyRow]] = defaultdict(list)
    for row in rows:
        if row.clock in ALL:
            for person in row.people:
                found[person].append(row)
    return found


def children_of(case: Case, at: datetime, viewer: Viewer = SYSTEM) -> tuple[Child, ...]:
    """Give where each child of a case stands; who the viewer may not know of is left out."""
    rows = list(case.children.order_by("pk"))
    persons = persons_at([row.anchor for row in rows], viewer=None if viewer.is_system else viewer)
    clocks = clocks_by_person(duties_of(case, at))
    lined = set(case.lines.exclude(anchor="").values_list("anchor", flat=True))
    slept = set(case.nights.values_list("anchor", flat=True))
    found: dict[str, Child] = {}
    for row in rows:
        person = persons.get(row.anchor)
        if person:
            one = _child(row, person, clocks.get(person, []), lined, slept)
            held = found.get(person)  # two rows that turned out to be one child
            if held is None or (held.gone and not one.gone):
                found[person] = one
    return tuple(found.values())


def _child(
    row: CaseChild, person: str, mine: list[DutyRow], lined: set[str], slept: set[str]
) -> Child:
    main = [one for one in mine if one.clock in ("ONLINE_CHILDREN", "IMAGES_REFERRAL")]
    first = main[0] if main else None
    has_line = row.anchor in lined
    taken = any(one.acknowledged_at or one.closed_at for one in mine if one.clock in REFERRALS)
    return Child(
        anchor=row.anchor, person=person, nearness=row.nearness, may_be=row.may_be, gone=row.gone,
        told_at=row.told_at, due_at=first.due_at if first else None,
        done_at=first.closed_at if first else None, acting=taken or has_line, has_line=has_line,
        has_tonight=row.anchor in slept, clocks_open=sum(one.state != "closed" for one in mine),
    )  # fmt: skip


def is_asked(case: Case) -> bool:
    """Tell whether the household's children were asked for and answered; images ask nobody."""
    return case.kind == "images" or case.asked == "answered"


def stopped_by(case: Case, at: datetime, viewer: Viewer = SYSTEM) -> tuple[str, ...]:
    """Say all that still stops a case from being closed."""
    group = case.lines.filter(anchor="").exists()
    return stops(children_of(case, at, viewer), asked=is_asked(case), group_line=group)
