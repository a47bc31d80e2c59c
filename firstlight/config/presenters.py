"""How each kind of event is said to people: one table."""

from __future__ import annotations

PRESENTERS: dict[str, str] = {
    "access.restriction_made": "A restriction was made.",
    "force.setting_changed": "A setting was changed.",
    "force.approval_asked": "Something waits for a second person.",
}
