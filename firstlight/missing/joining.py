"""One person, one episode: joined when two turn out to be the same child, parted when not."""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.audit.services import Line, act, cancel_due
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed
from firstlight.missing.events import EpisodeOpened, ReportJoined
from firstlight.missing.models import Episode, Report
from firstlight.missing.moving import move, note
from firstlight.missing.rules.steps import OPEN, UNCLOSED
from firstlight.missing.who import SYSTEM, heard_by, persons_of
from firstlight.people.selectors import persons_at

BEFORE = timedelta(hours=12)


def settle(at: datetime, by: Viewer = SYSTEM) -> int:
    """Part what is no longer one person, then join what has become one; give how many moved.

    Works from who is who now, so that it may be done any number of times.
    """
    return _part_all(at, by) + _join_all(at, by)


def _join_all(at: datetime, by: Viewer) -> int:
    rows = list(Episode.objects.filter(state__in=UNCLOSED).order_by("told_at", "pk"))
    people = persons_of(rows)
    kept: dict[str, list[Episode]] = {}
    moved = 0
    for row in rows:
        person = people.get(row.ref, "")
        if not person:
            continue
        first = next((one for one in kept.get(person, []) if _one_absence(one, row)), None)
        if first is None:
            kept.setdefault(person, []).append(row)
            continue
        join(into=first, other=row, said="Found to be the same person.", by=by, at=at)
        first.refresh_from_db()
        moved += 1
    return moved


def _one_absence(first: Episode, later: Episode) -> bool:
    if first.state in OPEN:
        return later.state in OPEN or later.returned_at is not None
    return bool(first.returned_at and later.told_at <= first.returned_at)


def join(*, into: Episode, other: Episode, said: str, by: Viewer, at: datetime) -> None:
    """Show two episodes as one: its reports, history and clocks stay; the earliest told counts."""
    with act("missing.joined", by=by, at=at) as line:
        kept = Episode.objects.select_for_update().get(pk=into.pk)
        gone = move(line, other, "join", said, joined_to=into.ref)
        Report.objects.filter(episode=gone, origin="").update(origin=gone.ref)
        Report.objects.filter(episode=gone).update(episode=kept)
        earlier: dict[str, datetime | None] = {"told_at": min(kept.told_at, gone.told_at)}
        for name in ("acknowledged_at", "graded_at", "first_action_at"):
            told = [m for m in (getattr(kept, name), getattr(gone, name)) if m]
            earlier[name] = min(told, default=None)
        Episode.objects.filter(pk=kept.pk).update(
            **earlier, from_care=kept.from_care or gone.from_care, home=kept.home or gone.home
        )
        if kept.state == "away" and gone.state != "away":
            owed.done(kept, "MISS_NEXT_CONTACT", said, at)
        note(line, kept, "join", f"{said} Episode {gone.ref} is shown here.")
        _end_of(line, gone, at)
        line.emit(
            ReportJoined(ref=kept.ref, heard_by=heard_by(persons_of([kept]).get(kept.ref, "")))
        )


def _end_of(line: Line, gone: Episode, at: datetime) -> None:
    """End the duties of an episode that is worked under another reference."""
    clocks = (*owed.SEARCHING, "MISS_REVIEW", "MISS_PREVENTION_INTERVIEW", "WELFARE_TONIGHT", "RHI")
    owed.end(gone, clocks, f"Worked as episode {gone.joined_to}.", at)
    cancel_due(f"missing.ukmpu:{gone.ref}")
    cancel_due(f"missing.lapse:{gone.ref}")
    line.about(gone.ref, gone.joined_to)


def _part_all(at: datetime, by: Viewer) -> int:
    moved = 0
    for row in Episode.objects.filter(state__in=UNCLOSED).order_by("pk"):
        reports = list(row.reports.all())
        people = persons_at({row.anchor, *(one.appearance for one in reports)})
        mine = people.get(row.anchor)
        strangers = [r for r in reports if people.get(r.appearance) not in {mine, None}]
        if strangers:
            _parted(row, strangers, people, at, by)
            moved += 1
    return moved


def _parted(
    row: Episode, strangers: list[Report], people: dict[str, str], at: datetime, by: Viewer
) -> None:
    """Give reports that turned out to be of somebody else an episode of their own."""
    by_person: dict[str, list[Report]] = {}
    for one in strangers:
        by_person.setdefault(people[one.appearance], []).append(one)
    with act("missing.parted", by=by, at=at) as line:
        for person, reports in by_person.items():
            own = _own(line, row, reports)
            Report.objects.filter(pk__in=[one.pk for one in reports]).update(episode=own, origin="")
            said = f"Parted from episode {row.ref}: another person."
            note(line, row, "part", f"Some reports were of another person: episode {own.ref}.")
            note(line, own, "reported", said)
            owed.begin_search(line, own, tuple(one.record for one in reports), own.told_at)
            line.about(row.ref, own.ref)
            line.emit(EpisodeOpened(ref=own.ref, heard_by=heard_by(person)))


def _own(line: Line, row: Episode, reports: list[Report]) -> Episode:
    """Give the episode the reports once made, or a new one: what was never looked for starts now."""
    first = min(reports, key=lambda one: (one.told_at, one.pk))
    return Episode.objects.create(
        ref=new_ref("E"), anchor=first.appearance, state="reported", words=row.words, area=row.area,
        from_care=row.from_care, home=row.home, adult=row.adult, told_at=first.told_at,
        recorded_at=first.recorded_at, opened_at=line.at, known_seq=line.seq,
    )  # fmt: skip
