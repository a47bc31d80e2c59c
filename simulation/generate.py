"""Generates the whole county: people, lives, stories, partners' files and the truth."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from simulation import demo, dirty, partners, worked, writing
from simulation.book import Book, Entry, stamp
from simulation.institutions import every_row
from simulation.life.lives import live
from simulation.people import Person
from simulation.population import County, populate
from simulation.served import yearly
from simulation.sources import SOURCES
from simulation.stories import tell_all
from simulation.stories.teller import Teller

# How long before `until` the force went live: the last night is worked, what came before is history.
LIVE = timedelta(hours=24)


def world(
    *, seed: int, people: int, years: int, until: datetime, set_pieces: bool = True
) -> tuple[County, Book, list[Teller]]:
    """Make the county and its book of records. `until` (UTC) is where history ends."""
    since = date(until.year - years, until.month, min(until.day, 28))
    county = populate(seed, people, since, until.date())
    book = Book(until, since)
    for family in county.families:
        live(county, book, family)
    _mend_and_repeat(seed, book, county)
    return county, book, tell_all(county, book) if set_pieces else []


def _corrected(entry: Entry, people: dict[str, Person]) -> dict[str, Any]:
    """What a clerk puts right later: the first person's name and birth, or only the words."""
    said = entry.record.get("narrative", "") or entry.record.get("title", "")
    changes: dict[str, Any] = {"narrative": f"{said} Corrected after review.".strip()}
    if entry.record.get("people"):
        first = dict(entry.record["people"][0])
        who = people[entry.who[first["key"]]]
        first |= {"given": who.given, "family": who.family, "born_on": who.born.isoformat()}
        first.pop("born_precision", None)
        changes["people"] = [first, *entry.record["people"][1:]]
    return changes


def _mend_and_repeat(seed: int, book: Book, county: County) -> None:
    """Corrections come as new versions, and some lines are sent twice."""
    rng = Random(f"{seed}/mend")
    people = {person.id: person for person in county.people}
    versions = Counter((entry.source, entry.ref) for entry in book.entries)
    for entry in list(book.entries):
        chance = rng.random()
        numbered = "source_version" in entry.record or "modified_at" in entry.record
        if chance < 0.025 and numbered and versions[entry.source, entry.ref] == 1:
            after = timedelta(hours=rng.randint(3, 240))
            book.amend(rng, entry, _corrected(entry, people), after=after)
        elif chance > 0.995:
            again = entry.received + timedelta(minutes=rng.randint(5, 900))
            twice = Entry(
                entry.source, entry.record, again, dict(entry.who), entry.event, again=True
            )
            book.entries.append(twice)


def generate(
    *, seed: int, people: int, years: int, until: datetime, out: Path, set_pieces: bool = True
) -> dict[str, int]:
    """Write everything into `out`; gives how many records each source has.

    Without the set pieces it holds families alone and no returns, and says how many residents it is of.
    """
    county, book, stories = world(
        seed=seed, people=people, years=years, until=until, set_pieces=set_pieces
    )
    live_from = stamp(until - LIVE)
    writing.document(out / "sources.json", [source.row(live_from) for source in SOURCES.values()])
    writing.document(out / "organisations.json", every_row())
    writing.document(out / "stories.json", {story.key: story.to_json() for story in stories})
    writing.document(out / "users.json", demo.users())
    writing.document(out / "rota.json", demo.rota(until))
    for story in stories:
        if story.key == "marsh_twins":
            worked.write(story, out)
    if not set_pieces:
        writing.document(out / "served.json", asdict(yearly(county, book)))
    returns = partners.write(county, book, out) if set_pieces else []
    writing.records(book, out)
    dirty.write(seed, book, out)
    writing.truth(book, county, out, returns)
    return dict(Counter(entry.source for entry in book.entries if entry.received <= until))
