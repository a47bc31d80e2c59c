"""Fetch the values a picture is built from: the one place where rows become facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from firstlight.access.selectors import Sight, safety_lines, sight
from firstlight.kernel.values.refs import is_ref
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import Occurred
from firstlight.people import selectors as people
from firstlight.people.rules.standardise import phone_of
from firstlight.picture.rules.facts import Facts, PlaceFacts
from firstlight.picture.rules.situations import homes_in, near_in
from firstlight.picture.rules.values import AppearanceView, Link, RecordView
from firstlight.picture.shutting import closed, is_closed, is_shut, shut
from firstlight.records import selectors as records
from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.parts import PersonIn
from firstlight.records.selectors import VersionView

BESIDE = 40  # other flats of a building that are looked at
MARKER = "warning_marker"  # the one kind that tells of a place itself
ENOUGH = 400  # record versions one picture is built from at most; the newest are kept


@dataclass(frozen=True, slots=True)
class Fetched:
    """Facts, and the ids of the record versions they were read from."""

    facts: Facts
    ids: set[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, as at which position, and at what moment a picture is told."""

    viewer: Viewer
    at: datetime
    n: int | None = None


@dataclass(slots=True)
class _Kept:
    """Record versions read for one answer: as they are held, and as one asker may know them."""

    held: dict[int, VersionView] = field(default_factory=dict)
    told: dict[tuple[object, ...], dict[int, RecordView | None]] = field(default_factory=dict)


_kept: ContextVar[_Kept | None] = ContextVar("picture_kept", default=None)


@contextmanager
def kept_once() -> Iterator[None]:
    """Read each record version once while one answer is put together; nothing is kept after it.

    A brief pictures those who live at an address, those near them and those who harmed them: the
    same records again and again.
    """
    token = _kept.set(_Kept())
    try:
        yield
    finally:
        _kept.reset(token)


def _appearance(person: PersonIn, cast: people.Cast) -> AppearanceView:
    return AppearanceView(
        ref=cast.ref,
        key=cast.key,
        role=person.role,
        person=cast.person,
        link=Link(cast.link),
        categories=tuple(person.categories),
        name=" ".join(part for part in (person.given, person.family) if part),
        born_on=person.born_on,
        born_precision=person.born_precision,
        age_stated=person.age,
        unborn=person.unborn,
        due_on=person.due_on,
        sex=person.sex,
        ethnicity_self=person.ethnicity_self,
        ethnicity_observed=person.ethnicity_observed,
        language=person.language,
        disability=person.disability,
        occupation=person.occupation,
        school=person.school,
        place=cast.place,
        address=people.address_text(person.address.model_dump()) if person.address else "",
        address_is=person.address_is,
        phones=tuple(filter(None, (phone_of(number) for number in person.phones))),
        identifiers=tuple(sorted(person.identifiers.items())),
        present=person.present,
        seen=person.seen,
        injured=person.injured,
        may_be=cast.may_be,
        weight=cast.weight,
    )


def _named(
    envelope: Envelope, uses: list[tuple[str, str]], seen: Sight
) -> tuple[tuple[str, str, str], ...]:
    """Give the places a record names, as (role, place, what was said); a sealed one is not there."""
    return tuple(
        (role, place, people.address_text(p.address.model_dump()))
        for (role, place), p in zip(uses, envelope.places, strict=False)
        if place not in seen.sealed
    )


def record_view(
    version: VersionView,
    cast: list[people.Cast],
    uses: list[tuple[str, str]],
    names: dict[str, str],
    seen: Sight,
) -> RecordView:
    """Turn a stored version into the value pictures are made of."""
    envelope = version.envelope
    by_key = {one.key: one for one in cast}
    appearances = tuple(_appearance(p, by_key[p.key]) for p in envelope.people if p.key in by_key)
    refs = {one.key: one.ref for one in cast}
    tied = [r for r in envelope.relations if r.one in refs and r.other in refs]
    return RecordView(
        ref=version.ref,
        version=version.number,
        kind=version.kind,
        source=version.source,
        source_ref=version.source_ref,
        source_name=names.get(version.source, version.source),
        department=version.department,
        occurred=Occurred(
            envelope.occurred.begins, envelope.occurred.ends, envelope.occurred.precision
        ),
        told_at=version.told_at,
        recorded_at=version.recorded_at,
        received_at=version.received_at,
        known_seq=version.known_seq,
        details=version.details,
        statement=envelope.statement,
        outcome=envelope.outcome,
        title=envelope.title,
        narrative=envelope.narrative,
        people=appearances,
        relations=tuple((refs[r.one], r.kind, refs[r.other]) for r in tied),
        places=_named(envelope, uses, seen),
        phones=tuple(phone_of(p.number) for p in envelope.phones),
        vehicles=tuple(v.vrm for v in envelope.vehicles),
        removed=version.removed,
        before_live=version.before_live,
        marking=envelope.marking,
        happening=envelope.happening,
        author=version.author or envelope.author,
        relation_ends=tuple((refs[r.one], r.kind, refs[r.other], r.until) for r in tied if r.until),
    )


