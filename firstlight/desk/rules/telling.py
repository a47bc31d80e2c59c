"""A record said in rows of words, and what changed between two of its versions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

from firstlight.desk.rules import words
from firstlight.kernel.values.when import said
from firstlight.records.rules.kinds.kind import Details

Row = tuple[str, str]


def value_words(value: Any) -> str:
    """Say any value of a record; what was not asked or not told is said so."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(value_words(one) for one in value)
    if hasattr(value, "model_dump"):
        value = value.model_dump()
    if isinstance(value, dict):
        told = ((words.plain(k), value_words(v)) for k, v in value.items())
        return ", ".join(f"{key.lower()}: {text}" for key, text in told if text)
    return _one(value)


def _one(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return said(value)
    if isinstance(value, date):
        return f"{value:%-d %b %Y}"
    return words.KNOWN.get(str(value), str(value))


def _is_code(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return True
    return any(_is_code(inner) for inner in get_args(annotation))


def details_rows(details: Details) -> list[Row]:
    """Say what the kind of record asks for, in its own order; gaps are kept as gaps."""
    rows = []
    for name, field in type(details).model_fields.items():
        value = getattr(details, name)
        text = value_words(value)
        if text and _is_code(field.annotation) and text not in words.KNOWN.values():
            codes = value if isinstance(value, list | tuple) else [value]
            text = ", ".join(words.plain(str(code)) for code in codes)
        rows.append((words.plain(name), text))
    return rows


def told_rows(details: Details) -> list[Row]:
    """Say only what was told, and what was asked without an answer."""
    return [(key, text) for key, text in details_rows(details) if text]


def gaps(details: Details) -> list[str]:
    """Name what the kind asks for and the record does not tell."""
    return [key for key, text in details_rows(details) if text in {"", "Not asked"}]


def differences(older: dict[str, Any], newer: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Give what changed between two versions as (field, before, after)."""
    before, after = _flat(older), _flat(newer)
    return [
        (_field(key), value_words(before.get(key)), value_words(after.get(key)))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]


def _flat(value: Any, prefix: str = "") -> dict[str, Any]:
    if isinstance(value, dict) and value:
        found: dict[str, Any] = {}
        for key, inner in value.items():
            found |= _flat(inner, f"{prefix}{key}.")
        return found
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        found = {}
        for place, inner in enumerate(value, start=1):
            found |= _flat(inner, f"{prefix}{place}.")
        return found
    return {prefix.rstrip("."): value}


def _field(key: str) -> str:
    return ", ".join(words.plain(part).lower() for part in key.split(".")).capitalize()
