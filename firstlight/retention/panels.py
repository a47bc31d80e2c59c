"""What retention hangs on pages of records and persons, for those who keep records alone."""

from __future__ import annotations

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.picture.rules.values import PersonPicture, RecordView
from firstlight.retention.presenting import record_facts
from firstlight.retention.selectors import holds_on, scheduled


def for_record(request: Asked, record: RecordView) -> str:
    """Tell when a record is looked at again and what holds it, with what may be done."""
    if not may(request.viewer, "retention.see"):
        return ""
    context = {
        "rows": record_facts(scheduled(record.ref), holds_on(record.ref)), "ref": record.ref,
        "may_review": may(request.viewer, "retention.review"),
        "may_propose": may(request.viewer, "retention.propose"),
        "may_hold": may(request.viewer, "retention.hold"),
    }  # fmt: skip
    return render_to_string("retention/panel.html", context, request)


def for_person(request: Asked, picture: PersonPicture) -> str:
    """Lead from a person's page to a request about them and a hold on everything of theirs."""
    held, asks = may(request.viewer, "retention.hold"), may(request.viewer, "retention.requests")
    if not (held or asks):
        return ""
    context = {"ref": picture.ref, "may_hold": held, "may_request": asks}
    return render_to_string("retention/panel_person.html", context, request)
