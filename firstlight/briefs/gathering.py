"""Fetch what a brief is composed from: whatever is asked about, as one reader may know it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from firstlight.access.selectors import sight
from firstlight.briefs.guarding import (
    at_the_top,
    is_refuge,
    never_told,
    protected,
    safety,
    sources,
)
from firstlight.briefs.rules.danger import RECENT
from firstlight.briefs.rules.document import Given
from firstlight.briefs.rules.silence import silenced
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people import selectors as people
from firstlight.people.rules.standardise import phone_of
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.nearness import ORDER
from firstlight.picture.rules.values import (
    Concerned,
    Link,
    Nearness,
    PersonPicture,
    PlacePicture,
    RecordView,
)

_SYSTEM_NAME = "briefs"


@dataclass(frozen=True, slots=True)
class About:
    """What a brief is asked about: one of a record, place, person, address, phone or vehicle."""

    record: str = ""
    place: str = ""
    person: str = ""
    address: str = ""
    phone: str = ""
    vehicle: str = ""

    @property
    def kind(self) -> str:
        """Say which kind it is."""
        if self.record:
            return "record"
        if self.person:
            return "person"
        return "place" if self.place or self.address else "thing"


@dataclass(frozen=True, slots=True)
class Found:
    """What was gathered, and the position of what it is about."""

    given: Given
    ref: str
    told_at: datetime | None
    job: str = ""


def gather(about: About, viewer: Viewer, at: datetime, struck: frozenset[str]) -> Found:
    """Gather for one of the four kinds. Refuses where nothing was asked."""
    with pictures.reading_once():
        return _gathered(about, viewer, at, struck)


def _gathered(about: About, viewer: Viewer, at: datetime, struck: frozenset[str]) -> Found:
    if about.record:
        found = _of_record(about.record, viewer, at)
    elif about.person:
        found = _of_person(about.person, viewer, at)
    elif about.place or about.address:
        found = _of_place(about, viewer, at)
    elif about.phone or about.vehicle:
        found = _of_thing(about, viewer, at)
    else:
        raise Refusal(
            "A brief is about a job, an address, a person, a telephone or a vehicle.",
            next_step="Give one of them.",
            faults=(("address", "Give one of them"),),
        )
    given = _finished(_with_doers(found.given, viewer, at), at)
    return replace(found, given=replace(given, struck=struck))


def _pictures(
    concerned: Iterable[Concerned], viewer: Viewer, at: datetime
) -> dict[str, PersonPicture]:
    """Picture those who may be named, each alone: a brief tells how they stand to its subject only."""
    near = {c.person for c in concerned if c.nearness in _NAMED}
    return pictures.persons_alone(near, viewer=viewer, at=at)


_NAMED = frozenset({Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT})


def _of_record(ref: str, viewer: Viewer, at: datetime) -> Found:
    whole = pictures.record(ref, viewer=system_viewer(_SYSTEM_NAME), at=at)
    text = next((text for _, _, text in whole.places if text), "")
    try:
        job = pictures.record(ref, viewer=viewer, at=at)
    except (
        NotThere,
        pictures.Restricted,
    ):  # of the job nothing may be told but where the unit goes, and the safety line
        return replace(_of_place(About(address=text), viewer, at), ref=ref, job=ref)
    concerned = pictures.concerned(ref, viewer=viewer, at=at)
    things = [("phone", p) for p in (*job.phones, *(p for a in job.people for p in a.phones))]
    things += [("vehicle", v) for v in job.vehicles]
    concerned = _nearest((*concerned, *_with_things(things, viewer, at)))
    # A unit is sent to the address of its job, whatever else may not be told of it.
    place = _scene(whole, viewer, at)
    heading = " ".join(filter(None, (_number(job), text))) or ref
    given = Given(
        about_kind="record", heading=heading, pictures=_pictures(concerned, viewer, at),
        concerned=concerned, sources=(), place=place, job=job,
        safety=safety([p for _, p, _ in whole.places], at),
        over_the_air=not is_refuge([p for _, p, _ in whole.places]),
    )  # fmt: skip
    return Found(given, ref, job.told_at or job.recorded_at, job=ref)


def _number(job: RecordView) -> str:
    return getattr(job.details, "job", "") or job.happening


def _scene(job: RecordView, viewer: Viewer, at: datetime) -> PlacePicture | None:
    for _, place, _ in job.places:
        if place and place not in sight(viewer).sealed:
            try:
                return pictures.place(place, viewer=viewer, at=at)
            except NotThere:
                continue
    return None


def _with_things(
    things: Iterable[tuple[str, str]], viewer: Viewer, at: datetime
) -> tuple[Concerned, ...]:
    """Give who was told with the job's telephones and vehicles: they may be there."""
    found: dict[str, Concerned] = {}
    for kind, value in dict.fromkeys(things):
        versions = people.ties(kind, value).versions
        cast = people.cast_of(versions, viewer=viewer)
        refs = {one.person for rows in cast.values() for one in rows if one.person}
        held = pictures.persons_alone(refs, viewer=viewer, at=at) if refs else {}
        for ref, picture in held.items():
            if kind == "phone" and value not in picture.phones:
                continue
            why = f"told with the {'telephone' if kind == 'phone' else 'vehicle'} of the job"
            found.setdefault(
                ref, Concerned(ref, Nearness.CONTACT, why, (), Link.MAY_BE, picture.is_child(at))
            )
    return tuple(found.values())


