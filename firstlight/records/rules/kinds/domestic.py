"""Domestic abuse: each related child is a victim in their own right (Domestic Abuse Act 2021 s.3)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Code, Known, Short


class DomesticAbuse(Details):
    """A domestic abuse incident; the risk tool by its outcome alone, never its questions."""

    job: Short = ""
    unit: Code = ""
    grade: Literal["standard", "medium", "high", ""] = ""
    secondary_grade: Literal["standard", "medium", "high", ""] = ""
    tool: Literal["DASH_POLICE", "DASH_SAFELIVES", "DARA", "SDASH", "OTHER", ""] = ""
    tool_yes: int | None = None
    topics_yes: list[Code] = []
    topics_no: list[Code] = []
    topics_unknown: list[Code] = []
    professional_judgement_high: Known = "not_asked"
    judgement_rationale: Short = ""
    marac_heard_on: date | None = None
    strangulation: Known = "not_asked"
    weapon: Known = "not_asked"
    firearm: Known = "not_asked"
    pregnant: Known = "not_asked"
    separated: Known = "not_asked"
    threat_to_kill: Known = "not_asked"
    children_present: Known = "not_asked"
    children_heard: Known = "not_asked"
    suspect_present: Known = "not_asked"
    codeword: bool = False
    attended: bool = True
    response: Literal["immediate", "priority", "delayed", ""] = ""
    suspect_expected: Known = "not_asked"
    history_told: Known = "not_asked"
    orders_told: Known = "not_asked"
    drink_or_drugs: Known = "not_asked"
    communication_needs: Short = ""
    supervisor_aware: Known = "not_asked"
    call_cut: bool = False


KINDS = (
    Kind(
        "domestic_abuse_incident", "Domestic abuse incident", DomesticAbuse, "adverse",
        "A domestic abuse call or attendance, with the outcome of the risk tool.",
        {"job": "OAK-20261122-0031", "grade": "medium", "tool": "DARA", "strangulation": "yes",
         "children_present": "yes"},
        happening="event",
    ),
)  # fmt: skip
