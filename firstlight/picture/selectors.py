"""Pictures as at a position, for one viewer and purpose. There is no default viewer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from firstlight.access.selectors import safety_lines, sight
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people import selectors as people
from firstlight.picture import replaying
from firstlight.picture.fetching import (
    facts_about,
    facts_alone,
    facts_around,
    facts_at,
    for_floors,
    more_for_floors,
)
from firstlight.picture.rules import nearness
from firstlight.picture.rules.build import build_marked, build_person
from firstlight.picture.rules.disposed import all_said
from firstlight.picture.rules.facts import Facts, PlaceFacts
from firstlight.picture.rules.place import build_place
from firstlight.picture.rules.reworked import Reworked
from firstlight.picture.rules.reworked import reworked as who_is_reworked
from firstlight.picture.rules.situations import around, situations_of
from firstlight.picture.rules.told import Told
from firstlight.picture.rules.values import (
    Concerned,
    PersonPicture,
    PlacePicture,
    RecordView,
    Situation,
)
from firstlight.picture.viewing import Asked, kept_once, views
from firstlight.records import selectors as records

# What a page and every brief say at their end, the same for everybody and everything.
RESTRICTED_LINE = (
    "Some information may be restricted and is not shown. No record is not no history."
)


def reading_once() -> AbstractContextManager[None]:
    """Read each record once for all the pictures of one answer; nothing is kept after it."""
    return kept_once()


class Restricted(Refusal):
    """It exists; its content opens after a reason, which will be reviewed."""

    def __init__(self, ref: str) -> None:
        super().__init__(
            "This is restricted.",
            next_step="Open it with a reason, or ask its custodian.",
            code="restricted",
        )
        self.ref = ref


def _allowed(ref: str, viewer: Viewer) -> str:
    """Check that the viewer may know of a person; give the reference that stands."""
    if ref in viewer.own_refs:
        raise NotThere
    standing = people.stands_as(ref)
    if not people.exists(standing, viewer):
        raise NotThere
    if standing in sight(viewer).restricted:
        raise Restricted(standing)
    return standing


def person(
    ref: str,
    *,
    viewer: Viewer,
    at: datetime,
    n: int | None = None,
    learnt_by: datetime | None = None,
) -> PersonPicture:
    """Give the picture of a person as at a position (the newest without one).

    `learnt_by` asks the other question: what the force had been told and written down by a
    moment, with links worked afresh. NotThere where it is not there or not this viewer's.
    """
    if learnt_by is not None:
        from firstlight.picture import learning  # noqa: PLC0415 -- a rare question, and a large room

        return learning.person(ref, viewer=viewer, at=at, learnt_by=learnt_by)
    standing = _allowed(ref, viewer) if n is None else ref
    if n is not None and not _knowable(ref, viewer):
        raise NotThere
    if standing in sight(viewer).restricted:
        raise Restricted(standing)
    asked = Asked(viewer, at, n)
    picture = build_person(facts_about({standing}, asked), standing, at)
    if not picture.records and not picture.may_be and not picture.disposed:
        raise NotThere
    viewer.seen.add(standing)
    return picture


def disposals_said(person: str, *, since: int = 0) -> tuple[str, ...]:
    """Say how many records about a person were disposed of on which day, after a position."""
    refs = people.bare_records_of([person]).get(person, set()) if records.any_disposed() else set()
    return all_said(one.on for one in records.disposed(refs) if one.seq > since)


def _knowable(ref: str, viewer: Viewer) -> bool:
    return ref not in sight(viewer).sealed and ref not in viewer.own_refs


def persons(
    refs: set[str], *, viewer: Viewer, at: datetime, n: int | None = None
) -> dict[str, PersonPicture]:
    """Give the pictures of several persons at once, leaving out who is not this viewer's."""
    seen = sight(viewer)
    wanted = {
        r for r in refs if r not in seen.sealed | seen.restricted and r not in viewer.own_refs
    }
    facts = facts_about(wanted, Asked(viewer, at, n))
    found = {ref: build_person(facts, ref, at) for ref in sorted(wanted)}
    viewer.seen.add(*found)
    return {ref: picture for ref, picture in found.items() if picture.records or picture.may_be}


