"""`firstlight load`: files of other systems, each record taken in or waiting with its faults."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from firstlight.config.commands.asking import Asked, Listed, bar, command, out, out_json, setup

if TYPE_CHECKING:
    from firstlight.intake.services import Counts, How

WORDS = (
    ("taken", "taken in"), ("same", "held already"), ("older", "kept, older than what is held"),
    ("conflict", "waiting: the same version with other content"),
    ("quarantined", "waiting in quarantine"), ("disposed", "disposed of before, and not taken again"),
    ("disposed", "disposed of before: not taken again"),
    ("removed", "pieces of media cut out"),
)  # fmt: skip


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(listed, "load", "load files of a source", load)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    add_how(parser)
    parser.add_argument(
        "--check", action="store_true", help="read the files and tell what would wait; take nothing"
    )


def add_how(parser: ArgumentParser) -> None:
    """Add what is said of files that are read, wherever they are read from."""
    parser.add_argument("--source", required=True, help="who the records come from")
    parser.add_argument(
        "--format",
        default="",
        dest="form",
        help="jsonl, csv, ssda903 or cin; told by the file itself else",
    )
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE",
        help="of a CSV: what its columns become; else mappings/SOURCE.toml in the home folder",
    )  # fmt: skip
    parser.add_argument(
        "--authority", default="", help="of a return: the council, as its child numbers are kept"
    )
    parser.add_argument(
        "--as-of", type=date.fromisoformat, help="of a return: the day it stands at"
    )
    parser.add_argument(
        "--submission", type=int, default=1, metavar="N",
        help="of a return sent again for the same year: 2 for its second submission",
    )  # fmt: skip


def how_asked(asked: Asked) -> How:
    """Give what was said of the files."""
    return {
        "form": asked.form, "mapping": asked.mapping, "authority": asked.authority,
        "as_of": asked.as_of, "submission": asked.submission,
    }  # fmt: skip


def load(asked: Asked) -> int:
    """Load, and tell what became of each record."""
    setup()
    from firstlight.intake.services import load_files
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer

    size = sum(path.stat().st_size for path in asked.files if path.is_file()) / 1e6
    with bar("records read", round(size, 1), shown=not asked.json) as move:
        counts = load_files(
            asked.files, source=asked.source,
            check_only=asked.check, **how_asked(asked),
            progress=lambda so_far: move(round(so_far.bytes / 1e6, 1), f"{so_far.read} records; MB"),
            by=system_viewer("load"), at=clock.now(),
        )  # fmt: skip
    if asked.json:
        out_json(asdict(counts))
    else:
        _tell(counts, checked=asked.check)
    return 0


def _tell(counts: Counts, *, checked: bool) -> None:
    out(f"{counts.read:>8} records read")
    if checked:
        out(f"{counts.quarantined:>8} of them would wait; nothing was taken")
    for name, words in WORDS:
        number = getattr(counts, name)
        if not checked and (number or name == "taken"):
            out(f"{number:>8} {words}")
    for ref in counts.files:
        out(f"{'report':>8} /files/{ref}")
    if counts.first_faults:
        out("\nWhat waits, and why (all of it is on the quarantine page):")
        for where, field, problem in counts.first_faults:
            out(f"  {where}  {field}: {problem}")


COMMANDS = {"load": add}
