"""An address's page as values: safety line, people by class, what happened there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from firstlight.desk.kin import hit_age
from firstlight.desk.portrait import Ordered, Told, order_of, told_of
from firstlight.desk.rules import words
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import PlaceView, institution_told, places, who
from firstlight.picture.rules.values import Concerned, MarkerView, Nearness, PlacePicture
from firstlight.picture.selectors import place as picture_of
from firstlight.records.rules.sources import SourceLine
from firstlight.records.selectors import source_lines


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody told at the address."""

    ref: str
    name: str
    age: str
    because: str
    child: str
    may_be: bool
    restricted: bool


@dataclass(frozen=True, slots=True)
class Premises:
    """Everything an address's page shows."""

    ref: str
    text: str
    institution: str
    register: str  # the organisation the register names here
    said_by: tuple[str, ...]  # records that say so
    safety: tuple[str, ...]
    classes: tuple[tuple[str, tuple[Resident, ...]], ...]
    records: tuple[Told, ...]
    orders: tuple[Ordered, ...]
    markers: tuple[MarkerView, ...]
    building: tuple[PlaceView, ...]
    sources: tuple[SourceLine, ...]
    picture: PlacePicture


def premises(ref: str, *, viewer: Viewer, at: datetime) -> Premises:
    """Put an address's page together. NotThere as the picture says it."""
    picture = picture_of(ref, viewer=viewer, at=at)
    hits = who([one.person for one in picture.people], viewer=viewer)
    # That an address is a refuge is told by its restriction alone, to those who may know.
    kind = "" if picture.institution == "refuge" else picture.institution
    register, said_by = institution_told(ref, viewer=viewer)

    def resident(one: Concerned) -> Resident:
        hit = hits[one.person]
        child = {"yes": "child", "unknown": "may be a child: age not known"}.get(str(one.child), "")
        return Resident(one.person, hit.name, hit_age(hit, at), one.because, child,
                        one.link == "may_be", hit.restricted)  # fmt: skip

    classes = tuple(
        (words.NEAR[near], found)
        for near in Nearness
        if (found := tuple(resident(p) for p in picture.people
                           if p.nearness is near and p.person in hits))
    )  # fmt: skip
    near_by = places(picture.same_building)
    viewer.seen.add(*near_by)
    return Premises(
        ref=ref,
        text=picture.text or "Address",
        institution=words.plain(kind) if kind else "",
        register=register if kind else "",
        said_by=said_by if kind else (),
        safety=picture.safety_lines,
        classes=classes,
        records=tuple(told_of(r, "", at, None) for r in picture.records),
        orders=tuple(order_of(order) for order in picture.orders),
        markers=picture.markers,
        building=tuple(near_by[r] for r in picture.same_building if r in near_by),
        sources=source_lines(Counter(r.source for r in picture.records), at=at),
        picture=picture,
    )
