"""How we know who somebody is: each appearance, its link, and two of them weighed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import title_of
from firstlight.desk.rules import words
from firstlight.kernel.values.viewer import Viewer
from firstlight.kit.rules import drawings
from firstlight.people.selectors import Explained, JudgementView, explain, judgements_on
from firstlight.picture.rules.values import AppearanceView, RecordView
from firstlight.picture.selectors import person as picture_of


@dataclass(frozen=True, slots=True)
class Shown:
    """One appearance as a record wrote it."""

    ref: str
    name: str
    born: str
    address: str
    role: str
    link: str
    tone: str
    record: RecordView
    kind: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two appearances compared, part by part."""

    one: Shown
    other: Shown
    explained: Explained
    parts: tuple[drawings.Part, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the page on who somebody is shows."""

    ref: str
    name: str
    appearances: tuple[Shown, ...]
    may_be: tuple[Shown, ...]
    judged: tuple[tuple[JudgementView, str], ...]
    weighed: Weighed | None


def shown(one: AppearanceView, record: RecordView, *, maybe: bool = False) -> Shown:
    """Say an appearance."""
    link, tone = words.LINKS["may_be" if maybe else str(one.link)]
    born = f"{one.born_on:%-d %b %Y}" if one.born_on else ""
    stated = f"aged {one.age_stated} then" if one.age_stated is not None else ""
    return Shown(
        one.ref, one.name or "Name not known", born or stated or "not known",
        one.address or "not told", words.role_of(one.role), link, tone, record,
        words.kind_of(record.kind),
    )  # fmt: skip


def parts_of(told: Explained) -> tuple[drawings.Part, ...]:
    """Give the parts of a weight for the drawing."""
    return tuple(
        drawings.Part(words.COMPARED.get(part.name, words.plain(part.name)), part.weight, part.said)
        for part in told.parts
    )


def known_by(ref: str, one: str, other: str, *, viewer: Viewer, at: datetime) -> Known:
    """Tell how a person is known; two of the appearances weighed, the chosen ones or the first two."""
    picture = picture_of(ref, viewer=viewer, at=at)
    mine = [shown(a, r) for r in picture.records for a in r.of(ref)]
    unsure = [
        shown(a, r, maybe=True)
        for r in picture.may_be
        for a in r.people
        if ref in a.may_be or a.person == ref
    ]
    listed = {item.ref: item for item in (*mine, *unsure)}
    one = one if one in listed else next(iter(listed))
    other = other if other in listed and other != one else next((r for r in listed if r != one), "")
    weighed = None
    if other:
        told = explain(one, other, viewer=viewer)
        weighed = Weighed(listed[one], listed[other], told, parts_of(told))
    judged = tuple((j, title_of(j.by)) for j in judgements_on([item.ref for item in mine]))
    return Known(ref, picture.name, tuple(mine), tuple(unsure), judged, weighed)
