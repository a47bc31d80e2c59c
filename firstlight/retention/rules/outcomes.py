"""What a review can come to; pure."""

from __future__ import annotations

OUTCOMES: dict[str, str] = {
    "keep": "Keep it until another day",
    "dispose": "Propose that it is disposed of",
    "hold": "Hold it: it must not be disposed of for now",
}


def faults(outcome: str, rationale: str, *, has_day: bool) -> tuple[tuple[str, str], ...]:
    """Tell everything that is missing from a review."""
    found = []
    if outcome not in OUTCOMES:
        found.append(("outcome", "choose what the review came to"))
    if not rationale.strip():
        found.append(("rationale", "say why: every decision to keep is recorded too"))
    if outcome in {"keep", "hold"} and not has_day:
        found.append(("until", "name a day to come on which it is looked at again"))
    return tuple(found)