def views(
    ids: Iterable[int], asked: Asked, *, lightly: bool = False, doubts: bool = False
) -> tuple[RecordView, ...]:
    """Read record versions as one viewer may know them; what they may not know of is left out.

    `lightly` and `doubts` are as of `cast_of`.
    """
    wanted, kept = set(ids), _kept.get() or _Kept()
    told = kept.told.setdefault((asked.viewer.ref, asked.n, lightly, doubts), {})
    missing = wanted - told.keys()
    if missing:
        told |= dict.fromkeys(missing)
        told |= _views(missing, asked, kept, lightly=lightly, doubts=doubts)
    return tuple(view for one in sorted(wanted) if (view := told[one]) is not None)


def _views(
    wanted: set[int], asked: Asked, kept: _Kept, *, lightly: bool, doubts: bool
) -> dict[int, RecordView]:
    seen = sight(asked.viewer)
    cast = people.cast_of(
        wanted, viewer=asked.viewer, n=asked.n, seen=seen, lightly=lightly, doubts=doubts
    )
    kept.held |= {one.id: one for one in records.versions(cast.keys() - kept.held.keys())}
    held = [kept.held[one] for one in cast if one in kept.held]
    uses = people.place_uses(cast)
    names = records.source_names()
    told = {
        v.id: record_view(v, cast[v.id], uses.get(v.id, []), names, seen)
        for v in held
        if v.ref not in seen.sealed
    }
    if not asked.viewer.is_system:  # floors are worked on all that is held
        told = {pk: closed(one) if is_closed(one) else one for pk, one in told.items()}
    restricted = {v.ref for v in held if is_shut(v.ref, cast[v.id], seen)}
    return {pk: shut(one, seen) if one.ref in restricted else one for pk, one in told.items()}


def place_facts(refs: set[str], seen: Sight) -> dict[str, PlaceFacts]:
    """Give places as pictures read them, with what a viewer may not know of left shut."""
    if not refs:
        return {}
    crowded = people.crowded(refs)
    lines = {line.target: line.text for line in safety_lines(*refs)}
    return {
        ref: PlaceFacts(
            ref=ref,
            text=place.text,
            postcode=place.postcode,
            institution=place.institution or ("crowded" if ref in crowded else ""),
            building=f"{place.building}|{place.postcode}" if place.building else "",
            restricted=ref in seen.restricted or ref in seen.sealed,
            safety_lines=(lines[ref],) if ref in lines else (),
        )
        for ref, place in people.places(refs).items()
    }


def facts_about(persons: set[str], asked: Asked) -> Facts:
    """Fetch what the pictures of these persons are built from, their homes and kin included."""
    return _fetched(persons, asked, floors=False).facts


def facts_alone(persons: set[str], asked: Asked) -> Facts:
    """Fetch what tells of these persons by themselves: the records that name them, or may.

    And the markers on their homes, which name nobody. How others stand to them is not in it.
    """
    own = people.versions_of(persons, viewer=asked.viewer, n=asked.n, maybe=True)
    first = views(own, asked)
    homes = homes_in(first, persons)
    places = place_facts(homes | {p for r in first for _, p, _ in r.places}, sight(asked.viewer))
    dwellings = {ref for ref in homes if not (places.get(ref) and places[ref].institution)}
    around = people.versions_at(dwellings, n=asked.n) - own
    marks = records.of_kind(MARKER, around)
    return Facts(
        records=(*first, *views(marks, asked)),
        places=places,
        disposed=disposed_of(persons, n=asked.n),
        restricted=sight(asked.viewer).restricted,
    )


