"""A fictional county, filled and served: what measures, journeys and pictures are made against."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

ROOT = Path(__file__).resolve().parent.parent
CLI = (sys.executable, "-m", "firstlight.config.cli")
SERVER = os.environ.get("FIRSTLIGHT_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/")
# Whom each story's people are to the program: worked out from the records they stand in.
WHO = """
import json
from pathlib import Path
from django.conf import settings
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import appearance_of, person_at
from firstlight.records.selectors import record_of_source
stories = json.loads((Path(settings.HOME) / "simulation/stories.json").read_text())
told, viewer = {}, system_viewer("county")
for story, row in stories.items():
    told[story] = {"people": {}, "records": {}}
    for key, person in row["people"].items():
        for source, ref, place in person["appearances"]:
            record = record_of_source(source, ref)
            found = record and appearance_of(record.ref, place)
            if found:
                told[story]["people"][key] = person_at(found, viewer=viewer)
                break
    for key, one in row["records"].items():
        record = record_of_source(one["source"], one["source_ref"])
        if record:
            told[story]["records"][key] = record.ref
print(json.dumps(told))
"""

# A process that stays: it takes lines of code one after the other, and gives what each has printed.
INSIDE = """
import io, json, os, sys, traceback
from contextlib import redirect_stdout
os.environ["DJANGO_SETTINGS_MODULE"] = "firstlight.config.settings"
import django
django.setup()
from firstlight.config.demo import clock
clock.install()
for line in sys.stdin:
    said, fault = io.StringIO(), ""
    try:
        with redirect_stdout(said):
            exec(json.loads(line), {"__name__": "inside"})
    except Exception:
        fault = traceback.format_exc()
    print(json.dumps([said.getvalue(), fault]), flush=True)
"""
ISSUE = """
from firstlight.access.selectors import user_named
from firstlight.access.services import issue_token
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
print(issue_token(name={name!r}, user=user_named({username!r}).ref, source={source!r},
                  by=system_viewer("county"), at=clock.now()))
"""


def free_ports() -> tuple[int, int]:
    """Give two ports nothing listens on."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])


class Postgres:
    """A throwaway database on a PostgreSQL server."""

    def __init__(self, name: str = "") -> None:
        self.name = name or f"firstlight_county_{uuid4().hex[:12]}"
        self.url = SERVER.rstrip("/") + "/" + self.name

    @staticmethod
    def answers() -> bool:
        """Tell whether a server is there."""
        where = urlsplit(SERVER)
        try:
            socket.create_connection((where.hostname or "127.0.0.1", where.port or 5432), 2).close()
        except OSError:
            return False
        return True

    def exists(self) -> bool:
        """Tell whether the database is there."""
        import psycopg  # noqa: PLC0415 -- only where PostgreSQL is asked for

        with psycopg.connect(SERVER.rstrip("/") + "/postgres") as server:
            asked = "SELECT 1 FROM pg_database WHERE datname = %s"
            return server.execute(asked, [self.name]).fetchone() is not None

    def _run(self, verb: str, end: str = "") -> None:
        import psycopg  # noqa: PLC0415 -- only where PostgreSQL is asked for

        with psycopg.connect(SERVER.rstrip("/") + "/postgres", autocommit=True) as server:
            server.execute(f'{verb} DATABASE "{self.name}" {end}')

    def create(self, like: Postgres | None = None) -> None:
        """Make the database, empty or as another stands; nobody may be connected to that one."""
        self._run("CREATE", f'TEMPLATE "{like.name}"' if like else "")

    def drop(self) -> None:
        """Drop it, and whoever is still connected."""
        self._run("DROP", "WITH (FORCE)")


