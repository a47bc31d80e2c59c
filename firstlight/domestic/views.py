"""The list of domestic abuse jobs and the page of one: its brief, its children, tonight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.domestic import selectors, services
from firstlight.domestic.call_forms import ResponseForm
from firstlight.domestic.forms import (
    CloseForm,
    DeclineForm,
    LineForm,
    LookForm,
    MeasureForm,
    SecondForm,
    TonightForm,
    ToolForm,
    VoiceForm,
)
from firstlight.domestic.rules.closing import NEARNESS
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kit.forms import KitForm


@require_GET
@door("domestic.see")
def jobs(request: Asked) -> HttpResponse:
    """Show the open jobs, the graver first, and what is only proposed."""
    return render(request, "domestic/jobs.html", _listed(request))


@require_GET
@door("domestic.see")
def jobs_rows(request: Asked) -> HttpResponse:
    """Give the living part of the list."""
    return render(request, "domestic/jobs_rows.html", _listed(request))


def _listed(request: Asked) -> dict[str, Any]:
    return {
        "title": "Domestic abuse jobs",
        "jobs": selectors.jobs(request.viewer, request.at),
        "proposals": selectors.proposals(request.viewer, request.at),
        "counted": selectors.counted(request.at),
        "decline": DeclineForm(),
        "at": request.at,
    }


@require_GET
@door("domestic.see", shows_person=True)
def job(request: Asked, ref: str) -> HttpResponse:
    """Show one job."""
    return _page(request, ref)


def _page(request: Asked, ref: str, about: str = "", form: KitForm | None = None) -> HttpResponse:
    found = selectors.job(ref, request.viewer, request.at)
    rows = [
        {
            "row": row,
            "near": NEARNESS[row.nearness],
            "age": row.picture.age_at(request.at) if row.picture else None,
            "form": form if form and about == f"line:{row.person}" else LineForm(prefix=row.person),
            "voice": form
            if form and about == f"voice:{row.person}"
            else VoiceForm(prefix=f"v{row.person}"),
            "opened": about == f"voice:{row.person}",
            "scene": found.scene.children[row.person],
        }
        for row in found.children.own
    ]
    groups = [
        {"code": code, "words": words, "number": n, "line": line, "form": LineForm(prefix=code)}
        for code, words, n, line in found.children.groups
    ]
    context = {
        "title": f"Domestic abuse job {found.number}".strip(),
        "caption": ref,
        "job": found,
        "rows": rows,
        "groups": groups,
        "tonight": form if form and about == "tonight" else TonightForm(),
        "supervises": may(request.viewer, "domestic.second"),
        **_after(found, about, form),
        "closing": form if form and about == "close" else CloseForm(),
        "responding": ResponseForm(),
        "form": form,
        "breadcrumbs": [{"label": "Domestic abuse jobs", "url": "/domestic"}],
        "at": request.at,
    }
    return render(request, "domestic/job.html", context, status=422 if form else 200)


def _after(found: selectors.JobView, about: str, form: KitForm | None) -> dict[str, Any]:
    """Give the forms of what is done after the scene; the one that was sent comes back filled."""
    return {
        "measures": [
            {
                "row": one,
                "form": form
                if form and about == f"measure:{one.code}"
                else MeasureForm(prefix=one.code),
            }
            for one in found.scene.measures
        ],
        "tool": form if form and about == "tool" else ToolForm(prefix="tool"),
        "second": form if form and about == "second" else SecondForm(prefix="second"),
        "looking": form if form and about == "look" else LookForm(prefix="look"),
    }


def _done(
    request: Asked,
    ref: str,
    about: str,
    form: KitForm,
    work: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    """Do one thing to a job; what the service refuses is told beside the fields, all together."""
    if not form.is_valid():
        return _page(request, ref, about, form)
    try:
        work(form.cleaned_data)
    except NotThere:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.what)
        for name, sentence in refusal.faults:
            form.add_error(name if name in form.fields else None, sentence)
        return _page(request, ref, about, form)
    messages.success(request, said)
    return redirect(f"/domestic/{ref}")


@require_POST
@door("domestic.work")
def consider(request: Asked, ref: str) -> HttpResponse:
    """Write a child's line, or a group's."""
    child, group = str(request.POST.get("child", "")), str(request.POST.get("group", ""))
    form = LineForm(request.POST, prefix=child or group)

    def work(given: dict[str, Any]) -> None:
        services.consider(
            record=ref, child=child, group=group, considered_by=given["considered_by"],
            outcome=given["outcome"], by=request.viewer, at=request.at,
        )  # fmt: skip

    return _done(request, ref, f"line:{child}", form, work, "The line was written.")


@require_POST
@door("domestic.work")
def tonight(request: Asked, ref: str) -> HttpResponse:
    """Tell where the children sleep tonight."""

    def work(given: dict[str, Any]) -> None:
        services.tell_tonight(record=ref, **given, by=request.viewer, at=request.at)

    return _done(request, ref, "tonight", TonightForm(request.POST), work, "Tonight was told.")


@require_POST
@door("domestic.work")
def voice(request: Asked, ref: str) -> HttpResponse:
    """Record the voice of a child of the job."""
    child = str(request.POST.get("child", ""))

    def work(given: dict[str, Any]) -> None:
        details = {name: value for name, value in given.items() if value}
        services.hear(record=ref, child=child, details=details, by=request.viewer, at=request.at)

    form = VoiceForm(request.POST, prefix=f"v{child}")
    return _done(request, ref, f"voice:{child}", form, work, "The child's voice was recorded.")


@require_POST
@door("domestic.work")
def measure(request: Asked, ref: str, code: str) -> HttpResponse:
    """Write down that a measure was considered."""

    def work(given: dict[str, Any]) -> None:
        services.weigh(record=ref, code=code, **given, by=request.viewer, at=request.at)

    form = MeasureForm(request.POST, prefix=code)
    return _done(request, ref, f"measure:{code}", form, work, "Written down.")


@require_POST
@door("domestic.work")
def tool(request: Asked, ref: str) -> HttpResponse:
    """Record the outcome of the risk tool at the scene."""

    def work(given: dict[str, Any]) -> None:
        services.assess(record=ref, told=given, by=request.viewer, at=request.at)

    form = ToolForm(request.POST, prefix="tool")
    return _done(request, ref, "tool", form, work, "The outcome of the risk tool was recorded.")


@require_POST
@door("domestic.second")
def second(request: Asked, ref: str) -> HttpResponse:
    """Record the specialist's grade."""

    def work(given: dict[str, Any]) -> None:
        services.assess(record=ref, told=given, by=request.viewer, at=request.at)

    form = SecondForm(request.POST, prefix="second")
    return _done(
        request, ref, "second", form, work, "The second grade was recorded, apart from the first."
    )


