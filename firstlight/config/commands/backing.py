"""`firstlight backup` and `firstlight restore`: a copy taken while work goes on, and put back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from firstlight.config.commands.asking import Asked, Listed, command, setup, told
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer

MANIFEST = "backup.json"
FILES = {"sqlite": "firstlight.db", "postgresql": "firstlight.dump"}


def add_backup(listed: Listed) -> None:
    """Add the command that copies."""
    out = command(listed, "backup", "copy the database to a new folder while work goes on", backup)
    out.add_argument("folder", type=Path, help="a folder that is not there yet")
    out.add_argument("--with-keys", action="store_true",
                     help="copy the keys too; keep such a folder as you keep the keys")  # fmt: skip


def add_restore(listed: Listed) -> None:
    """Add the command that puts a copy back."""
    back = command(listed, "restore", "put a copy back into an empty force and check it", restore)
    back.add_argument("folder", type=Path, help="a folder that backup made")


def backup(asked: Asked) -> int:
    """Copy the database as at one moment, and write down what the copy must be found to hold."""
    setup()
    from django.conf import settings
    from django.db import connection

    from firstlight.audit.rules.operations import Operation
    from firstlight.audit.services import act
    from firstlight.kernel import clock

    folder, begun = asked.folder, time.monotonic()
    if folder.exists():
        raise Refusal(
            f"{folder} is there already.", next_step="Name a folder that is not there yet."
        )
    folder.mkdir(parents=True, mode=0o700)
    by = system_viewer("command")
    with act("audit.backed_up", by=by, at=clock.now(), operation=Operation.COMBINATION) as line:
        position = line.seq
    path = folder / FILES[connection.vendor]
    try:
        (_copy_sqlite if connection.vendor == "sqlite" else _dump)(path)
    except BaseException:
        shutil.rmtree(folder)  # half a copy is none, and the same name can be given again
        raise
    if asked.with_keys:
        shutil.copytree(settings.HOME / "keys", folder / "keys")
    said = {
        "made_at": clock.now().isoformat(), "engine": connection.vendor, "at_least": position,
        "sha256": _sum(path), "bytes": path.stat().st_size,
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(said, indent=1) + "\n")
    took = time.monotonic() - begun
    keys = "The keys are in it too." if asked.with_keys else "The keys are not in it."
    return told(
        asked,
        {**said, "seconds": round(took, 1)},
        f"{path} holds line {position} of the journal and all before it: {said['bytes']} bytes in {took:.1f} s. {keys}",
    )


def restore(asked: Asked) -> int:
    """Put a copy back, lay newer tables, and verify the journal; gives how long it took.

    Refuses where the force holds anything already, where the copy is not whole, and where the
    journal does not verify with the keys that are here.
    """
    said, begun = _manifest(asked.folder), time.monotonic()
    path = asked.folder / FILES[said["engine"]]
    if _sum(path) != said["sha256"]:
        raise Refusal(f"{path} is not as it was when it was made.", next_step="Take another copy.")
    _keys(asked.folder)
    setup()
    from django.core.management import call_command
    from django.db import connection

    from firstlight.audit.selectors import verify_journal
    from firstlight.config.commands.sums import sums

    if connection.vendor != said["engine"]:
        raise Refusal(
            f"The copy is of {said['engine']}, and this force is on {connection.vendor}.",
            next_step="Set FIRSTLIGHT_DATABASE_URL to a database of the copy's kind.",
        )
    _must_be_empty()
    (_restore_sqlite if connection.vendor == "sqlite" else _undump)(path)
    call_command("migrate", interactive=False, verbosity=0)
    verdict = verify_journal()
    if not verdict.sound or verdict.lines < said["at_least"]:
        raise Refusal(
            f"What was put back does not verify: {verdict.why or 'it ends too early'}.",
            next_step="See that keys/ holds the keys of the force that was copied, then begin again in an empty one.",
        )
    took = time.monotonic() - begun
    return told(
        asked,
        {"lines": verdict.lines, "digest": sums()["all"][0], "seconds": round(took, 1)},
        f"Put back in {took:.1f} s: {verdict.lines} lines of the journal, each sealed over the one before it.",
    )


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / MANIFEST).read_text()))
    except (OSError, ValueError) as fault:
        raise Refusal(
            f"{folder} is not a copy that firstlight backup made.", next_step="Name its folder."
        ) from fault


def _keys(folder: Path) -> None:
    """Bring the copy's keys where none are here yet: before any setting is read, which makes them."""
    home = Path(os.environ.get("FIRSTLIGHT_HOME", "var")).expanduser().resolve()
    if (folder / "keys").is_dir() and not (home / "keys").exists():
        shutil.copytree(folder / "keys", home / "keys")


def _must_be_empty() -> None:
    from django.db import connection

    if "audit_head" in connection.introspection.table_names():
        from firstlight.audit.selectors import position

        if position():
            raise Refusal(
                "This force holds records already; nothing was put back.",
                next_step="Name another: FIRSTLIGHT_HOME and FIRSTLIGHT_DATABASE_URL of an empty one.",
            )


def _copy_sqlite(path: Path) -> None:
    from django.db import connection

    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy, pages=4096, sleep=0.01)


def _restore_sqlite(path: Path) -> None:
    from django.db import connection

    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection)
    connection.close()


def _dump(path: Path) -> None:
    _postgres("pg_dump", "--format=custom", f"--file={path}")


def _undump(path: Path) -> None:
    _postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", str(path))


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on this force's database; no secret stands in its arguments."""
    from django.db import connection

    found = shutil.which(program)
    if found is None:
        raise Refusal(
            f"There is no {program} on this machine.",
            next_step="Install PostgreSQL's client programs: sudo apt-get install postgresql-client",
        )
    row = connection.settings_dict
    asked = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    where = {name: str(row[key]) for name, key in asked.items() if row[key]}
    connection.close()
    done = subprocess.run(  # noqa: S603 -- PostgreSQL's own program
        [found, f"--dbname={row['NAME']}", *arguments],
        env={**os.environ, **where}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise Refusal(f"{program} did not do it: {last}", next_step="Mend that and begin again.")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


COMMANDS = {"backup": add_backup, "restore": add_restore}
