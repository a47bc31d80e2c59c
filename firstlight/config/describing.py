"""What every operation of the API may answer beside what it gives: told once, for all of them."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

PROBLEM = "application/problem+json"
SAID = {
    "400": "The request cannot be read.",
    "401": "No key was sent, or none that is in use.",
    "403": "The key was not made for this.",
    "404": "Not there, or not this asker's: the two are one answer.",
    "409": "Refused, with what to do next.",
    "422": "What was sent has faults; all are told together.",
    "429": "Asked too often; Retry-After says when to come back.",
}
TEXT = {"type": "string"}
SCHEMA = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "code": TEXT,
        "faults": {"type": "array", "items": {"type": "object"}},
    },
}  # fmt: skip
# What an operation gives that its own schema does not say.
GIVES = {
    ("/api/v1/briefs", "post"): ("201", "application/json"),
    ("/api/v1/metrics", "get"): ("200", "text/plain"),
}


class Described(NinjaAPI):
    """The API with its refusals described."""

    def get_openapi_schema(self, **asked: Any) -> Any:
        """Give the description, with every refusal as RFC 9457 problem details."""
        found = super().get_openapi_schema(**asked)
        for path, operations in found["paths"].items():
            for method, operation in operations.items():
                answers = operation["responses"]
                answers.update(_problems())
                if (path, method) in GIVES:
                    status, kind = GIVES[path, method]
                    answers.pop(200, None)
                    answers[int(status)] = {"description": "OK", "content": {kind: {}}}
        return found


def _problems() -> dict[Any, Any]:
    return {
        int(status): {"description": said, "content": {PROBLEM: {"schema": SCHEMA}}}
        for status, said in SAID.items()
    }
