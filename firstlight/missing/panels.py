"""What missing hangs on the pages of a person, a record and the first page."""

from __future__ import annotations

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.missing import presenting, selectors
from firstlight.picture.rules.values import PersonPicture, RecordView


def for_person(request: Asked, picture: PersonPicture) -> str:
    """Show a person's episodes, the open one first, and how many earlier times are told of."""
    if not may(request.viewer, "missing.see"):
        return ""
    rows = selectors.episodes_about(picture.ref, request.viewer, request.at)
    told = picture.happened("missing")
    if not rows and not told and not picture.may_be_child(request.at):
        return ""
    return _made(request, rows, told=len(told))


def for_record(request: Asked, view: RecordView) -> str:
    """Show the episodes a record told of."""
    rows = selectors.of_record(view.ref, request.viewer, request.at)
    return _made(request, rows, told=None) if rows else ""


def for_home(request: Asked) -> str:
    """Show who is missing now, to whoever works with it."""
    if not may(request.viewer, "missing.see"):
        return ""
    rows = selectors.board(request.viewer, request.at, show="open", limit=8)
    return _made(request, rows, told=None, home=True)


def _made(
    request: Asked, rows: tuple[selectors.BoardRow, ...], *, told: int | None, home: bool = False
) -> str:
    context = {
        "cards": [presenting.card(row, request.at) for row in rows],
        "told": told,
        "home": home,
        "at": request.at,
    }
    return render_to_string("missing/panel.html", context, request)
