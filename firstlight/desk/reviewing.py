"""One undecided pair as values: both sides, the family around each, and the weight drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.desk.kin import Near, near_of
from firstlight.desk.knowing import Shown, parts_of, shown
from firstlight.desk.portrait import age_said
from firstlight.kernel.values.viewer import Viewer
from firstlight.kit.rules import drawings
from firstlight.people.selectors import Asked, explain, to_review, who
from firstlight.picture.rules.values import PersonPicture
from firstlight.picture.selectors import persons

COUNTED = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the person as held now, and the appearance the question is about."""

    ref: str
    person: str
    name: str
    age: str
    records: int
    shown: Shown
    family: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair that nobody has decided."""

    one: Side
    other: Side
    weight: float
    parts: tuple[drawings.Part, ...]
    reasons: tuple[str, ...]
    waiting: int
    more: bool


def next_pair(skip: int, *, viewer: Viewer, at: datetime) -> Pair | None:
    """Give the undecided pair that many places down the queue; None where none is left."""
    waiting = to_review(viewer=viewer, limit=COUNTED)
    for asked in waiting[skip:]:
        pictures = persons(set(asked.persons), viewer=viewer, at=at)
        sides = [_side(ref, asked, pictures, viewer, at) for ref in (asked.one, asked.other)]
        if sides[0] is None or sides[1] is None:
            continue
        told = explain(asked.one, asked.other, viewer=viewer)
        return Pair(sides[0], sides[1], asked.weight, parts_of(told), told.reasons,
                    len(waiting), len(waiting) == COUNTED)  # fmt: skip
    return None


def _side(
    appearance: str, asked: Asked, pictures: dict[str, PersonPicture], viewer: Viewer, at: datetime
) -> Side | None:
    for ref in asked.persons:
        picture = pictures.get(ref)
        for record in picture.records if picture else ():
            for one in record.of(ref):
                if one.ref == appearance and picture is not None:
                    around = {*picture.household, *(tie.other for tie in picture.relations)}
                    hits = who(sorted(around)[:8], viewer=viewer)
                    family = tuple(near_of(r, h, picture.relations, at) for r, h in hits.items())
                    return Side(appearance, ref, picture.name or "Name not known",
                                age_said(picture, at), len(picture.records), shown(one, record),
                                family)  # fmt: skip
    return None
