"""A force in a folder and a database of its own, spoken to by commands in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg

from bench.county import CLI, ROOT, County

HEAD = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "firstlight.config.settings"
import django
django.setup()
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
SYSTEM, at = system_viewer("test"), clock.now()
"""


class Force:
    """A force in its own folder and database, spoken to by commands alone."""

    def __init__(self, folder: Path, url: str) -> None:
        self.county = County(folder / "home", url)
        self.county.env.pop("FIRSTLIGHT_DEMO")
        self.url, self.folder, self.said = url, folder, ""
        self.database = None
        (folder / "tmp").mkdir(parents=True)
        self.county.env["TMPDIR"] = self.county.env["SQLITE_TMPDIR"] = str(folder / "tmp")

    def run(self, *command: str, status: int = 0, told: str = "") -> str:
        done = subprocess.run(command, cwd=ROOT, env=self.county.env, input=told, capture_output=True,
                              text=True, timeout=120, check=False)  # fmt: skip
        assert done.returncode == status, done.stderr[-3000:]
        self.said += done.stdout + done.stderr
        return done.stdout + done.stderr

    def firstlight(self, *arguments: str, **more) -> str:
        return self.run(*CLI, *arguments, **more)

    def code(self, text: str, *arguments: str, **more) -> str:
        return self.run(sys.executable, "-c", HEAD + text, *arguments, **more)

    def everything(self) -> dict[str, bytes]:
        """Give every byte under the home folder and the temporary one, and every table's rows."""
        found = {
            str(path): path.read_bytes()
            for place in ("home", "tmp")
            for path in (self.folder / place).rglob("*")
            if path.is_file()
        }
        if self.url:
            with psycopg.connect(self.url) as server:
                named = server.execute(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                )
                for (table,) in named.fetchall():
                    rows = server.execute(f'SELECT t::text FROM "{table}" t').fetchall()  # noqa: S608 -- its own tables
                    found[table] = "\n".join(row[0] for row in rows).encode()
        return found | {"what commands said": self.said.encode()}
