"""How a block of figures is headed: by what it was made, where and of what."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def commit() -> str:
    """Give the commit measured, and whether the files differ from it."""
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%h"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 -- git alone
    status = ["git", "-C", str(ROOT), "status", "--porcelain", "--", "firstlight"]
    changed = subprocess.run(status, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 -- git alone
    return f"{found or 'not a repository'}{' with changes' if changed else ''}"


def heading(seed: int, database: str) -> list[str]:
    """Give the lines that say what the figures were made of."""
    import sqlite3  # noqa: PLC0415 -- asked for its version alone

    load = os.getloadavg()[0]
    return [
        f"command   python -m bench {' '.join(sys.argv[1:])}".rstrip(),
        f"commit    {commit()}",
        f"machine   {os.cpu_count()} cores, {platform.machine()}, load {load:.1f} when begun",
        f"database  {database or 'SQLite ' + sqlite3.sqlite_version}",
        f"versions  Python {platform.python_version()}, Django {version('django')}",
        f"seed      {seed}",
    ]


def quantile(values: list[float], part: float) -> float:
    """Give the value below which a part of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def milliseconds(values: list[float]) -> str:
    """Tell a list of seconds by its median and its slow end."""
    p50, p99 = (quantile(values, part) * 1000 for part in (0.5, 0.99))
    return f"p50 {_short(p50)} ms, p99 {_short(p99)} ms, n {len(values)}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"
