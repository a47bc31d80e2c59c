"""What risk hangs on a person's page."""

from __future__ import annotations

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.picture.rules.values import PersonPicture
from firstlight.risk.showing import rows


def for_person(request: Asked, picture: PersonPicture) -> str:
    """Give floor and grade side by side, with a link to the reasons."""
    if not may(request.viewer, "risk.see"):
        return ""
    return render_to_string(
        "risk/panel.html",
        {
            "rows": rows(picture.ref, request.viewer, request.at),
            "person": picture.ref,
            "at": request.at,
        },
        request,
    )
