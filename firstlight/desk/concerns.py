"""From what an officer typed to the record it becomes; nothing typed is lost, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from firstlight.access.selectors import draft
from firstlight.access.services import clear_draft, save_draft
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import born_hint, who
from firstlight.picture.rules.values import PersonPicture
from firstlight.picture.selectors import person as picture_of
from firstlight.picture.selectors import record as record_of

Answers = Mapping[str, Mapping[str, Any]]
_AGE = re.compile(r"^(\d{1,2})(?: ?(?:y|yrs?|years?)(?: old)?)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DeskDrafts:
    """The draft of one officer's form, kept by access for its owner alone."""

    viewer: Viewer
    at: datetime

    def load(self, key: str) -> dict[str, Any]:
        """Give the draft, or an empty one."""
        return dict(draft(key, self.viewer))

    def save(self, key: str, draft: dict[str, Any]) -> None:
        """Keep the draft in place of the one before."""
        save_draft(key, draft, self.viewer, self.at)

    def clear(self, key: str) -> None:
        """Forget the draft."""
        clear_draft(key, self.viewer)


def opening_for_person(ref: str, *, viewer: Viewer, at: datetime) -> dict[str, dict[str, Any]]:
    """Open the form with what is held of a child."""
    try:
        picture = picture_of(ref, viewer=viewer, at=at)
    except NotThere:
        return {}
    given, _, family = picture.name.rpartition(" ")
    home = next((home.text for home in picture.residences if home.current), "")
    near = who(picture.household, viewer=viewer)
    children = [
        f"{one.name}, {one.born_on:%d/%m/%Y}" for one in near.values() if _young(one.born_on, at)
    ]
    return {
        "child": {
            "given": given,
            "family": family,
            "born_on": picture.born_on,
            "age": None if picture.born_on else picture.age_at(at),
            "sex": picture.sex if picture.sex in {"female", "male"} else "not_known",
            "address": home,
            "school": _school(picture),
            "others": "\n".join(children),
        },
    }


def _young(born: date | None, at: datetime) -> bool:
    return born is not None and born.year >= at.year - 18


def _school(picture: PersonPicture) -> str:
    return picture.school.value if picture.school and not picture.school.lapsed else ""


def opening_for_record(ref: str, *, viewer: Viewer, at: datetime) -> dict[str, dict[str, Any]]:
    """Open the form with what a job or another record tells."""
    try:
        view = record_of(ref, viewer=viewer, at=at)
    except NotThere:
        return {}
    people = [one for one in view.people if one.name]
    young = [p for p in people if p.role == "child" or _young(p.born_on, at)]
    first = next(iter(young), None)
    opened = (
        opening_for_person(first.person, viewer=viewer, at=at) if first and first.person else {}
    )
    others = [f"{p.name}, {p.born_on:%d/%m/%Y}" if p.born_on else p.name for p in young[1:]]
    adults = [f"{p.name}, {p.role.replace('_', ' ')}" for p in people if p not in young]
    child = {**opened.get("child", {})}
    child["others"] = child.get("others") or "\n".join(others)
    child["present"] = "\n".join(adults)
    scene = next((text for role, _, text in view.places if role == "scene"), "")
    when = {"begins": view.occurred.begins, "told_at": view.told_at, "scene": scene}
    return {"child": child, "tonight": when}


def _line(text: str) -> tuple[str, str]:
    name, _, rest = text.partition(",")
    return name.strip(), rest.strip()


def _person(key: str, role: str, name: str, rest: str = "") -> dict[str, Any]:
    given, _, family = name.rpartition(" ")
    made: dict[str, Any] = {"key": key, "role": role, "given": given or name, "present": "yes"}
    made["family"] = family if given else ""
    aged = _AGE.match(rest)
    born = born_hint(rest) if rest else None
    if born:
        made["born_on"] = born.isoformat()
    elif aged:
        made["age"] = int(aged[1])
    return made


def _lines(text: str) -> list[tuple[str, str]]:
    return [_line(line) for line in text.splitlines() if line.strip()]


def _people(child: Mapping[str, Any]) -> list[dict[str, Any]]:
    subject = {
        "key": "child",
        "role": "subject",
        "categories": ["child", "victim"],
        "given": child.get("given") or "",
        "family": child.get("family") or "",
        "sex": child.get("sex") or "not_known",
        "school": child.get("school") or "",
    }
    if child.get("born_on"):
        subject["born_on"] = child["born_on"].isoformat()
    elif child.get("age") is not None:
        subject["age"] = child["age"]
    if child.get("address"):
        subject["address"] = {"text": child["address"]}
    others = _lines(child.get("others") or "")
    present = _lines(child.get("present") or "")
    made = [
        {**_person(f"child{n}", "child", *one), "categories": ["child"], "present": "unknown"}
        for n, one in enumerate(others, start=2)
    ]
    made += [
        {**_person(f"present{n}", "mentioned", name), "occupation": rest[:200]}
        for n, (name, rest) in enumerate(present, start=1)
    ]
    return [subject, *made]


def envelope_of(answers: Answers, at: datetime) -> dict[str, Any]:
    """Make the record of a concern from the answers of the form; gaps stay gaps."""
    child, what, tonight = (answers.get(slug, {}) for slug in ("child", "what", "tonight"))
    present = child.get("present") or ""
    kept = {key: what.get(key) or "" for key in ("seen", "told", "inferred")}
    envelope: dict[str, Any] = {
        "told_at": _moment(tonight.get("told_at")) or at.isoformat(),
        "occurred": {"begins": _moment(tonight.get("begins"))},
        "title": "Concern about a child",
        "narrative": f"Who was there: {present}" if present else "",
        "people": _people(child),
        "details": {
            **kept,
            "concern": what.get("concern") or [],
            "grade": tonight.get("grade") or "",
            "tonight": tonight.get("tonight") or "",
            "disclosed_by_child": what.get("disclosed_by_child") or "not_asked",
            "immediate_action": tonight.get("immediate_action") or "",
        },
    }
    if tonight.get("scene"):
        envelope["places"] = [{"role": "scene", "address": {"text": tonight["scene"]}}]
    return envelope


def voice_of(answers: Answers, envelope: Mapping[str, Any]) -> dict[str, Any] | None:
    """Make the record of the child's own voice; None where nobody said anything of it."""
    what = answers.get("what", {})
    if not what.get("spoken") and not what.get("words"):
        return None
    return {
        "told_at": envelope["told_at"],
        "occurred": envelope["occurred"],
        "title": "Voice of the child",
        "people": envelope["people"][:1],
        "details": {"spoken": what.get("spoken") or "", "words": what.get("words") or ""},
    }


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
