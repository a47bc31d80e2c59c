"""A person's page as values: what the picture holds, said and put in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.access.selectors import title_of
from firstlight.audit.selectors import position
from firstlight.desk.kin import Near, drawing_of, near_of, said_twice
from firstlight.desk.rules import codes, words
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.kit.rules import drawings
from firstlight.people.selectors import partings_of, who
from firstlight.picture.rules.telling import sentence
from firstlight.picture.rules.values import (
    Dated,
    MarkerView,
    OrderView,
    PersonPicture,
    RecordView,
)
from firstlight.picture.selectors import person as picture_of
from firstlight.records.rules.sources import SourceLine
from firstlight.records.selectors import source_lines

PARTED_SHOWN = timedelta(days=30)
MOST_TIED = 60
HOME = "In care, "  # how a placement whose home is named begins


@dataclass(frozen=True, slots=True)
class Told:
    """One record in a list: what it says in a sentence, and where it opens."""

    ref: str
    kind: str
    text: str
    at: datetime
    source: str
    department: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order, bail or licence with its record's conditions said."""

    order: OrderView
    what: str
    stands: str


@dataclass(frozen=True, slots=True)
class Parted:
    """A link taken apart lately: what went and where to, and whether that was undone."""

    ref: str
    undone_at: datetime | None
    at: datetime
    by: str
    other: str
    came: bool
    count: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything a person's page shows."""

    ref: str
    name: str
    picture: PersonPicture
    child: bool
    age: str
    rows: tuple[dict[str, object], ...]
    household: tuple[Near, ...]
    tied: tuple[Near, ...]
    unsure: tuple[Near, ...]
    orders: tuple[Ordered, ...]
    markers: tuple[MarkerView, ...]
    may_be: tuple[Told, ...]
    records: tuple[Told, ...]
    timeline: tuple[drawings.Happening, ...]
    members: tuple[drawings.Member, ...]
    ties: tuple[drawings.Relation, ...]
    sources: tuple[SourceLine, ...]
    parted: tuple[Parted, ...]
    held_then: bool


def age_said(picture: PersonPicture, at: datetime) -> str:
    """Say the age now as it is known; a stated age is told as such."""
    if picture.unborn and picture.born_on is None:
        return "not yet born"
    age = picture.age_at(at)
    if age is None:
        return "age not known"
    return f"aged {age}" if picture.born_on else f"aged about {age}, from an age once stated"


def _dated(value: Dated | None) -> str:
    if value is None:
        return ""
    so = f"{value.value}, as of {value.as_of:%-d %B %Y} ({value.source_name})"
    return f"{so}; not known since" if value.lapsed else so


def _births(picture: PersonPicture) -> str:
    if not picture.births:
        return ""
    told = [f"{day:%-d %B %Y} ({len(refs)} record{'s' * (len(refs) != 1)})"
            for day, refs in picture.births]  # fmt: skip
    return told[0] if len(told) == 1 else "Sources disagree: " + "; ".join(told)


def _lives(picture: PersonPicture, at: datetime) -> str:
    """Say where the person lives; where a placement is newer than every address, say that too."""
    home = picture.home()
    if home:
        return f"{home.text}, last told {home.last:%-d %B %Y}"
    last = max(picture.residences, key=lambda one: one.last, default=None)
    said = f"told at {last.text} until {last.last:%-d %B %Y}" if last else ""
    placed = next((one for one in picture.care_told if _is_placed(one, at)), None)
    if placed and not (last and last.last > placed.as_of):
        where = placed.value.removeprefix(HOME)
        said = "; before that " + said if said else ""
        return f"Placed at {where}, as of {placed.as_of:%-d %B %Y} ({placed.source_name}){said}"
    return f"Not known now; {said}" if said else ""


def _is_placed(one: Dated, at: datetime) -> bool:
    """Tell whether a statement places a child in a home it names, and still stands."""
    named = one.code == "care_placement" and one.value.startswith(HOME)
    return named and not one.lapsed and not (one.ends and one.ends <= london_date(at))


def _plan(picture: PersonPicture) -> Dated | None:
    """Give the plan; that the person is in care or has left it is the row above."""
    plan = picture.plan
    return None if plan and plan.code in {"looked_after", "care_leaver"} and picture.care else plan


