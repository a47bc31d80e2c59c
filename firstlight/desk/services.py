"""What is done at the desk: a search noted, something restricted opened, a concern recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from firstlight.access.selectors import may, sight, users_with
from firstlight.access.services import OUTCOMES, open_glass, review_opening
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.delivery.services import alert
from firstlight.desk.packing import forget, keep_pack
from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.services import Taken, take_in

__all__ = [
    "break_glass",
    "forget",
    "hang_panels",
    "keep_pack",
    "panels_of",
    "record_concern",
    "review_glass",
]

Panel = Callable[..., str]

_hung: dict[str, dict[str, Panel]] = {}


def hang_panels(**pages: Mapping[str, Panel]) -> None:
    """Take the panels other apps hang on the desk's pages, by page and key."""
    _hung.clear()
    _hung.update({page: dict(panels) for page, panels in pages.items()})


def panels_of(page: str, request: HttpRequest, *picture: object) -> dict[str, str]:
    """Give the panels of a page as safe HTML by key, those with nothing to say left out."""
    made = {key: panel(request, *picture) for key, panel in _hung.get(page, {}).items()}
    return {key: text for key, text in made.items() if text}


def break_glass(*, ref: str, reason: str, minutes: int, by: Viewer, at: datetime) -> None:
    """Open something restricted for a while; its custodians are told at once, a review is due.

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
        opened = open_glass(
            target=ref, reason=reason, lasts=timedelta(minutes=minutes), by=by, at=at
        )
        open_duty(
            clock="BREAK_GLASS", about=(opened.ref,), people=(ref,), told_at=at,
            because="Something restricted was opened with a reason; look at whether it was right.",
            key=f"BREAK_GLASS:{opened.ref}", by=by, at=at,
        )  # fmt: skip
        alert(
            line, to=tuple(map(_recipient, opened.custodians)), level="urgent",
            title="Something you keep was opened with a reason", url=f"/openings/{opened.ref}",
            about=(opened.ref,),
        )  # fmt: skip


def _recipient(custodian: str) -> str:
    return custodian if custodian.startswith("post:") else f"user:{custodian}"


def review_glass(*, ref: str, outcome: str, said: str, by: Viewer, at: datetime) -> None:
    """Review an emergency opening; one that was not right is told to professional standards."""
    if not may(by, "access.review_glass"):
        raise NotThere
    with act("desk.glass_reviewed", by=by, at=at) as line:
        row = review_opening(ref=ref, outcome=outcome, said=said, by=by, at=at)
        if outcome != "unsure":
            close_by_key(f"BREAK_GLASS:{ref}", OUTCOMES[outcome], (ref,), system_viewer("desk"), at)
        if outcome == "wrong":
            told = tuple(f"user:{one.ref}" for one in users_with("psd") if one.ref != row.by)
            alert(line, to=told, level="high", title="An emergency opening was found not right",
                  url=f"/openings/{ref}", about=(ref,))  # fmt: skip


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
