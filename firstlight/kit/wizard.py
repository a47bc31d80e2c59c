"""The one wizard engine: steps, a draft store, back, save with gaps, check your answers.

An app gives a subclass of `WizardView` with its steps, its store and `finish`. Nothing typed is
refused for a gap: a step with faults is kept as it was typed and said on the check page; `finish`
decides what a gap means.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from firstlight.kit.answers import Answered, Step, answered, bound_form, quiet, typed

CHECK = "check"


class DraftStore(Protocol):
    """Where a draft lives. Kept for its owner alone; how long is the store's affair."""

    def load(self, key: str) -> dict[str, Any]:
        """The draft, or an empty dict."""

    def save(self, key: str, draft: dict[str, Any]) -> None:
        """Keeps the draft in place of the one before."""

    def clear(self, key: str) -> None:
        """Forgets the draft."""


class WizardView(View, ABC):
    """One address for each step and "check" last; a subclass fills in the four parts below."""

    steps: ClassVar[Sequence[Step]] = ()
    title: ClassVar[str] = ""
    step_template: ClassVar[str] = "kit/wizard/step.html"
    check_template: ClassVar[str] = "kit/wizard/check.html"

    @abstractmethod
    def store(self) -> DraftStore:
        """The draft store of the person asking."""

    @abstractmethod
    def key(self) -> str:
        """The draft's key: this wizard and what it is about, by reference."""

    @abstractmethod
    def url_of(self, slug: str) -> str:
        """The address of a step or of the check page."""

    @abstractmethod
    def finish(
        self, request: HttpRequest, answers: Mapping[str, Mapping[str, Any]], gaps: int
    ) -> HttpResponse:
        """Acts on all answers (slug -> cleaned data); a redirect clears the draft."""

    def opening(self, _step: Step, /) -> dict[str, Any]:
        """What is known already, to open a step's form with."""
        return {}

    def get(self, request: HttpRequest, slug: str, **_: object) -> HttpResponse:
        """A step's form as last saved, or the check page."""
        if slug == CHECK:
            return self._check(request)
        step = self._step(slug)
        kept = self._draft().get(slug)
        form = (
            bound_form(step, kept, {})
            if kept is not None
            else step.form(initial=self.opening(step))
        )
        return self._page(
            request, step, form, shown_faults=kept is not None and "faults" in request.GET
        )

    def post(self, request: HttpRequest, slug: str, **_: object) -> HttpResponse:
        """Keeps what was typed; "next" shows faults; "save", "back" and "check" go on with them."""
        if slug == CHECK:
            return self._finish(request)
        step = self._step(slug)
        form = step.form(request.POST)
        draft = self._draft() | {slug: typed(form, request.POST)}
        self.store().save(self.key(), draft)
        action = request.POST.get("wizard", "next")
        if action == "next" and not form.is_valid():
            return self._page(request, step, form, shown_faults=True)
        return redirect(self.url_of(self._after(slug, action)))

    def answered(self) -> tuple[Answered, ...]:
        """Every step with its answers in words and what is still missing."""
        draft = self._draft()
        return tuple(
            answered(step, draft.get(step.slug), self.opening(step)) for step in self.steps
        )

    def _draft(self) -> dict[str, Any]:
        return self.store().load(self.key())

    def _step(self, slug: str) -> Step:
        for step in self.steps:
            if step.slug == slug:
                return step
        raise Http404

    def _after(self, slug: str, action: str) -> str:
        slugs = [step.slug for step in self.steps]
        place = slugs.index(slug)
        if action == "back":
            return slugs[max(place - 1, 0)]
        return CHECK if action == "check" or place + 1 == len(slugs) else slugs[place + 1]

    def _page(
        self, request: HttpRequest, step: Step, form: forms.Form, *, shown_faults: bool
    ) -> HttpResponse:
        slugs = [each.slug for each in self.steps]
        place = slugs.index(step.slug)
        context = {
            "title": step.title,
            "caption": self.title,
            "form": form if shown_faults or not form.is_bound else quiet(form),
            "number": place + 1,
            "total": len(slugs),
            "check_url": self.url_of(CHECK),
        }
        return render(
            request, self.step_template, context, status=422 if request.method == "POST" else 200
        )

    def _check(self, request: HttpRequest) -> HttpResponse:
        sections = self.answered()
        context = {
            "title": "Check your answers",
            "caption": self.title,
            "back_url": self.url_of(self.steps[-1].slug),
            "sections": [{"answered": a, "url": self.url_of(a.step.slug)} for a in sections],
            "gaps": sum(a.gaps for a in sections),
        }
        return render(request, self.check_template, context)

    def _finish(self, request: HttpRequest) -> HttpResponse:
        draft = self._draft()
        answers, gaps = {}, 0
        for step in self.steps:
            form = bound_form(step, draft.get(step.slug), self.opening(step))
            gaps += len(form.errors)
            answers[step.slug] = form.cleaned_data
        response = self.finish(request, answers, gaps)
        if 300 <= response.status_code < 400:
            self.store().clear(self.key())
        return response
