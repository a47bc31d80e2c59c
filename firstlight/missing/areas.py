"""Which area an episode belongs to: from the places its report names, else the home's."""

from __future__ import annotations

from firstlight.force.selectors import organisation_named, posts
from firstlight.people.selectors import place_of
from firstlight.picture.rules.values import RecordView
from firstlight.records.rules.kinds.missing import MissingReport
from firstlight.records.selectors import record as stored


def area_of_record(record: RecordView) -> str:
    """Give the area a report is of; that of elsewhere where it names no town of the force."""
    named = [*((role, text) for role, _, text in record.places), *loose_places(record.ref)]
    placed = [text for role, text in named if role == "last_seen"]
    placed += [text for role, text in named if role != "last_seen"]
    placed += [home_address(home_of(record))]
    placed += [one.address for one in record.people if one.address]
    table = posts()
    for text in (*placed, record.title):
        if town := table.town_in(text):
            return table.area_of(town)
    return table.elsewhere


def loose_places(ref: str) -> tuple[tuple[str, str], ...]:
    """Give the places a record names that are no address: a canal, a park, a station; (role, words)."""
    held = stored(ref)
    named = held.envelope.places if held else []
    told = ((one.role, one.address, f"{one.name} {one.address.text}".strip()) for one in named)
    return tuple(
        (role, words)
        for role, address, words in told
        if words and place_of(address.model_dump(exclude_none=True)) is None
    )


def home_of(record: RecordView) -> str:
    """Give the care home a report names, empty where it names none."""
    details = record.details
    return details.home if isinstance(details, MissingReport) else ""


def home_address(home: str) -> str:
    """Give the address of a care home by its name; empty where it is not registered."""
    found = organisation_named(home, "care_home") if home.strip() else None
    return f"{found.address} {found.area}" if found else ""
