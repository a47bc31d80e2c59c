"""What is done at the desk: a search noted, something restricted opened, a concern recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from firstlight.access.selectors import may, sight
from firstlight.access.services import grant
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.audit.tasks import Priority
from firstlight.duties.services import open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import Taken, take_in

Panel = Callable[..., str]
GLASS_OPEN = timedelta(hours=1)

_hung: dict[str, dict[str, Panel]] = {}


def hang_panels(**pages: Mapping[str, Panel]) -> None:
    """Take the panels other apps hang on the desk's pages, by page and key."""
    _hung.clear()
    _hung.update({page: dict(panels) for page, panels in pages.items()})


def panels_of(page: str, request: HttpRequest, *picture: object) -> dict[str, str]:
    """Give the panels of a page as safe HTML by key, those with nothing to say left out."""
    made = {key: panel(request, *picture) for key, panel in _hung.get(page, {}).items()}
    return {key: text for key, text in made.items() if text}


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


def break_glass(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """Open something restricted for an hour; the data protection officer reviews it.

    Refuses without a reason. NotThere for what is not restricted, or not there.
    """
    if not may(by, "access.break_glass") or ref not in sight(by).restricted:
        raise NotThere
    if not reason.strip():
        raise Refusal(
            "Opening this needs its reason.",
            next_step="Say what you need to know now, and for whose safety.",
            faults=(("reason", "Say why you need to open it"),),
        )
    with act("desk.glass_broken", by=by, at=at, operation=Operation.CONSULTATION) as line:
        line.about(ref)
        line.say(justification=reason)
        grant(user=by.ref, about=ref, because="break_glass", until=at + GLASS_OPEN, by=by, at=at)
        open_duty(
            clock="BREAK_GLASS", about=(), people=(ref,), told_at=at,
            because="Something restricted was opened with a reason; look at whether it was right.",
            key=f"BREAK_GLASS:{ref}:{by.ref}:{at.isoformat()}", by=by, at=at,
        )  # fmt: skip


def record_concern(
    *, concern: Mapping[str, Any], voice: Mapping[str, Any] | None, by: Viewer, at: datetime
) -> Taken:
    """Take an officer's concern in, with the child's own voice beside it; no gap refuses it.

    Each is an envelope without source, reference and author. Both tell of one happening and go in
    together. Refuses who may not record.
    """
    if not may(by, "records.add"):
        raise NotThere
    ref = new_ref("F")
    ours = {
        "source": "firstlight",
        "author": by.ref,
        "recorded_at": at.isoformat(),
        "happening": ref,
    }
    with act("desk.concern_recorded", by=by, at=at, operation=Operation.COLLECTION):
        told = {**concern, **ours, "source_ref": ref, "kind": "vulnerability_report"}
        taken = take_in(told, by=by, at=at, provenance="typed in Firstlight")
        if voice is not None:
            said = {**voice, **ours, "source_ref": f"{ref}-voice", "kind": "voice_of_child"}
            take_in(said, by=by, at=at, provenance="typed in Firstlight")
        return taken
