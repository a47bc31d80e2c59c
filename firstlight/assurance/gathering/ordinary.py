"""Fetch ordinary records for the question whether they considered the child who lives there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.assurance.gathering.homes import dwellings, living
from firstlight.assurance.rules.unmentioned import ORDINARY, Answered, Named, Ordinary, consider
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.people import selectors as people
from firstlight.people.selectors import Cast
from firstlight.records import selectors as records
from firstlight.records.selectors import VersionView

# Places that are where it happened; where somebody was looked for or taken to is no household.
SCENES = frozenset({"scene", "seized_at", "other"})
MOST = 20_000


def _value(
    view: VersionView, cast: list[Cast], uses: list[tuple[str, str]], homely: set[str]
) -> Ordinary:
    moment = view.envelope.occurred.begins or view.told_at or view.recorded_at
    roles = {person.key: person.role for person in view.envelope.people}
    places = {ref for role, ref in uses if role in SCENES and ref in homely}
    places |= {
        c.place
        for c in cast
        if c.place in homely and roles.get(c.key) not in {"officer", "professional"}
    }
    return Ordinary(
        ref=view.ref, kind=view.kind, department=view.department, moment=moment,
        on=london_date(moment), asked=getattr(view.details, "children_asked", "") == "yes",
        people=tuple(Named(c.person or "", roles.get(c.key, ""), c.may_be) for c in cast),
        places=tuple(sorted(place for place in places if place)),
    )  # fmt: skip


def answer(views: Iterable[VersionView], viewer: Viewer) -> list[tuple[Ordinary, Answered]]:
    """Answer the question for many records at once, as one viewer may know them."""
    listed = list(views)
    cast = people.cast_of([view.id for view in listed], viewer=viewer)
    uses = people.place_uses(cast)
    told = {ref for held in uses.values() for _, ref in held}
    told |= {c.place for held in cast.values() for c in held if c.place}
    homely = dwellings(told)
    values = [
        _value(view, cast[view.id], uses.get(view.id, []), homely)
        for view in listed
        if view.id in cast
    ]
    places = {place for value in values for place in value.places}
    index = living(places, set(), viewer, (listed, cast))
    return [(value, consider(value, index)) for value in values]


def recent(since: datetime, viewer: Viewer) -> list[tuple[Ordinary, Answered]]:
    """Answer for every ordinary record written down since a day."""
    return answer(records.newest(kinds=ORDINARY, since=since, limit=MOST), viewer)


def one(ref: str, viewer: Viewer) -> tuple[Ordinary, Answered] | None:
    """Answer for one record; None where it is no ordinary record, or not this viewer's."""
    view = records.record(ref)
    if view is None or view.kind not in ORDINARY:
        return None
    found = answer([view], viewer)
    return found[0] if found else None
