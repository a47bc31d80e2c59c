"""`firstlight lookback`: what the force had been told, replayed in the order it learnt it."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta

from firstlight.config.commands.asking import Asked, Listed, bar, command, setup, told
from firstlight.kernel.values.when import LONDON


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(
        listed, "lookback", "replay what the force had been told, and tell what could have been done when",
        lookback,
    )  # fmt: skip
    parser.add_argument("--from", dest="begins", type=day, required=True, metavar="DATE")
    parser.add_argument(
        "--to", dest="ends", type=day, required=True, metavar="DATE", help="the last day"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")


def day(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write 2026-11-22") from None


def _begin_of(on: date) -> datetime:
    return datetime.combine(on, time(), tzinfo=LONDON).astimezone(UTC)


def lookback(asked: Asked) -> int:
    """Run a look-back, or go on with one that was stopped; tell what it found."""
    setup()
    from firstlight.assurance.selectors import lookback_told
    from firstlight.assurance.services import look_back
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer

    by, at = system_viewer("lookback"), clock.now()
    ends = min(_begin_of(asked.ends + timedelta(days=1)), at)
    with bar("record versions replayed", None, shown=not asked.json) as move:
        ref = look_back(
            begins=_begin_of(asked.begins), ends=ends, workers=asked.workers, by=by, at=at,
            progress=lambda done, total: move(done, f"of {total} versions replayed"),
        )  # fmt: skip
    found = lookback_told(ref, by).numbers
    lines = [f"{value!s:>10}  {name.replace('_', ' ')}" for name, value in asdict(found).items()]
    return told(
        asked, {"ref": ref} | asdict(found), "\n".join([*lines, f"{'page':>10}  /leaders/lookback"])
    )


COMMANDS = {"lookback": add}