def _rows(picture: PersonPicture, at: datetime) -> tuple[dict[str, object], ...]:
    names = "; ".join(f"{name} ({len(refs)})" for name, refs in picture.names)
    home = picture.home()
    told = (
        ("Names as written", names),
        ("Born", _births(picture)),
        ("Age now", age_said(picture, at).removeprefix("aged ")),
        ("Sex", words.sex_of(picture.sex)),
        ("Lives at", _lives(picture, at)),
        ("School", _dated(picture.school)),
        ("Care", _dated(picture.care)),
        ("Plan", _dated(_plan(picture))),
        ("Ethnicity", codes.ethnicity_of(picture.ethnicity_self, picture.ethnicity_observed)),
        ("Language", picture.language),
        ("Disability", picture.disability),
        ("Phones", ", ".join(dict.fromkeys(map(codes.phone_of, picture.phones)))),
        ("Numbers", codes.numbers_of(picture.identifiers)),
    )  # fmt: skip
    link = {"action_url": f"/places/{home.place}", "action_label": "Open"} if home else {}
    return tuple(
        {"key": key, "value": value, **(link if key == "Lives at" else {})} for key, value in told
    )


def told_of(record: RecordView, person: str, at: datetime, picture: PersonPicture | None) -> Told:
    """Say one record in a sentence about a person."""
    born = picture.born_on if picture else None
    line = sentence(record, person, at, born_on=born)
    return Told(record.ref, words.kind_of(record.kind), line.text, record.moment,
                record.source_name, record.department)  # fmt: skip


def _timeline(picture: PersonPicture, at: datetime) -> tuple[drawings.Happening, ...]:
    found = []
    for one in picture.happenings:
        first = one.records[0]
        text = sentence(first, picture.ref, at, born_on=picture.born_on).text
        more = f" ({len(one.records)} records)" if len(one.records) > 1 else ""
        ends = one.ends if one.ends and one.ends > one.begins else None
        kind = words.lane_of(first.kind)
        found.append(
            drawings.Happening(one.begins, kind, text + more, ends, url=f"/records/{first.ref}")
        )
    return tuple(found)


def order_of(order: OrderView) -> Ordered:
    """Say an order and whether it is in force, which may not be known."""
    said = {
        Answer.YES: "In force",
        Answer.NO: "Not in force now",
        Answer.UNKNOWN: "Not known whether in force",
    }
    return Ordered(order, words.plain(order.what), said[order.in_force])


def _parted(ref: str, viewer: Viewer, at: datetime) -> tuple[Parted, ...]:
    lately = [one for one in partings_of(ref) if one.at >= at - PARTED_SHOWN]
    others = who({one.to if one.person == ref else one.person for one in lately}, viewer=viewer)
    found = []
    for one in lately:
        other = one.to if one.person == ref else one.person
        if other in others:
            came, by, count = one.to == ref, title_of(one.by), len(one.appearances)
            found.append(Parted(one.ref, one.undone_at, one.at, by, other, came, count))
    return tuple(found)


def _picture(
    ref: str, as_of: datetime | None, how: str, viewer: Viewer, at: datetime
) -> tuple[PersonPicture, bool]:
    """Give the picture asked for, and whether anything was held at that moment."""
    now = picture_of(ref, viewer=viewer, at=at)
    if as_of is None:
        return now, True
    try:
        if how == "learnt":
            return picture_of(ref, viewer=viewer, at=as_of, learnt_by=as_of), True
        return picture_of(ref, viewer=viewer, at=as_of, n=position(as_of)), True
    except NotThere:
        return now, False


def portrait(
    ref: str, as_of: datetime | None, how: str, *, viewer: Viewer, at: datetime
) -> Portrait:
    """Put a person's page together, as it is or as it stood. NotThere as the picture says it."""
    picture, held = _picture(ref, as_of, how, viewer, at)
    moment = as_of or at
    others = [*picture.household, *(tie.other for tie in picture.relations)]
    hits = who(dict.fromkeys(others[:MOST_TIED]), viewer=viewer)
    twice = said_twice(hits.values())
    near = {
        r: near_of(r, hit, picture.relations, moment, twice=r in twice) for r, hit in hits.items()
    }
    others_near = [one for r, one in near.items() if r not in picture.household]
    age = age_said(picture, moment)
    members, ties = drawing_of(picture, near, age)
    counts = Counter(record.source for record in picture.records)
    return Portrait(
        ref=ref,
        name=picture.name or "Name not known",
        picture=picture,
        child=picture.is_child(moment) is not Answer.NO,
        age=age,
        rows=_rows(picture, moment),
        household=tuple(near[r] for r in picture.household if r in near),
        tied=tuple(one for one in others_near if not one.may_be),
        unsure=tuple(one for one in others_near if one.may_be),
        orders=tuple(order_of(order) for order in picture.orders),
        markers=picture.markers,
        may_be=tuple(told_of(r, ref, moment, None) for r in picture.may_be),
        records=tuple(told_of(r, ref, moment, picture) for r in picture.records),
        timeline=_timeline(picture, moment),
        members=members,
        ties=ties,
        sources=source_lines(counts, at=at),
        parted=_parted(ref, viewer, at),
        held_then=held,
    )
