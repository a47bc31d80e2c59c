"""Loading files of a source, each batch committed by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict, Unpack

from django.conf import settings

from firstlight.access.selectors import may
from firstlight.intake.filing import begin_file
from firstlight.intake.loading import Counts, Progress, batches, check_batch, take_batch, untold
from firstlight.intake.opening import Asked, checked, readers
from firstlight.intake.rules.offers import Offer
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import loading


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
    progress: Progress = untold,
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
    received = _received(arrivals)
    with loading():
        for path, offers in readers(paths, asked, total.moved):
            if check_only:
                for batch in batches(offers):
                    check_batch(batch, total, at=at)
                    progress(total)
                continue
            filing = begin_file(name=path.name, source=source, form=asked.form, by=by, at=at)
            for batch in batches(offers):
                filing.note(
                    take_batch(batch, total, source=source, received=received, by=by, at=at)
                )
                progress(total)
            filing.end(by=by, at=at)
            total.files.append(filing.ref)
    return total


def _received(arrivals: Mapping[int, datetime] | None) -> Callable[[Offer], datetime | None]:
    return lambda offer: arrivals.get(offer.place) if arrivals else None


def _allowed(arrivals: Mapping[int, datetime] | None, by: Viewer) -> None:
    if not may(by, "intake.load"):
        raise NotThere
    if arrivals is not None and not settings.DEMO:
        raise Refusal(
            "Times of arrival are accepted by a demonstration's database alone.",
            next_step="Load the file without them: it is received now.",
        )
