"""Who is told to be at an address somebody is to be sent to: children first, by class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import Concerned, Nearness, OrderView, PersonPicture

_NAMED = (Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT)


@dataclass(frozen=True, slots=True)
class There:
    """A child told at an address; `picture` is None where the reader may not open who it is."""

    person: str
    because: str
    nearness: str
    picture: PersonPicture | None


@dataclass(frozen=True, slots=True)
class Children:
    """The children of an address as one reader may know them; unknown ages are counted as may be."""

    there: tuple[There, ...]
    formerly: int
    nearby: int
    age_not_known: int
    orders: tuple[OrderView, ...]

    @property
    def number(self) -> int:
        """Give how many children live there or are near to who does."""
        return len(self.there)

    @property
    def people(self) -> tuple[str, ...]:
        """Give them by reference."""
        return tuple(one.person for one in self.there)


def children_at(place: str, viewer: Viewer, at: datetime) -> Children:
    """Give the children told at an address, and orders there; an address nobody named holds none."""
    nobody = Children((), 0, 0, 0, ())
    if not place:
        return nobody
    try:
        found = pictures.place(place, viewer=viewer, at=at)
    except (NotThere, pictures.Restricted):
        return nobody
    around = [*found.people]
    living = {one.person for one in found.people if one.nearness is Nearness.HOUSEHOLD}
    first = pictures.persons(living, viewer=viewer, at=at)
    seen = {one.person for one in around}
    for picture in first.values():
        for tie in picture.relations:
            if tie.other not in seen and tie.nearness in _NAMED:
                seen.add(tie.other)
                why = f"tied to somebody there: {tie.kind.replace('_', ' ')}"
                around.append(Concerned(tie.other, tie.nearness, why, tie.records, tie.link))
    held = first | pictures.persons_alone(seen - set(first), viewer=viewer, at=at)
    orders = {o.record: o for p in first.values() for o in p.orders if o.in_force is not Answer.NO}
    orders |= {o.record: o for o in found.orders if o.in_force is not Answer.NO}
    children = [one for one in around if _child(one, held, at) is Answer.YES]
    near = [one for one in children if one.nearness in _NAMED]
    viewer.seen.add(*(one.person for one in near))
    return Children(
        there=tuple(There(c.person, c.because, c.nearness.value, held.get(c.person)) for c in near),
        formerly=sum(c.nearness is Nearness.FORMERLY for c in children),
        nearby=sum(c.nearness is Nearness.PLACE_ONLY for c in children),
        age_not_known=sum(
            c.nearness in _NAMED and _child(c, held, at) is Answer.UNKNOWN for c in around
        ),
        orders=tuple(orders[ref] for ref in sorted(orders)),
    )


def _child(one: Concerned, held: dict[str, PersonPicture], at: datetime) -> Answer:
    picture = held.get(one.person)
    if one.unborn:
        return Answer.YES
    return picture.is_child(at) if picture else one.child
