"""Command and control, crime, contact and unit crewing."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Code, Known, Short


class Incident(Details):
    """A job on command and control, whatever it was typed as."""

    job: Short = ""
    job_type: Short = ""
    grade: Literal["immediate", "priority", "scheduled", "resolution", ""] = ""
    unit: Code = ""
    weapons: Known = "unknown"
    children_asked: Known = "not_asked"
    whereabouts_known: Known = "not_asked"
    spoken_to: Known = "not_asked"
    next_contact_at: datetime | None = None
    from_care_home: bool = False


class Crime(Details):
    """A recorded crime."""

    crime_number: Short = ""
    offence: Short = ""
    offence_group: Literal[
        "violence", "sexual", "drugs", "drugs_supply", "weapons", "exploitation", "images",
        "stalking", "robbery", "burglary", "theft", "damage", "other",
    ] = "other"  # fmt: skip
    domestic: Known = "unknown"
    weapon: Known = "unknown"
    outcome_code: Short = ""


class Contact(Details):
    """A call, visit, mail or message that reached the force."""

    channel: Literal["999", "101", "counter", "mail", "portal", "social", "other"] = "other"
    repeat_caller: Known = "unknown"
    call_cut: bool = False


class UnitCrewing(Details):
    """Who crews a unit, from when until when: briefs are pushed to them. Arrival is told for a job."""

    unit: Code = ""
    crew: list[Code] = []
    job: Short = ""
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    arrived_at: datetime | None = None


KINDS = (
    Kind(
        "incident", "Incident", Incident, "adverse",
        "A job from command and control, typed by whoever took the call.",
        {"job": "OAK-20261122-0031", "job_type": "concern for safety", "grade": "priority"},
        happening="event",
    ),
    Kind(
        "crime", "Crime", Crime, "adverse", "A recorded crime and who is in it.",
        {"crime_number": "26000118234", "offence": "Assault occasioning actual bodily harm",
         "offence_group": "violence", "domestic": "yes"},
        happening="event",
    ),
    Kind(
        "contact", "Contact", Contact, "neutral", "Something that reached the force by any channel.",
        {"channel": "101"}, happening="event",
    ),
    Kind(
        "unit_crewing", "Unit crewing", UnitCrewing, "neutral",
        "Which officers crew a unit and which job it is sent to.",
        {"unit": "ST21", "crew": ["4417"], "job": "OAK-20261122-0031"},
    ),
)  # fmt: skip
