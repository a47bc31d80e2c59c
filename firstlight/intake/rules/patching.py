"""Fields of a record found and changed by their paths, as a fault names them: people.0.born_on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any


def _parent(record: Any, parts: list[str], *, make: bool = False) -> Any:
    """Give what holds the last part of a path; None where there is no such thing."""
    held = record
    for part in parts[:-1]:
        if isinstance(held, dict):
            if make and part not in held:
                held[part] = {}
            held = held.get(part)
        elif isinstance(held, list) and part.isdecimal() and int(part) < len(held):
            held = held[int(part)]
        else:
            return None
    return held


def text_at(record: Mapping[str, Any], path: str) -> str | None:
    """Give the text a person would mend at a path; None where it is no single value, or no place."""
    parts = path.split(".")
    parent = _parent(record, parts)
    last = parts[-1]
    if isinstance(parent, dict):
        value = parent.get(last)
    elif isinstance(parent, list) and last.isdecimal() and int(last) < len(parent):
        value = parent[int(last)]
    else:
        return "" if len(parts) == 2 and parts[0] not in record else None
    if isinstance(value, list):
        plain = all(isinstance(one, str | int | float) for one in value)
        return "; ".join(str(one) for one in value) if plain and value else None
    if isinstance(value, dict):
        return None
    return "" if value is None else str(value)


def mendable(record: Mapping[str, Any], paths: Iterable[str]) -> list[str]:
    """Give the paths whose value a person can mend in one line, each once."""
    return [path for path in dict.fromkeys(paths) if text_at(record, path) is not None]


def patched(record: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """Give the record with texts put in at their paths; an empty text takes the field out."""
    made = deepcopy(dict(record))
    for path, text in values.items():
        parts = path.split(".")
        parent = _parent(made, parts, make=True)
        if isinstance(parent, list) and parts[-1].isdecimal() and int(parts[-1]) < len(parent):
            parent[int(parts[-1])] = text
        elif isinstance(parent, dict):
            _put(parent, parts[-1], text)
    return made


def _put(parent: dict[str, Any], name: str, text: str) -> None:
    if not text.strip():
        parent.pop(name, None)
    elif isinstance(parent.get(name), list):
        parent[name] = [one.strip() for one in re.split(r"[;|]", text) if one.strip()]
    else:
        parent[name] = text.strip()
