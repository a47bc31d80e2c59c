"""A look-back as numbers, bars and rows for pages and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString

from firstlight.assurance.rules.departments import title_of
from firstlight.assurance.selectors import GROUPS, ChildRow, Shown, months
from firstlight.kernel.values.when import said
from firstlight.kit.components.signs import when
from firstlight.kit.rules.drawings import Bar
from firstlight.risk.rules import levels

CHILD_HEADERS = (
    "Child", "Framework", "Floor first at high", "A person first graded high", "Days between",
    "Contacts between, by department",
)  # fmt: skip
DEPARTMENT_HEADERS = (
    "Department",
    {"label": "Contacts between", "numeric": True, "sort": "descending"},
    {"label": "With how many children", "numeric": True},
)
BURDEN_HEADERS = (
    "What", {"label": "A day, on average", "numeric": True},
    {"label": "A day and million residents", "numeric": True}, {"label": "Wanted at most", "numeric": True},
)  # fmt: skip
MONTH_HEADERS = (
    "Month", {"label": "New highs", "numeric": True}, {"label": "Standing at its end", "numeric": True},
    {"label": "Rises shown to the hub", "numeric": True},
)  # fmt: skip
# What the design asks for, per million residents.
WANTED = {"new_highs": 12, "standing": 250, "rises": 40}
FILE_HEADERS = (
    "child", "group", "framework", "floor_first_high_at", "record", "high_when_period_began",
    "first_graded_high_at", "contact_at", "contact_record", "contact_kind", "contact_department",
)  # fmt: skip


def _link(ref: str) -> SafeString | str:
    if not ref:
        return "not known"
    place = "people" if ref.startswith("P-") else "records"
    return format_html('<a class="govuk-link" href="/{}/{}">{}</a>', place, ref, ref)


def _days(span: timedelta | None) -> object:
    if span is None:
        return "not graded high"
    days = round(span.total_seconds() / 86_400, 1)
    return {"text": f"{days:g}" if days >= 0 else f"graded {-days:g} before", "sort": days}


def numbers(shown: Shown) -> list[dict[str, str]]:
    """Give the numbers of both errors."""
    n = shown.numbers
    rows = (
        ("Children whose floor reached high", n.children_whose_floor_reached_high),
        ("Of those, so when the period began", n.of_those_so_when_the_period_began),
        ("High floor, and no person ever graded high", n.never_graded_high),
        ("Graded high after the floor", n.graded_high_after_the_floor),
        ("Graded high by a person while no floor was", n.graded_high_while_no_floor_was),
        ("Contacts between the floor and the grade", n.contacts_between),
        ("Record versions replayed", n.versions_replayed),
    )
    return [{"key": label, "value": str(value)} for label, value in rows]


def burden(shown: Shown) -> list[list[object]]:
    """Give the burden a day, and per million residents beside what is wanted."""
    load = shown.burden
    rows = (
        ("Children whose floor newly reached high", load.new_highs, WANTED["new_highs"]),
        ("Children standing at high at the day's end", load.standing, WANTED["standing"]),
        (
            "Children whose floor rose above the least level, each shown to the hub once",
            load.rises,
            WANTED["rises"],
        ),
    )
    return [
        [label, f"{count:.2f}", _per_million(load.per_million(count)), str(most)]
        for label, count, most in rows
    ]


def _per_million(count: float | None) -> str:
    return "residents not set" if count is None else f"{count:.1f}"


def month_rows(shown: Shown) -> list[list[object]]:
    """Give the burden by month as rows."""
    return [
        [{"text": f"{first:%B %Y}", "sort": first.isoformat()}, str(new), str(standing), str(rises)]
        for first, new, standing, rises in months(shown.burden)
    ]  # fmt: skip


def month_bars(shown: Shown) -> list[Bar]:
    """Give a bar for each month: children whose floor newly reached high."""
    return [Bar(f"{first:%B %Y}", new) for first, new, _, _ in months(shown.burden)]


def department_rows(shown: Shown) -> list[list[object]]:
    """Give each department's contacts between, opening to the children."""
    return [
        [
            _children_of(code, title),
            {"text": count, "sort": count}, {"text": children, "sort": children},
        ]
        for code, title, count, children in shown.departments()
    ]  # fmt: skip


def _children_of(code: str, title: str) -> SafeString | str:
    if not code:
        return title
    url = f"/leaders/lookback/children?{urlencode({'department': code})}"
    return format_html('<a class="govuk-link" href="{}">{}</a>', url, title)


def department_bars(shown: Shown) -> list[Bar]:
    """Give a bar for each department."""
    return [Bar(title, count) for _, title, count, _ in shown.departments()]


def children(rows: Iterable[ChildRow], graders: Mapping[str, str]) -> list[list[object]]:
    """Give children as rows, by reference; `graders` names who graded where the force shows that."""
    return [
        [
            _link(row.person), levels.TITLES.get(row.framework, "None reached high"),
            _first(row), _graded(row, graders), _days(row.waited) if row.first_high_at else "",
            _between(row),
        ]
        for row in rows
    ]  # fmt: skip


def _first(row: ChildRow) -> object:
    if row.first_high_at is None:
        return ""
    at = row.first_high_at
    text: Any = "before the period" if row.already else when(at)
    if row.record:
        text = format_html("{} by {}", text, _link(row.record))
    return {"text": text, "sort": at.timestamp()}


def _graded(row: ChildRow, graders: Mapping[str, str]) -> object:
    if row.graded_at is None:
        return "nobody did"
    words = format_html("{} {}", when(row.graded_at), _link(row.grade_record))
    if graders.get(row.grade_record):
        words = format_html("{} by {}", words, graders[row.grade_record])
    return {"text": words, "sort": row.graded_at.timestamp()}


def _between(row: ChildRow) -> str:
    counts: dict[str, int] = {}
    for one in row.between:
        counts[title_of(one.department)] = counts.get(title_of(one.department), 0) + 1
    return ", ".join(f"{title} {count}" for title, count in sorted(counts.items())) or "none"


def file_rows(rows: Iterable[ChildRow]) -> Iterable[tuple[object, ...]]:
    """Give a row for each contact between, and one for a child without any: references, no names."""
    yield FILE_HEADERS
    for row in rows:
        first = said(row.first_high_at) if row.first_high_at else ""
        graded = said(row.graded_at) if row.graded_at else ""
        head = (row.person, GROUPS.get(row.group, ""), row.framework, first, row.record,
                "yes" if row.already else "no", graded)  # fmt: skip
        for one in row.between:
            yield (*head, said(one.at), one.record, one.kind, one.department)
        if not row.between:
            yield (*head, "", "", "", "")
