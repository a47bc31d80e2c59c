"""How a document is told, to whoever reads it: in order, in words, with its limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firstlight.sharing.rules.fields import CHILD_FIELDS

MARKING = "OFFICIAL-SENSITIVE - PERSONAL"
LIMITS = (
    "For the purpose told here. Ask the force before you pass it on. Destroy it if it is recalled."
)


def told(content: Mapping[str, Any]) -> dict[str, Any]:
    """Put a document's fields in the order and words in which they are read."""
    children = [
        {**child, "rows": [{"key": CHILD_FIELDS[name], "value": _said(one)}
                           for name, one in child.get("fields", {}).items()]}
        for child in content.get("children", ())
    ]  # fmt: skip
    return {**content, "children": children}


def _said(one: Mapping[str, str]) -> str:
    said = one["said"] or "Blank"
    return f"{said} ({one['source']})" if one["source"] else said
