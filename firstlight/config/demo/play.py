"""Playing the next hours, and starting again: what the buttons on the demonstration's bar do."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from firstlight.config.demo.clock import advance_to, is_simulated, now, set_to
from firstlight.config.demo.filling import drain
from firstlight.config.demo.folder import Folder
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import take_in_many

LONGEST = 24
STEP = timedelta(minutes=5)
KEPT_SESSIONS = "django_session"


def folder() -> Folder:
    """Give the folder the county was written into."""
    return Folder(Path(settings.HOME) / "simulation")


def _place() -> Path:
    return Path(settings.HOME) / "played.json"


def _taken() -> int:
    return int(json.loads(_place().read_text())["taken"]) if _place().exists() else 0


def _demo_only() -> None:
    if not is_simulated():
        raise Refusal("This is not a demonstration.", next_step="Start one: firstlight demo")


def play(hours: float, *, by: Viewer) -> int:
    """Let the next hours happen: records arrive at their times and the outbox is worked.

    Gives how many records came. Refuses outside a demonstration, and more than a day at once.
    """
    _demo_only()
    if not 0 < hours <= LONGEST:
        raise Refusal(f"Choose up to {LONGEST} hours.", next_step="Play a day, then the next.")
    until = now() + timedelta(hours=hours)
    taken = _taken()
    coming = [row for row in folder().upcoming()[taken:] if row[0] <= until]
    for _, rows in groupby(coming, key=lambda row: int(row[0].timestamp() // STEP.total_seconds())):
        group = list(rows)
        taken += len(group)
        _step(group, taken, by)
    advance_to(until)
    drain(now())
    return len(coming)


def _step(group: list[tuple[datetime, dict[str, Any]]], taken: int, by: Viewer) -> None:
    moment = group[-1][0]
    advance_to(moment)
    take_in_many(
        [record for _, record in group], by=by, at=now(),
        provenance=["upcoming"] * len(group), received_at=[at for at, _ in group],
    )  # fmt: skip
    _place().write_text(json.dumps({"taken": taken}))
    drain(now())


def still_to_come() -> int:
    """Count the records that have not arrived yet."""
    return len(folder().upcoming()) - _taken() if is_simulated() else 0


def _fresh() -> Path:
    return Path(settings.HOME) / "fresh.db"


def keep_fresh(at: datetime) -> None:
    """Keep a copy of the database as just filled, to start again from; embedded database only."""
    if connection.vendor != "sqlite":
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(_fresh())) as copy:
        connection.connection.backup(copy)
    (Path(settings.HOME) / "fresh.json").write_text(json.dumps({"moment": at.isoformat()}))


def start_again() -> None:
    """Put the database and the clock back as just filled; whoever is signed in stays so.

    Refuses outside a demonstration and on a database of its own server.
    """
    _demo_only()
    if connection.vendor != "sqlite" or not _fresh().exists():
        raise Refusal(
            "There is no copy to start again from.",
            next_step="Start it anew: firstlight demo --fresh",
        )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {KEPT_SESSIONS}")  # noqa: S608 -- the framework's own table
        sessions = cursor.fetchall()
    with closing(sqlite3.connect(_fresh())) as copy:
        copy.backup(connection.connection)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT OR REPLACE INTO {KEPT_SESSIONS} VALUES (%s, %s, %s)", sessions)  # noqa: S608 -- the same
    # What was anchored since is of a story that is told anew.
    shutil.rmtree(settings.ANCHORS, ignore_errors=True)
    told = json.loads((Path(settings.HOME) / "fresh.json").read_text())
    _place().unlink(missing_ok=True)
    set_to(datetime.fromisoformat(told["moment"]))
