"""A folder for nightly drops: whole files are loaded once, and moved aside with their report."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Unpack

from firstlight.duties.services import open_duty
from firstlight.intake.filed import report_of
from firstlight.intake.loading import Counts
from firstlight.intake.opening import together
from firstlight.intake.taking import How, load_files
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.records.selectors import sources

DONE, REFUSED, LOCK = "done", "refused", ".firstlight-watch"
# Names that senders give a file while they write it.
UNFINISHED = (".part", ".partial", ".tmp", ".filepart", ".crdownload", ".writing")
Size = tuple[int, int]


@dataclass(slots=True)
class Drop:
    """A folder that is watched: what stood there when it was last looked at.

    A file is whole once two looks find it the same, and it ends as its sender's files do.
    """

    folder: Path
    seen: dict[str, Size] = field(default_factory=dict)

    def ready(self) -> list[Path]:
        """Give the files that were not written to since the last look, by name."""
        now = {path.name: _size(path) for path in self._listed()}
        whole = [name for name, size in now.items() if self.seen.get(name) == size]
        self.seen = now
        return [self.folder / name for name in sorted(whole)]

    def _listed(self) -> Iterator[Path]:
        for path in self.folder.iterdir():
            named = path.name.startswith(".") or path.name.lower().endswith(UNFINISHED)
            if not named and path.is_file() and not path.is_symlink():
                yield path


def _size(path: Path) -> Size:
    told = path.stat()
    return told.st_size, told.st_mtime_ns


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder for one watcher. Refuses where another watches it, or it is none."""
    if not folder.is_dir():
        raise Refusal(f"{folder} is not a folder.", next_step="Make it, or name another.")
    with (folder / LOCK).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refusal(
                f"{folder} is watched already.", next_step="Stop the other watcher first."
            ) from None
        yield


def take_drop(
    paths: list[Path],
    *,
    source: str,
    told: Callable[[Path, Counts | Refusal], None],
    by: Viewer,
    at: datetime,
    **how: Unpack[How],
) -> None:
    """Load whole files and move each aside: to `done` with its report, or to `refused` with the reason.

    Of what is refused the source's owner must hear: that is a duty.

    Killed at any instant and run again it comes to the same: a file that was loaded and not yet
    moved is loaded again, and all of it is held already. Files of one return are read together.
    """
    for group in together(paths, source, how.get("form", "")):
        try:
            counts = load_files(group, source=source, by=by, at=at, **how)
        except Refusal as refusal:
            for path in group:
                moved = _aside(path, REFUSED)
                moved.with_name(f"{moved.name}.txt").write_text(f"{refusal}\n", encoding="utf-8")
                told(path, refusal)
            _ask_again(source, by, at)
            continue
        reports = dict(report_of(ref, by) for ref in counts.files)
        for path in group:
            report = reports.get(path.name, "")
            moved = _aside(path, DONE)
            moved.with_name(f"{moved.name}.report.csv").write_text(report, encoding="utf-8")
            told(path, counts)


def _ask_again(source: str, by: Viewer, at: datetime) -> None:
    """Have somebody tell the source's owner to send it again: one duty a source and day."""
    owner = next((one.owner for one in sources() if one.code == source), "nobody who is registered")
    open_duty(
        clock="FILE_REFUSED", about=(), people=(), told_at=at,
        because=f"A file of {source} could not be read. It lies in the folder {REFUSED} with the reason; "
        f"its owner is {owner}.",
        key=f"FILE_REFUSED:{source}:{london_date(at)}", by=by, at=at,
    )  # fmt: skip


def _aside(path: Path, into: str) -> Path:
    """Move a file into a folder beside it; one of the same name there is kept."""
    folder = path.parent / into
    folder.mkdir(exist_ok=True)
    to, number = folder / path.name, 1
    while to.exists():
        number += 1
        to = folder / f"{path.stem}-{number}{path.suffix}"
    path.rename(to)
    return to