@require_POST
@door("domestic.second")
def look(request: Asked, ref: str) -> HttpResponse:
    """Write down a supervisor's look, with what lacks now."""

    def work(given: dict[str, Any]) -> None:
        lacked = selectors.job(ref, request.viewer, request.at).scene.lacks
        services.look_over(
            record=ref, said=given["said"], lacked=lacked, by=request.viewer, at=request.at
        )

    form = LookForm(request.POST, prefix="look")
    return _done(request, ref, "look", form, work, "Your look was written down.")


@require_POST
@door("domestic.work")
def close(request: Asked, ref: str) -> HttpResponse:
    """Close a job."""

    def work(given: dict[str, Any]) -> None:
        services.close(record=ref, outcome=given["outcome"], by=request.viewer, at=request.at)

    return _done(request, ref, "close", CloseForm(request.POST), work, "The job was closed.")


@require_POST
@door("domestic.work")
def decide(request: Asked, ref: str) -> HttpResponse:
    """Take a proposed job as domestic abuse, or decline it."""
    take = request.POST.get("answer") == "take"
    try:
        services.decide(
            record=ref,
            take=take,
            reason=str(request.POST.get("reason", "")),
            by=request.viewer,
            at=request.at,
        )
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("/domestic")
    messages.success(request, "Taken as domestic abuse and briefed." if take else "Declined.")
    return redirect(f"/domestic/{ref}" if take else "/domestic")
