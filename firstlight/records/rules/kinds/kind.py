"""What a kind of record is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from firstlight.records.rules.parts import Part

Character = Literal["adverse", "protective", "neutral"]


class Details(Part):
    """What one kind of record asks for beyond the envelope. Every field may be left out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its code, name, schema, a worked example of its details.

    `character` tells what its facts are to a child's safety: a protective or neutral kind never
    lowers a floor, an adverse one may raise it. `happening` is the family within which records
    can tell of the same thing; empty where each record stands alone.
    """

    code: str
    name: str
    details: type[Details]
    character: Character
    purpose: str
    example: Mapping[str, Any] = field(default_factory=dict)
    happening: str = ""
    ours: bool = False
