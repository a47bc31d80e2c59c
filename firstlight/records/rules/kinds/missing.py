"""Missing: reports, sightings and returns, in whatever words they came."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Code, Known, Short, Text


class MissingReport(Details):
    """Somebody's whereabouts are not established, or were not when this was written.

    `letter` keeps the M or A of a return of looked-after children: neither reassures.
    """

    words_used: Short = ""
    whereabouts_known: Known = "unknown"
    spoken_to: Known = "not_asked"
    how_known: Short = ""
    next_contact_at: datetime | None = None
    from_care_home: bool = False
    home: Short = ""
    last_seen_at: datetime | None = None
    out_of_character: Known = "not_asked"
    medication_missed: Known = "not_asked"
    self_harm: Known = "not_asked"
    disability_affects_safety: Known = "not_asked"
    named_exploiter: Known = "not_asked"
    significant_harm_likely: Known = "not_asked"
    carer_able: Known = "not_asked"
    letter: Literal["M", "A", ""] = ""
    returned_on: date | None = None
    is_return_row: bool = False


class Sighting(Details):
    """Seen, or said to be seen; does not end a search."""

    confirmed: Known = "unknown"
    with_unknown_adult: Known = "not_asked"


class Return(Details):
    """Back, located, in custody or in hospital. Only safe and seen ends the search."""

    state: Literal["sighted", "located_not_safe", "in_custody", "in_hospital", "safe_and_seen"] = (
        "located_not_safe"
    )
    seen_by: Short = ""
    found_with_adult: Known = "not_asked"
    adult_said: Short = ""
    away_from_area: Known = "not_asked"
    harm_suffered: Known = "not_asked"
    prevention_interview_at: datetime | None = None


class ReturnInterview(Details):
    """The independent return home interview, due within 72 hours of return."""

    accepted: Literal["yes", "declined", "missing_again", "not_offered", ""] = ""
    independent: Known = "not_asked"
    harm_suffered: Known = "not_asked"
    exploitation_signs: list[Code] = []
    told_places: list[Short] = []
    told_people: list[Short] = []
    held_at: datetime | None = None
    held_by: Short = ""
    why_not: Short = ""
    parents_offered: Known = "not_asked"
    push: Short = ""
    pull: Short = ""


class MissingProfile(Details):
    """What a home or family wrote down beforehand, in case the child goes missing.

    Topics after the form homes keep for it; a photo is only where it is held.
    """

    home: Short = ""
    reviewed_on: date | None = None
    looks: Text = ""
    places: list[Short] = []
    friends: list[Short] = []
    health: Text = ""
    accounts: list[Short] = []
    money_travel: Short = ""
    photo_held: Short = ""
    photo_on: date | None = None
    what_helps: Text = ""


class TriggerPlan(Details):
    """What is done first the next time: written once, in front of whoever takes the next report."""

    first: list[Short] = []
    places: list[Short] = []
    with_whom: list[Short] = []
    what_helps: Text = ""
    agreed_with: Short = ""
    review_on: date | None = None


KINDS = (
    Kind(
        "missing_report", "Missing report", MissingReport, "adverse",
        "A report that a person's whereabouts are not established, whatever it was called.",
        {"words_used": "unauthorised absence", "whereabouts_known": "no", "from_care_home": True,
         "home": "Larkspur House"},
        happening="missing",
    ),
    Kind("sighting", "Sighting", Sighting, "neutral", "A missing person is said to have been seen.",
         {"confirmed": "no"}, happening="missing"),
    Kind("return", "Return", Return, "neutral", "A missing person was located or came back.",
         {"state": "safe_and_seen", "seen_by": "PC 4417", "found_with_adult": "no"},
         happening="missing"),
    Kind("return_interview", "Return home interview", ReturnInterview, "adverse",
         "What the child said to an independent person after coming back.",
         {"accepted": "yes", "independent": "yes", "exploitation_signs": ["X03"]}),
    Kind("missing_profile", "Profile kept in case of going missing", MissingProfile, "neutral",
         "What a home or family wrote beforehand that helps to look for a child.",
         {"home": "Larkspur House", "reviewed_on": "2026-10-01", "places": ["Canal basin"]}),
    Kind("trigger_plan", "Plan for the next time", TriggerPlan, "neutral",
         "What agencies agreed to do first when this child is next reported missing.",
         {"first": ["Ring the aunt", "Canal basin"], "review_on": "2027-02-01"}),
)  # fmt: skip
