"""Each kind of record as JSON Schema with a worked example, for those who send and who read."""

from __future__ import annotations

from typing import Any

from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.kinds import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(code: str) -> dict[str, Any]:
    """Give the schema of a whole record of a kind: the envelope with the kind's own details."""
    kind = KINDS[code]
    made = Envelope.model_json_schema()
    details = kind.details.model_json_schema()
    made["$defs"] = made.get("$defs", {}) | details.pop("$defs", {})
    made["$schema"], made["title"], made["description"] = DIALECT, kind.name, kind.purpose
    made["properties"]["kind"] = {"const": code}
    made["properties"]["details"] = details
    return made


def example_of(code: str) -> dict[str, Any]:
    """Give a whole record of a kind, such as a source would send."""
    return {
        "source": "example", "source_ref": "EX-0001", "kind": code, "source_version": 1,
        "told_at": "2026-11-21T10:00:00Z", "recorded_at": "2026-11-21T10:05:00Z",
        "occurred": {"begins": "2026-11-21T09:40:00Z", "precision": "minute"},
        "people": [
            {"key": "child", "role": "subject", "categories": ["child"], "given": "Perrin", "family": "Okell",
             "born_on": "2012-05-14", "sex": "male", "phones": ["07700900123"],
             "address": {"number": "6", "street": "Saddler Row", "postcode": "ZX3 7SR"}},
            {"key": "mother", "role": "parent", "given": "Wren", "family": "Okell"},
        ],
        "relations": [{"one": "mother", "kind": "parent_of", "other": "child"}],
        "details": dict(KINDS[code].example),
    }  # fmt: skip
