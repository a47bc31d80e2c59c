"""How a command is asked and how it answers: plainly, never with a traceback for a refusal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NoReturn

from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.when import LONDON

Asked = argparse.Namespace
Listed = Any  # argparse keeps the type of its list of commands to itself


class Said(argparse.ArgumentParser):
    """A parser that ends with 1, as every command here does, and says where help is."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and how to see what can be asked."""
        sys.stderr.write(f"{message[:1].upper()}{message[1:]}.\nSee: {self.prog} --help\n")
        raise SystemExit(1)


def setup() -> None:
    """Bring Django up; only commands that touch the database pay for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
    import django

    django.setup()
    from django.conf import settings

    if settings.DEMO:
        from firstlight.config.demo.clock import install

        install()


def run(asked: Asked) -> int:
    """Run what was asked; a refusal is told on standard error with the next step."""
    from django.db import DatabaseError, OperationalError, ProgrammingError

    try:
        return int(asked.run(asked) or 0)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
    except (OperationalError, ProgrammingError) as fault:
        sys.stderr.write(f"{_database(fault)}\n")
    except DatabaseError as fault:
        sys.stderr.write(f"The database refused ({type(fault).__name__}). See its log.\n")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Nothing that was accepted is lost; run it again to go on.\n")
    return 1


def _database(fault: Exception) -> str:
    text = str(fault).lower()
    if "no such table" in text or "does not exist" in text or "no such column" in text:
        return "The database is not set up, or is of an older version.\nRun: firstlight migrate"
    if "locked" in text:
        return (
            "Another process holds the database.\nWait until it has finished, then run this again."
        )
    return "The database does not answer.\nCheck FIRSTLIGHT_DATABASE_URL and that it runs."


def out(text: str = "") -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{text}\n")


def out_json(value: Any) -> None:
    """Write a value as JSON."""
    out(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def told(asked: Asked, value: Any, text: str) -> int:
    """Answer as JSON where asked so, else in words."""
    if asked.json:
        out_json(value)
    else:
        out(text)
    return 0


def command(listed: Listed, name: str, said: str, run_it: Any) -> argparse.ArgumentParser:
    """Add a command to the list."""
    parser: argparse.ArgumentParser = listed.add_parser(name, help=said, description=said)
    parser.set_defaults(run=run_it)
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    return parser


@contextmanager
def bar(label: str, total: int | None, *, shown: bool = True) -> Iterator[Any]:
    """Show a progress bar on standard error; gives a function that moves it."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    columns = (
        TextColumn("{task.description:28}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, disable=not (shown and errors.is_terminal)) as progress:
        number = progress.add_task(label, total=total)

        def move(done: int, words: str = "") -> None:
            progress.update(number, completed=done, description=words or label)

        yield move


def moment(text: str) -> datetime:
    """Read a moment: with its zone, or as UK time where none is said."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write 2026-11-22T02:10") from None
    if found.tzinfo is None:
        found = found.replace(tzinfo=LONDON)
    return found.astimezone(UTC)
