"""What waits in quarantine is mended and taken, taken again as it is, or dropped with a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.intake.posting import OURS
from firstlight.intake.rules.jsonlines import parsed
from firstlight.intake.rules.patching import patched
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import Taken, take_in
from firstlight.records.selectors import WaitingView, waited_one, waiting_one
from firstlight.records.services import reopen as let_wait
from firstlight.records.services import settle

WAITS = frozenset({"quarantined", "conflict"})


def mend(*, ref: str, text: str, by: Viewer, at: datetime) -> Taken:
    """Offer the mended text of something that waits again; where it goes in, it waits no more.

    Refuses text that is no record, and one told in Firstlight's own name; where it still has
    faults it is kept waiting with the new ones.
    """
    held = _held(ref, by)
    value, fault = parsed(text.encode("utf-8", "replace"))
    if value is None:
        said = fault.problem if fault else "is empty"
        raise Refusal(
            "The text is not yet a record.", next_step="Mend it here.", faults=(("text", said),)
        )
    value.setdefault("source", held.source)
    if value["source"] == OURS:
        raise Refusal(
            "What Firstlight itself writes down is not mended here.",
            next_step="Give the source that wrote the record.",
            faults=(("text", "gives Firstlight itself as its source"),),
        )
    with act("intake.mended", by=by, at=at) as line:
        taken = take_in(value, by=by, at=at, provenance=held.provenance)
        if taken.ref != ref and (taken.outcome not in WAITS or waiting_one(taken.ref) is not None):
            settle(line, ref=ref, state="mended", by=by)
        return taken


def mend_fields(*, ref: str, values: Mapping[str, str], by: Viewer, at: datetime) -> Taken:
    """Mend fields of something that waits, by their paths, and offer it again as `mend` does."""
    value, _ = parsed(_held(ref, by).text.encode())
    if value is None:
        raise Refusal("This is no record whose fields could be mended.", next_step="Mend its text.")
    return mend(ref=ref, text=json.dumps(patched(value, values)), by=by, at=at)


def take_again(*, refs: Sequence[str], by: Viewer, at: datetime) -> dict[str, int]:
    """Offer several again as they are, each by itself; gives how many went in and how many wait on.

    Of use once what was wrong lay here: a source not registered, a kind it was not said to tell.
    """
    done = {"taken": 0, "waiting": 0}
    for ref in refs:
        held = waiting_one(ref)
        if held is None or not may(by, "quarantine.see"):
            continue
        try:
            waits = mend(ref=ref, text=held.text, by=by, at=at).outcome in WAITS
        except Refusal:
            waits = True
        done["waiting" if waits else "taken"] += 1
    return done


def drop(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """Refuse what waits, with a reason. Refuses without one."""
    drop_many(refs=[ref], reason=reason, by=by, at=at)


def drop_many(*, refs: Sequence[str], reason: str, by: Viewer, at: datetime) -> None:
    """Refuse several things that wait, with one reason. Refuses without one, or if one waits no more."""
    for ref in refs:
        _held(ref, by)
    if not reason.strip():
        raise Refusal(
            "Something that waits is dropped only with a reason.",
            next_step="Say why it is not wanted.", faults=(("reason", "Say why."),),
        )  # fmt: skip
    with act("intake.dropped", by=by, at=at) as line:
        line.say(reason=reason.strip())
        for ref in refs:
            settle(line, ref=ref, state="dropped", by=by)


def reopen(*, ref: str, by: Viewer, at: datetime) -> None:
    """Let something that was dropped wait again: dropping is the one act here that can be undone."""
    held = waited_one(ref)
    if held is None or held.state != "dropped" or not may(by, "quarantine.see"):
        raise NotThere
    with act("intake.reopened", by=by, at=at) as line:
        let_wait(line, ref=ref)


def _held(ref: str, by: Viewer) -> WaitingView:
    held = waiting_one(ref)
    if held is None or not may(by, "quarantine.see"):
        raise NotThere
    return held
