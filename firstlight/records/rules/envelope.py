"""The envelope every record comes in, whatever its kind or door."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from firstlight.records.rules.parts import (
    Code,
    Part,
    PersonIn,
    PhoneIn,
    PlaceIn,
    RelationIn,
    Short,
    Statement,
    Text,
    VehicleIn,
    When,
)

Outcome = Literal[
    "reported", "charged", "convicted", "cautioned", "no_further_action", "not_proved", "acquitted"
]

# The greatest number that every reader of JSON keeps whole.
MOST_EXACT = 2**53 - 1


class Envelope(Part):
    """One record as a source tells it.

    `told_at` is the earliest moment it reached any line, counter, mailbox, portal or officer
    of the force; left out it is unknown, shown so, and clocks go by `recorded_at`.
    `recorded_at` is when the force wrote it down. Times carry their zone. `details` holds
    what the kind asks for.
    """

    source: Code
    source_ref: Short = Field(min_length=1)
    kind: Code
    source_version: int | None = Field(default=None, ge=0, le=MOST_EXACT)
    modified_at: datetime | None = None
    occurred: When = Field(default_factory=When)
    told_at: datetime | None = None
    recorded_at: datetime | None = None
    department: Code = ""
    author: Short = ""
    happening: Short = ""
    controller: Short = ""
    originator: Short = ""
    originator_conditions: Short = ""
    regime: Literal["part3", "uk_gdpr"] = "part3"
    marking: Short = "OFFICIAL-SENSITIVE"
    retention_group: Code = ""
    review_on: date | None = None
    legal_hold: Short = ""
    outcome: Outcome | None = None
    statement: Statement = Field(default_factory=Statement)
    title: Short = ""
    narrative: Text = ""
    people: list[PersonIn] = Field(default_factory=list, max_length=200)
    relations: list[RelationIn] = Field(default_factory=list, max_length=400)
    places: list[PlaceIn] = Field(default_factory=list, max_length=50)
    phones: list[PhoneIn] = Field(default_factory=list, max_length=50)
    vehicles: list[VehicleIn] = Field(default_factory=list, max_length=50)
    details: dict[str, Any] = Field(default_factory=dict)
