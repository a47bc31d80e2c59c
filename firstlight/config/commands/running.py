"""`firstlight serve|work|bench`: the running system, its worker alone, and its measures."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import threading
from pathlib import Path

from firstlight.config.commands.asking import Asked, Listed, command, moment, setup
from firstlight.kernel.values.refusal import Refusal


def add_serve(listed: Listed) -> None:
    """Add `serve`."""
    parser = command(listed, "serve", "start the pages, the stream and the worker", serve)
    parser.add_argument("--port", type=int)
    parser.add_argument("--stream-port", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--host", default="127.0.0.1")


def serve(asked: Asked) -> int:
    """Serve until told to stop."""
    setup()
    from django.conf import settings

    from firstlight.config.serve import serve as start

    port = asked.port or settings.ENV.port
    beside = asked.stream_port or (settings.STREAM_PORT if not asked.port else port + 1)
    return start(port, beside, workers=asked.workers, threads=asked.threads, host=asked.host)


def add_work(listed: Listed) -> None:
    """Add `work`."""
    parser = command(listed, "work", "run the worker alone", work)
    parser.add_argument(
        "--until-empty", action="store_true", help="do what is asked for now, then end"
    )
    parser.add_argument("--at", type=moment, help="of a demonstration: the moment it is done at")


def work(asked: Asked) -> int:
    """Work until told to stop, or until nothing is asked for."""
    setup()
    from django.conf import settings

    from firstlight.config.demo.filling import drain
    from firstlight.config.worker import run_worker
    from firstlight.kernel import clock

    if asked.at and not settings.DEMO:
        raise Refusal("Only a demonstration takes a time.", next_step="Leave --at out.")
    if asked.until_empty:
        drain(asked.at or clock.now())
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run_worker(stop)
    return 0


def add_bench(listed: Listed) -> None:
    """Add `bench`."""
    parser = command(listed, "bench", "measure speed and scale on this machine", bench)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)


def bench(asked: Asked) -> int:
    """Start the measures as a process of their own; nothing here imports them."""
    if not Path("bench").is_dir():
        raise Refusal(
            "There is no folder bench here.", next_step="Run this in a copy of the repository."
        )
    return subprocess.call([sys.executable, "-m", "bench", *asked.arguments])  # noqa: S603 -- our own interpreter and module


COMMANDS = {"serve": add_serve, "work": add_work, "bench": add_bench}
