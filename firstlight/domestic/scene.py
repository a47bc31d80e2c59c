"""What was done at the scene and after: voices, measures, the risk tool, and what a supervisor would send back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import title_of
from firstlight.domestic.concerned import Children
from firstlight.domestic.hearing import Voice, happening_of, voice_of
from firstlight.domestic.models import Job, Looked, Tonight, Weighed
from firstlight.domestic.rules.weighing import ANSWERS, Stands, checklist, measures, young
from firstlight.duties.selectors import about as duties_about
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import RecordView
from firstlight.records.rules.kinds.domestic import DomesticAbuse


@dataclass(frozen=True, slots=True)
class WeighedRow:
    """A measure, and what was said of it; without an answer nobody has considered it."""

    code: str
    title: str
    source: str
    answer: str = ""
    because: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One grade of the domestic abuse, by whom and from which record; the two kinds stand apart."""

    secondary: bool
    grade: str
    tool: str
    yes: int | None
    by: str
    at: datetime
    record: str


@dataclass(frozen=True, slots=True)
class LookRow:
    """A supervisor's look."""

    by: str
    at: datetime
    said: str
    lacked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildAtScene:
    """What is known of one child of the job, beside their line."""

    person: str
    present: str
    voice: Voice
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything of the scene and after, as a viewer may know it."""

    children: dict[str, ChildAtScene]
    measures: tuple[WeighedRow, ...]
    grades: tuple[GradeRow, ...]
    marac: tuple[str, ...]
    lacks: tuple[str, ...]
    looks: tuple[LookRow, ...]


PRESENT = {
    "yes": "There", "no": "Not there", "unknown": "Not known whether there", "not_asked": "Nobody asked whether there",
}  # fmt: skip
_NOT_NAMED = "Not named in the report: found from what is held"


def scene_of(row: Job, view: RecordView, children: Children, viewer: Viewer, at: datetime) -> Scene:
    """Work out what was done at the scene of a job and what still lacks."""
    told = {
        one.person: ChildAtScene(
            one.person, _present(view, one.person), voice_of(row, one.picture, at),
            young(
                [a.role for a in view.of(one.person)],
                one.picture.age_at(at) if one.picture else None,
            ),
        )
        for one in children.own
    }  # fmt: skip
    weighed = _weighed(row, children=bool(children.own))
    grades = _grades(row, view, viewer, at)
    tonight = Tonight.objects.filter(job=row).exists()
    firsts = [one for one in grades if not one.secondary]
    lacks = checklist(
        Stands(
            children.missing(tonight=tonight),
            {ref: one.voice.lacks for ref, one in told.items()},
            frozenset(one.code for one in weighed if one.answer),
            children=bool(children.own),
            tool=any(one.tool for one in grades),
            first=firsts[0].grade if firsts else "",
            secondary=next((one.grade for one in grades if one.secondary), ""),
        )
    )
    return Scene(told, weighed, grades, _marac(view, at), lacks, _looks(row))


def _present(view: RecordView, person: str) -> str:
    named = view.of(person)
    return PRESENT.get(named[0].present, PRESENT["unknown"]) if named else _NOT_NAMED


def _weighed(row: Job, *, children: bool) -> tuple[WeighedRow, ...]:
    newest = {one.code: one for one in Weighed.objects.filter(job=row).order_by("pk")}
    found = []
    for one in measures(children=children):
        held = newest.get(one.code)
        if held is None:
            found.append(WeighedRow(one.code, one.title, one.source))
            continue
        found.append(
            WeighedRow(one.code, one.title, one.source, ANSWERS[held.answer], held.because,
                       title_of(held.by), held.at)
        )  # fmt: skip
    return tuple(found)


def _grades(row: Job, view: RecordView, viewer: Viewer, at: datetime) -> tuple[GradeRow, ...]:
    """Give each grade of the job's happening, oldest first; one record may hold one of each."""
    named = {one.person for one in view.people if one.person}
    held = pictures.persons(named, viewer=viewer, at=at)
    records = {r.ref: r for one in held.values() for r in one.of_kind("domestic_abuse_incident")}
    records[view.ref] = view
    found = []
    for record in sorted(records.values(), key=lambda one: one.recorded_at):
        details = record.details
        same = record.ref == view.ref or record.happening in {row.number, happening_of(row)} - {""}
        if not isinstance(details, DomesticAbuse) or not same:
            continue
        by = title_of(record.author) if record.author else ""
        for secondary, grade in ((False, details.grade), (True, details.secondary_grade)):
            if grade or (not secondary and (details.tool or details.topics_yes)):
                found.append(
                    GradeRow(secondary, grade, details.tool, details.tool_yes, by,
                             record.recorded_at, record.ref)
                )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.at, one.secondary, one.record)))


def _marac(view: RecordView, at: datetime) -> tuple[str, ...]:
    """Give why a referral to the conference is asked for, from the duties the rules have opened."""
    people = [one.person for one in view.people if one.person]
    reader = system_viewer("domestic")
    duties = [
        d for ref in people for d in duties_about(ref, reader, at) if d.clock == "MARAC_REFER"
    ]
    return tuple(dict.fromkeys(one.because for one in duties))


def _looks(row: Job) -> tuple[LookRow, ...]:
    rows = Looked.objects.filter(job=row).order_by("-pk")
    return tuple(LookRow(title_of(r.by), r.at, r.said, tuple(r.lacked)) for r in rows)
