"""Few interruptions: the one table of what may interrupt, and how often each post was."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import title_of
from firstlight.delivery.rules.interruptions import BUNDLED, GATHERED, SHIFT, URGENCIES
from firstlight.duties.selectors import told_by_shift
from firstlight.force.selectors import setting
from firstlight.kit.components.signs import tag, when

TABLE = ("Level of an alert", "Interrupts", "Beyond the budget too", "By mail")
HEADERS = (
    "Post", "Who acted", "From", "To", {"label": "Interrupted", "numeric": True},
    {"label": "Of those, beyond any budget", "numeric": True}, {"label": "Badge alone", "numeric": True}, "Budget",
)  # fmt: skip


@require_GET
@door("duties.board")
def interruptions(request: Asked) -> HttpResponse:
    """Show the table, the budget, and each shift's count against it."""
    found = told_by_shift(request.viewer, request.at)
    rows = [
        [
            one.title, title_of(one.user), when(one.begins_at), when(one.ends_at), str(one.interrupted),
            str(one.always), str(one.kept), tag("Over", "red") if one.over else f"within {one.budget}",
        ]
        for one in found
    ]  # fmt: skip
    table = [
        [
            one.level.replace("_", " ").capitalize(),
            *map(_said, (one.interrupts, one.always, one.mail)),
        ]
        for one in URGENCIES
    ]
    context = {
        "title": "Interruptions", "table_headers": TABLE, "table": table, "headers": HEADERS,
        "rows": rows, "budget": setting("delivery.budget"), "hours": int(SHIFT.total_seconds() // 3600),
        "minutes": int(BUNDLED.total_seconds() // 60),
        "gathered": int(GATHERED.total_seconds() // 60), "total": sum(one.interrupted for one in found),
        "kept": sum(one.kept for one in found),
    }  # fmt: skip
    return render(request, "duties/interruptions.html", context)


def _said(yes: bool) -> str:  # noqa: FBT001 -- the value that is said
    return "yes" if yes else "no"
