"""The long runs one by one: what each tries, how it is run, and how long it last took where it passed.

`scripts/test campaign` runs them all and goes on after one that fails; `scripts/test campaign NAME`
runs those named; `scripts/test campaign list` tells them.
"""

from __future__ import annotations

import ast
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.text import commit

HERE = Path(__file__).resolve().parent
TOOK = HERE / "took.json"  # by the part: when it last passed here, how long it took, on what
# About a million mentions; SCALE_PEOPLE=9100 for about fifty thousand, a quarter of an hour.
PEOPLE = os.environ.get("SCALE_PEOPLE", "182000")
SMALL = "9100"
HOURS = 4 * 3600  # a load that goes on longer is stopped, measured as far as it came, and can go on


@dataclass(frozen=True, slots=True)
class Run:
    """One long run; `command` follows the interpreter of .venv."""

    name: str
    said: str
    command: tuple[str, ...]
    postgres: bool = False

    def expected(self) -> str:
        """Tell how long it last took where it passed."""
        told = took().get(self.name)
        if told is None:
            return "not timed yet"
        return f"{told['seconds'] / 60:.0f} min on {told['cores']} cores, {told['commit']}"


def runs() -> list[Run]:
    """Give every long run: each file of tests here, then speed."""
    found = [
        Run(file.stem.removeprefix("test_").replace("_", "-"), _first_line(file), _pytest(file))
        for file in sorted(HERE.glob("test_*.py"))
    ]
    return [*found, *_speed()]


def _first_line(file: Path) -> str:
    told = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0]


def _pytest(file: Path) -> tuple[str, ...]:
    return ("-m", "pytest", "-q", f"tests/campaign/{file.name}", "--timeout=7200")


def _speed() -> list[Run]:
    scale = ("-m", "bench", "scale", "--most", str(HOURS), "--people")
    return [
        Run("speed", "Loading, briefs, a record to an open page, peers.", ("-m", "bench")),
        Run("scale-50k", "A force of fifty thousand mentions asked.", (*scale, SMALL)),
        Run(
            "scale-50k-postgres",
            "The same on PostgreSQL.",
            (*scale, SMALL, "--postgres"),
            postgres=True,
        ),
        Run("scale", "A force of a million mentions asked.", (*scale, PEOPLE)),
        Run(
            "scale-postgres",
            "The same on PostgreSQL.",
            (*scale, PEOPLE, "--postgres"),
            postgres=True,
        ),
    ]


def took() -> dict[str, dict[str, str | float]]:
    """Give how long each last took."""
    return dict(json.loads(TOOK.read_text(encoding="utf-8"))) if TOOK.exists() else {}


def note(name: str, seconds: float) -> None:
    """Keep how long a part that passed took, for whoever plans the next."""
    kept = took()
    on = datetime.now(UTC).date().isoformat()  # noqa: TID251 -- the day of this run, of no record
    kept[name] = {
        "seconds": round(seconds),
        "commit": commit(),
        "cores": str(os.cpu_count()),
        "load": round(os.getloadavg()[0], 1),
        "on": on,
    }
    TOOK.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def listed() -> str:
    """Tell every part, what it tries, and how long it last took."""
    return "\n".join(f"{one.name:22} {one.expected():28} {one.said}" for one in runs())
