"""A name nobody has, pushed through every door: it must never come out where names do not belong.

What is told with it goes in by records, searches, reasons and faults; tests/integration/chain/
test_canary.py then looks for it in logs, addresses, exceptions, tasks, events and journal lines.
"""

from __future__ import annotations

from typing import Any

CANARY = "Zzyxthorpe"
# As it may be written or folded on its way.
FORMS = (CANARY, CANARY.lower(), CANARY.upper())


def found_in(text: str) -> list[str]:
    """Give the forms of the name that stand in a text."""
    return [form for form in FORMS if form in text]


SOURCES = {"missing_report": "oak-missing", "vulnerability_report": "oak-ppn"}


def record(number: int, kind: str = "incident", **more: Any) -> dict[str, Any]:
    """Make a whole record about a child of that name, at an address of that name."""
    return {
        "source": SOURCES.get(kind, "oak-cad"), "source_ref": f"CANARY-{number}", "kind": kind,
        "told_at": "2026-11-22T01:55:00Z", "recorded_at": "2026-11-22T02:00:00Z",
        "title": f"Call from {CANARY}", "narrative": f"{CANARY} rang about her child.",
        "people": [
            {"key": "p1", "role": "child", "given": "Quilla", "family": CANARY, "born_on": "2013-02-03",
             "address": {"text": f"9 {CANARY} Row, Stanbridge, ZX3 9ZZ"}},
            {"key": "p2", "role": "parent", "given": "Iolanthe", "family": CANARY},
        ],
        "relations": [{"one": "p2", "kind": "parent_of", "other": "p1"}],
        "places": [{"role": "scene", "address": {"text": f"9 {CANARY} Row, Stanbridge, ZX3 9ZZ"}}],
        "details": {}, **more,
    }  # fmt: skip


# Bodies that cannot be read, each with the name in it: its faults must be told without it.
BROKEN: tuple[str, ...] = (
    f'{{"source": "oak-cad", "source_ref": "{CANARY}", "kind": ',
    f'{{"source": "oak-cad", "source_ref": "C-1", "kind": "{CANARY}", "people": [{{"family": "{CANARY}"}}]}}',
    (
        f'{{"source": "oak-cad", "source_ref": "C-3", "kind": "incident", "told_at": "{CANARY}", '
        f'"people": [{{"key": "p1", "role": "{CANARY}", "family": "{CANARY}", "born_on": "{CANARY}"}}]}}'
    ),
    f'[{{"source": "oak-cad"}}, "{CANARY}"]',
)
