"""Intelligence, graded 3x5x2 in the envelope's statement."""

from __future__ import annotations

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Code, Known, Short


class Intelligence(Details):
    """An intelligence report; the grading and handling code are in `statement`."""

    log: Short = ""
    topic: Short = ""
    indicators: list[Code] = []
    line: Short = ""
    exploitation: Known = "unknown"


KINDS = (
    Kind("intelligence", "Intelligence report", Intelligence, "adverse",
         "Graded intelligence; with handling code C only its owner's sanitised line is ever shown.",
         {"log": "26/88213", "topic": "county lines", "indicators": ["X09"]}),
)  # fmt: skip
