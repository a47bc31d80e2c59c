"""Our own acts that say something about a person: gradings and disclosures."""

from __future__ import annotations

from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Code, Short, Text


class Grading(Details):
    """A named person graded; a grade below the floor is provisional until a second agrees."""

    framework: Literal["missing", "domestic", "exploitation", "online", "images", "cumulative"] = (
        "cumulative"
    )
    level: Literal["very_low", "low", "standard", "medium", "high", "unknown"] = "unknown"
    floor: Short = ""
    provisional: bool = False
    agreed_by: Short = ""
    rationale: Text = ""
    rank: Short = ""
    about: Short = ""


class Disclosure(Details):
    """A decision to share, share in part, not share or defer, and what went out."""

    decision: Literal["shared", "part", "not", "deferred"] = "deferred"
    recipient: Short = ""
    purpose: Text = ""
    basis: Code = ""
    items: list[Short] = []
    withheld: list[Short] = []
    reason: Text = ""


KINDS = (
    Kind("grading", "Grading", Grading, "adverse", "A named person set a level, with a rationale.",
         {"framework": "missing", "level": "high", "rationale": "Named exploiter; not seen since noon."},
         ours=True),
    Kind("disclosure", "Disclosure", Disclosure, "neutral", "A sharing decision and what left the force.",
         {"decision": "shared", "recipient": "Children's social care, Oakshire", "basis": "CA2004-11"},
         ours=True),
)  # fmt: skip
