"""`firstlight watch`: a folder for nightly drops, whole files loaded once and moved aside."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from firstlight.config.commands.asking import Asked, Listed, command, out, out_json, setup
from firstlight.config.commands.loading import add_how, how_asked
from firstlight.kernel.values.refusal import Refusal

if TYPE_CHECKING:
    from firstlight.intake.services import Counts


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(listed, "watch", "load the files that are put into a folder", watch)
    parser.add_argument("folder", metavar="DIR", type=Path)
    add_how(parser)
    parser.add_argument(
        "--every", type=float, default=10.0, metavar="SECONDS",
        help="between two looks; a file is whole once two looks find it the same",
    )  # fmt: skip
    parser.add_argument(
        "--once", action="store_true", help="look, wait, take what is whole, and end"
    )


def watch(asked: Asked) -> int:
    """Watch until stopped; each file goes to done with its report, or to refused with the reason."""
    setup()
    from firstlight.intake.services import Drop, alone, take_drop
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer

    def told(path: Path, came_to: Counts | Refusal) -> None:
        if asked.json:
            value = str(came_to) if isinstance(came_to, Refusal) else asdict(came_to)
            out_json({"file": path.name, "came_to": value})
        elif isinstance(came_to, Refusal):
            out(f"{path.name}: refused. {came_to}")
        else:
            waits = came_to.quarantined + came_to.conflict
            out(f"{path.name}: {came_to.read} read, {came_to.taken} taken in, {waits} waiting")

    with alone(asked.folder):
        drop = Drop(asked.folder)
        drop.ready()
        while True:
            time.sleep(asked.every)
            take_drop(
                drop.ready(), source=asked.source, told=told, by=system_viewer("watch"),
                at=clock.now(), **how_asked(asked),
            )  # fmt: skip
            if asked.once:
                return 0


COMMANDS = {"watch": add}
