"""The one seam through which pages of duties name persons and officers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from firstlight.access.selectors import title_of
from firstlight.duties.selectors import Counts, Demand, DutyFull, DutyRow
from firstlight.duties.touching import touch_of
from firstlight.kernel.values.viewer import Viewer
from firstlight.kit.components.signs import due, level, tag, when
from firstlight.kit.rules.times import span_words
from firstlight.picture.selectors import persons


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a list shows them."""

    ref: str
    name: str
    age: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A duty with the persons concerned named, as far as the viewer may know them."""

    row: DutyRow
    people: tuple[Named, ...]
    unnamed: int
    taken_by: str
    open_for: str


def who(refs: Iterable[str], viewer: Viewer, at: datetime) -> dict[str, Named]:
    """Name persons by their pictures and note them as seen; who may not be known is left out."""
    wanted = {ref for ref in refs if ref.startswith("P-")}
    found = persons(wanted, viewer=viewer, at=at) if wanted else {}
    return {ref: Named(ref, one.name, _age(one.age_at(at))) for ref, one in found.items()}


def _age(years: int | None) -> str:
    return "age not known" if years is None else f"{years}"


def shown(rows: Iterable[DutyRow], viewer: Viewer, at: datetime) -> tuple[Shown, ...]:
    """Give duties with their persons named."""
    listed = tuple(rows)
    named = who((ref for row in listed for ref in row.people), viewer, at)
    return tuple(_shown(row, named, at) for row in listed)


def _shown(row: DutyRow, named: dict[str, Named], at: datetime) -> Shown:
    people = tuple(named[ref] for ref in row.people if ref in named)
    taken = title_of(row.acknowledged_by) if row.acknowledged_by else ""
    since = span_words((at - row.told_at).total_seconds())
    return Shown(row, people, len(row.people) - len(people), taken, since)


def history(full: DutyFull) -> tuple[tuple[str, datetime, str, str, str], ...]:
    """Say what happened to a duty: words, time, post, by whom, what was said."""
    return tuple(
        (_STEPS.get(one.step, one.step), one.at, one.post_title, title_of(one.by), one.said)
        for one in full.steps
    )


_STEPS = {
    "opened": "Opened",
    "became": "Became another",
    "told": "Told",
    "acknowledged": "Acknowledged",
    "refused": "Passed on",
    "climbed": "Climbed",
    "late": "Became late",
    "handed_over": "Handed over, not accepted",
    "closed": "Closed",
}


def heads(counts: Counts, post: str = "", queue: str = "") -> tuple[tuple[str, int, str], ...]:
    """Give the large counts at the head of a board: words, number, and the address of what they count."""
    told = (
        ("open", counts.open, ""),
        ("life and limb", counts.now, "now"),
        ("late", counts.late, "late"),
        ("not acknowledged", counts.unacknowledged, "unacknowledged"),
        ("handed over, not accepted", counts.unaccepted, "unaccepted"),
        ("at a post where nobody is on duty", counts.unowned, "unowned"),
    )
    return tuple((words, count, _board(post, queue, show)) for words, count, show in told)


def _board(post: str, queue: str, show: str) -> str:
    asked = {"post": post, "queue": queue, "show": show}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/board?{query}" if query else "/board"


FORCE_HEADERS = ("Post", *({"label": words, "numeric": True} for words in (
    "On duty", "Open", "Open for each on duty", "Life and limb", "Late", "Not acknowledged", "Not accepted",
)))  # fmt: skip


def demand_cells(one: Demand) -> list[object]:
    """Give a post's row of the force board: each number opens what it counts."""
    counts, each = one.counts, "nobody on duty"
    if one.on_duty:
        each = f"{one.counts.open / one.on_duty:.1f}".removesuffix(".0")
    numbers = ((counts.open, ""), (counts.now, "now"), (counts.late, "late"),
               (counts.unacknowledged, "unacknowledged"), (counts.unaccepted, "unaccepted"))  # fmt: skip
    opened = [
        {"text": _link(_board(one.post, "", show), f"{count}"), "sort": count}
        for count, show in numbers
    ]
    first, *rest = opened
    return [one.title, one.on_duty, first, each, *rest]


