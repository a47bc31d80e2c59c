"""Cases in words: children named as the viewer may know them, the suspect after them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from firstlight.access.selectors import title_of
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import Viewer
from firstlight.kit.components.signs import answer, due, tag, when
from firstlight.online.rules import devices as device_rules
from firstlight.online.rules.standing import CLASSES, RANKS
from firstlight.online.rules.steps import STATES
from firstlight.online.selectors import CaseFull, CaseRow, ChildFull, Demand
from firstlight.picture.rules.values import PersonPicture
from firstlight.picture.selectors import persons

LEVELS = {
    "very_high": "very high",
    "high": "high",
    "medium": "medium",
    "low": "low",
    "": "not known",
}
ASKED = {
    "not_asked": ("Not asked. That is not none.", "red"),
    "told": ("Said to be checked; no answer held", "orange"),
    "waiting": ("Asked, waiting for an answer", "orange"),
    "answered": ("Asked and answered", "green"),
}


def pictures(refs: Iterable[str], viewer: Viewer, at: datetime) -> dict[str, PersonPicture]:
    """Give who may be named to this viewer."""
    wanted = {ref for ref in refs if ref}
    return persons(wanted, viewer=viewer, at=at) if wanted else {}


def named(picture: PersonPicture | None, at: datetime) -> str:
    """Say a person: name and age, or what of it is not known or not shown."""
    if picture is None:
        return "somebody not shown to you"
    if picture.unborn:
        return f"{picture.name or 'unborn child'}, unborn"
    age = picture.age_at(at)
    name = picture.name or "name not known"
    if age is None:
        return f"{name}, age not known: counted as a child"
    return f"{name}, {age}"


def person_link(ref: str, picture: PersonPicture | None, at: datetime) -> SafeString:
    """Link a person's page."""
    if picture is None:
        return format_html("{}", named(None, at))
    return format_html('<a class="govuk-link" href="/people/{}">{}</a>', ref, named(picture, at))


HEADERS = (
    "Children",
    "Where they stand",
    "First child's clock",
    "Household asked",
    "Case",
    "Suspect",
)
IMAGE_HEADERS = ("Children", "Where they stand", "First child's clock", "Case")
LATE_HEADERS = ("Children", "Where they stand", "Days late", "Due", "Case")


def _children(row: CaseRow, held: dict[str, PersonPicture], at: datetime) -> SafeString:
    near = [(person_link(one.person, held.get(one.person), at),) for one in row.near]
    if not near:
        words = (
            "None found so far" if row.asked == "answered" else "None found; not known to be none"
        )
        return format_html("{}", words)
    return format_html_join(format_html("{}", "; "), "{}", near)


def _case(row: CaseRow) -> SafeString:
    return format_html(
        '<a class="govuk-link fl-nowrap" href="/online/{}">{}</a> <span class="fl-quiet">{}</span>',
        row.ref, row.ref, STATES[row.state],
    )  # fmt: skip


def _level(row: CaseRow) -> SafeString:
    return format_html('<span class="fl-quiet">suspect level {}</span>', LEVELS[row.level])


def _standing(row: CaseRow) -> SafeString:
    tone = "red" if row.rank in {0, 1} else "orange" if row.rank in {2, 3} else "grey"
    return tag(RANKS[row.rank], tone)


def _first(row: CaseRow, at: datetime) -> dict[str, object]:
    first = row.first_due
    text = due(first, at) if first else format_html("{}", "none running")
    return {"text": text, "sort": int(first.timestamp()) if first else 9_999_999_999}


def cells(row: CaseRow, held: dict[str, PersonPicture], at: datetime) -> list[object]:
    """Give a case's row of the queue, the children first."""
    words, tone = ASKED[row.asked]
    before: list[object] = [
        _children(row, held, at), {"text": _standing(row), "sort": row.rank}, _first(row, at),
    ]  # fmt: skip
    if row.kind == "images":
        return [*before, _case(row)]
    return [*before, tag(words, tone), _case(row), _level(row)]


def late_cells(row: CaseRow, held: dict[str, PersonPicture], at: datetime) -> list[object]:
    """Give a late case's row, by days late."""
    return [
        _children(row, held, at), {"text": _standing(row), "sort": row.rank},
        {"text": str(row.lateness.days), "sort": row.lateness.days}, when(row.lateness.due_at), _case(row),
    ]  # fmt: skip


