"""What briefs hang on other pages: the briefs about a person, address or record, and asking for one."""

from __future__ import annotations

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.briefs import selectors
from firstlight.picture.rules.values import PersonPicture, PlacePicture, RecordView


def _panel(request: Asked, ref: str, field: str) -> str:
    if not may(request.viewer, "briefs.see"):
        return ""
    found = selectors.about(ref, request.viewer) if ref else ()
    request.viewer.seen.add(*(one.ref for one in found))
    context = {"briefs": found, "field": field, "about": ref}
    return render_to_string("briefs/panel.html", context, request)


def for_person(request: Asked, picture: PersonPicture) -> str:
    """Give the briefs about a person."""
    return _panel(request, picture.ref, "person")


def for_place(request: Asked, picture: PlacePicture) -> str:
    """Give the briefs about an address."""
    return _panel(request, picture.ref, "place")


def for_record(request: Asked, record: RecordView) -> str:
    """Give the briefs made for a job."""
    found = selectors.for_job(record.ref, request.viewer)
    return _panel(request, record.ref, "record") if found else ""


def for_home(request: Asked) -> str:
    """Give the briefs pushed to the viewer that they have not acknowledged."""
    viewer = request.viewer
    waiting = [
        one
        for one in selectors.mine(viewer)
        if one.state in {"pushed", "opened"} and any(r.user == viewer.ref for r in one.readers)
    ]
    if not waiting:
        return ""
    viewer.seen.add(*(one.ref for one in waiting))
    return render_to_string("briefs/panel.html", {"briefs": waiting, "home": True}, request)
