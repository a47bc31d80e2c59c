"""What is held of where, and with whom, a missing person was found: looked up at once."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import sealed_targets
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.models import Episode
from firstlight.missing.rules.found import WITH, Check, read_adult, read_place
from firstlight.missing.who import SYSTEM
from firstlight.picture.rules.values import RecordView
from firstlight.picture.selectors import Restricted, persons, place, record

RETURNED = ("sighting", "locate", "safe_and_seen")
_ROLES = {"found", "sighted", "arrest", "scene", "other"}


def found_checks(row: Episode, person: str, viewer: Viewer, at: datetime) -> tuple[Check, ...]:
    """Give every place and adult of an episode's sightings and returns, with what is held of each.

    As this viewer may know it: what is sealed from them is not there.
    """
    refs = row.history.filter(verb__in=RETURNED).exclude(record="").order_by("pk")
    found: dict[str, Check] = {}
    for ref in dict.fromkeys(refs.values_list("record", flat=True)):
        try:
            view = record(ref, viewer=viewer, at=at)
        except NotThere:
            continue
        found |= dict((*_places(view, person, viewer, at), *_adults(view, person, viewer, at)))
    return tuple(found.values())


def _places(view: RecordView, person: str, viewer: Viewer, at: datetime) -> list[tuple[str, Check]]:
    checks = []
    for role, ref, text in view.places:
        if role not in _ROLES:
            continue
        try:
            here = place(ref, viewer=viewer, at=at)
        except (NotThere, Restricted):
            continue
        people = persons({one.person for one in here.people}, viewer=viewer, at=at)
        checks.append((ref, Check(text, read_place(here, people, person), view.ref)))
    return checks


def _adults(view: RecordView, person: str, viewer: Viewer, at: datetime) -> list[tuple[str, Check]]:
    named = [a for a in view.people if a.role in WITH and a.person and a.person != person]
    pictures = persons({a.person for a in named if a.person}, viewer=viewer, at=at)
    checks = [
        (one.ref, Check(one.name or "Somebody not named", read_adult(pictures[one.person], person),
                        view.ref, unknown=not one.name))
        for one in named
        if one.person in pictures
    ]  # fmt: skip
    told = view.details
    said = getattr(told, "adult_said", "")
    asked = getattr(told, "found_with_adult", "") or getattr(told, "with_unknown_adult", "")
    if not checks and (said or asked in {"yes", "unknown"}):
        words = f"An adult nobody has named{f': “{said}”' if said else ''}"
        checks.append((f"{view.ref}:adult", Check(words, (), view.ref, unknown=True)))
    return checks


def is_held(row: Episode, person: str, at: datetime) -> bool:
    """Tell whether anything that is not sealed is held of where or with whom: a person reads it."""
    sealed = sealed_targets()
    return any(
        hit.person not in sealed and hit.record not in sealed
        for check in found_checks(row, person, SYSTEM, at)
        for hit in check.hits
    )
