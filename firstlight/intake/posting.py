"""Records posted by another system or page: each one's outcome told, nothing lost or repeated."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.intake.rules.cleaning import kept_of
from firstlight.intake.rules.jsonlines import parsed, unkeepable
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import Taken, take_in_many
from firstlight.records.rules.reading import Fault
from firstlight.records.services import set_aside

# Gradings, disclosures and whatever else is done here: each has its own door with its own checks.
OURS = "firstlight"
MOST = 1000
BATCH = 100
STATUS = {
    "taken": 201,
    "same": 200,
    "older": 200,
    "conflict": 202,
    "quarantined": 422,
    "disposed": 200,
}


def post_records(
    body: bytes, *, source: str, whence: str, by: Viewer, at: datetime
) -> tuple[int, Any]:
    """Take in what was posted; gives the status and content of the answer.

    `source` is the one source the sender may speak for, any where empty. A body that cannot be
    read is kept in quarantine without media, like any other line.
    """
    if body.lstrip()[:1] == b"[":
        return _many(body, source=source, whence=whence, by=by, at=at)
    value, fault = parsed(body)
    if value is None:
        return _unreadable(body, fault, source=source, whence=whence, by=by, at=at)
    _own(value, source)
    taken = take_in_many([value], by=by, at=at, provenance=[f"api:{whence}"])[0]
    return _one(taken)


def _own(value: dict[str, Any], source: str) -> None:
    """Check that a system speaks for itself alone, and never in Firstlight's own name."""
    if value.get("source") == OURS:
        raise Refusal(
            "What Firstlight itself writes down comes through its own pages and services.",
            next_step="Send the record under your own source.", code="our_own_source",
        )  # fmt: skip
    if source and value.setdefault("source", source) != source:
        raise Refusal(
            "This key may post records of its own source alone.",
            next_step=f"Send them with source {source!r}, or ask for another key.", code="other_source",
        )  # fmt: skip


def _many(body: bytes, *, source: str, whence: str, by: Viewer, at: datetime) -> tuple[int, Any]:
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        return _unreadable(body, Fault("body", "is not JSON", "send a list of records"), source=source,
                           whence=whence, by=by, at=at)  # fmt: skip
    if len(values) > MOST:
        raise Refusal(
            f"That is more than {MOST} records.", next_step="Send them in parts.", code="too_many"
        )
    faults = [(f"{n}", _form_fault(one)) for n, one in enumerate(values) if _form_fault(one)]
    if faults:
        raise Refusal(
            "Some of these are no records.",
            next_step="Mend them; none was taken.",
            faults=tuple(faults),
        )
    for one in values:
        _own(one, source)
    taken: list[Taken] = []
    for begin in range(0, len(values), BATCH):
        part = values[begin : begin + BATCH]
        taken += take_in_many(part, by=by, at=at, provenance=[f"api:{whence}"] * len(part))
    return 200, [_said(one) for one in taken]


def _form_fault(one: Any) -> str:
    if not isinstance(one, dict):
        return "is not an object"
    found = unkeepable(json.dumps(one), one)
    return found.problem if found else ""


def _faults(faults: Iterable[Fault]) -> list[dict[str, str]]:
    return [{"field": one.field, "problem": one.problem, "mend": one.mend} for one in faults]


def _said(taken: Taken) -> dict[str, Any]:
    return {
        "outcome": taken.outcome, "ref": taken.ref, "version": taken.version, "people": dict(taken.people),
        "faults": _faults(taken.faults), "removed": list(taken.removed),
    }  # fmt: skip


def _one(taken: Taken) -> tuple[int, Any]:
    status = STATUS[taken.outcome]
    if taken.outcome != "quarantined":
        return status, _said(taken)
    return status, _problem(taken.ref, _faults(taken.faults))


def _problem(ref: str, faults: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "type": "about:blank", "title": "The record has faults and waits in quarantine.", "status": 422,
        "detail": "Mend all of these and send it again, or mend it on the quarantine page.",
        "ref": ref, "outcome": "quarantined", "faults": faults,
    }  # fmt: skip


def _unreadable(
    body: bytes, fault: Fault | None, *, source: str, whence: str, by: Viewer, at: datetime
) -> tuple[int, Any]:
    faults = (fault or Fault("body", "is empty", "send one record as JSON"),)
    with act("intake.set_aside", by=by, at=at, operation=Operation.COLLECTION) as line:
        ref = set_aside(
            line, source=source, text=kept_of(body), faults=faults, provenance=f"api:{whence}"
        )
        line.about(ref)
    return 422, _problem(ref, _faults(faults))
