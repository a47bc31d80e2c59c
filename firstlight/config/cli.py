"""The one command, `firstlight`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

PROGRAM = "firstlight"
# A command and the part it needs: one that is not built is not offered.
COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("demo", "demonstration", ""),
    ("serve", "running", ""),
    ("work", "running", ""),
    ("load", "loading", "intake"),
    ("watch", "watching", "intake"),
    ("mapping", "mapping", "intake"),
    ("link", "linking", "people"),
    ("picture", "showing", "picture"),
    ("assess", "showing", "risk"),
    ("brief", "briefing", "briefs"),
    ("duties", "showing", "duties"),
    ("lookback", "looking_back", "assurance"),
    ("journal", "journal", "audit"),
    ("digest", "digesting", ""),
    ("backup", "backing", ""),
    ("restore", "backing", ""),
    ("export", "exporting", "people"),
    ("import", "exporting", "people"),
    ("dispose", "disposing", "retention"),
    ("source", "registers", "records"),
    ("user", "accounts", "access"),
    ("token", "registers", "access"),
    ("bench", "running", ""),
)
ROOM = Path(__file__).resolve().parent.parent


def is_offered(name: str) -> bool:
    """Tell whether a command's part is built."""
    _, module, app = next(row for row in COMMANDS if row[0] == name)
    has_module = (ROOM / "config" / "commands" / f"{module}.py").exists()
    return has_module and (not app or (ROOM / app / "selectors.py").exists())


def _parser() -> argparse.ArgumentParser:
    from firstlight.config.commands.asking import Said

    parser = Said(
        prog=PROGRAM, description="Firstlight, a police force's child-safeguarding system."
    )
    parser.add_argument("--version", action="version", version=_version())
    listed = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module, _ in COMMANDS:
        if is_offered(name):
            room = import_module(f"firstlight.config.commands.{module}")
            room.COMMANDS[name](listed)
    listed.add_parser("manage", help="run one of Django's own commands, such as migrate or check")
    return parser


def _version() -> str:
    from firstlight import __version__

    return f"{PROGRAM} {__version__}"


def _django(arguments: Sequence[str]) -> int:
    """Pass a command on to Django: migrate, check, collectstatic and the like."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line([PROGRAM, *arguments])
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives 0, or 1 with what to do next on standard error."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # What is told while it runs is read while it runs, in a file or a pipe too.
        sys.stdout.reconfigure(line_buffering=True)
    ours = {name for name, _, _ in COMMANDS}
    if asked and asked[0] == "manage":
        return _django(asked[1:] or ["help"])
    if asked and not asked[0].startswith("-") and asked[0] not in ours:
        return _django(asked)
    from firstlight.config.commands.asking import run

    return run(_parser().parse_args(asked))


if __name__ == "__main__":
    sys.exit(main())
