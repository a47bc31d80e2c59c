"""Whether two commits come to the same answer: one seeded county, the sums of `firstlight digest`."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from bench.county import ROOT
from bench.filled import generate, inside

SUMS = "\ntold['sums'] = {name: total[:16] + f' ({count})' for name, (total, count) in sums().items()}\n"


def measure(people: int, seed: int, *, against: str, database: str = "") -> list[str]:
    """Take a county in by this copy, and by another commit where one is named; compare."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        folder = Path(name) / "files"
        generate(folder, people, seed)
        here = inside(folder, Path(name) / "home", SUMS, database=database)["sums"]
        there = _before(Path(name), folder, against) if against else here
    rows = [
        f"   {part:12} {here[part]:26} "
        + ("" if not against else "the same" if here[part] == there.get(part) else f"was {there.get(part)}")
        for part in here
    ]  # fmt: skip
    return [f"f) the answer, a county of {people} people{f', beside {against}' if against else ''}", *rows]  # fmt: skip


def _before(place: Path, folder: Path, against: str) -> dict[str, str]:
    root = place / "before"
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--detach", str(root), against], check=True, capture_output=True)  # noqa: S603 -- git alone
    try:
        return dict(inside(folder, place / "home-before", SUMS, root=root)["sums"])
    finally:
        subprocess.run([*git, "remove", "--force", str(root)], check=False, capture_output=True)  # noqa: S603 -- git alone
