"""Which area an episode belongs to: from the places its report names, else the home's."""

from __future__ import annotations

from firstlight.duties.rules.posts import TOWNS
from firstlight.force.selectors import organisation_named
from firstlight.picture.rules.values import RecordView
from firstlight.records.rules.kinds.missing import MissingReport


def area_of_record(record: RecordView) -> str:
    """Give the area a report is of; `central` where it names no town of the county."""
    placed = [text for role, _, text in record.places if role == "last_seen"]
    placed += [text for role, _, text in record.places if role != "last_seen"]
    placed += [home_address(home_of(record))]
    placed += [one.address for one in record.people if one.address]
    for text in (*placed, record.title):
        found = next((area for town, area in TOWNS.items() if town in text.lower()), "")
        if found:
            return found
    return "central"


def home_of(record: RecordView) -> str:
    """Give the care home a report names, empty where it names none."""
    details = record.details
    return details.home if isinstance(details, MissingReport) else ""


def home_address(home: str) -> str:
    """Give the address of a care home by its name; empty where it is not registered."""
    found = organisation_named(home, "care_home") if home.strip() else None
    return f"{found.address} {found.area}" if found else ""