def for_floors(persons: set[str], asked: Asked) -> Fetched:
    """As `facts_about`, for the rules: who else those near may be too, not how each was linked."""
    return _fetched(persons, asked, floors=True)


def more_for_floors(held: Fetched, persons: set[str], asked: Asked) -> Facts:
    """Add every record that names these persons, or may."""
    ids = people.versions_of(persons, viewer=asked.viewer, n=asked.n, maybe=True) - held.ids
    newest = sorted(ids, reverse=True)[: ENOUGH * len(persons)]
    more = views(newest, asked, lightly=True, doubts=True)
    return replace(held.facts, records=(*held.facts.records, *more)) if more else held.facts


def _fetched(persons: set[str], asked: Asked, *, floors: bool) -> Fetched:
    own = people.versions_of(persons, viewer=asked.viewer, n=asked.n, maybe=True)
    first = views(own, asked, lightly=floors, doubts=floors)
    homes = homes_in(first, persons)
    places = place_facts(homes, sight(asked.viewer))
    dwellings = {ref for ref in homes if not (places.get(ref) and places[ref].institution)}
    around = people.versions_at(dwellings, n=asked.n)
    second = views(around - own, asked, lightly=floors, doubts=floors)
    near = near_in((*first, *second), persons, dwellings)
    third_ids = people.versions_of(near, viewer=asked.viewer, n=asked.n, maybe=floors)
    newest = sorted(third_ids - own - around, reverse=True)[: ENOUGH * len(persons)]
    third = views(newest, asked, lightly=True, doubts=floors)
    found = (*first, *second, *third)
    everywhere = homes_in(found, persons | near) | {p for r in found for _, p, _ in r.places}
    further = {ref for ref in everywhere - homes if is_ref(ref)}
    facts = Facts(
        records=found,
        places={**places, **place_facts(further, sight(asked.viewer))},
        disposed=disposed_of(persons, n=asked.n),
        restricted=sight(asked.viewer).restricted,
    )
    return Fetched(facts, own | around | set(newest))


def facts_around(record: RecordView, asked: Asked) -> Facts:
    """Fetch what a record concerns: those it names or may name, its places, flats beside, kin."""
    named = {a.person for a in record.people if a.person}
    named |= {other for a in record.people for other in a.may_be}
    facts = facts_about(named, asked)
    here = {p for _, p, _ in record.places} | {a.place for a in record.people if a.place}
    here = {ref for ref in here if ref}
    beside = {flat for ref in here for flat in people.same_building(ref)[:BESIDE]}
    ids = people.versions_at(here | beside, n=asked.n)
    held = {r.ref for r in facts.records}
    first = tuple(v for v in views(ids, asked) if v.ref not in held)
    living = {a.person for r in first for a in r.people if a.person and a.place in here} - named
    rest = people.versions_of(living, viewer=asked.viewer, n=asked.n) - ids
    held |= {r.ref for r in first}
    newest = views(sorted(rest, reverse=True)[:ENOUGH], asked)
    second = tuple(v for v in newest if v.ref not in held)
    places = {**facts.places, **place_facts(here | beside, sight(asked.viewer))}
    return Facts((*facts.records, *first, *second), places, restricted=facts.restricted)


def facts_at(place: str, asked: Asked) -> Facts:
    """Fetch what the picture of a place is built from."""
    here = people.versions_at([place], n=asked.n)
    first = views(here, asked)
    persons = {a.person for r in first for a in r.people if a.person and a.place == place}
    rest = people.versions_of(persons, viewer=asked.viewer, n=asked.n) - here
    second = views(sorted(rest, reverse=True)[:ENOUGH], asked, lightly=True)
    refs = {place, *people.same_building(place)[:50], *homes_in((*first, *second), persons)}
    return Facts(
        records=(*first, *second),
        places=place_facts(refs, sight(asked.viewer)),
        restricted=sight(asked.viewer).restricted,
    )


def disposed_of(
    persons: Iterable[str], *, n: int | None = None, learnt_by: datetime | None = None
) -> dict[str, tuple[date, ...]]:
    """Say of each person on which days records about them were disposed of, oldest first.

    Only those that had been taken in at the position, or written down by the moment.
    """
    if not records.any_disposed():
        return {}
    found = {}
    for person, refs in people.bare_records_of(persons, n).items():
        days = tuple(sorted(one.on for one in records.disposed(refs, learnt_by=learnt_by)))
        if days:
            found[person] = days
    return found
