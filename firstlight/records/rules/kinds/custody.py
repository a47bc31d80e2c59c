"""Arrest and custody, stop and search, offender management."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Code, Known, Short


class Arrest(Details):
    """An arrest and detention. A child is screened as a victim as well as a suspect."""

    custody_number: Short = ""
    offence: Short = ""
    offence_group: Literal[
        "violence", "sexual", "drugs", "drugs_supply", "weapons", "exploitation", "images",
        "stalking", "robbery", "burglary", "theft", "damage", "other",
    ] = "other"  # fmt: skip
    arrived_at: datetime | None = None
    released_at: datetime | None = None
    away_from_home_area: Known = "unknown"
    missing_when_arrested: Known = "unknown"
    appropriate_adult: Known = "not_asked"
    drugs_found: Known = "unknown"
    cash_found: Known = "unknown"
    phones_found: int | None = None
    accommodation_asked: Known = "not_asked"


class StopSearch(Details):
    """A stop and search."""

    object_of_search: Short = ""
    found: Short = ""
    away_from_home_area: Known = "unknown"
    with_adults: Known = "unknown"
    indicators: list[Code] = []


class OffenderManagement(Details):
    """A person managed for the risk they pose; tools by outcome and date alone."""

    category: Short = ""
    registered_sex_offender: Known = "unknown"
    poses_risk_to_children: Known = "unknown"
    tool: Literal["ARMS", "OASYS", "RM2000", "OTHER", ""] = ""
    tool_outcome: Short = ""
    tool_on: date | None = None
    next_visit_on: date | None = None


KINDS = (
    Kind("arrest", "Arrest and custody", Arrest, "adverse", "A person was arrested and detained.",
         {"custody_number": "ST/26/4410", "offence": "Possession with intent to supply",
          "offence_group": "drugs_supply", "away_from_home_area": "yes"}, happening="event"),
    Kind("stop_search", "Stop and search", StopSearch, "adverse", "A person was stopped and searched.",
         {"object_of_search": "drugs", "found": "nothing"}),
    Kind("offender_management", "Offender management", OffenderManagement, "adverse",
         "A person is managed for the risk they pose to others.",
         {"registered_sex_offender": "yes", "poses_risk_to_children": "yes"}),
)  # fmt: skip
