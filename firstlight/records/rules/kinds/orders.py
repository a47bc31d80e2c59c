"""Orders, bail and warning markers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Known, Short


class Order(Details):
    """A court order or notice: made, served, conditions, end, power of arrest."""

    order_type: Literal[
        "non_molestation", "occupation", "restraining", "dvpn", "dvpo", "dapn", "dapo", "shpo",
        "sro", "stpo", "stro", "child_arrangements", "prohibited_steps", "cawn", "care_order",
        "interim_care_order", "emergency_protection", "other",
    ] = "other"  # fmt: skip
    made_at: datetime | None = None
    served: Known = "unknown"
    served_at: datetime | None = None
    served_by: Short = ""
    conditions: list[Short] = []
    returns_at: datetime | None = None
    varied_at: datetime | None = None
    ends_at: datetime | None = None
    discharged_at: datetime | None = None
    discharged_by: Short = ""
    power_of_arrest: Known = "unknown"
    arrest_for: Short = ""  # which conditions a power of arrest is attached to
    made_by: Short = ""


class Bail(Details):
    """Bail of its four kinds; released under investigation carries no conditions."""

    bail_type: Literal[
        "police_pre_charge", "police_post_charge", "court", "street",
        "released_under_investigation", "licence",
    ] = "police_pre_charge"  # fmt: skip
    conditions: list[Short] = []
    granted_by: Short = ""
    begins_at: datetime | None = None
    varied_at: datetime | None = None
    returns_at: datetime | None = None
    ends_at: datetime | None = None
    cancelled_at: datetime | None = None
    address_checked_for_children: Known = "not_asked"


class WarningMarker(Details):
    """A marker with an owner, a reason, a review date and an end."""

    marker: Literal[
        "weapons", "firearms", "violent", "self_harm", "suicidal", "exploitation_risk",
        "exploits_children", "drug_line", "cuckooed", "risk_to_children", "officer_safety", "other",
    ] = "other"  # fmt: skip
    reason: Short = ""
    owner: Short = ""
    begins_at: datetime | None = None
    review_at: datetime | None = None
    ends_at: datetime | None = None


KINDS = (
    Kind("order", "Order", Order, "protective", "A court order or notice and its conditions.",
         {"order_type": "occupation", "made_at": "2026-11-02T11:00:00Z", "made_by": "Stanbridge Family Court",
          "served": "yes", "served_at": "2026-11-03T09:30:00Z", "served_by": "A process server",
          "conditions": ["not to enter the address"], "returns_at": "2026-11-30T10:00:00Z",
          "varied_at": "2026-11-10T10:00:00Z", "ends_at": "2027-05-02T23:59:00Z",
          "power_of_arrest": "yes", "arrest_for": "entering the address"}),
    Kind("bail", "Bail", Bail, "protective", "Bail, its kind and conditions.",
         {"bail_type": "police_pre_charge", "conditions": ["no contact with the victim"],
          "granted_by": "Custody, Stanbridge", "begins_at": "2026-11-02T11:00:00Z",
          "returns_at": "2027-01-24T12:00:00Z", "ends_at": "2027-01-24T12:00:00Z"}),
    Kind("warning_marker", "Warning marker", WarningMarker, "adverse",
         "A warning about a person or place, with owner, reason and review.",
         {"marker": "weapons", "reason": "Knife carried in 2025", "owner": "Stanbridge response"}),
)  # fmt: skip