def _nearest(found: Iterable[Concerned]) -> tuple[Concerned, ...]:
    """Keep each person once, in the nearest class, surely before may be."""
    kept: dict[str, Concerned] = {}
    for one in found:
        held = kept.get(one.person)
        if held is None or _rank(one) < _rank(held):
            kept[one.person] = one
    return tuple(sorted(kept.values(), key=lambda one: (*_rank(one), one.person)))


def _rank(one: Concerned) -> tuple[int, bool, bool]:
    return (ORDER[one.nearness], one.link is Link.MAY_BE, not one.named)


def _around(first: dict[str, PersonPicture]) -> tuple[Concerned, ...]:
    """Give those related to who lives there, in regular contact with them, or living with them."""
    return tuple(
        Concerned(
            relation.other, relation.nearness,
            f"tied to somebody here: {relation.kind.replace('_', ' ')}",
            relation.records, relation.link,
        )
        for picture in first.values()
        for relation in picture.relations
    )  # fmt: skip


_DONE_BY = frozenset({"suspect", "respondent", "detained"})
_AGAINST = frozenset({"domestic_abuse_incident", "order", "bail"})


def _of_their_orders(first: dict[str, PersonPicture], at: datetime) -> tuple[Concerned, ...]:
    """Give who is bound by an order that protects somebody here, or did domestic abuse to them."""
    found: dict[str, Concerned] = {}
    for picture in first.values():
        for record in picture.records:
            if record.kind not in _AGAINST or record.moment < at - RECENT:
                continue
            for one in record.people:
                if one.role in _DONE_BY and one.person and one.person != picture.ref:
                    why = "told as suspect or bound in a record of somebody here"
                    found.setdefault(
                        one.person,
                        Concerned(one.person, Nearness.CONTACT, why, (record.ref,), one.link),
                    )
    return tuple(found.values())


def _aged(
    concerned: Iterable[Concerned], held: dict[str, PersonPicture], at: datetime
) -> tuple[Concerned, ...]:
    return tuple(
        replace(one, child=held[one.person].is_child(at), unborn=held[one.person].unborn)
        if one.person in held
        else one
        for one in concerned
    )


def _of_person(ref: str, viewer: Viewer, at: datetime) -> Found:
    subject = pictures.person(ref, viewer=viewer, at=at)
    me = Concerned(subject.ref, Nearness.HOUSEHOLD, "the brief is about them", named=True)
    around = _around({subject.ref: subject})
    concerned = _nearest((me, *around))
    held = {subject.ref: subject} | _pictures(around, viewer, at)
    given = Given(
        about_kind="person", heading=subject.name, pictures=held,
        concerned=_aged(concerned, held, at), sources=(), subject=subject.ref,
        safety=safety([subject.ref], at),
    )  # fmt: skip
    return Found(given, subject.ref, None)


def _of_place(about: About, viewer: Viewer, at: datetime) -> Found:
    ref = about.place or people.place_of(about.address) or ""
    known = people.places([ref]).get(ref) if ref else None
    # An address nothing may be told of reads exactly as one nobody ever named: as it was typed.
    typed = " ".join(about.address.split()) or (known.text if known else "")
    place = PlacePicture(
        ref="", text=typed, postcode="", institution="", people=(), records=(), orders=(), markers=()
    )  # fmt: skip
    # What is sealed, and one's own address, reads as one nothing is held of.
    if ref and ref not in sight(viewer).sealed:
        with suppress(NotThere, pictures.Restricted):  # the unit goes there all the same
            place = pictures.place(ref, viewer=viewer, at=at)
    living = {c.person for c in place.people if c.nearness in _NAMED}
    first = pictures.persons(living, viewer=viewer, at=at)
    concerned = _nearest((*place.people, *_around(first)))
    held = first | _pictures([c for c in concerned if c.person not in first], viewer, at)
    anything = bool(place.people or place.records)
    given = Given(
        about_kind="place", heading=typed, pictures=held, concerned=_aged(concerned, held, at),
        sources=(), place=place if anything else replace(place, ref=""),
        safety=safety([ref] if ref else [], at), over_the_air=not is_refuge([ref]),
    )  # fmt: skip
    return Found(given, ref if anything else "", None)


def _of_thing(about: About, viewer: Viewer, at: datetime) -> Found:
    kind, value = ("phone", about.phone) if about.phone else ("vehicle", about.vehicle)
    tidy = "".join(value.upper().split()) if kind == "vehicle" else phone_of(value)
    near = _with_things([(kind, tidy)], viewer, at)
    held = _pictures(near, viewer, at)
    given = Given(
        about_kind="thing", heading=value.strip(), pictures=held, concerned=near, sources=()
    )
    return Found(given, "", None)


def _with_doers(given: Given, viewer: Viewer, at: datetime) -> Given:
    near = {c.person for c in given.concerned if c.nearness in _NAMED}
    held = dict(given.pictures)
    first = {ref: p for ref, p in held.items() if ref in near}
    more = [c for c in _of_their_orders(first, at) if c.person not in near]
    found = _pictures(more, viewer, at)
    concerned = _nearest((*given.concerned, *_aged(more, found, at)))
    return replace(given, concerned=concerned, pictures=held | found)


def _finished(given: Given, at: datetime) -> Given:
    given = silenced(given)
    held = dict(given.pictures)
    return replace(
        given,
        sources=sources(given, at),
        never=never_told(held, given.place.ref if given.place else ""),
        top=at_the_top(held),
        protected=protected(held),
        restricted_line=pictures.RESTRICTED_LINE,
    )