class County:
    """A home folder of its own, a database, and the real processes on free ports."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.home = home
        self.port, self.stream_port = free_ports()
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("FIRSTLIGHT_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        self.env = kept | {
            "FIRSTLIGHT_HOME": str(home), "FIRSTLIGHT_DEMO": "1", "PYTHONPATH": str(ROOT),
            "FIRSTLIGHT_PORT": str(self.port), "FIRSTLIGHT_STREAM_PORT": str(self.stream_port),
        }  # fmt: skip
        if database:
            self.env["FIRSTLIGHT_DATABASE_URL"] = database
        self.process: subprocess.Popen[bytes] | None = None
        self._inside: subprocess.Popen[str] | None = None
        self._tokens: dict[tuple[str, str], str] = {}

    def run(self, *arguments: str, timeout: float = 300) -> str:
        """Run one command of `firstlight`; gives what it printed."""
        done = subprocess.run(  # noqa: S603 -- our own interpreter and modules
            [*CLI, *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True,
            timeout=timeout, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout

    def code(self, text: str) -> str:
        """Run a few lines inside the program; gives what they printed.

        All are run by one process, which ends with the county or with whoever asks.
        """
        if self._inside is None:
            self._inside = subprocess.Popen(  # noqa: S603 -- our own interpreter and code
                [sys.executable, "-c", INSIDE], cwd=ROOT, env=self.env, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        asked, answers = self._inside.stdin, self._inside.stdout
        if asked is None or answers is None:
            raise RuntimeError("the process inside has no pipes")
        asked.write(json.dumps(text) + "\n")
        asked.flush()
        said, fault = json.loads(answers.readline() or '["", "the process inside has ended"]')
        if fault:
            raise RuntimeError(f"{text[:200]}: {said[-2000:]}{fault[-4000:]}")
        return str(said)

    def fill(self, people: int = 120) -> dict[str, Any]:
        """Fill it with the demonstration, or wake one that was filled before; gives what it said."""
        size = ("--people", str(people), "--port", str(self.port))
        return dict(json.loads(self.run("demo", "--no-serve", "--json", *size, timeout=900)))

    def start(self) -> None:
        """Start pages, stream and worker, and wait until they answer."""
        log = (self.home / "served.log").open("ab")
        command = [*CLI, "serve", "--port", str(self.port), "--stream-port", str(self.stream_port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)  # noqa: S603 -- our own interpreter and modules
        self._wait(f"{self.url}/sign-in")
        self._wait(f"http://127.0.0.1:{self.stream_port}/health")

    def _wait(self, address: str, seconds: float = 300) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if httpx.get(address, timeout=5).status_code < 500:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        raise RuntimeError(f"{address} did not answer: {self.log()[-3000:]}")

    def log(self) -> str:
        """Give what the processes have written."""
        return (self.home / "served.log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End the processes."""
        if self._inside is not None:
            self._inside.communicate(timeout=20)
            self._inside = None
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None

    def now(self) -> datetime:
        """Give the county's time, which runs as the machine's from a moment that was set."""
        told = json.loads((self.home / "clock.json").read_text(encoding="utf-8"))
        passed = datetime.now(UTC) - datetime.fromisoformat(told["set_at"])
        return datetime.fromisoformat(told["moment"]) + passed

    @cached_property
    def stories(self) -> dict[str, Any]:
        """Give the county's stories as they were written."""
        told = json.loads((self.home / "simulation/stories.json").read_text(encoding="utf-8"))
        return dict(told)

    @cached_property
    def who(self) -> dict[str, Any]:
        """Give for each story the references of its people and records."""
        return dict(json.loads(self.code(WHO).splitlines()[-1]))

    def person(self, story: str, key: str) -> str:
        """Give the reference of somebody in a story."""
        return str(self.who[story]["people"][key])

    def record(self, story: str, key: str) -> str:
        """Give the reference of a record of a story."""
        return str(self.who[story]["records"][key])

    @cached_property
    def full_names(self) -> dict[str, str]:
        """Give the name of everybody who signs in, by username."""
        rows = json.loads((self.home / "simulation/users.json").read_text(encoding="utf-8"))
        return {row["username"]: row["full_name"] for row in rows}

    def token(self, username: str, source: str = "") -> str:
        """Issue a key to the API; the same account and source keep theirs."""
        which = (username, source)
        if which not in self._tokens:
            name = f"key-{uuid4().hex[:8]}"
            said = self.code(ISSUE.format(name=name, username=username, source=source))
            self._tokens[which] = said.strip()
        return self._tokens[which]

    def client(self, token: str) -> httpx.Client:
        """Open the API with a key."""
        return httpx.Client(
            base_url=f"{self.url}/api/v1/", headers={"Authorization": f"Bearer {token}"}, timeout=30
        )
