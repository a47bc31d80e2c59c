"""Finds a story's people and records in the demonstration by what their sources called them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import appearance_of, person_at
from firstlight.records.selectors import record_of_source

SYSTEM = system_viewer("tour")
Story = dict[str, Any]


def stories() -> dict[str, Story]:
    """Give the demonstration's stories; none where there is no such file."""
    path = Path(settings.HOME) / "simulation" / "stories.json"
    if not path.exists():
        return {}
    told = json.loads(path.read_text(encoding="utf-8"))
    return told if isinstance(told, dict) else {}


def record_ref(story: Story, key: str) -> str:
    """Give the reference of a story's record; empty where it has not come in."""
    told = story.get("records", {}).get(key)
    found = record_of_source(told["source"], told["source_ref"]) if told else None
    return found.ref if found else ""


def person_ref(story: Story, key: str) -> str:
    """Give the person a story's person stands as now; empty where nobody is held."""
    for source, source_ref, name in story.get("people", {}).get(key, {}).get("appearances", ()):
        record = record_of_source(source, source_ref)
        held = appearance_of(record.ref, name) if record else None
        person = person_at(held, viewer=SYSTEM) if held else None
        if person:
            return person
    return ""


def is_to_come(story: Story, key: str) -> bool:
    """Tell whether a story's record comes only when the next hours are played."""
    return bool(story.get("records", {}).get(key, {}).get("upcoming"))
