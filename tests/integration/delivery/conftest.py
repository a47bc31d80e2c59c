"""A force of its own on disk, for tests that start real processes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bench.county import County
from tests.once import Once, root

SEED = """
import json
from datetime import timedelta
from django.test import Client
from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.duties.services import set_shift
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
by, at = system_viewer("test"), clock.now()
told = {}
for name, roles, post in (("rao", ["inspector"], "duty_inspector_north"), ("khan", ["fim"], "fim"),
                          ("stone", ["superintendent"], "on_call_superintendent"),
                          ("adey", ["inspector"], None), ("head", ["partner"], None)):
    user = add_user(username=name, full_name=name.title(), roles=roles, mail=name + "@example.test",
                    password="a long test password", by=by, at=at)
    if post:
        set_shift(post=post, user=user.ref, begins_at=at - timedelta(hours=1), ends_at=None, by=by, at=at)
    client = Client()
    client.force_login(user)
    told[name] = {"ref": user.ref, "session": client.cookies["sessionid"].value}
print(json.dumps(told))
"""
OPEN = """
from firstlight.duties.services import open_duty
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
at = clock.now()
print(open_duty(clock="MISS_ACK", about=("E-000000000" + "KEY"[-1],), people=(), told_at=at, key="KEY",
                because="A child was reported missing.", area="north", by=system_viewer("test"), at=at))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Force:
    """A database and home folder of its own; code and processes run in it."""

    def __init__(self, home: Path) -> None:
        self.county = County(home)
        self.port, self.stream_port = self.county.port, self.county.stream_port
        del self.county.env["FIRSTLIGHT_DEMO"]
        self.env = self.county.env | {"DJANGO_SETTINGS_MODULE": "firstlight.config.settings"}
        self.people: dict[str, Any] = json.loads(self.run(SEED))

    def run(self, code: str) -> str:
        return self.county.code(code).strip()

    def open_duty(self, key: str) -> str:
        return self.run(OPEN.replace("KEY", key))

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, *command], env=self.env, stderr=subprocess.PIPE)

    def wait(self, url: str, seconds: float = 30) -> httpx.Response:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                answer = httpx.get(url, timeout=2)
            except httpx.TransportError:
                time.sleep(0.2)
                continue
            if answer.status_code != 503:
                return answer
            time.sleep(0.2)
        message = f"{url} did not answer in {seconds} s"
        raise AssertionError(message)


@pytest.fixture(scope="session")
def force(tmp_path_factory) -> Iterator[Force]:
    home = tmp_path_factory.mktemp("force")
    Once(root(tmp_path_factory), "empty", "sqlite").copy(home)
    made = Force(home)
    yield made
    made.county.stop()


@pytest.fixture(scope="module")
def stream(force) -> Iterator[str]:
    process = force.start("-m", "firstlight.config.stream", str(force.stream_port))
    url = f"http://127.0.0.1:{force.stream_port}"
    force.wait(f"{url}/health")
    yield f"{url}/stream"
    process.terminate()
    process.wait(10)
