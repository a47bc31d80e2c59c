"""Pairs nobody has decided: a person says same, different or unsure, and may take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.desk import reviewing
from firstlight.desk.forms import ANSWERS, JudgeForm
from firstlight.kernel.values.refusal import Refusal
from firstlight.people import services as people

LATELY = "reviewed_lately"


def _page(request: Asked, form: JudgeForm | None = None, skip: int = 0) -> HttpResponse:
    pair = reviewing.next_pair(skip, viewer=request.viewer, at=request.at)
    lately = request.session.get(LATELY, [])
    context = {
        "title": "Who is who",
        "caption": "Pairs that may be one person",
        "pair": pair,
        "sides": (pair.one, pair.other) if pair else (),
        "skip": skip,
        "done": len(lately),
        "lately": lately[-5:][::-1],
        "form": form
        or JudgeForm(initial={"one": pair.one.ref, "other": pair.other.ref} if pair else {}),
    }
    return render(request, "desk/review.html", context, status=422 if form else 200)


@require_GET
@door("people.judge")
def review(request: Asked) -> HttpResponse:
    """Show the likeliest pair that nobody has decided, both sides and why."""
    skip = request.GET.get("skip", "0")
    return _page(request, skip=min(int(skip), 500) if skip.isdigit() else 0)


@require_POST
@door("people.judge")
def judge(request: Asked) -> HttpResponse:
    """Keep an answer about two appearances, and go on to the next pair."""
    form = JudgeForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    said = form.cleaned_data
    try:
        ref = people.judge(
            one=said["one"], other=said["other"], answer=said["answer"], reason=said["reason"],
            by=request.viewer, at=request.at,
        )  # fmt: skip
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("/review")
    answer = dict(ANSWERS)[said["answer"]]
    request.session[LATELY] = [*request.session.get(LATELY, []), {"ref": ref, "answer": answer}][
        -50:
    ]
    messages.success(request, f"Kept: {answer.lower()}. You can take it back below.")
    return redirect("/review")


@require_POST
@door("people.judge")
def take_back(request: Asked) -> HttpResponse:
    """Take an answer back; the computer's own answer stands again."""
    ref = request.POST.get("judgement", "")
    people.take_back(
        judgement=ref, reason="taken back by the one who said it", by=request.viewer, at=request.at
    )
    held = request.session.get(LATELY, [])
    request.session[LATELY] = [one for one in held if one["ref"] != ref]
    messages.success(request, "Taken back. The pair stands as the computer left it.")
    return redirect("/review")
