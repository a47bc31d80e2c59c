"""Care, social-care involvement and schooling. Statements from returns are dated and lapse."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Known, Short


class CarePlacement(Details):
    """Where a child in care is placed. Being in care never lowers anything.

    `notice_at` is when the placing authority told the area's own; `expected_at` when a planned
    child should be there, `arrived` whether anybody has said that they are.
    """

    home: Short = ""
    placement_type: Short = ""
    legal_status: Short = ""
    authority: Short = ""
    begins_on: date | None = None
    ends_on: date | None = None
    end_reason: Short = ""
    from_other_area: Known = "unknown"
    notice_at: datetime | None = None
    expected_at: datetime | None = None
    arrived: Known = "not_asked"
    as_of: date | None = None


class SocialCare(Details):
    """Social-care involvement: plan, child in need, enquiries."""

    involvement: Literal[
        "early_help", "child_in_need", "section_47", "protection_plan", "looked_after",
        "care_leaver", "closed", "other",
    ] = "other"  # fmt: skip
    category: Short = ""
    authority: Short = ""
    social_worker: Short = ""
    begins_on: date | None = None
    ends_on: date | None = None
    as_of: date | None = None


class SchoolEnrolment(Details):
    """Which school a child is on the roll of, as its source last said."""

    school: Short = ""
    school_urn: Short = ""
    year_group: Short = ""
    safeguarding_lead: Short = ""
    begins_on: date | None = None
    ends_on: date | None = None
    attendance: Literal[
        "", "regular", "irregular", "excluded", "not_in_education", "home_educated"
    ] = ""


KINDS = (
    Kind("care_placement", "Care placement", CarePlacement, "neutral",
         "A child in care was placed or moved.",
         {"home": "Larkspur House", "legal_status": "C2", "begins_on": "2026-03-01"}),
    Kind("social_care", "Social-care involvement", SocialCare, "adverse",
         "A plan, enquiry or help from children's social care.",
         {"involvement": "protection_plan", "category": "neglect", "begins_on": "2026-05-04"}),
    Kind("school_enrolment", "School enrolment", SchoolEnrolment, "neutral",
         "A child is on the roll of a school.",
         {"school": "St Bede's Academy", "begins_on": "2025-09-03"}),
)  # fmt: skip
