"""Fetch what a document is made from, as the outside may know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from firstlight.access.rules.predicates import PARTNERS
from firstlight.access.selectors import sight, users_with
from firstlight.force.selectors import organisation
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import places
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import PersonPicture, RecordView
from firstlight.sharing.rules.referral import Given
from firstlight.sharing.rules.screening import Protected
from firstlight.sharing.rules.story import Reader, Story, check

# Nobody's post and nobody's grant: what is sealed or restricted is so for the whole outside.
_NOBODY = Viewer(ref="outside", name="Outside the force")
# Places of these kinds are protected whether or not anybody has said so.
SHELTERS = frozenset({"refuge"})
ALLEGATION = "allegation_against_carer"


def not_for_outside(named: Iterable[str] = ()) -> frozenset[str]:
    """Give what may not be known of outside, less whom somebody names on purpose."""
    seen = sight(_NOBODY)
    return (seen.sealed | seen.restricted) - frozenset(named)


def given(people: tuple[str, ...], *, by: Viewer, at: datetime) -> Given:
    """Give the pictures a referral about the first of these people is made from.

    Somebody sealed or restricted is in it only where `by` may know of them and names them.
    """
    hidden = not_for_outside(people)
    subject = pictures.person(people[0], viewer=by, at=at)
    near = {*people, *subject.household, *(r.other for r in subject.relations)} - hidden
    reader = by if not_for_outside() & set(people) else _as_outside(by)
    found = pictures.persons({subject.ref, *near}, viewer=reader, at=at)
    if subject.ref not in found:
        raise NotThere
    by.seen.add(*found)
    return Given(subject.ref, found, hidden, protected_places(found))


def kept_from(made: Given, whom: Recipient | None) -> Given:
    """Leave out what a child has said of a home or carer, where a home or school would read it.

    It goes to the council's designated officer by its own route (Working Together 2023: an
    allegation is not told to the one it is about).
    """
    if whom is None or whom.kind == "council":
        return made
    pictures = {
        ref: replace(
            one,
            records=tuple(r for r in one.records if not _is_allegation(r)),
            may_be=tuple(r for r in one.may_be if not _is_allegation(r)),
        )
        for ref, one in made.pictures.items()
    }
    return replace(made, pictures=pictures)


def _is_allegation(record: RecordView) -> bool:
    return ALLEGATION in (getattr(record.details, "concern", None) or ())


def _as_outside(by: Viewer) -> Viewer:
    """Look with nobody's sight, apart from what is `by`'s own, which they may not handle."""
    return Viewer(ref=_NOBODY.ref, name=_NOBODY.name, own_refs=by.own_refs)


def protected_places(found: Mapping[str, PersonPicture]) -> frozenset[str]:
    """Give the places of these people whose address stays here."""
    told = {home.place for one in found.values() for home in one.residences if home.place}
    shelters = {ref for ref, place in places(told).items() if place.institution in SHELTERS}
    return frozenset(ref for ref in not_for_outside() if ref.startswith("L-")) | shelters


def protected_words(refs: Iterable[str]) -> tuple[Protected, ...]:
    """Give protected places in the words by which they could be found."""
    return tuple(
        Protected(place.ref, place.text, place.postcode, place.name)
        for place in places(refs).values()
    )


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives it, as the force holds them."""

    code: str
    name: str
    kind: str
    role: str
    mail: str
    also_called: tuple[str, ...]


def recipient(code: str) -> Recipient | None:
    """Find an organisation that can receive."""
    row = organisation(code)
    if row is None:
        return None
    return Recipient(
        row.code, row.name, row.kind, row.contact_role, row.mail, tuple(row.also_called)
    )


def readers(code: str) -> tuple[Reader, ...]:
    """Give the people of an organisation who can sign in and read what it is sent."""
    found = {
        u.ref: u for role in sorted(PARTNERS) for u in users_with(role) if u.organisation == code
    }
    return tuple(Reader(ref, frozenset(one.own_refs)) for ref, one in found.items())


def story(code: str, shown: Iterable[str], found: Mapping[str, PersonPicture]) -> Story:
    """Check who would read it against who is shown."""
    whom = recipient(code)
    names = (whom.name, *whom.also_called) if whom else ()
    homes = {home.place for ref in shown if ref in found for home in found[ref].residences}
    told = {ref: found[ref] for ref in shown if ref in found}
    return check(readers(code), frozenset(shown) | homes, told, names)
