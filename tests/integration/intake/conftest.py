"""A registered source, lines of it, and a way to load them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from firstlight.intake.services import Counts, load_file
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)


@pytest.fixture
def source(db) -> str:
    register_source(code="oak-cad", name="Command and control", owner="Contact", by=SYSTEM, at=AT)
    return "oak-cad"


def a_record(number: int, **more: Any) -> dict[str, Any]:
    return {
        "source": "oak-cad", "source_ref": f"OAK-{number:04}", "kind": "incident", "source_version": 1,
        "told_at": "2026-11-21T10:00:00Z", "recorded_at": "2026-11-21T10:05:00Z",
        "narrative": "Shouting heard.",
        "people": [{"key": "p1", "given": "Perrin", "family": f"Okell{number % 7}", "born_on": "2012-05-14"}],
    } | more  # fmt: skip


@pytest.fixture
def record() -> Callable[..., dict[str, Any]]:
    return a_record


@pytest.fixture
def load(source, tmp_path) -> Callable[..., Counts]:
    def loaded(*lines: Any, ends: str = "\n") -> Counts:
        path = tmp_path / "calls.jsonl"
        text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines) + ends
        path.write_text(text, encoding="utf-8")
        return load_file(path, source=source, by=SYSTEM, at=AT)

    return loaded


@pytest.fixture
def samples() -> Path:
    """Files that other projects published; `tests/data/README.md` says whose they are."""
    return Path(__file__).resolve().parents[2] / "data"
