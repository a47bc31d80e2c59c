"""Online referrals and device examinations. No image, hash or thumbnail is ever held."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Known, Short


class OnlineReferral(Details):
    """A referral about indecent images or contact with a child online.

    `suspect_tool_level` is the outcome of a restricted tool: it ranks suspects and says
    nothing about the safety of the children in the house.
    """

    referrer: Literal[
        "NCA", "NCMEC", "IWF", "INHOPE", "FORCE", "SCHOOL", "REPORT_REMOVE", "P2P", "OTHER",
    ] = "OTHER"  # fmt: skip
    external_ref: Short = ""
    activity: Literal[
        "viewing", "distribution", "making", "grooming", "live_stream", "sextortion", "other",
    ] = "other"  # fmt: skip
    suspect_tool_level: Literal["very_high", "high", "medium", "low", ""] = ""
    assessor_trained: Known = "unknown"
    household_children_checked: Known = "not_asked"
    access_to_children: Known = "unknown"
    position_of_trust: Known = "unknown"
    first_generation: Known = "unknown"
    victim_unidentified: Known = "unknown"
    warrant: Literal["none", "sought", "granted", "executed", ""] = ""
    referrer_received_at: datetime | None = None


class DeviceExamination(Details):
    """A device waiting for or under examination; counts and outcomes only."""

    device: Short = ""
    device_kind: Short = ""
    exhibit: Short = ""
    seized_at: datetime | None = None
    submitted_at: datetime | None = None
    completed_at: datetime | None = None
    child_risk: Known = "unknown"
    victims_own_device: bool = False
    findings: Short = ""


KINDS = (
    Kind("online_referral", "Online referral", OnlineReferral, "adverse",
         "A referral that a person viewed, shared, made or sought indecent images or contact.",
         {"referrer": "NCA", "activity": "distribution", "suspect_tool_level": "medium",
          "household_children_checked": "not_asked"}),
    Kind("device_examination", "Device examination", DeviceExamination, "neutral",
         "Where a seized device is in the queue and what the examination told.",
         {"device_kind": "phone", "exhibit": "JH/1", "child_risk": "unknown"}),
)  # fmt: skip
