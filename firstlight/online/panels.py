"""What online hangs on the pages of persons and records."""

from __future__ import annotations

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.online.rules.standing import RANKS
from firstlight.online.selectors import CaseRow, case_of_record, cases_of
from firstlight.picture.rules.values import PersonPicture, RecordView


def for_person(request: Asked, picture: PersonPicture) -> str:
    """Show the cases a person stands in, as child concerned or as suspect."""
    if not may(request.viewer, "online.see"):
        return ""
    found = cases_of(picture.ref, request.viewer, request.at)
    rows = [(row, role, RANKS[row.rank]) for row, role in found]
    return _drawn(request, rows) if rows else ""


def for_record(request: Asked, record: RecordView) -> str:
    """Show the case a referral belongs to."""
    if not may(request.viewer, "online.see"):
        return ""
    ref = case_of_record(record.ref, request.viewer)
    if not ref:
        return ""
    return render_to_string("online/record_panel.html", {"ref": ref}, request)


def _drawn(request: Asked, rows: list[tuple[CaseRow, str, str]]) -> str:
    return render_to_string("online/panel.html", {"rows": rows, "at": request.at}, request)
