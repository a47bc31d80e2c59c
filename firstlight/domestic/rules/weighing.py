"""What is considered at every domestic abuse job, and the supervisor's list of what lacks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from firstlight.force.rules.calendar import is_working_day
from firstlight.kernel.values.when import london

ANSWERS: dict[str, str] = {
    "done": "Done, or asked for",
    "not_used": "Considered and not used, because",
    "unknown": "Not known yet: somebody must decide",
}
_OPENS, _SHUTS = time(8, 30), time(17)


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing to consider: its code, its words and where it comes from. `children` is for jobs with children alone."""

    code: str
    title: str
    source: str
    children: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure("arrest", "Arrest, or why not", "APP domestic abuse: positive action"),
    Measure(
        "police_protection", "Police protection (section 46) for each child", "CA1989 s46", children=True
    ),
    Measure(
        "notice", "Protection notice and order: DVPN and DVPO, or DAPN and DAPO where in force",
        "Crime and Security Act 2010 ss24-30; Domestic Abuse Act 2021 Part 3",
    ),
    Measure(
        "other_orders", "Other orders: non-molestation, occupation, restraining, stalking protection",
        "Family Law Act 1996; Protection from Harassment Act 1997; Stalking Protection Act 2019",
    ),
    Measure("marac", "Referral to the multi-agency conference", "SafeLives referral criteria"),
    Measure("disclosure", "Disclosure of a partner's history (DVDS)", "DAA21 s77; HO guidance 2023"),
    Measure(
        "referral", "Referral of each child to children's social care", "Working Together 2023",
        children=True,
    ),
    Measure(
        "strategy", "Strategy discussion with children's social care and health", "Working Together 2023",
        children=True,
    ),
)  # fmt: skip
BY_CODE: Mapping[str, Measure] = {one.code: one for one in MEASURES}


def measures(*, children: bool) -> tuple[Measure, ...]:
    """Give what is considered at a job with or without children."""
    return tuple(one for one in MEASURES if children or not one.children)


def out_of_hours(at: datetime) -> bool:
    """Tell whether the council is reached by its emergency duty team alone: outside 08:30-17:00 of working days."""
    here = london(at)
    return not (is_working_day(here.date()) and _OPENS <= here.time() < _SHUTS)


@dataclass(frozen=True, slots=True)
class Stands:
    """What a supervisor looks at: what is missing of children, of voices, of measures, of the risk tool."""

    lacks: tuple[str, ...]
    voices: Mapping[str, tuple[str, ...]]  # by child: what the voice lacks
    weighed: frozenset[str]
    children: bool
    tool: bool
    first: str
    secondary: str


def checklist(stands: Stands) -> tuple[str, ...]:
    """Say everything that a supervisor would send back; empty where nothing lacks."""
    found = list(stands.lacks)
    silent = sum(bool(one) for one in stands.voices.values())
    if silent:
        found.append(f"The voice of {silent} of {len(stands.voices)} children is not whole.")
    if not stands.tool:
        found.append("No risk tool is told, nor why none was used.")
    if not stands.first:
        found.append("Nobody at the scene has graded.")
    open_ones = [
        one for one in measures(children=stands.children) if one.code not in stands.weighed
    ]
    found += [f"Not considered yet: {one.title[0].lower()}{one.title[1:]}." for one in open_ones]
    return tuple(found)


def topics(count: int = 24) -> tuple[str, ...]:
    """Give the ids of a risk tool's topics; its questions are the tool's owner's and are not kept here."""
    return tuple(f"D{number:02}" for number in range(1, count + 1))


def young(roles: Iterable[str], age: int | None) -> tuple[str, ...]:
    """Say what a young person's age means in their roles; being a suspect hides no harm (invariant 21)."""
    held = set(roles)
    suspect, harmed = "suspect" in held, bool(held & {"victim", "child", "protected_party"})
    if age is None or age >= 18 or not held & {"suspect", "victim", "protected_party"}:
        return ()
    said = []
    if suspect and age < 16:
        said.append(
            "Under 16 and told to be violent: outside the act's meaning of domestic abuse (both 16 or "
            "over). A child first: ask what has happened to them, and refer."
        )
    if suspect and age >= 16:
        said.append("16 or 17 and a suspect: the act applies, and so do the duties to a child.")
    if {"victim", "protected_party"} & held and age >= 16:
        said.append(
            "16 or 17 and abused: a victim in their own right as a partner, and a child to be referred."
        )
    if suspect and harmed:
        said.append("Suspect and victim at once: neither hides the other.")
    return tuple(said)
