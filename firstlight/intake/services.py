"""Verbs of intake: load files, mend what waits, drop it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict, Unpack

from django.conf import settings

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.intake.lines import read_bytes
from firstlight.intake.loading import Counts, Progress, batches, check_batch, take_batch
from firstlight.intake.mappings import draft_mapping, try_mapping
from firstlight.intake.opening import Asked, checked, readers
from firstlight.intake.rules.jsonlines import parsed
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import Taken, loading, take_in
from firstlight.records.selectors import waiting_one
from firstlight.records.services import settle

__all__ = [
    "Counts",
    "draft_mapping",
    "drop",
    "load_file",
    "load_files",
    "mend",
    "read_bytes",
    "take_batch",
    "try_mapping",
]


class How(TypedDict, total=False):
    """How files are read: their format, a CSV's mapping, and of returns whose and of when they are."""

    form: str
    mapping: Path | None
    authority: str
    as_of: date | None
    submission: int


def load_file(path: Path, *, source: str, by: Viewer, at: datetime, **how: Unpack[How]) -> Counts:
    """Load one file as `load_files` does."""
    return load_files([path], source=source, by=by, at=at, **how)


def load_files(
    paths: list[Path],
    *,
    source: str,
    any_source: bool = False,
    check_only: bool = False,
    arrivals: Mapping[int, datetime] | None = None,
    progress: Progress | None = None,
    by: Viewer,
    at: datetime,
    **how: Unpack[How],
) -> Counts:
    """Load files of one source, each batch committed by itself, and count what became of them.

    Loading the same file again changes nothing. `arrivals` (line to moment, UTC) tells when each
    line came; only a demonstration's database accepts it. `any_source` believes what each record
    says of its source, which has to be registered all the same. `check_only` takes nothing and
    tells what would wait. Refuses who may not load, a source nobody registered, files that are
    not there or no text, and a format it does not know, all before anything is taken.
    """
    _allowed(arrivals, by)
    asked = checked(paths, Asked("" if any_source else source, at, **how))
    total = Counts()
    with loading():
        for offers in readers(paths, asked, total.moved):
            for batch in batches(offers):
                if check_only:
                    check_batch(batch, total, at=at)
                else:
                    take_batch(
                        batch, total, source=source, by=by, at=at,
                        received=lambda offer: arrivals.get(offer.place) if arrivals else None,
                    )  # fmt: skip
                if progress:
                    progress(total, batch[-1])
    return total


def _allowed(arrivals: Mapping[int, datetime] | None, by: Viewer) -> None:
    if not may(by, "intake.load"):
        raise NotThere
    if arrivals is not None and not settings.DEMO:
        raise Refusal(
            "Times of arrival are accepted by a demonstration's database alone.",
            next_step="Load the file without them: it is received now.",
        )


def mend(*, ref: str, text: str, by: Viewer, at: datetime) -> Taken:
    """Offer the mended text of something that waits again; where it goes in, it waits no more.

    Refuses text that is no record; where it still has faults it is kept waiting with the new ones.
    """
    held = waiting_one(ref)
    if held is None or not may(by, "quarantine.see"):
        raise NotThere
    value, fault = parsed(text.encode("utf-8", "replace"))
    if value is None:
        said = fault.problem if fault else "is empty"
        raise Refusal(
            "The text is not yet a record.", next_step="Mend it here.", faults=(("text", said),)
        )
    value.setdefault("source", held.source)
    with act("intake.mended", by=by, at=at) as line:
        taken = take_in(value, by=by, at=at, provenance=held.provenance)
        waits_again = taken.outcome in {"quarantined", "conflict"}
        if not waits_again or waiting_one(taken.ref) is not None:
            settle(line, ref=ref, state="mended", by=by)
        return taken


def drop(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """Put aside for good what waits, with a reason. Refuses without one."""
    if not may(by, "quarantine.see") or waiting_one(ref) is None:
        raise NotThere
    if not reason.strip():
        raise Refusal(
            "Something that waits is dropped only with a reason.",
            next_step="Say why it is not wanted.", faults=(("reason", "Say why."),),
        )  # fmt: skip
    with act("intake.dropped", by=by, at=at) as line:
        line.say(reason=reason.strip())
        settle(line, ref=ref, state="dropped", by=by)
