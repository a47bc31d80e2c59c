"""Rooms within an app: an app shows its face and keeps the rest to itself."""

import ast
from pathlib import Path

import pytest

from house.tree import app_of, apps, named, python, tree

FACE = {"services", "selectors", "rules", "events"}
# Rooms below everything are open; a few apps hold a door that others must come through.
OPEN = {"kernel", "kit"}
ALSO = {
    "access": {"doors"},
    "audit": {"tasks"},
    "delivery": {
        "recipients"
    },  # who holds a post is told to it from above, when the program starts
}
# The top floor puts parts together and runs the worker, so it may see doors, never tables.
DOORS = FACE | {
    "anchoring", "api", "apps", "backends", "context", "doors", "middleware", "outbox", "recipients", "tasks",
    "urls", "views",
}  # fmt: skip
OUTSIDE = {
    "simulation": ("firstlight.records.rules", "firstlight.kernel.values", "simulation"),
    "bench": ("firstlight", "simulation", "bench"),
}


def imported(path: Path):
    """Give every module or name a file imports, absolute, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def _allowed(app: str, other: str, room: str) -> bool:
    if other == app or other in OPEN:
        return True
    if app == "config":
        return room in DOORS
    return room in FACE | ALSO.get(other, set())


@pytest.mark.parametrize("app", apps())
def test_others_see_only_the_face_of_an_app(app):
    wrong = []
    for path in (p for p in python("firstlight") if app_of(p) == app):
        for module, line in imported(path):
            parts = module.split(".")
            if parts[0] != "firstlight" or len(parts) < 3:
                continue
            if not _allowed(app, parts[1], parts[2]):
                wrong.append(f"{named(path)}:{line} imports {module}")
    assert wrong == []


@pytest.mark.parametrize("folder", sorted(OUTSIDE))
def test_what_stands_outside_the_package_imports_only_what_it_may(folder):
    wrong = []
    for path in python(folder):
        for module, line in imported(path):
            ours = module.split(".")[0] in {"firstlight", "simulation", "bench"}
            if ours and not module.startswith(OUTSIDE[folder]):
                wrong.append(f"{named(path)}:{line} imports {module}")
    assert wrong == []


def test_nothing_imports_the_simulation_or_the_bench():
    wrong = [
        f"{named(path)}:{line} imports {module}"
        for path in python("firstlight", "scripts")
        for module, line in imported(path)
        if module.split(".")[0] in OUTSIDE
    ]
    assert wrong == []


def test_relative_imports_are_not_used():
    wrong = [
        f"{named(path)}:{node.lineno}"
        for path in python("firstlight", "simulation", "bench")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert wrong == [], "name the module whole"
