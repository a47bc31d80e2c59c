"""Runs the worker as a process that ends when told to: `python -m firstlight.config.worker`."""

from __future__ import annotations

import os
import signal
import threading

import django

from firstlight.config.worker import run_worker


def main() -> None:
    """Work until SIGTERM or SIGINT; told while it is still coming up, it ends as well."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
    django.setup()
    run_worker(stop)


if __name__ == "__main__":
    main()
