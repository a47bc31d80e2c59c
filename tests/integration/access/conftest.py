"""One filled Oakshire for a whole module; each test begins from it and leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from firstlight.config.demo.county import settle
from firstlight.config.reactions import register
from firstlight.kernel import clock
from tests.integration.access.subjects import MAKE
from tests.integration.chain.conftest import LIVE, SYSTEM, UNTIL, Live, Oakshire, files

__all__ = ["LIVE", "files"]
STORIES = ("six_systems", "maya", "da_tonight", "fourteen_weeks", "county_line")


def fill(force: Oakshire, *stories: str) -> None:
    """Tell the stories' sources, and do what the worker would."""
    rows = [raw for moment, _, raw in force.records(*stories) if moment <= force.now]
    force.tell_at_once([raw for raw in rows if raw["kind"] != "domestic_abuse_incident"])
    for raw in rows:
        if raw["kind"] == "domestic_abuse_incident":
            force.tell_at_once([raw])
    force.work()


@pytest.fixture(scope="module")
def filled(files, django_db_setup, django_db_blocker) -> Iterator[Oakshire]:
    """Fill the county once. What stands is rolled back when the module ends."""
    register()
    force, held = Oakshire(files), clock._reader[0]
    clock.use(lambda: force.now)
    with django_db_blocker.unblock(), transaction.atomic():
        settle(Live(files), by=SYSTEM, at=UNTIL.replace(year=2023))
        force.at("2026-11-22T06:30:00Z")
        fill(force, *STORIES)
        yield force
        transaction.set_rollback(True)
    clock.use(held)


@pytest.fixture
def oakshire(filled, db) -> Oakshire:
    """The county as it was filled: what one test does, the next does not find."""
    return filled


@pytest.fixture(scope="module")
def refs(filled) -> dict[str, str]:
    """One reference of each thing the stories made."""
    return {verb: made(filled) for verb, made in MAKE.items()}
