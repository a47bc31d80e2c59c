"""A check: who asked what where, and the answer. Never a replica of what was asked."""

from __future__ import annotations

from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Known, Short, Text


class Check(Details):
    """The result of asking another system or body (PNC, PND, ViSOR, council, school, NHS)."""

    asked_of: Short = ""
    question: Short = ""
    answer: Literal["found", "nothing_found", "refused", "no_answer_yet", ""] = ""
    said: Text = ""
    children_found: Known = "unknown"


KINDS = (
    Kind("check", "Check", Check, "neutral", "Somebody asked a system or partner; this is the answer.",
         {"asked_of": "Children's social care, Oakshire", "question": "children at the address",
          "answer": "found", "children_found": "yes"}),
)  # fmt: skip
