"""What guards a brief: safety lines, addresses never told, who is at the top, what was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from firstlight.access.selectors import safety_lines, safety_targets, sight
from firstlight.briefs.rules.document import Given, Told
from firstlight.briefs.rules.guarding import forms
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people import selectors as people
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import PersonPicture
from firstlight.records.selectors import source_lines
from firstlight.risk.rules.levels import is_top
from firstlight.risk.selectors import working_levels

_LIVING = frozenset({"refuge"})
_SYSTEM_NAME = "briefs"


def unit_attending() -> Viewer:
    """Give whom a pushed brief is composed for: any officer who keeps no secret of the force."""
    return Viewer(ref="unit", name="The unit attending", roles=frozenset({"response"}))


def safety(refs: Iterable[str], at: datetime) -> tuple[str, ...]:
    """Give the safety lines of places and of whoever lives there, sealed or not: all are shown them."""
    targets = [ref for ref in refs if ref]
    kept = [ref for ref in safety_targets() if ref.startswith("P-")]
    living: list[str] = []
    for ref in targets:
        if ref.startswith("L-") and kept and people.told_at(ref, kept):
            living += [
                c.person
                for c in pictures.place(ref, viewer=system_viewer(_SYSTEM_NAME), at=at).now()
            ]
    lines = safety_lines(*targets, *living)
    return tuple(dict.fromkeys(line.text for line in lines))


def is_refuge(places: Iterable[str]) -> bool:
    """Tell whether an address is one that never goes over the air.

    A sealed one is told by its safety line alone: a mark beside it would tell it from any other.
    """
    refs = [ref for ref in places if ref]
    closed = sight(unit_attending())
    open_to_all = [p for p in people.places(refs).values() if p.ref not in closed.sealed]
    return any(p.institution in _LIVING or p.ref in closed.restricted for p in open_to_all)


def protected(held: dict[str, PersonPicture]) -> frozenset[str]:
    """Give who lives at an address that is never told."""
    homes = {h.place for p in held.values() for h in p.residences if h.current}
    closed = sight(unit_attending())
    never = {p.ref for p in people.places(homes).values() if p.institution in _LIVING}
    never |= homes & (closed.restricted | closed.sealed)
    return frozenset(
        ref for ref, p in held.items() if any(h.current and h.place in never for h in p.residences)
    )


def never_told(held: dict[str, PersonPicture], scene: str) -> tuple[str, ...]:
    """Give the words of every address that is never told: all but where the unit is sent to."""
    homes = {h.place for p in held.values() for h in p.residences if h.current} - {scene}
    closed = sight(unit_attending())
    found: list[str] = []
    for place in people.places(homes).values():
        if place.institution in _LIVING or place.ref in closed.restricted | closed.sealed:
            found += forms(place.text, place.postcode, place.name)
    return tuple(dict.fromkeys(found))


def at_the_top(held: Iterable[str]) -> frozenset[str]:
    """Give who works at the highest level of some framework; levels are never compared across."""
    return frozenset(
        ref
        for ref, levels in working_levels(sorted(held)).items()
        if any(is_top(framework, level) for framework, level in levels.items())
    )


def sources(given: Given, at: datetime) -> tuple[Told, ...]:
    """Say what each source came to, by what of it this brief may show."""
    seen = {r.ref: r.source for p in given.pictures.values() for r in p.records}
    seen |= {r.ref: r.source for r in given.place.records} if given.place else {}
    found = Counter(seen.values())
    return tuple(
        Told(line.name, line.state.value, line.said) for line in source_lines(found, at=at)
    )
