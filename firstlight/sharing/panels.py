"""What sharing hangs on the pages of a person and of a record."""

from __future__ import annotations

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.picture.rules.values import PersonPicture, RecordView
from firstlight.sharing import selectors


def for_person(request: Asked, picture: PersonPicture) -> str:
    """Tell what was shared about a person, not shared, with whom, why, and its answer."""
    if not may(request.viewer, "sharing.see"):
        return ""
    rows = selectors.of_person(picture.ref, request.viewer, request.at)
    context = {
        "rows": rows,
        "person": picture.ref,
        "may_decide": may(request.viewer, "sharing.decide"),
        "at": request.at,
    }
    return render_to_string("sharing/panel.html", context, request)


def for_record(request: Asked, picture: RecordView) -> str:
    """Tell what was decided about a record, and the notices it asked for."""
    if not may(request.viewer, "sharing.see"):
        return ""
    rows = selectors.about(picture.ref, request.viewer, request.at)
    notices = selectors.notices_of(picture.ref, request.viewer, request.at)
    if not rows and not notices:
        return ""
    context = {"rows": rows, "notices": notices, "at": request.at}
    return render_to_string("sharing/panel_record.html", context, request)
