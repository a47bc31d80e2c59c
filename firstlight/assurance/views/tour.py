"""The demonstration's tour: seven failings as they were told, and as they are here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import user_named
from firstlight.assurance import stories
from firstlight.assurance.rules.tour import STOPS, Stop, Target

TAGS = {
    "P": "primary text", "N": "news quoting it", "O": "another force or national", "I": "our own case",
}  # fmt: skip
PLAY = (("/demo/play/1", "Play the next hour"), ("/demo/play/4", "Play the next 4 hours"))
AGAIN = "/demo/start-again"


def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _target(target: Target, story: stories.Story) -> dict[str, Any]:
    if target.path:
        there = _is_there(target.path)
        return _led(target.label, target.path if there else "", "this page is not built")
    if target.record:
        ref, coming = (
            stories.record_ref(story, target.record),
            stories.is_to_come(story, target.record),
        )
        why = "comes when the next hours are played" if coming else "not held here"
        return _led(target.label, f"/records/{ref}" if ref else "", why)
    ref = stories.person_ref(story, target.person)
    return _led(target.label, f"/people/{ref}" if ref else "", "not held here")


def _led(label: str, url: str, why: str) -> dict[str, Any]:
    return {"label": label, "url": url, "why": "" if url else why}


def _stop(number: int, stop: Stop, told: dict[str, stories.Story], viewer: str) -> dict[str, Any]:
    story = told.get(stop.story)
    who = [(username, user_named(username)) for username in stop.as_who]
    return {
        "number": number, "stop": stop, "missing": story is None, "tag": TAGS[stop.tag],
        "targets": [_target(target, story or {}) for target in stop.targets],
        "who": [{"username": name, "user": one, "is_me": bool(one and one.ref == viewer)} for name, one in who],
    }  # fmt: skip


@require_GET
@door("demo.play")
def tour(request: Asked) -> HttpResponse:
    """Show the seven stops; nowhere but in a demonstration is there such a page."""
    if not settings.DEMO:
        raise Http404
    told = stories.stories()
    rows = [_stop(n, stop, told, request.viewer.ref) for n, stop in enumerate(STOPS, start=1)]
    context = {
        "title": "Seven stops", "caption": "Tour of the demonstration", "stops": rows, "told": bool(told),
        "play": [(url, label) for url, label in PLAY if _is_there(url)], "again": AGAIN if _is_there(AGAIN) else "",
        "at": request.at,
    }  # fmt: skip
    return render(request, "assurance/tour.html", context)
