"""How many residents a simulated county's families stand for, by one published rate.

The families are the part of a county in which things happen to children: they are not a sample of its
residents. Everything about children that reaches the force is in them; most of what happens between
grown people without children is not. So the county is as large as one in which so many domestic abuse
calls with children come a year. The other rates are set beside published ones in calibration.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from simulation.book import Book, parse
from simulation.people import Person
from simulation.population import County

MILLION = 1_000_000
# Census 2021, usual residents (ons.gov.uk, first results, 28 June 2022).
ENGLAND_AND_WALES = 59_597_300
# ONS, domestic abuse prevalence and trends, year ending March 2021: incidents and crimes together.
DOMESTIC_ABUSE = 1_459_663
# Research in Practice, July 2024: around half of the calls recorded tell of children. One force
# (Nottinghamshire, 9,741 in 2024) tells of fewer for its residents, which would make counties larger.
WITH_CHILDREN = 0.5
A_MILLION_A_YEAR = DOMESTIC_ABUSE * WITH_CHILDREN / ENGLAND_AND_WALES * MILLION


@dataclass(frozen=True, slots=True)
class Yearly:
    """What happened in a county in a year, on average over the years told of."""

    abuse: float
    abuse_with_children: float
    missing: float
    crimes: float
    referrals: float
    enquiries: float
    forms: float
    for_conference: float

    @property
    def residents(self) -> int:
        """Give how many residents a county has in which so much happens to children."""
        return round(self.abuse_with_children / A_MILLION_A_YEAR * MILLION)


_COUNTED = {"crime": "crimes", "online_referral": "referrals"}


def _grave(details: dict[str, object]) -> bool:
    """Tell whether a form's case would go to conference: by its count, a judgement or a grave sign."""
    counted = details.get("tool") == "DASH_POLICE" and int(str(details.get("tool_yes") or 0)) >= 14
    judged = "high" in {details.get("grade"), details.get("secondary_grade")}
    said = {details.get(name) for name in ("strangulation", "weapon", "threat_to_kill", "firearm",
                                           "professional_judgement_high")}  # fmt: skip
    return counted or judged or "yes" in said


def _children_of(county: County) -> dict[str, list[Person]]:
    """Give for everybody the children of their family."""
    return {
        one.id: family.children
        for family in county.families
        for one in (*family.everyone, *family.away)
    }


def yearly(county: County, book: Book) -> Yearly:
    """Count what reached the force of a county's families in a year; happenings, not records."""
    found: dict[str, set[object]] = {name: set() for name in Yearly.__slots__}
    children, people = _children_of(county), {one.id: one for one in county.people}
    for entry in book.entries:
        if entry.again or entry.received > book.until:
            continue
        kind, details = entry.record["kind"], entry.record["details"]
        on = parse(entry.record["recorded_at"]).date()
        named = [people[ref] for ref in entry.who.values() if ref in people]
        event = entry.event or f"{entry.source}/{entry.ref}"
        if "/da/" in event:
            found["abuse"].add(event)
            if any(child.child_on(on) for one in named for child in children[one.id]):
                found["abuse_with_children"].add(event)
        if "/m/" in event and any(one.child_on(on) for one in named):
            found["missing"].add(event)
        if kind in _COUNTED:
            found[_COUNTED[kind]].add(event)
        if kind == "social_care" and details.get("involvement") == "section_47":
            found["enquiries"] |= {(one.id, on) for one in named if one.child_on(on)}
        if entry.source == "oak-da":
            found["forms"].add(event)
            if _grave(details):
                found["for_conference"].add(event)
    years = (book.until.date() - book.since) / timedelta(days=365.25)
    return Yearly(**{name: len(events) / years for name, events in found.items()})
