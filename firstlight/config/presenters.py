"""How each kind of event is said to people: one table."""

from __future__ import annotations

PRESENTERS: dict[str, str] = {
    "access.restriction_made": "A restriction was made.",
    "force.setting_changed": "A setting was changed.",
    "force.approval_asked": "Something waits for a second person.",
    "missing.opened": "A missing episode was opened.",
    "missing.report_joined": "Another report joined a missing episode.",
    "missing.moved": "A missing episode took a step.",
    "missing.safe_and_seen": "Somebody who was missing was seen safe.",
    "missing.closed": "A missing episode was closed.",
}
