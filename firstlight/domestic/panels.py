"""What domestic abuse jobs hang on other pages: the open jobs a person or record is of."""

from __future__ import annotations

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.domestic import selectors
from firstlight.picture.rules.values import PersonPicture, RecordView


def for_person(request: Asked, picture: PersonPicture) -> str:
    """Give the open jobs whose brief shows a person."""
    jobs = selectors.jobs_of(picture.ref) if may(request.viewer, "domestic.see") else ()
    return render_to_string("domestic/panel.html", {"jobs": jobs}, request) if jobs else ""


def for_record(request: Asked, record: RecordView) -> str:
    """Give the way from a record to the job it opened."""
    if not may(request.viewer, "domestic.see"):
        return ""
    if selectors.is_job(record.ref):
        return render_to_string("domestic/panel.html", {"jobs": (record.ref,)}, request)
    asked = record.kind in {"incident", "crime", "contact"} and may(request.viewer, "domestic.call")
    return render_to_string("domestic/treat.html", {"ref": record.ref}, request) if asked else ""
