"""The repository as the house tests read it: its files, apps and floors."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "firstlight"


BUILT = {".git", ".venv", "__pycache__", "var", "staticfiles", "build", "test-results", "mutants"}


def _names() -> list[str]:
    """Name every file git knows or would take up; without git, all but what is built."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        return [str(path) for path in found if not BUILT & set(path.parts)]
    return listed.stdout.split("\0")


@cache
def files() -> tuple[Path, ...]:
    """Give every file of the repository."""
    return tuple(path for name in _names() if name and (path := ROOT / name).is_file())


@cache
def text(path: Path) -> str:
    """Read a file; empty where it is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree(path: Path) -> ast.Module:
    """Parse a Python file."""
    return ast.parse(text(path), filename=str(path))


def named(path: Path) -> str:
    """Give a file's name as it stands in the repository."""
    return path.relative_to(ROOT).as_posix()


def python(*under: str) -> tuple[Path, ...]:
    """Give the Python files under the named folders, or all of them; migrations left out."""
    found = (path for path in files() if path.suffix == ".py" and "migrations" not in path.parts)
    return tuple(p for p in found if not under or p.relative_to(ROOT).parts[0] in under)


def apps() -> tuple[str, ...]:
    """Give the apps of the package that hold any Python."""
    parts = (path.relative_to(PACKAGE).parts for path in python("firstlight"))
    return tuple(sorted({part[0] for part in parts if len(part) > 1}))


def app_of(path: Path) -> str:
    """Give the app a file of the package belongs to."""
    return path.relative_to(PACKAGE).parts[0]


@cache
def settings() -> dict:
    """Give pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def layers() -> tuple[str, ...]:
    """Give the floors as import-linter reads them, the highest first."""
    contracts = settings()["tool"]["importlinter"]["contracts"]
    return tuple(next(one for one in contracts if one["id"] == "floors")["layers"])


@cache
def floors() -> dict[str, int]:
    """Give each app's floor; a larger number is a higher floor."""
    rows = [re.findall(r"\w+", layer) for layer in layers()]
    return {app: len(rows) - at for at, row in enumerate(rows) for app in row}


def may_reach(app: str, other: str) -> bool:
    """Tell whether an app may point at another: its own rooms, or a lower floor."""
    levels = floors()
    return app == other or (other in levels and levels[other] < levels[app])
