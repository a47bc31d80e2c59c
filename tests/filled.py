"""One demonstration a run: filled by whoever asks first, copied by everybody else.

`scripts/test` names a folder for its whole run, so that what one part has filled the next one
copies; a part that is run alone fills its own. Nothing is kept from one run to the next.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import Any

from bench.county import County, Postgres
from firstlight.kernel.clock import real_now

PEOPLE = int(os.environ.get("JOURNEYS_PEOPLE", "120"))
RUN = "FIRSTLIGHT_TEST_RUN"  # the folder of a whole run


class Filled:
    """The demonstration on one database, filled once in a folder."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.folder, self.engine = folder, engine
        self.home, self.done = folder / f"filled-{engine}", folder / f"filled-{engine}.json"

    def once(self) -> dict[str, Any]:
        """Fill it, unless another process has; gives what `firstlight demo --json` said of it."""
        with (self.folder / f"filled-{self.engine}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.done.exists():
                database = Postgres() if self.engine == "postgres" else None
                if database:
                    database.create()
                said = County(self.home, database.url if database else "").fill(PEOPLE)
                told = {"database": database.name if database else "", "said": said}
                self.done.write_text(json.dumps(told))
        return dict(json.loads(self.done.read_text())["said"])

    def copy(self, home: Path) -> Postgres | None:
        """Lay a copy down in a folder; gives its database where that is not a file of it.

        Its clock goes on from where it was: while nothing ran, no time passed in the county.
        """
        self.once()
        name = json.loads(self.done.read_text())["database"]
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        clock = json.loads((home / "clock.json").read_text())
        clock["set_at"] = real_now().isoformat()
        (home / "clock.json").write_text(json.dumps(clock))
        if not name:
            return None
        made = Postgres()
        made.create(like=Postgres(name))
        return made

    def drop(self) -> None:
        """Drop its database, if it was filled and has one."""
        name = json.loads(self.done.read_text())["database"] if self.done.exists() else ""
        if name:
            Postgres(name).drop()


def root(tmp_path_factory) -> Path:
    """Give the folder that is shared by the whole run, or else by the workers of one pytest."""
    base = Path(tmp_path_factory.getbasetemp())
    return Path(os.environ.get(RUN, base.parent if "PYTEST_XDIST_WORKER" in os.environ else base))
