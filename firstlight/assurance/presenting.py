"""Measures as rows, cards and bars for pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString

from firstlight.access.rules.predicates import ROLES
from firstlight.assurance.rules.demand import Demand
from firstlight.assurance.rules.departments import title_of
from firstlight.assurance.rules.measure import SAID, TONES, Case, Measure, Number
from firstlight.assurance.rules.queries.departments import Row
from firstlight.assurance.selectors import EndorsementRow, Standing, Unseen
from firstlight.kernel.values.when import london
from firstlight.kit.components.signs import day, tag, when
from firstlight.kit.rules.drawings import Bar

DEPARTMENT_HEADERS = (
    "Department",
    {"label": "A child lives there, not mentioned", "numeric": True, "sort": "descending"},
    {"label": "Of records where it can be told", "numeric": True},
    {"label": "A record of the child followed", "numeric": True},
    {"label": "Cannot be told", "numeric": True},
    {"label": "All ordinary records", "numeric": True},
)


def _link(url: str, words: object) -> SafeString:
    return format_html('<a class="govuk-link" href="{}">{}</a>', url, words)


def card(row: Standing, at: datetime) -> dict[str, Any]:
    """Give one recommendation as a card: status in words, due, owner, endorsements, lines of proof."""
    return {
        "row": row.row,
        "status": tag(SAID[row.status], TONES[row.status]),
        "due": day(row.due_on),
        "overdue": row.overdue,
        "set_by_nobody": not row.due_set_by,
        "owner": ROLES[row.row.owner],
        "whole_force": row.whole_force,
        "departments": row.departments,
        "lines": [
            {"m": m, "status": tag(m.status_said, m.tone), "url": f"/leaders/queries/{m.code}"}
            for m in row.measures
        ],
        "at": at,
    }


def cards(rows: Iterable[Standing], at: datetime) -> list[dict[str, Any]]:
    """Give every recommendation as a card."""
    return [card(row, at) for row in rows]


def endorsements(rows: Iterable[EndorsementRow]) -> list[list[object]]:
    """Give endorsements as rows of a table."""
    return [
        [row.by_title, title_of(row.department) if row.department else "The whole force", row.text,
         {"text": when(row.at), "sort": row.at.timestamp()}]
        for row in rows
    ]  # fmt: skip


def _number(measure: Measure, number: Number) -> list[object]:
    words: object = number.words
    if number.cases and number.count:
        query = urlencode({"state": number.cases})
        words = _link(f"/leaders/queries/{measure.code}?{query}#cases", words)
    return [number.label, words]


def numbers(measure: Measure) -> list[list[object]]:
    """Give a measure's numbers as rows; a number with cases opens to them."""
    return [_number(measure, number) for number in measure.numbers]


def cases(rows: Iterable[Case]) -> list[list[object]]:
    """Give cases as rows: reference, why, department, when. No name is among them."""
    return [
        [
            _link(case.url, case.ref), case.because, title_of(case.department) if case.department else "Not said",
            {"text": when(case.at) if case.at else "", "sort": case.at.timestamp() if case.at else 0},
        ]
        for case in rows
    ]  # fmt: skip


def chosen(department: str | None) -> str:
    """Say the department that was chosen; nothing where none was."""
    return "" if department is None else title_of(department)


def department_table(rows: Sequence[Row]) -> list[list[object]]:
    """Give departments as rows, each opening to its own cases."""
    return [
        [
            row.title,
            {"text": _silent(row), "sort": row.not_mentioned},
            {"text": row.of, "sort": row.of},
            {"text": f"{row.followed} of {row.not_mentioned}", "sort": row.followed},
            {"text": row.cannot_tell, "sort": row.cannot_tell},
            {"text": row.records, "sort": row.records},
        ]
        for row in rows
    ]  # fmt: skip


def _silent(row: Row) -> object:
    if not row.not_mentioned:
        return "0"
    query = urlencode({"state": "not_mentioned", "department": row.code})
    return _link(f"/leaders/queries/unmentioned?{query}#cases", f"{row.not_mentioned} of {row.of}")


def department_bars(rows: Sequence[Row]) -> list[Bar]:
    """Give a bar for each department with its own denominator."""
    return [Bar(row.title, row.not_mentioned, row.of) for row in rows]


def week_bars(found: Demand) -> list[Bar]:
    """Give a bar for each of the last weeks: what came in."""
    return [Bar(f"Week from {london(begins):%-d %b}", count) for begins, count in found.weeks]


def demand_bars(found: Demand) -> list[Bar]:
    """Give what waits beside who is there, on one scale."""
    return [
        Bar("Open cases", found.cases), Bar("Cases due this week", found.cases_due),
        Bar("Cases past their time", found.cases_late),
        Bar("Open duties", found.open), Bar("Of those, late", found.late), Bar("Due in 24 hours", found.due_today),
        Bar("On duty now", found.on_duty), Bar("On the books", found.on_books),
    ]  # fmt: skip


def unseen(rows: Iterable[Unseen]) -> list[list[object]]:
    """Give people at high or risen as rows, by reference."""
    return [
        [_link(f"/people/{row.person}", row.person), row.framework, row.level,
         {"text": when(row.at), "sort": row.at.timestamp()}]
        for row in rows
    ]  # fmt: skip
