"""What the pages of retention show: rows of words and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from firstlight.access.selectors import title_of
from firstlight.kernel.values.refusal import Refusal
from firstlight.kit.components.signs import day, tag, when
from firstlight.records.rules.kinds import KINDS
from firstlight.retention.forms import STATES
from firstlight.retention.rules.groups import GROUPS
from firstlight.retention.selectors import DisposalView, DueView, HoldView

TONES = {"waiting": "orange", "agreed": "blue", "done": "green", "refused": "grey", "held": "red"}
ITEMS = {"waiting": "Not yet", "done": "Disposed of", "held": "Kept by a hold"}


def link(path: str, ref: str) -> SafeString:
    """Give a link to a page of a reference."""
    return format_html('<a class="govuk-link fl-nowrap" href="{}/{}">{}</a>', path, ref, ref)


def links(path: str, refs: Iterable[str]) -> SafeString:
    """Give links to pages of references, one after another."""
    return format_html_join(" ", "{}", ((link(path, ref),) for ref in refs))


def kind_said(code: str) -> str:
    """Say a kind of record."""
    return KINDS[code].name if code in KINDS else code.replace("_", " ").capitalize()


def due_rows(rows: Iterable[DueView]) -> list[tuple[object, ...]]:
    """Give due reviews as rows: record, kind, group, clear period, since when due."""
    return [
        (
            link("/retention/reviews", one.record), kind_said(one.kind), GROUPS[one.group].title,
            {"text": day(one.clear_from), "sort": one.clear_from.isoformat()},
            {"text": day(one.due_on), "sort": one.due_on.isoformat()},
            "its source's, or a review's" if one.told else "worked out",
        )
        for one in rows
    ]  # fmt: skip


def hold_rows(rows: Iterable[HoldView]) -> list[tuple[object, ...]]:
    """Give holds as rows."""
    return [
        (
            link("/retention/holds", one.ref), link(_page(one.target), one.target), one.reason,
            title_of(one.by), when(one.at),
            {"text": day(one.review_on), "sort": one.review_on.isoformat() if one.review_on else ""},
        )
        for one in rows
    ]  # fmt: skip


def _page(ref: str) -> str:
    return "/people" if ref.startswith("P-") else "/records"


def disposal_rows(rows: Iterable[DisposalView]) -> list[tuple[object, ...]]:
    """Give disposals as rows."""
    return [
        (
            link("/retention/disposals", one.ref), tag(STATES.get(one.state, one.state), TONES[one.state]),
            one.authority, {"text": str(len(one.items)), "sort": len(one.items)},
            title_of(one.proposed_by), when(one.proposed_at),
            title_of(one.decided_by) if one.decided_by else "nobody yet",
        )
        for one in rows
    ]  # fmt: skip


def facts(one: DisposalView) -> list[dict[str, object]]:
    """Give one disposal as a summary list."""
    told: list[tuple[str, object]] = [
        ("State", tag(STATES.get(one.state, one.state), TONES[one.state])),
        ("Authority", one.authority), ("Reason", one.reason),
        ("Proposed by", f"{title_of(one.proposed_by)}"), ("Proposed", when(one.proposed_at)),
    ]  # fmt: skip
    if one.decided_by:
        told += [("Decided by", title_of(one.decided_by)), ("Decided", when(one.decided_at))]
    if one.decided_reason:
        told.append(("Reason for keeping", one.decided_reason))
    if one.done_at:
        told.append(("Done", when(one.done_at)))
        swept = when(one.swept_at) if one.swept_at else "not yet: the worker does it when at rest"
        told.append(("Freed pages overwritten", swept))
    return [{"key": key, "value": value} for key, value in told]


def item_rows(one: DisposalView) -> list[tuple[object, ...]]:
    """Give the records of a disposal as rows."""
    return [
        (
            link("/records", item.record), kind_said(item.kind),
            tag(ITEMS[item.state], TONES[item.state]),
            link("/retention/holds", item.held_by) if item.held_by else "none",
            ", ".join(f"{count} {name}" for name, count in item.counts.items() if count) or "nothing yet",
        )
        for item in one.items
    ]  # fmt: skip


def record_facts(due: DueView | None, holds: Iterable[HoldView]) -> list[dict[str, object]]:
    """Say of one record when it is looked at again and what holds it."""
    kept = ", ".join(one.said for one in holds)
    return [
        {"key": "Group", "value": GROUPS[due.group].title if due else None},
        {"key": "To be reviewed on", "value": day(due.due_on) if due else None},
        {"key": "Kept from disposal by", "value": kept or "no hold"},
    ]


def outside_rows(one: DisposalView) -> list[tuple[object, ...]]:
    """Give what left the force and may hold a copy: for a person to see to."""
    return [
        (item.record, copy["kind"], link("/sharing", copy["ref"]) if copy["kind"] == "disclosure" else copy["ref"])
        for item in one.items
        for copy in item.outside
    ]  # fmt: skip


def refused(form: forms.Form, refusal: Refusal) -> None:
    """Put what a service refused beside the fields it names, and the rest at the head."""
    for field, said in refusal.faults:
        told = f"{said[:1].upper()}{said[1:]}"
        if field in form.fields:
            form.add_error(field, told)
        else:
            form.add_error(None, f"{field} {said}")
    if not refusal.faults:
        form.add_error(None, str(refusal))


def context(title: str, **more: Any) -> dict[str, Any]:
    """Give a page of retention its frame."""
    return {"title": title, "back_url": "/retention", "back_label": "Retention", **more}
