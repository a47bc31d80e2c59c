"""Starts the pages, the stream and the worker as children, and starts again one that dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import everybody, users_with
from firstlight.duties.selectors import cover, fortnight_after, holders
from firstlight.force.rules.posts import LAST
from firstlight.force.selectors import posts
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.when import said

GRACE = 10.0
# A child that dies within this time of its start waits before it is started again.
SOON = 5.0
LONGEST_WAIT = 30.0


@dataclass(slots=True)
class Child:
    """One process that is kept running."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    not_before: float = 0.0
    deaths: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Start it, in the environment of this process and its own additions."""
        self.process = subprocess.Popen(self.command, env={**os.environ, **self.environment})  # noqa: S603 -- our own interpreter and modules
        self.started = time.monotonic()

    def mind(self) -> str:
        """Start it again if it died; give what there is to say."""
        if self.process is None:
            if time.monotonic() >= self.not_before:
                self.start()
                return f"{self.name} started again"
            return ""
        code = self.process.poll()
        if code is None:
            return ""
        lived = time.monotonic() - self.started
        self.deaths = self.deaths + 1 if lived < SOON else 0
        wait = min(LONGEST_WAIT, 0.5 * 2**self.deaths) if self.deaths else 0.0
        self.process, self.not_before = None, time.monotonic() + wait
        return f"{self.name} ended with {code}; starting it again"


def serve(
    port: int, stream_port: int, workers: int = 2, threads: int = 4, host: str = "127.0.0.1"
) -> int:
    """Run until told to stop by SIGTERM or SIGINT; give the exit status.

    Refuses where a port is taken, or where nobody at all stands at the end of a ladder.
    """
    for number in (port, stream_port):
        check_port(host, number)
    for warning in (*check_ladders(), *check_rota()):
        _say(warning)
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    family = children(port, stream_port, workers, threads, host)
    for child in family:
        child.start()
    try:
        while not stop.wait(0.5):
            for child in family:
                if said := child.mind():
                    _say(said)
    finally:
        end(family)
    return 0


def children(port: int, stream_port: int, workers: int, threads: int, host: str) -> list[Child]:
    """Give the processes that make up a running Firstlight."""
    python = [sys.executable, "-m"]
    ports = {"FIRSTLIGHT_PORT": str(port), "FIRSTLIGHT_STREAM_PORT": str(stream_port)}
    pages = [
        *python, "gunicorn", "firstlight.config.wsgi:application", "--worker-class", "gthread",
        "--workers", str(workers), "--threads", str(threads), "--bind", f"{host}:{port}",
        "--graceful-timeout", "8", "--timeout", "60", "--log-level", "warning",
        "--no-control-socket", "--preload", "--max-requests", "20000", "--max-requests-jitter", "2000",
    ]  # fmt: skip
    stream = [*python, "firstlight.config.stream", str(stream_port), host]
    worker = [*python, "firstlight.config.worker"]
    commands = {"pages": pages, "stream": stream, "worker": worker}
    return [Child(name, command, environment=ports) for name, command in commands.items()]


def end(family: list[Child]) -> None:
    """Ask every child to stop, and after a while make it."""
    running = [child.process for child in family if child.process is not None]
    for process in running:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def check_port(host: str, port: int) -> None:
    """Refuse, in plain words, where something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise Refusal(
                f"Port {port} on {host} cannot be used: {fault.strerror}.",
                next_step="Stop what uses it, or choose another with --port or --stream-port.",
                code="port_taken",
            ) from None


def check_ladders() -> list[str]:
    """Check that each ladder's last step is never empty; give warnings.

    Refuses where there are users and not one of them is the step that ends nearly every ladder:
    silence would end there.
    """
    at = clock.now()
    warnings = []
    table = posts()
    for last in sorted({post.ladder[-1] for post in table.values()}):
        if holders(last, at):
            continue
        role, post = ROLES[table[last].role].lower(), table.title_of(last).lower()
        if users_with(table[last].role):
            warnings.append(
                f"Nobody is on duty as {post} now: all with the role {role} are told instead."
            )
        elif everybody() and last != LAST:
            warnings.append(
                f"Nobody is on duty as {post}, and nobody has the role {role}: add somebody."
            )
        elif everybody():
            raise Refusal(
                f"Nobody is on duty as {post}, and nobody has the role {role}.",
                next_step="Put somebody on the rota for it, then start again.",
                code="ladder_empty",
            )
    return warnings


def check_rota() -> list[str]:
    """Give a warning where the coming fortnight has hours in which a post has nobody."""
    at = clock.now()
    short = [one for one in cover(at, fortnight_after(at)) if one.gaps]
    if not short:
        return []
    first = min(short, key=lambda one: one.gaps[0].begins_at)
    begins = said(first.gaps[0].begins_at)
    told = f"{len(short)} of the posts have hours with nobody on the rota in the coming fortnight"
    return [f"{told}, the first {first.title} from {begins}: the page of the rota tells them all."]


def _say(text: str) -> None:
    sys.stderr.write(f"firstlight: {text}\n")
    sys.stderr.flush()
