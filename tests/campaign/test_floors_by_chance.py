"""Every framework's properties under many more situations made by chance than the suite has time for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = os.environ.get("FLOOR_EXAMPLES", "1000")


@pytest.mark.timeout(3600)
def test_the_properties_of_floors_hold_over_a_long_run():
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/unit/risk/test_properties.py"],
        cwd=ROOT, env={**os.environ, "FLOOR_EXAMPLES": EXAMPLES}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
