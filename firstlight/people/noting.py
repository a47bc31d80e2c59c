"""A search written down, by whatever door it came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.audit.tasks import Priority
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer


def note_search(
    *,
    words: Mapping[str, str],
    justification: str,
    found: tuple[str, ...],
    by: Viewer,
    at: datetime,
) -> int:
    """Write a search down, with what was typed kept where it can be erased; give its position.

    Whether something sealed was touched is looked at afterwards, by a task every search asks for
    alike, so that the answer to the searcher cannot tell. Refuses who may not search.
    """
    if not may(by, "people.search"):
        raise NotThere
    with act("people.searched", by=by, at=at, operation=Operation.CONSULTATION) as line:
        line.about(*found)
        line.say(words=dict(words), justification=justification)
        line.queue("desk.after_search", (str(line.seq),), priority=Priority.NAMED)
        return line.seq
