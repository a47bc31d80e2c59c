"""The journal as the data protection officer reads it; reading it is a line in it."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import title_of
from firstlight.audit.selectors import Look, lines
from firstlight.desk.forms import JournalForm

PAGE = 50
SHOWN = 8  # references of one line that are written out; the rest are counted


def _reason(details: str) -> str:
    told = json.loads(details) if details else {}
    return str(told.get("justification") or told.get("reason") or "")


def _told(line: Look) -> dict[str, object]:
    return {
        "line": line,
        "who": title_of(line.by),
        "refs": line.refs[:SHOWN],
        "more": max(0, len(line.refs) - SHOWN),
        "reason": _reason(line.details),
    }


@door("journal.see")
def journal(request: Asked) -> HttpResponse:
    """Show the newest lines, or those that showed a reference, or that somebody caused."""
    form = JournalForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    found = lines(
        ref=asked.get("ref", ""),
        by=asked.get("by", ""),
        before=asked.get("before") or None,
        limit=PAGE,
    )
    if asked.get("ref"):
        request.viewer.seen.add(asked["ref"])
    context = {
        "title": "Journal",
        "form": form,
        "asked": asked,
        "rows": [_told(line) for line in found],
        "older": found[-1].seq if len(found) == PAGE else None,
    }
    return render(request, "desk/journal.html", context)
