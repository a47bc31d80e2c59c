"""Recording a concern about any child from any job: three short steps, saved with gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import sight
from firstlight.desk import concerns
from firstlight.desk.document import document
from firstlight.desk.forms import TonightForm, WhatForm, WhoForm
from firstlight.desk.services import record_concern
from firstlight.kernel.values.refs import is_ref
from firstlight.kit.answers import Step
from firstlight.kit.wizard import DraftStore, WizardView


def _about(request: HttpRequest) -> tuple[str, str]:
    """Give whom or what the concern starts from, by reference."""
    for name in ("person", "record"):
        ref = request.GET.get(name, "")
        if is_ref(ref):
            return name, ref
    return "", ""


class ConcernWizard(WizardView):
    """Which child; what was seen, told and inferred; tonight."""

    title = "Record a concern"
    step_template = "desk/concern/step.html"
    check_template = "desk/concern/check.html"
    steps: ClassVar = (
        Step("child", "Which child, and who was there", WhoForm),
        Step("what", "What you saw, were told and make of it", WhatForm),
        Step("tonight", "Where, when, and tonight", TonightForm),
    )

    @property
    def asked(self) -> Asked:
        """The request as it came through the door."""
        return cast("Asked", self.request)

    def store(self) -> DraftStore:
        """Keep the draft for its owner alone."""
        return concerns.DeskDrafts(self.asked.viewer, self.asked.at)

    def key(self) -> str:
        """Keep a draft for each child or job a concern starts from."""
        return f"concern:{_about(self.request)[1] or 'new'}"

    def url_of(self, slug: str) -> str:
        """Carry the reference the concern starts from, never a name."""
        name, ref = _about(self.request)
        return f"/concern/{slug}?{name}={ref}" if ref else f"/concern/{slug}"

    def opening(self, step: Step, /) -> dict[str, Any]:
        """Open with what is held already."""
        name, ref = _about(self.request)
        viewer, at = self.asked.viewer, self.asked.at
        if not ref or ref in sight(viewer).restricted:
            return {}
        if name == "person":
            return concerns.opening_for_person(ref, viewer=viewer, at=at).get(step.slug, {})
        return concerns.opening_for_record(ref, viewer=viewer, at=at).get(step.slug, {})

    def finish(
        self, request: HttpRequest, answers: Mapping[str, Mapping[str, Any]], gaps: int
    ) -> HttpResponse:
        """Take the concern in, whatever is missing."""
        asked = self.asked
        envelope = concerns.envelope_of(answers, asked.at)
        taken = record_concern(
            concern=envelope,
            voice=concerns.voice_of(answers, envelope),
            by=asked.viewer,
            at=asked.at,
        )
        if taken.outcome == "quarantined":
            faults = "; ".join(f"{fault.field}: {fault.problem}" for fault in taken.faults)
            messages.error(request, f"Kept, and waiting to be put right ({taken.ref}). {faults}")
            return redirect("/")
        if gaps:
            messages.info(request, f"Saved with {gaps} gaps, which the record shows as not told.")
        return redirect(f"/concern/sent/{taken.ref}")


@door("records.add")
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """Show or keep a step of the form, or its check page; send it from there."""
    return cast("HttpResponse", ConcernWizard.as_view()(request, slug=slug))


@require_GET
@door("records.add")
def begin(request: Asked) -> HttpResponse:
    """Start, or go on with the draft that was kept."""
    name, ref = _about(request)
    return redirect(f"/concern/child?{name}={ref}" if ref else "/concern/child")


@require_GET
@door("records.add")
def sent(request: Asked, ref: str) -> HttpResponse:
    """Give the receipt: the reference, and what happens next."""
    told = document(ref, viewer=request.viewer, at=request.at)
    context = {"title": "Concern recorded", "d": told,
               "tonight": getattr(told.view.details, "tonight", "")}  # fmt: skip
    return render(request, "desk/concern/sent.html", context)
