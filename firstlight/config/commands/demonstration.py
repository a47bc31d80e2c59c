"""`firstlight demo`: a fictional county on this machine, filled at first, then served."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from firstlight.config.commands.asking import (
    Asked,
    Listed,
    bar,
    command,
    out,
    out_json,
    setup,
)
from firstlight.kernel.values.refusal import Refusal

UNTIL = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
SEED, PEOPLE, YEARS = 7, 1500, 3
# Who to sign in as first: the job the page is for stands beside each.
TOUR = ("insp.coyle", "pc.hale", "missing.coord", "hub.ds", "online.sgt", "chief", "school.dsl")


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(listed, "demo", "fill a fictional county and serve it on this machine", demo)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--people", type=int, default=PEOPLE, help="how many people live in the county"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--no-serve", action="store_true", help="fill it and stop")
    parser.add_argument(
        "--fresh", action="store_true", help="throw the demonstration away and fill it anew"
    )


def demo(asked: Asked) -> int:
    """Fill at first, then serve; a second start keeps everything."""
    home = _home(asked)
    if asked.fresh:
        _throw_away(home)
    setup()
    seconds: dict[str, float] = {}
    filled = (home / "filled.json").exists()
    with _timed(seconds, "tables"):
        _migrate(home)
    if filled:
        _wake()
    else:
        with _not_waiting_for_the_disk():
            _fill(asked, home, seconds)
    _tell(asked, seconds, filled=filled)
    if asked.no_serve:
        return 0
    from firstlight.config.serve import serve

    return serve(asked.port, asked.port + 1)


def _home(asked: Asked) -> Path:
    """Choose the demonstration's own folder before any setting is read."""
    home = Path(os.environ.get("FIRSTLIGHT_HOME") or "var/demo").expanduser().resolve()
    os.environ |= {
        "FIRSTLIGHT_HOME": str(home),
        "FIRSTLIGHT_DEMO": "1",
        "FIRSTLIGHT_PORT": str(asked.port),
    }
    if (home / "firstlight.db").exists() and not (home / "demo.txt").exists():
        raise Refusal(
            f"{home} holds a database that is not a demonstration's.",
            next_step="Name another folder: FIRSTLIGHT_HOME=var/demo firstlight demo",
        )
    home.mkdir(parents=True, exist_ok=True)
    (home / "demo.txt").write_text("A demonstration: fictional people on a simulated clock.\n")
    return home


def _throw_away(home: Path) -> None:
    for child in home.iterdir():
        if child.name in {"keys", "demo.txt"}:
            continue
        shutil.rmtree(child) if child.is_dir() else child.unlink()


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    seconds[stage] = round(time.monotonic() - begun, 1)


def _migrate(home: Path) -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    if not (home / "static").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def _not_waiting_for_the_disk() -> Iterator[None]:
    """Write without waiting until the disk holds it: a half that was broken off is thrown away."""
    from django.db import connection

    lite = connection.vendor == "sqlite"
    off, on = ("OFF", "FULL") if lite else ("off", "on")
    said = "PRAGMA synchronous={}" if lite else "SET synchronous_commit = {}"
    with connection.cursor() as asks:
        asks.execute(said.format(off))
        try:
            yield
        finally:
            asks.execute(said.format(on))


def _fill(asked: Asked, home: Path, seconds: dict[str, float]) -> None:
    from firstlight.assurance.services import baseline
    from firstlight.audit.selectors import position
    from firstlight.config.demo import clock as demo_clock
    from firstlight.config.demo import county, filling, play
    from firstlight.kernel.values.viewer import system_viewer

    if position():
        # A first run that was broken off: its half is thrown away, so that the whole is whole.
        raise Refusal(
            "The first filling was broken off.", next_step="Fill it anew: firstlight demo --fresh"
        )
    by, folder = system_viewer("demo"), play.folder()
    with _timed(seconds, "county"):
        _generate(asked, folder.path)
    demo_clock.set_to(UNTIL)
    demo_clock.install()
    with _timed(seconds, "force"):
        county.settle(folder, by=by, at=UNTIL - timedelta(days=366 * YEARS + 1))
    total = sum(len(lines) for lines in folder.arrivals().values())
    with _timed(seconds, "records"), bar("records taken in", total, shown=not asked.json) as move:
        counts = filling.take_history(folder, until=UNTIL, move=move, by=by)
    with _timed(seconds, "returns"):
        counts.add(filling.take_returns(folder, by=by, at=UNTIL))
    with (
        _timed(seconds, "pictures"),
        bar("floors worked out", filling.left(UNTIL), shown=not asked.json) as move,
    ):
        filling.drain_together(UNTIL, move)
        baseline(by=by, at=UNTIL)
        filling.live_through(UNTIL)
    with _timed(seconds, "copy"):
        demo_clock.set_to(UNTIL)
        play.keep_fresh(UNTIL)
    waiting = counts.quarantined + counts.conflict
    sys.stderr.write(
        f"{counts.taken} records taken in, {counts.same} sent twice, {waiting} waiting.\n"
    )
    (home / "filled.json").write_text("{}\n")


def _generate(asked: Asked, folder: Path) -> None:
    """Have the county written as files by a process of its own: nothing here imports it."""
    made = subprocess.run(  # noqa: S603 -- our own interpreter and module
        [sys.executable, "-m", "simulation", "generate", "--seed", str(asked.seed), "--people", str(asked.people),
         "--years", str(YEARS), "--until", UNTIL.strftime("%Y-%m-%dT%H:%M:%SZ"), "--out", str(folder)],
        cwd=Path(__file__).resolve().parents[3], capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        last = (made.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise Refusal(
            f"The county could not be written: {last}",
            next_step="Run this in a copy of the repository.",
        )


def _wake() -> None:
    """Go on from the last thing that happened: while nothing ran, no time passed in the county."""
    from firstlight.audit.selectors import moment_of, position
    from firstlight.config.demo import clock as demo_clock

    last = moment_of(position())
    demo_clock.set_to(max(last, UNTIL) if last else UNTIL)
    demo_clock.install()


def _tell(asked: Asked, seconds: dict[str, float], *, filled: bool) -> None:
    from firstlight.access.rules.predicates import ROLES
    from firstlight.access.selectors import user_named

    rows = [user for name in TOUR if (user := user_named(name))]
    address = f"http://127.0.0.1:{asked.port}"
    if asked.json:
        out_json(
            {"address": address, "seconds": seconds, "users": [user.username for user in rows]}
        )
        return
    if not filled:
        out("Seconds: " + ", ".join(f"{stage} {took}" for stage, took in seconds.items()))
    out(f"\nOakshire Police is a fictional force; every person in it is invented.\n\n  {address}\n")
    out("Choose who you are at sign-in; no password is asked for. Begin with:")
    for user in rows:
        roles = ", ".join(ROLES[role].lower() for role in user.roles)
        out(f"  {user.username:14} {user.title}, {roles}")
    sys.stdout.flush()


COMMANDS = {"demo": add}
