"""Figures of domestic abuse: each number opens to its cases; teams and schools, never an officer."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.domestic import selectors as domestic
from firstlight.duties.selectors import never_taken
from firstlight.sharing import selectors as sharing

DAYS = {"7": "7 days", "28": "28 days", "90": "90 days", "365": "12 months"}


def _counted(request: Asked) -> dict[str, Any]:
    days = request.GET.get("days", "28")
    days = days if days in DAYS else "28"
    since = request.at - timedelta(days=int(days))
    return {
        "days": days, "since": since, "figures": domestic.figures(since, request.at),
        "schools": sharing.by_school(since, request.at, request.at),
        "orders": never_taken("ORDER_ENDING", since, request.at),
    }  # fmt: skip


@require_GET
@door("domestic.figures")
def domestic_abuse(request: Asked) -> HttpResponse:
    """Show what is counted of domestic abuse over some days."""
    context = {
        "title": "Domestic abuse in figures", "choices": DAYS, "at": request.at, **_counted(request),
        "breadcrumbs": [{"label": "Domestic abuse jobs", "url": "/domestic"}],
    }  # fmt: skip
    return render(request, "desk/figures.html", context)


@require_GET
@door("domestic.figures")
def export(request: Asked) -> HttpResponse:
    """Give the same figures as CSV: what, of whom, how many, and the cases by reference."""
    found = _counted(request)
    told, answer = found["figures"], HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="domestic-abuse.csv"'
    out = csv.writer(answer)
    out.writerow(["figure", "of", "number", "cases"])
    for team in told.teams:
        for name in ("jobs", "briefed", "opened"):
            out.writerow([f"{name} before arrival" if name != "jobs" else name, _safe(team.team),
                          getattr(team, name), ""])  # fmt: skip
        for words, jobs in team.why:
            out.writerow([words, _safe(team.team), len(jobs), " ".join(jobs)])
    for name, number, cases in (
        ("children", told.children, ()), ("children seen", told.seen, ()),
        ("children spoken to alone", told.alone, ()),
        ("jobs with children and no voice", len(told.unheard), told.unheard),
        ("repeat", len(told.repeat), told.repeat),
        ("second grade lower", len(told.downgraded), [job for job, *_ in told.downgraded]),
        ("orders that ended unseen", len(found["orders"]), found["orders"]),
    ):  # fmt: skip
        out.writerow([name, "force", number, " ".join(cases)])
    for one in found["schools"]:
        out.writerow(["notices", _safe(one.school), one.notices, ""])
        out.writerow(["notices on time", _safe(one.school), one.on_time, ""])
        out.writerow(["notices late", _safe(one.school), len(one.late), " ".join(one.late)])
    return answer


def _safe(text: str) -> str:
    """Keep a spreadsheet from reading a name as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
