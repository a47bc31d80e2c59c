"""Sets both simulators' marginals beside published figures: a page that a command writes.

It says how far each county is from England. Neither is tuned to make a rule look well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from simulation import generate
from simulation.book import Book, parse
from simulation.people import Person
from simulation.population import County
from simulation.second import county as second
from simulation.served import (
    A_MILLION_A_YEAR,
    DOMESTIC_ABUSE,
    ENGLAND_AND_WALES,
    MILLION,
    Yearly,
    yearly,
)

UNTIL = parse("2026-11-22T06:00:00Z")
PEOPLE, YEARS, SEEDS = 1500, 3, (1, 2, 3)
TEN_THOUSAND = 10_000
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Counted:
    """One county's children of the last day, with the records that name each, by when written."""

    children: tuple[Person, ...]
    named: dict[str, list[tuple[date, str, dict[str, object]]]]
    day: date

    def year(self, child: Person, kind: str) -> list[dict[str, object]]:
        """Give the details of a child's records of a kind in the last year."""
        return [d for on, k, d in self.named[child.id] if k == kind and on > self.day - YEAR]

    def share(self, found: Callable[[Person], bool]) -> float:
        """Give the share of the children of whom something is so."""
        return sum(map(found, self.children)) / max(len(self.children), 1)


@dataclass(frozen=True, slots=True)
class Marginal:
    """One figure: what it counts, how it is reckoned here, and what is published with its source."""

    title: str
    reckoned: Callable[[Counted], float | None]
    published: str
    source: str
    unit: str = "of 10,000 children"


def _social(kinds: frozenset[str]) -> Callable[[Counted], float]:
    def share(held: Counted) -> float:
        return TEN_THOUSAND * held.share(
            lambda child: any(
                d.get("involvement") in kinds for d in held.year(child, "social_care")
            )
        )

    return share


def _with(kind: str) -> Callable[[Counted], float]:
    return lambda held: TEN_THOUSAND * held.share(lambda child: bool(held.year(child, kind)))


def _harmed(held: Counted) -> float:
    """Count those to whom harm truly began in the last year."""
    return TEN_THOUSAND * held.share(
        lambda child: any(begins > held.day - YEAR for _, begins, _ in child.harms)
    )


def _unseen(held: Counted) -> float | None:
    """Count, of those ever harmed, who had no or one record before it began."""
    harmed = [child for child in held.children if child.harms]
    if not harmed:
        return None
    few = sum(
        sum(on < child.harms[0][1] for on, _, _ in held.named[child.id]) <= 1 for child in harmed
    )
    return 100 * few / len(harmed)


