"""Episodes as pages tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.kit.rules.times import span_words
from firstlight.missing.areas import loose_places
from firstlight.missing.rules.patterns import patterns
from firstlight.missing.rules.profile import profile
from firstlight.missing.selectors import BoardCounts, BoardRow, EpisodeView
from firstlight.people.selectors import who
from firstlight.picture.rules.values import PersonPicture
from firstlight.risk.rules.telling import floor_sentence, other_findings, unknown_sentences
from firstlight.risk.selectors import Standing, standing

VERBS = {
    "reported": "Reported", "report": "Told again", "lapse": "Turned into missing", "acknowledge": "Acknowledged",
    "grade": "Graded", "agreed": "Grade agreed", "act": "Action", "enquiry": "Enquiry", "search": "Search",
    "home_answer": "Home or family", "photo": "Photo", "note": "Note", "sighting": "Sighting",
    "locate": "Located", "search_on": "Search goes on", "safe_and_seen": "Safe and seen",
    "prevention_interview": "Prevention interview", "offer_return_interview": "Return home interview",
    "tonight": "Tonight", "close": "Closed", "join": "Joined", "part": "Parted", "not_same": "Not the same child",
    "plan": "Plan", "return_interview": "Return home interview", "also_there": "Also there",
    "protection": "Police protection", "protection_ended": "Police protection ended",
    "trigger_plan": "Plan for the next time",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One row of the board with what is worked out from the moment of looking."""

    row: BoardRow
    missing_for: str
    gap: str
    who: str


def names(refs: Iterable[str], viewer: Viewer) -> dict[str, str]:
    """Name persons as a viewer may know them, and note them as seen."""
    wanted = list(dict.fromkeys(ref for ref in refs if ref))
    found = who(wanted, viewer=viewer)
    viewer.seen.add(*found)
    return {ref: hit.name for ref, hit in found.items()}


def card(row: BoardRow, at: datetime) -> Card:
    """Make a row ready for the page."""
    age = "age not known" if row.age is None else f"{row.age}"
    gap = (row.recorded_at - row.told_at).total_seconds()
    return Card(
        row=row,
        missing_for=span_words((at - row.since).total_seconds()),
        gap=span_words(gap) if gap >= 60 else "",
        who=row.name if row.restricted else f"{row.name}, {age}",
    )


def heads(counts: BoardCounts) -> tuple[tuple[str, int, str], ...]:
    """Give the counts at the head of the board, each with the list it counts."""
    return (
        ("missing now", counts.missing, "/missing"),
        (
            "nobody has said they have it",
            counts.unacknowledged,
            "/missing?show=unacknowledged",
        ),
        ("from a care home", counts.from_care, "/missing?care=yes"),
        ("something late", counts.late, "/missing?show=late"),
    )


def missing_standing(person: str, viewer: Viewer, at: datetime) -> dict[str, Any]:
    """Say floor and grade side by side, and what may be done about the grade."""
    rows = standing(person, viewer=viewer, at=at)
    held: Standing | None = next((one for one in rows if one.framework == "missing"), None)
    if held is None:
        return {"held": None}
    on = london_date(at)
    grade = held.grade
    return {
        "held": held,
        "floor_said": floor_sentence(held.floor, on),
        "others": other_findings(held.floor),
        "unknowns": unknown_sentences(held.floor, on),
        "grade": grade,
        "waits": bool(grade and grade.provisional),
        "may_agree": bool(
            grade and grade.provisional and grade.by != viewer.ref and may(viewer, "risk.agree")
        ),
    }


def topics(picture: PersonPicture, viewer: Viewer, at: datetime) -> list[dict[str, Any]]:
    """Give the profile with its people named."""
    back = picture.of_kind("return", "sighting", "return_interview")[:20]
    made = profile(picture, at, {one.ref: loose_places(one.ref) for one in back})
    named = names((ref for one in made for ref, _, _ in one.people), viewer)
    return [
        {
            "title": one.title, "lines": one.lines, "absent": one.absent,
            "people": [(ref, named[ref], how, maybe) for ref, how, maybe in one.people if ref in named],
        }
        for one in made
    ]  # fmt: skip


def patterns_of(picture: PersonPicture, viewer: Viewer) -> dict[str, Any]:
    """Give what a person's times missing have in common, with people named."""
    back = picture.of_kind("return", "sighting")[:20]
    found = patterns(picture, (words for one in back for _, words in loose_places(one.ref)))
    named = names((person for person, _ in found.people), viewer)
    most = max((count for _, count in (*found.days, *found.parts)), default=1) or 1
    people = [(ref, named[ref], times) for ref, times in found.people if ref in named]
    return {
        "patterns": {"found": found, "most": most, "people": people},
        "pattern_rows": (("Day of the week", found.days), ("Part of the day", found.parts)),
    }


def history(view: EpisodeView) -> list[dict[str, Any]]:
    """Give an episode's history newest first, in words."""
    rows = [
        {"verb": VERBS.get(one.verb, one.verb.replace("_", " ").capitalize()), "line": one}
        for one in view.history
    ]
    return rows[::-1]


def twins(view: EpisodeView, rows: Iterable[BoardRow]) -> list[tuple[BoardRow, str]]:
    """Give the open episodes that may be of the same child, with why."""
    return [(row, view.same[row.ref]) for row in rows if row.ref in view.same]
