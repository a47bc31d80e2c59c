"""Did an ordinary record consider the child who lives there? One record, one answer, its reason.

Source of the question: the demand that every department is responsible for children's safety
(news of an inspection, November 2021); the rule itself is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from firstlight.assurance.rules.living import Living
from firstlight.kernel.values.answer import Answer

ORDINARY = ("incident", "crime", "arrest", "stop_search", "contact")
State = Literal[
    "not_mentioned", "mentioned", "asked", "may_be", "age_unknown", "no_address", "none_known"
]
STATES: dict[State, str] = {
    "not_mentioned": "A child lives there and the record says nothing of a child",
    "mentioned": "A child is named in the record",
    "asked": "The record says that children were asked about",
    "may_be": "It names somebody who may be that child, or whose age is not known",
    "age_unknown": "Somebody lives there whose age is not known",
    "no_address": "No address, and nobody whose home is known: cannot be told",
    "none_known": "No child is known to live there",
}
KNOWABLE: tuple[State, ...] = ("not_mentioned", "mentioned", "asked")
# Somebody there in the course of their work does not bring their own household with them.
APART = frozenset({"officer", "professional"})


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody an ordinary record names, and whom else they may be."""

    person: str
    role: str
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordinary:
    """An ordinary record as this question reads it; `places` are dwellings it names."""

    ref: str
    kind: str
    department: str
    moment: datetime
    on: date
    asked: bool
    people: tuple[Named, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer about one record. `children` are (person, appearance) who live there unmentioned."""

    state: State
    because: str
    children: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()


def consider(record: Ordinary, living: Living) -> Answered:
    """Answer for one record: which children live there, and whether it says anything of a child."""
    named = {one.person for one in record.people if one.person}
    own = {one.person for one in record.people if one.role not in APART and one.person}
    homes = {place for person in own for place in living.homes(person, record.on)}
    places = tuple(sorted({*record.places, *homes}))
    near = {p: a for place in places for p, a in living.residents(place, record.on).items()}
    ages = {person: living.is_child(person, record.on) for person in {*near, *named}}
    children = tuple(
        (person, near[person]) for person in sorted(near)
        if ages[person] is Answer.YES and person not in named
    )  # fmt: skip
    state = _state(record, named, ages, near, children)
    return Answered(state, _because(state, len(children)), children, places)


def _state(
    record: Ordinary,
    named: set[str],
    ages: dict[str, Answer],
    near: dict[str, str],
    children: tuple[tuple[str, str], ...],
) -> State:
    if any(ages[p] is Answer.YES for p in named) or any(x.role == "child" for x in record.people):
        return "mentioned"
    if record.asked:
        return "asked"
    if children:
        possible = {person for person, _ in children}
        unsure = any(set(x.may_be) & possible for x in record.people)
        unsure |= any(x.person and ages[x.person] is Answer.UNKNOWN for x in record.people)
        return "may_be" if unsure else "not_mentioned"
    if not near:
        return "none_known" if record.places else "no_address"
    if any(ages[person] is Answer.UNKNOWN for person in near):
        return "age_unknown"
    return "none_known"


def _because(state: State, children: int) -> str:
    if state != "not_mentioned":
        return f"{STATES[state]}."
    who = "One child lives" if children == 1 else f"{children} children live"
    return f"{who} at this address or with somebody it names; it names no child and does not say that anybody asked."
