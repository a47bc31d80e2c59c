"""Recording somebody missing: three questions, search first, saved with any gap."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.missing import services
from firstlight.missing.forms import RecordForm
from firstlight.people.selectors import Hit, search


@require_http_methods(["GET", "POST"])
@door("missing.record")
def record(request: Asked) -> HttpResponse:
    """Record somebody missing. What is typed is looked for first; nothing is refused for a gap."""
    if request.method != "POST":
        form = RecordForm(initial={"whereabouts_known": "no", "told_at": request.at})
        return _page(request, form, ())
    form = RecordForm(request.POST)
    valid = form.is_valid()
    if request.POST.get("do") == "search" or not valid:
        return _page(request, form, _found(request, form), 200 if valid else 422)
    person = request.POST.get("person", "")
    taken, episode = services.record_missing(
        raw=_raw(form, known=bool(person)), about={"p1": person} if person else {},
        by=request.viewer, at=request.at,
    )  # fmt: skip
    if not episode:
        said = "; ".join(f"{f.field}: {f.problem}" for f in taken.faults)
        messages.error(request, f"Kept, and waiting to be mended: {said}")
        return _page(request, form, (), 422)
    messages.success(request, "Recorded. The duty inspector is told now.")
    return redirect(f"/missing/{episode}")


def _raw(form: RecordForm, *, known: bool) -> dict[str, Any]:
    given = form.cleaned_data
    raw: dict[str, Any] = {
        "narrative": given.get("worry") or "",
        "title": given.get("words_used") or "Missing",
        "people": [{"key": "p1", "role": "subject"} if known else form.person_in()],
        "details": form.details(),
    }
    if given.get("told_at"):
        raw["told_at"] = given["told_at"].isoformat()
    if given.get("last_seen_at"):
        raw["occurred"] = {"begins": given["last_seen_at"].isoformat()}
    if given.get("last_seen"):
        raw["places"] = [{"role": "last_seen", "address": {"text": given["last_seen"]}}]
    return raw


def _found(request: Asked, form: RecordForm) -> tuple[Hit, ...]:
    given = getattr(form, "cleaned_data", {})
    name = f"{given.get('given') or ''} {given.get('family') or ''}".strip()
    if not name or not may(request.viewer, "people.search"):
        return ()
    found, _ = search(name=name, born_on=given.get("born_on"), viewer=request.viewer, limit=8)
    request.viewer.seen.add(*(hit.person for hit in found))
    return found


def _page(
    request: Asked, form: RecordForm, hits: tuple[Hit, ...], status: int = 200
) -> HttpResponse:
    context = {
        "title": "Record somebody missing",
        "form": form,
        "hits": hits,
        "searched": request.POST.get("do") == "search",
        "chosen": request.POST.get("person", ""),
        "opening": [form[name] for name in ("given", "family", "born_on", "age")],
        "asked": [form[name] for name in ("last_seen_at", "last_seen", "worry", "whereabouts_known")],
        "known": [form[name] for name in ("how_known", "spoken_to", "next_contact_at")],
        "more": [form[name] for name in (
            "told_at", "words_used", "from_care_home", "home", "medication_missed", "self_harm",
            "disability_affects_safety", "named_exploiter",
        )],
        "breadcrumbs": [{"label": "Missing people", "url": "/missing"}],
    }  # fmt: skip
    return render(request, "missing/record.html", context, status=status)
