"""Read record versions as one viewer may know them: the values pictures are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from firstlight.access.selectors import Sight, sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import Occurred
from firstlight.people import selectors as people
from firstlight.people.rules.standardise import phone_of
from firstlight.picture.rules.values import AppearanceView, Link, RecordView
from firstlight.picture.shutting import closed, is_closed, is_shut, shut
from firstlight.records import selectors as records
from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.parts import PersonIn
from firstlight.records.selectors import VersionView


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