def persons_alone(refs: set[str], *, viewer: Viewer, at: datetime) -> dict[str, PersonPicture]:
    """As `persons`, by the records that name each of them, or may, and the markers on their homes.

    How others stand to them, and so their relations and household, is left empty.
    """
    seen = sight(viewer)
    wanted = {
        r for r in refs if r not in seen.sealed | seen.restricted and r not in viewer.own_refs
    }
    facts = facts_alone(wanted, Asked(viewer, at))
    found = {ref: build_marked(facts, ref, at) for ref in sorted(wanted)}
    viewer.seen.add(*found)
    return {ref: picture for ref, picture in found.items() if picture.records or picture.may_be}


def place(ref: str, *, viewer: Viewer, at: datetime, n: int | None = None) -> PlacePicture:
    """Give the picture of an address at flat level.

    A sealed place with a safety line reads as one nothing is held of apart from that line; one
    that only hidden records tell of is not there. Refuses a restricted one that is not opened.
    """
    known, seen = people.places([ref]), sight(viewer)
    lines = tuple(line.text for line in safety_lines(ref))
    if not known or ref in viewer.own_refs:
        raise NotThere
    if not lines and not people.known_places([ref], viewer=viewer):
        raise NotThere
    if ref in seen.restricted:
        raise Restricted(ref)
    facts = facts_at(ref, Asked(viewer, at, n))
    if ref in seen.sealed:
        facts = Facts(records=(), places=facts.places)
    picture = build_place(facts, ref, at)
    viewer.seen.add(ref, *(one.person for one in picture.people))
    if lines and not picture.safety_lines:
        from dataclasses import replace  # noqa: PLC0415 -- only where a safety line stands

        picture = replace(picture, safety_lines=lines)
    return picture


def situation(ref: str, *, at: datetime, n: int | None = None) -> Situation:
    """Give what the rules of risk look at: the subject and everybody near, unsealed."""
    return situations((ref,), at=at, n=n)[ref]


def situations(refs: Iterable[str], *, at: datetime, n: int | None = None) -> dict[str, Situation]:
    """Give the situations of several persons, fetched together."""
    wanted = tuple(dict.fromkeys(refs))
    asked = Asked(system_viewer("risk"), at, n)
    held = for_floors(set(wanted), asked)
    subjects = [build_person(held.facts, ref, at) for ref in wanted]
    near = {other for one in subjects for other in around(one)} - set(wanted)
    return situations_of(more_for_floors(held, near, asked), subjects, at)


def record(ref: str, *, viewer: Viewer, at: datetime, n: int | None = None) -> RecordView:
    """Give one record as this viewer may know it."""
    ids = records.standing_ids([ref], n)
    found = views(ids, Asked(viewer, at, n))
    if not found:
        raise NotThere
    if ref in sight(viewer).restricted:
        raise Restricted(ref)
    viewer.seen.add(ref, *(a.person for a in found[0].people if a.person))
    return found[0]


def views_of(ids: Iterable[int], *, viewer: Viewer, at: datetime) -> tuple[RecordView, ...]:
    """Give record versions as this viewer may know them; what they may not know of is left out."""
    return views(ids, Asked(viewer, at, None))


def concerned(
    record_ref: str, *, viewer: Viewer, at: datetime, n: int | None = None
) -> tuple[Concerned, ...]:
    """Give everybody a record concerns, each once in the nearest class of invariant 5."""
    asked = Asked(viewer, at, n)
    first = views(records.standing_ids([record_ref], n), asked)
    if not first:
        raise NotThere
    found = nearness.concerned(first[0], facts_around(first[0], asked), at)
    viewer.seen.add(*(c.person for c in found))
    return found


def reworked(record_ref: str, *, at: datetime) -> Reworked:
    """Give whose floor a record may move, in the order they are worked."""
    asked = Asked(system_viewer("risk"), at)
    first = views(records.standing_ids([record_ref]), asked)
    if not first:
        raise NotThere
    return who_is_reworked(first[0], facts_around(first[0], asked), at)


def told(ids: Iterable[int]) -> list[Told]:
    """Give record versions as they were written down, nobody settled: what a look-back replays.

    For the system's own work alone: what is sealed is among them.
    """
    return replaying.told(ids)


def places_told(held: Iterable[Told]) -> dict[str, PlaceFacts]:
    """Give the places these versions tell of, as they are known today."""
    return replaying.places_of(held)
