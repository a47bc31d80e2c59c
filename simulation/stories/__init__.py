"""The set pieces: exact people, exact records, the same with every seed and every size."""

from __future__ import annotations

from simulation.book import Book
from simulation.population import County
from simulation.stories import (
    addresses,
    county_line,
    da_tonight,
    eleven,
    fourteen_weeks,
    images,
    low_grade,
    maya,
    new_baby,
    six_systems,
    thresholds,
    twins,
)
from simulation.stories.teller import Teller

TELLERS = (
    eleven.tell,
    fourteen_weeks.tell,
    six_systems.tell,
    da_tonight.tell,
    maya.tell,
    county_line.tell,
    images.tell,
    twins.priest,
    twins.marsh,
    addresses.ayla_moss,
    low_grade.tell,
    new_baby.tell,
    thresholds.turning_18,
    thresholds.from_fenshire,
    thresholds.clock_change,
    twins.one_name,
    addresses.refuge,
)


def tell_all(county: County, book: Book) -> list[Teller]:
    """Tell every set piece into the book; gives what each told, so that others can find it."""
    return [tell(county, book) for tell in TELLERS]