_DFE = (
    "Department for Education, Children in need 2024 (explore-education-statistics.service.gov.uk)"
)
_SFR = "Department for Education, SFR 43/2014, Characteristics of children in need 2013-14"
MARGINALS = (
    Marginal("Known to social care as in need, in a year", _social(frozenset({"child_in_need", "section_47",
             "protection_plan", "looked_after"})), "332.9 at 31 March 2024", _DFE),
    Marginal("Enquired into under section 47, in a year", _social(frozenset({"section_47"})),
             "142,500 enquiries in 2013-14, about 120", _SFR),
    Marginal("On a protection plan, in a year", _social(frozenset({"protection_plan"})),
             "48,300 at 31 March 2014, about 40", _SFR),
    Marginal("Reported missing, in a year", _with("missing_report"), "not set beside a figure", ""),
    Marginal("Named in a domestic abuse record, in a year", _with("domestic_abuse_incident"),
             "not set beside a figure", ""),
    Marginal("Harm truly began in the year", _harmed, "not set beside a figure: harm here is the simulator's own", ""),
    Marginal("Of those harmed, no or one record before", _unseen, "a quarter to two fifths is wanted of the second",
             "the design of the second simulator", "per cent"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """What happens for each million residents in a year, as published; `of` takes it from a county."""

    title: str
    of: Callable[[Yearly], float]
    published: float
    source: str


RATES = (
    Rate("Domestic abuse calls with children (the rate that sets the size)",
         lambda held: held.abuse_with_children, A_MILLION_A_YEAR,
         "half of the next line: Research in Practice, July 2024, around half of recorded calls tell of children"),
    Rate("Domestic abuse incidents and crimes, of everybody", lambda held: held.abuse,
         DOMESTIC_ABUSE / ENGLAND_AND_WALES * MILLION,
         "ONS, year ending March 2021: 1,459,663; Census 2021: 59,597,300 residents"),
    Rate("Crimes, of everybody", lambda held: held.crimes, 845_734 / 0.18 / ENGLAND_AND_WALES * MILLION,
         "ONS, year ending March 2021: 845,734 domestic abuse crimes are 18 per cent of all"),
    Rate("Missing episodes of children", lambda held: held.missing, 313_000 * 0.64 / 61_371_315 * MILLION,
         "UK Missing Persons Bureau, 2011/12: 313,000 in Britain, 64 per cent of children; Census 2011"),
    Rate("Section 47 enquiries", lambda held: held.enquiries, 201_000 / 56_489_800 * MILLION,
         "DfE, children in need, table A2: 201,000 in 2020; Census 2021, England"),
    Rate("Online referrals", lambda held: held.referrals, 20_000 / ENGLAND_AND_WALES * MILLION,
         "HMICFRS, April 2023: over 20,000 image cases sent to forces in 2021"),
    Rate("Cases for conference among domestic abuse calls", lambda held: held.for_conference,
         83_136 / 1_100_000 * DOMESTIC_ABUSE / ENGLAND_AND_WALES * MILLION,
         "ONS, year ending March 2017: 83,136 cases heard, of 1.1 million incidents and crimes"),
)  # fmt: skip


def counted(county: County, book: Book) -> Counted:
    """Count a county's children and what is written of each."""
    day = book.until.date()
    named: dict[str, list[tuple[date, str, dict[str, object]]]] = defaultdict(list)
    for entry in book.entries:
        if entry.received <= book.until and not entry.again:
            on = parse(entry.record["recorded_at"]).date()
            for person in set(entry.who.values()):
                named[person].append((on, entry.record["kind"], entry.record["details"]))
    children = [c for family in county.families for c in family.children if c.child_on(day)]
    return Counted(tuple(c for c in children if not c.unborn), named, day)


@dataclass(frozen=True, slots=True)
class Made:
    """One county, counted both ways."""

    held: Counted
    year: Yearly


def _first(seed: int, until: datetime) -> Made:
    county, book, _ = generate.world(
        seed=seed, people=PEOPLE, years=YEARS, until=until, set_pieces=False
    )
    return Made(counted(county, book), yearly(county, book))


def _second(seed: int, until: datetime) -> Made:
    county, book = second.world(seed=seed, people=PEOPLE, years=YEARS, until=until)
    return Made(counted(county, book), yearly(county, book))


def _mean(values: list[float | None]) -> str:
    told = [value for value in values if value is not None]
    return f"{sum(told) / len(told):.0f}" if told else "none"


def _marginal(one: Marginal, counties: list[list[Made]]) -> str:
    first, other = (_mean([one.reckoned(c.held) for c in made]) for made in counties)
    return f"| {one.title} | {one.unit} | {first} | {other} | {one.published} | {one.source} |"


def _rate(one: Rate, counties: list[list[Made]]) -> str:
    def here(made: list[Made]) -> str:
        served = sum(c.year.residents for c in made)
        told = sum(one.of(c.year) for c in made) / served * MILLION
        return f"{told:,.0f} ({told / one.published:.2f})"

    first, other = map(here, counties)
    return f"| {one.title} | {first} | {other} | {one.published:,.0f} | {one.source} |"


def calibrated() -> str:
    """Give the page: both simulators, mean of some seeds, beside what is published."""
    counties = [[make(seed, UNTIL) for seed in SEEDS] for make in (_first, _second)]
    first, other = (round(sum(c.year.residents for c in made) / len(made)) for made in counties)
    return "\n".join([
        "# The two simulators beside published figures",
        "",
        f"Written by `python -m simulation calibrate`: mean of {len(SEEDS)} seeds, {PEOPLE} people, {YEARS} years, the",
        "set pieces of the first left out. Both counties are fictional. A test works the page again.",
        "",
        "## How many residents the families stand for",
        "",
        "The families made are the part of a county in which things happen to children, not a sample of its",
        "residents. A county is taken to be as large as one in which so many domestic abuse calls with children",
        f"come a year: {first:,} residents for the first, {other:,} for the second, for {PEOPLE} people made. That",
        "one rate sets the size; the others show how near the rest is. What happens to people without children is",
        "mostly not made: calls and crimes of everybody must come out too few.",
        "",
        "| a million residents, a year | first (times published) | second (times published) | published | source |",
        "|---|---|---|---|---|",
        *(_rate(one, counties) for one in RATES),
        "",
        "## What is written of the children made",
        "",
        "| what | unit | first | second | published | source |",
        "|---|---|---|---|---|---|",
        *(_marginal(one, counties) for one in MARGINALS),
        "",
        "These shares are of the children made, who are fewer than the county's: each is higher than it would be",
        "among all. The first lets harm write its own distinct signs; in the second harm comes of a hidden state,",
        "of which common signs tell little, and some families are hardly ever written of.",
        "",
    ])  # fmt: skip
