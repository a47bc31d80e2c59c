"""The five things a real inspection asked for first, in our own words, each with its proof.

Source: news of 16 to 18 November 2021 about one English force's child protection inspection (the
Derbyshire Times and others), read in part. It is told here as a demand any force could meet, and
never as a finding about the force that runs Firstlight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Class = Literal["immediately", "within three months"]
SOURCE_NOTE = "The inspectorate's own wording is not published in what we hold."
THREE_MONTHS = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One demand: who owns it, when it is due, and the queries that alone can say it is met.

    `endorses` is the text a leader puts their name to. `owner` is a role of the force.
    """

    code: str
    title: str
    text: str
    when: Class
    owner: str
    queries: tuple[str, ...]
    proved_by: str
    endorses: str
    source_note: str = SOURCE_NOTE

    @property
    def page(self) -> str:
        """Give the address of its page."""
        return f"/leaders/recommendations/{self.code}"

    def due_on(self, received_on: date) -> date:
        """Give the day it is due, counted from the day the report reached the force."""
        return received_on if self.when == "immediately" else received_on + THREE_MONTHS


_ROWS = (
    Recommendation(
        "every-department", "Every department protects children",
        "Leaders put their names to it that every department, not only the specialists, is responsible for the "
        "safety of children it meets in its ordinary work.",
        "immediately", "chief", ("unmentioned",),
        "Ordinary records at addresses where a child lives, and the share that say nothing of the child, by "
        "department. An endorsement is shown beside it and counts for nothing by itself.",
        "Every officer and member of staff of this department looks for the child in the work they do, says in the "
        "record whether a child is there or affected, and raises a concern where one is.",
    ),
    Recommendation(
        "missing", "Missing children are recorded and looked for",
        "A child whose whereabouts are not known is recorded missing from the first report, whatever it was called, "
        "graded from that child's own circumstances and looked for, above all a child in care.",
        "immediately", "superintendent", ("missing",),
        "Reports set against episodes (the difference must be nothing), the time to acknowledge, and the time from "
        "being told to writing it down.",
        "No report of a missing child waits for a label, a form or a home's own enquiries before it is recorded.",
    ),
    Recommendation(
        "domestic-background", "Officers sent to domestic abuse know the background",
        "Systems tell officers on their way to domestic abuse what is known of the children, the adults, orders and "
        "dangers there, without their having to ask.",
        "immediately", "superintendent", ("briefs",),
        "Jobs since going live: whether a brief was made and pushed, who opened it and how soon, and whether the "
        "crew was known to the system at all.",
        "No unit is sent to domestic abuse without its brief, and whoever is sent opens it on the way.",
    ),
    Recommendation(
        "sharing", "Sharing finds the child early",
        "Sharing with partners is reviewed with them, so that a child at risk is found at the earliest stage and a "
        "low grade never ends the matter.",
        "within three months", "superintendent", ("sharing",),
        "Each child at high: a decision to share made, late or still owed; days from the first concern told to the "
        "first sharing.",
        "A decision to share or not is made for each child, with its reason, whatever the grade.",
    ),
    Recommendation(
        "images", "Images on devices: the child first",
        "Policy and practice for indecent images on devices are reviewed, so that the children near the suspect, and "
        "children who share among themselves, are protected before the criminal case moves.",
        "within three months", "superintendent", ("online", "devices", "among_children"),
        "Online cases with children in the household and what was done for them on the first day, devices in the "
        "queue by danger to a child, and each child in an image matter with a referral or without.",
        "No state of the case, the warrant or the device delays what is done for a child.",
    ),
)  # fmt: skip

RECOMMENDATIONS: dict[str, Recommendation] = {row.code: row for row in _ROWS}