HEADERS = ("Duty", "About", "Level or urgency", "Due", "Held by", "State")


def cells(one: Shown, at: datetime) -> list[object]:
    """Give a duty's row of the board."""
    row = one.row
    moment = row.due_at or row.told_at
    return [
        {"text": _link(f"/duties/{row.ref}", row.title), "sort": row.urgency},
        _people(one),
        level(row.level, row.framework) if row.level else tag(_URGENCIES[row.urgency], "grey"),
        {"text": due(row.due_at, at), "sort": int(moment.timestamp())},
        _held(row),
        format_html("{}{}", row.state_said, f" by {one.taken_by}" if one.taken_by else ""),
    ]


_URGENCIES = {1: "Now", 2: "Today", 3: "With a date", 4: "System"}


def _link(url: str, words: str) -> SafeString:
    return format_html('<a class="govuk-link" href="{}">{}</a>', url, words)


def _people(one: Shown) -> SafeString:
    said = [format_html("{}, {}", _link(f"/people/{x.ref}", x.name), x.age) for x in one.people]
    if one.unnamed:
        said.append(format_html("{} not shown to you", one.unnamed))
    if one.row.restricted:
        said.append(format_html("{}", "restricted"))
    nobody = "no person named" if not said else ""
    return format_html_join("; ", "{}", ((x,) for x in said)) or format_html("{}", nobody)


def _held(row: DutyRow) -> SafeString:
    words = [row.post_title]
    if row.empty:
        words.append("nobody on duty")
    if row.offered_to:
        words.append(f"offered to {row.offered_title}")
    if row.told not in {row.post, row.offered_to}:
        words.append(f"told up to {row.told_title}")
    return format_html("{}", "; ".join(words))


def facts(full: DutyFull, one: Shown) -> list[dict[str, object]]:
    """Give a duty's facts for its page, with where its hours come from."""
    row = full.row
    hours = "Set by nobody" if row.set_by_nobody else "Set"
    rows: list[dict[str, object]] = [
        {"key": "Held by", "value": _held(row)},
        {"key": "Queue", "value": row.queue_title},
        {"key": "Clock starts", "value": full.starts},
        {"key": "Force was told", "value": when(row.told_at)},
        {"key": "Opened here", "value": when(row.opened_at)},
        {"key": "Due", "value": when(row.due_at)},
        {"key": "Time since the force was told", "value": one.open_for},
        {"key": "Source of the limit", "value": f"{full.source} (confidence: {full.tag})"},
        {"key": "Hours", "value": tag(hours, "red" if row.set_by_nobody else "grey")},
        *(_touch(row) or [{"key": "About", "value": ", ".join(row.about)}]),
    ]
    if full.climbs_at:
        rows.append({"key": "Climbs if nobody acts", "value": when(full.climbs_at)})
    if full.closed_by:
        said = f"{full.outcome} ({title_of(full.closed_by)})"
        rows += [
            {"key": "Outcome", "value": said},
            {"key": "Shown by", "value": ", ".join(full.evidence)},
        ]
    return rows


def _touch(row: DutyRow) -> list[dict[str, object]]:
    """Say who touched a sealed matter, by which job and why: for its custodian's eyes."""
    touch = touch_of(row)
    if touch is None:
        return []
    why = "; ".join(touch.reasons) or "no reason was typed"
    rows: list[dict[str, object]] = [{"key": "Touched by", "value": touch.who}]
    if touch.job:
        records = [ref for ref in row.about if ref.startswith("R-")]
        rows.append({"key": "Job or record", "value": f"{touch.job} ({', '.join(records)})"})
    return [*rows, {"key": "Reason they gave", "value": why}]
