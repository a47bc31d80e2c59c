"""What is laid down once a run, by whoever asks first, and copied by everybody else.

`scripts/test` names a folder for its whole run, so that what one part has laid down the next one
copies; a part that is run alone lays down its own. Nothing is kept from one run to the next.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.county import County, Postgres
from firstlight.kernel.clock import real_now

PEOPLE = int(os.environ.get("JOURNEYS_PEOPLE", "120"))
RUN = "FIRSTLIGHT_TEST_RUN"  # the folder of a whole run


class Once:
    """A force's home and database, laid down once in a folder and named by what it is."""

    def __init__(self, folder: Path, what: str, engine: str) -> None:
        self.folder, self.what, self.engine = folder, what, engine
        self.home = folder / f"{what}-{engine}"
        self.done = folder / f"{what}-{engine}.once"

    def said(self) -> Any:
        """Lay it down, unless another process has; gives what was said of it then."""
        with self.done.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.done.exists():
                database = Postgres() if self.engine == "postgres" else None
                if database:
                    database.create()
                county = County(self.home, database.url if database else "")
                said = WHATS[self.what](county)
                told = {"database": database.name if database else "", "said": said}
                self.done.write_text(json.dumps(told))
        return json.loads(self.done.read_text())["said"]

    def copy(self, home: Path) -> Postgres | None:
        """Lay a copy down in a folder; gives its database where that is not a file of it.

        The clock of a demonstration goes on from where it was: while nothing ran, no time passed.
        """
        self.said()
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        kept = home / "clock.json"
        if kept.exists():
            clock = json.loads(kept.read_text()) | {"set_at": real_now().isoformat()}
            kept.write_text(json.dumps(clock))
        name = json.loads(self.done.read_text())["database"]
        if not name:
            return None
        made = Postgres()
        made.create(like=Postgres(name))
        return made


def _demonstration(county: County) -> Any:
    return county.fill(PEOPLE)


def _empty(county: County) -> Any:
    del county.env["FIRSTLIGHT_DEMO"]
    county.home.mkdir()
    return county.run("migrate")


WHATS: dict[str, Callable[[County], Any]] = {"demonstration": _demonstration, "empty": _empty}


def demonstration(folder: Path, engine: str) -> Once:
    """Give the county of the demonstration."""
    return Once(folder, "demonstration", engine)


def empty(folder: Path) -> Once:
    """Give a force that was set up and holds nothing, on the database that these tests run on."""
    on_postgres = "postgres" in os.environ.get("FIRSTLIGHT_DATABASE_URL", "")
    return Once(folder, "empty", "postgres" if on_postgres else "sqlite")


def drop(folder: Path) -> None:
    """Drop the databases of what was laid down in a folder, when its run has ended."""
    for done in folder.glob("*-postgres.once"):
        Postgres(json.loads(done.read_text())["database"]).drop()


def root(tmp_path_factory) -> Path:
    """Give the folder that is shared by the whole run, or else by the workers of one pytest."""
    base = Path(tmp_path_factory.getbasetemp())
    return Path(os.environ.get(RUN, base.parent if "PYTEST_XDIST_WORKER" in os.environ else base))
