"""Writes the second county: the same people and forms as the first, another cause of harm."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from simulation import demo, writing
from simulation.book import Book, stamp
from simulation.generate import LIVE
from simulation.institutions import every_row
from simulation.life import schooling
from simulation.people import Family
from simulation.population import County, populate
from simulation.second import latent, signs
from simulation.served import yearly
from simulation.sources import SOURCES

KIND = "serious_harm"
MONTH = timedelta(days=30)


def world(*, seed: int, people: int, years: int, until: datetime) -> tuple[County, Book]:
    """Make the county and its book of records; `until` (UTC) is where history ends."""
    since = date(until.year - years, until.month, min(until.day, 28))
    county = populate(seed, people, since, until.date())
    book = Book(until, since)
    for family in county.families:
        _live(county, book, family)
    return county, book


def _live(county: County, book: Book, family: Family) -> None:
    rng = Random(f"{county.seed}/second/{family.key}")
    pressed, seen = latent.stress(rng), latent.visibility(rng)
    months = (county.until - county.since).days // MONTH.days
    courses = {child.id: latent.course(rng, months, pressed) for child in family.children}
    for child in family.children:
        harmed = courses[child.id].harmed
        if harmed is not None:
            day = county.since + MONTH * harmed + timedelta(days=rng.randrange(MONTH.days))
            if child.child_on(day):
                child.harms.append((KIND, day, day + timedelta(days=1)))
    scene = signs.Month(rng, book, county, family)
    for child in family.children:
        if seen > 0.5:  # a family that nobody sees is often in no school's list either
            schooling.enrolments(scene, child)
    for number in range(months):
        scene.first = county.since + MONTH * number
        signs.month(scene, {one: course.states[number] for one, course in courses.items()}, seen)


def generate(*, seed: int, people: int, years: int, until: datetime, out: Path) -> dict[str, int]:
    """Write everything into `out`; gives how many records each source has."""
    county, book = world(seed=seed, people=people, years=years, until=until)
    live_from = stamp(until - LIVE)
    writing.document(out / "sources.json", [source.row(live_from) for source in SOURCES.values()])
    writing.document(out / "organisations.json", every_row())
    writing.document(out / "stories.json", {})
    writing.document(out / "users.json", demo.users())
    writing.document(out / "rota.json", demo.rota(until))
    writing.document(out / "served.json", asdict(yearly(county, book)))
    writing.records(book, out)
    writing.truth(book, county, out)
    return dict(Counter(entry.source for entry in book.entries if entry.received <= until))
