"""Retention groups: how long a record is kept before a person looks at it again.

Source: Authorised Professional Practice on retention, review and disposal, under the Police
Information and Records Management Code of Practice 2023. The periods are settings of the force;
which group a kind falls into without being told is a conservative default.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from firstlight.kernel.values.when import birthday


@dataclass(frozen=True, slots=True)
class Group:
    """One group; `first` and `again` are the settings of its periods, in years."""

    code: str
    title: str
    first: str
    again: str


_ROWS = (
    Group("group1", "Group 1: public protection and the gravest offences",
          "retention.group1_years", "retention.group1_again_years"),
    Group("group2", "Group 2: other sexual, violent or serious matters, and harm to a child",
          "retention.group2_years", "retention.group2_again_years"),
    Group("group3", "Group 3: everything else",
          "retention.group3_years", "retention.group3_again_years"),
)  # fmt: skip

GROUPS: dict[str, Group] = {row.code: row for row in _ROWS}

# Kinds that are about harm, or risk of it; those left out fall into group 3.
KINDS: dict[str, str] = {
    "offender_management": "group1", "online_referral": "group1",
    "arrest": "group2", "bail": "group2", "crime": "group2", "device_examination": "group2",
    "domestic_abuse_incident": "group2", "grading": "group2", "disclosure": "group2",
    "image_sharing": "group2", "incident": "group2", "intelligence": "group2",
    "missing_report": "group2", "missing_profile": "group2", "trigger_plan": "group2", "order": "group2", "partner_concern": "group2",
    "police_protection": "group2", "return": "group2", "return_interview": "group2",
    "sighting": "group2", "social_care": "group2", "voice_of_child": "group2",
    "vulnerability_report": "group2", "warning_marker": "group2",
}  # fmt: skip


def group_of(kind: str, told: str = "") -> str:
    """Give a record's group: as its source told it, else as its kind has it."""
    digits = "".join(c for c in told if c.isdigit())
    return f"group{digits}" if f"group{digits}" in GROUPS else KINDS.get(kind, "group3")


def due_on(clear_from: date, years: int) -> date:
    """Give the day a clear period of whole years ends."""
    return birthday(clear_from, years)
