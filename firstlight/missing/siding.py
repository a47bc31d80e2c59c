"""Which open episodes stand side by side because they may be the same child."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.models import Episode, Happened, Report
from firstlight.missing.rules.alike import Told, may_be_one
from firstlight.missing.rules.words import folded
from firstlight.missing.who import persons_of
from firstlight.people.selectors import appearances_in
from firstlight.records.selectors import record

NOT_SAME = "not_same"


def side_by_side(
    rows: Sequence[Episode], viewer: Viewer, *, of: str = ""
) -> dict[str, dict[str, str]]:
    """Give, for each open episode, others that may be of the same child, each with why.

    From who-is-who's undecided pairs and from the reports' own signs; a pair that a person said
    is not the same is left out. With `of`, only that one's pairs are looked for.
    """
    prefetch_related_objects(list(rows), "reports")
    people = persons_of(rows, viewer)
    could = {row.ref: _could_be(row, viewer) for row in rows}
    told = {row.ref: _told(row) for row in rows}
    said = _said_different(rows)
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows):
        for other in rows[number + 1 :]:
            if (of and of not in {row.ref, other.ref}) or frozenset({row.ref, other.ref}) in said:
                continue
            why = _undecided(row.ref, other.ref, people, could) or _signs(
                told[row.ref], told[other.ref]
            )
            if why:
                found.setdefault(row.ref, {})[other.ref] = why
                found.setdefault(other.ref, {})[row.ref] = why
    return found


def _could_be(row: Episode, viewer: Viewer) -> set[str]:
    return {
        other
        for report in row.reports.all()
        for one in appearances_in(report.record, viewer=viewer)
        if one.ref == report.appearance
        for other in one.may_be
    }


def _undecided(one: str, other: str, people: dict[str, str], could: dict[str, set[str]]) -> str:
    if people.get(other) in could[one] or people.get(one) in could[other]:
        return "Who is who is not decided between them."
    return ""


def _signs(one: Sequence[Told], other: Sequence[Told]) -> str:
    for first in one:
        for second in other:
            found = may_be_one(first, second)
            if found.answer is Answer.UNKNOWN:
                return found.because
    return ""


def _told(row: Episode) -> list[Told]:
    return [told for report in row.reports.all() if (told := _as_written(report)) is not None]


def _as_written(report: Report) -> Told | None:
    held = record(report.record)
    who = (
        next((one for one in held.envelope.people if one.key == report.key), None) if held else None
    )
    if held is None or who is None:
        return None
    placed = [
        f"{one.name} {one.address.text} {one.address.postcode}" for one in held.envelope.places
    ]
    placed.append(getattr(held.details, "home", ""))
    places = frozenset(folded(text) for text in placed) - {""}
    return Told(who.given, who.family, who.born_on, who.age, who.sex, places, report.told_at)


def _said_different(rows: Sequence[Episode]) -> set[frozenset[str]]:
    said = Happened.objects.filter(episode__in=rows, verb=NOT_SAME)
    return {frozenset(pair) for pair in said.values_list("episode__ref", "record")}
