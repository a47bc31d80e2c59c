"""One filled Oakshire for a whole module, and a reference of each thing in it."""

from __future__ import annotations

import pytest

from tests.integration.access.subjects import MAKE
from tests.integration.chain.conftest import Oakshire, files, settled

__all__ = ["files", "settled"]
STORIES = ("six_systems", "maya", "da_tonight", "fourteen_weeks", "county_line")
MORNING = "2026-11-22T06:30:00Z"


def fill(force: Oakshire, *stories: str) -> None:
    """Tell the stories' sources, and do what the worker would."""
    rows = [raw for moment, _, raw in force.records(*stories) if moment <= force.now]
    force.tell_at_once([raw for raw in rows if raw["kind"] != "domestic_abuse_incident"])
    for raw in rows:
        if raw["kind"] == "domestic_abuse_incident":
            force.tell_at_once([raw])
    force.work()


@pytest.fixture(scope="module")
def filled(settled) -> Oakshire:
    """Fill the county once. What stands is rolled back when the module ends."""
    settled.at(MORNING)
    fill(settled, *STORIES)
    return settled


@pytest.fixture(scope="module")
def refs(filled) -> dict[str, str]:
    """One reference of each thing the stories made."""
    return {verb: made(filled) for verb, made in MAKE.items()}


@pytest.fixture
def oakshire(filled, db) -> Oakshire:
    """The county as it was filled: what one test does, the next does not find."""
    filled.at(MORNING)
    return filled
