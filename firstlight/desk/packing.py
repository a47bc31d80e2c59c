"""The hourly pack: what is open, as a file that opens when nothing else of Firstlight does.

It is worked out as a force incident manager would read it: what is sealed is left out, what is
restricted is without its name. The worker writes it each hour to `packs` in the home folder,
readable by the service alone; the last three stay. Once a record is disposed of, or something is
restricted, every file goes and a new one is written.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.briefs.selectors import BriefView, for_job
from firstlight.desk.opened import Opened, opened
from firstlight.desk.rules.paper import LOOK
from firstlight.domestic.selectors import JobRow, jobs
from firstlight.duties import selectors as duties
from firstlight.duties.selectors import Counts
from firstlight.force.selectors import setting
from firstlight.kernel.values.gone import Gone
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.missing.selectors import BoardRow, board

EVERY = timedelta(hours=1)
KEPT = 3
# More than these are counted, not printed: a pack nobody can carry serves nobody.
MOST = 300
STAMP = "pack-%Y%m%dT%H%M%SZ"
BY = system_viewer("pack")


@dataclass(frozen=True, slots=True)
class Pack:
    """What is open at a moment: children missing, duties, and jobs with their newest brief."""

    at: datetime
    missing: tuple[BoardRow, ...]
    duties: tuple[Opened, ...]
    counts: Counts
    jobs: tuple[tuple[JobRow, BriefView | None], ...]


def pack(viewer: Viewer, at: datetime) -> Pack:
    """Gather what is open, as a viewer may know it. NotThere for who may not read the pack."""
    if not may(viewer, "pack.see"):
        raise NotThere
    found = duties.board(viewer, at, limit=MOST)
    open_jobs = jobs(viewer, at)
    briefed = tuple((job, next(iter(for_job(job.record, viewer)), None)) for job in open_jobs)
    for _, brief in briefed:
        viewer.seen.add(*(brief.people if brief else ()))
    return Pack(at, board(viewer, at), opened(found.rows, viewer, at), found.counts, briefed)


def files() -> tuple[tuple[Path, datetime], ...]:
    """Give the packs that are kept with when each was made, the newest first."""
    return tuple(
        (path, datetime.strptime(path.stem, STAMP).replace(tzinfo=UTC))
        for path in sorted(_folder().glob("pack-*.html"), reverse=True)
    )


def keep_pack(*, at: datetime) -> Path | None:
    """Write a pack where the newest is an hour old; None where it is fresh.

    One of a time to come is of a clock that was set back, and goes. OSError where the folder
    cannot be written.
    """
    for path, made in files():
        if made > at:
            path.unlink(missing_ok=True)
    newest = next(iter(files()), None)
    if newest and at - newest[1] < EVERY:
        return None
    return write_pack(at=at)


def write_pack(*, at: datetime) -> Path:
    """Write a pack, whole or not at all, and take the oldest away. OSError where it cannot be."""
    viewer = Viewer(ref=BY.ref, name=BY.name, roles=frozenset({"fim"}))
    told = pack(viewer, at)
    force = str(setting("force.name"))
    look = format_html("<style>{}</style>", LOOK)
    text = render_to_string(
        "desk/pack_file.html", {"pack": told, "at": at, "force_name": force, "look": look}
    )
    with act("desk.pack_written", by=BY, at=at, operation=Operation.DISCLOSURE) as line:
        line.about(*viewer.seen.refs)
    path = _folder() / f"{at.astimezone(UTC).strftime(STAMP)}.html"
    _written(path, text)
    for old, _ in files()[KEPT:]:
        old.unlink(missing_ok=True)
    return path


def _written(path: Path, text: str) -> None:
    half = path.with_name(f".{path.name}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _folder() -> Path:
    folder = Path(settings.HOME) / "packs"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def forget(line: Line, gone: Gone) -> dict[str, int]:  # noqa: ARG001 -- the shape of one that forgets
    """Take every pack away, also one half written; the worker then writes one without what is gone."""
    found = [*_folder().glob("pack-*.html"), *_folder().glob(".pack-*.html")]
    for path in found:
        path.unlink(missing_ok=True)
    return {"packs": len(found)}


def after_restriction(at: datetime) -> None:
    """Take away what named somebody who is restricted now, and write it anew without the name."""
    for path in (*_folder().glob("pack-*.html"), *_folder().glob(".pack-*.html")):
        path.unlink(missing_ok=True)
    write_pack(at=at)