def heads(found: Demand) -> tuple[tuple[str, int, bool], ...]:
    """Give the large counts at the head of the queue: words, number, whether it is urgent."""
    return (
        ("open cases", found.open_cases, False),
        ("due this week or late", found.due_this_week, False),
        ("late by their own times", found.late, found.late > 0),
        (f"on duty now, of {found.on_team} in the team", len(found.officers), not found.officers),
    )


def officers(found: Demand) -> list[str]:
    """Name who is on duty for the team."""
    return [title_of(ref) for ref in found.officers]


@dataclass(frozen=True, slots=True)
class ChildCard:
    """A child on the case's page."""

    full: ChildFull
    link: SafeString
    nearness: str
    facts: tuple[dict[str, object], ...]
    share_url: str


def cards(full: CaseFull, held: dict[str, PersonPicture], at: datetime) -> tuple[ChildCard, ...]:
    """Give the children of a case as cards."""
    return tuple(_card(full, one, held.get(one.child.person), at) for one in full.children)


def _card(full: CaseFull, one: ChildFull, picture: PersonPicture | None, at: datetime) -> ChildCard:
    age_unknown = picture is not None and picture.is_child(at) is Answer.UNKNOWN
    rows: list[dict[str, object]] = [
        {"key": "Why", "value": format_html("{} ({})", one.because, _records(one.records))},
        {"key": "Found", "value": when(one.found_at)},
        {"key": "Force was told", "value": when(one.child.told_at)},
        {"key": "School", "value": _dated(picture, "school")},
        {"key": "Council", "value": _dated(picture, "plan")},
    ]
    if age_unknown:
        rows.append(
            {"key": "Age", "value": "Not known: considered as a child until shown otherwise"}
        )
    if one.tonight:
        sleeps, with_whom, checked, by, moment = one.tonight
        told = format_html(
            "{}, with {}. Checked: {}. {}, {}", sleeps, with_whom, checked, by, when(moment)
        )
        rows.append({"key": "Tonight", "value": told})
    else:
        rows.append(
            {
                "key": "Tonight",
                "value": tag("Not said", "red" if one.child.needs_tonight else "grey"),
            }
        )
    url = f"/sharing/decide?about={full.row.ref}"
    return ChildCard(
        one,
        person_link(one.child.person, picture, at),
        CLASSES[one.child.nearness],
        tuple(rows),
        url,
    )


def _records(refs: tuple[str, ...]) -> SafeString:
    rows = ((ref, ref) for ref in refs[:6])
    return format_html_join(", ", '<a class="govuk-link" href="/records/{}">{}</a>', rows)


def _dated(picture: PersonPicture | None, name: str) -> str:
    told = getattr(picture, name, None) if picture else None
    if told is None:
        return "not known"
    lapsed = ", not known since" if told.lapsed else ""
    return f"{told.value}, as of {told.as_of:%-d %B %Y}{lapsed}"


def five_rows(full: CaseFull) -> list[dict[str, object]]:
    """Give the five questions with their answers, containment and who holds it."""
    images = full.images
    rows: list[dict[str, object]] = [
        {"key": question, "value": answer(said)} for _, question, said in images.answers
    ]
    return [
        *rows,
        {"key": "Contained?", "value": answer(images.contained)},
        {"key": "Who holds it", "value": images.spread or "not known"},
        {"key": "Report Remove", "value": images.report_remove or "not recorded"},
    ]


DEVICE_HEADERS = ("Device", "Why it stands here", "Case", "Seized", "Waiting since", "Back by")


def device_cells(one: device_rules.Device, at: datetime) -> list[object]:
    """Give a device's row: what it is and why it stands where it does."""
    label = f"{one.what or 'device'} {one.exhibit}".strip()
    return [
        format_html('<a class="govuk-link" href="/records/{}">{}</a>', one.record, label),
        device_rules.why(one),
        format_html('<a class="govuk-link" href="/online/{}">{}</a>', one.case, one.case) if one.case else "no case",
        when(one.seized_at), when(one.submitted_at),
        due(one.return_by, at) if one.return_by else "",
    ]  # fmt: skip
