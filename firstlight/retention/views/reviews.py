"""What is due for review, and one review."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may, title_of
from firstlight.force.selectors import setting
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.when import london_date
from firstlight.kit.components.signs import day, when
from firstlight.people.selectors import hidden_records
from firstlight.records.selectors import contents_of
from firstlight.retention import selectors, services
from firstlight.retention.forms import DueForm, ReviewForm
from firstlight.retention.presenting import context, due_rows, kind_said, links, refused
from firstlight.retention.rules.groups import GROUPS, due_on, group_of
from firstlight.retention.rules.outcomes import OUTCOMES

PER_PAGE = 50
SOON = timedelta(days=30)


@require_GET
@door("retention.see")
def home(request: Asked) -> HttpResponse:
    """Show what waits for somebody: reviews, holds to look at, proposals."""
    today = london_date(request.at)
    who = request.viewer
    told = (
        ("Reviews that are due", selectors.due_reviews(who, today), "/reviews", "Review"),
        ("Proposals that wait for a second person", selectors.disposals(who, state="waiting"),
         "/disposals?state=waiting", "Decide"),
        ("Holds to look at within 30 days", selectors.holds(who, due_by=today + SOON), "/holds", "Look"),
        ("Holds that stand", selectors.holds(who), "/holds", "All holds"),
        ("Requests that are open", selectors.requests(who), "/requests", "Requests"),
        ("Records corrected in 90 days", selectors.corrections(who, request.at), "/corrections",
         "Who must be told"),
        ("Disposals done", selectors.disposals(who, state="done"), "/disposals?state=done", "Tombstones"),
    )  # fmt: skip
    rows = [
        {
            "key": key,
            "value": str(len(found)),
            "action_url": f"/retention{url}",
            "action_label": label,
        }
        for key, found, url, label in told
    ]
    if selectors.reckoned_at() is None:
        rows[0]["value"] = "Not worked out yet"
    more = {"told": rows, "may_propose": may(request.viewer, "retention.propose")}
    return render(request, "retention/home.html", {"title": "Retention", **more})


@require_GET
@door("retention.see")
def due(request: Asked) -> HttpResponse:
    """List the records that are due for review, longest due first."""
    form = DueForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = selectors.due_reviews(
        request.viewer, london_date(request.at), group=asked.get("group", ""), kind=asked.get("kind", "")
    )  # fmt: skip
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    more = {
        "form": form, "page": page, "total": len(rows), "rows": due_rows(page.object_list),
        "headers": ("Record", "Kind", "Group", "Clear period from", "Due since", "Day"),
        "reckoned": selectors.reckoned_at(), "filtered": any(asked.values()),
        "may_review": may(request.viewer, "retention.review"),
    }  # fmt: skip
    return render(request, "retention/due.html", context("Due reviews", **more))


@require_POST
@door("retention.review")
def reckon(request: Asked) -> HttpResponse:
    """Have the schedule brought up to date."""
    services.ask_to_reckon(by=request.viewer, at=request.at)
    messages.success(request, "The schedule is being brought up to date, now and every day.")
    return redirect("/retention/reviews")


@require_http_methods(["GET", "POST"])
@door("retention.review")
def review(request: Asked, ref: str) -> HttpResponse:
    """Review one record: keep it, hold it, or propose that it is disposed of."""
    held = contents_of(ref)
    if held is None or hidden_records([ref], request.viewer):
        raise NotThere
    request.viewer.seen.add(ref)
    again = int(setting(GROUPS[group_of(held.kind)].again))
    form = ReviewForm(
        request.POST or None, initial={"until": due_on(london_date(request.at), again)}
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            led_to = services.review(record=ref, outcome=asked["outcome"], rationale=asked["rationale"],
                                     until=asked["until"], by=request.viewer, at=request.at)  # fmt: skip
        except NotThere:
            raise
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(
                request, f"Reviewed: {OUTCOMES[asked['outcome']].lower()}. {led_to}".strip()
            )
            return redirect("/retention/reviews")
    return _review(request, ref, form)


def _review(request: Asked, ref: str, form: ReviewForm) -> HttpResponse:
    told, kind = selectors.scheduled(ref), getattr(contents_of(ref), "kind", "")
    rows = [
        {"key": "Record", "value": links("/records", [ref])}, {"key": "Kind", "value": kind_said(kind)},
        {"key": "Group", "value": GROUPS[told.group].title if told else None},
        {"key": "Clear period from", "value": day(told.clear_from) if told else None},
        {"key": "Due", "value": day(told.due_on) if told else None},
        {"key": "Holds that keep it", "value": ", ".join(h.said for h in selectors.holds_on(ref)) or "none"},
    ]  # fmt: skip
    past = [
        (when(one.at), OUTCOMES[one.outcome], one.rationale, title_of(one.by), one.led_to or "nothing")
        for one in selectors.reviews_of(ref)
    ]  # fmt: skip
    more = {"form": form, "rows": rows, "past": past, "ref": ref,
            "headers": ("When", "Outcome", "Why", "Who", "Led to")}  # fmt: skip
    status = 422 if form.errors else 200
    return render(
        request, "retention/review.html", context("Review a record", **more), status=status
    )
