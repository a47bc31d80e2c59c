"""A record came in: is anybody in it missing, or found? At once, at least once, always the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from firstlight.audit.selectors import due_moment
from firstlight.audit.services import Line, act
from firstlight.duties.services import open_duty
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed
from firstlight.missing.areas import area_of_record, home_of
from firstlight.missing.came import interview_came
from firstlight.missing.events import EpisodeOpened, ReportJoined
from firstlight.missing.models import Episode, Report
from firstlight.missing.moving import bring_back, lapse_now, note
from firstlight.missing.rules.is_missing import Said, is_missing
from firstlight.missing.rules.returning import RETURNING
from firstlight.missing.rules.steps import OPEN
from firstlight.missing.who import SYSTEM, episodes_of, heard_by, writing_up
from firstlight.people.selectors import persons_at
from firstlight.picture.rules.values import PersonPicture, RecordView
from firstlight.picture.selectors import persons, record
from firstlight.records.rules.kinds.incidents import Incident
from firstlight.records.rules.kinds.missing import MissingReport, Return

# Reports told within this long before an episode's first are of the same absence (LOCAL; the
# window within which the picture takes reports for one happening).
BEFORE = timedelta(hours=12)
ABSENT = frozenset({"missing", "away"})


def recognise(*, ref: str, at: datetime) -> tuple[str, ...]:
    """Open or join an episode for everybody a live record says is missing; give the episodes.

    A record before its source's live date, and a row of a yearly return, open nothing.
    """
    try:
        view = record(ref, viewer=SYSTEM, at=at)
    except NotThere:
        return ()
    if view.before_live:
        return ()
    if view.kind in RETURNING:
        return bring_back(view, at)
    if view.kind == "return_interview":
        return interview_came(view, at)
    told = is_missing(view)
    pictures = persons({one.person for one in told if one.person}, viewer=SYSTEM, at=at)
    for picture in pictures.values():
        _told_before(view, picture, at)
    found = []
    for one in _said(view, pictures.values()):
        if one.state == "to_read" or writing_up(view, one):
            ask_to_read(view, one, at)
        elif one.state in ABSENT:
            found.append(_placed(view, one, pictures.get(one.person), at))
    return tuple(found)


def _said(view: RecordView, pictures: Iterable[PersonPicture]) -> tuple[Said, ...]:
    return is_missing(view, {one.ref: one.is_child(view.moment) for one in pictures})


def _told_before(view: RecordView, picture: PersonPicture, at: datetime) -> None:
    """Place first what was told of this person before, whichever task is done first.

    The same reports make the same episodes then, in whatever order the work is done.
    """
    earlier = [
        (one, said)
        for one in picture.records
        if not one.before_live and _order(one) < _order(view)
        for said in _said(one, (picture,))
        if said.person == picture.ref and said.state in ABSENT
    ]
    refs = {one.ref for one, _ in earlier}
    placed = set(Report.objects.filter(record__in=refs).values_list("record", "key"))
    for one, said in sorted(earlier, key=lambda pair: _order(pair[0])):
        if (one.ref, said.key) not in placed and not writing_up(one, said):
            _placed(one, said, picture, at)


def _order(view: RecordView) -> tuple[datetime, datetime, str, str]:
    told = view.told_at or view.recorded_at
    return told, view.recorded_at, view.source, view.source_ref


def ask_to_read(view: RecordView, one: Said, at: datetime) -> None:
    """Ask a person to read a report whose words alone may tell of somebody missing."""
    open_duty(
        clock="MISS_READ", about=(view.ref,), people=(one.appearance,) if one.appearance else (),
        told_at=view.told_at or view.recorded_at, because=one.finding.because, by=SYSTEM, at=at,
        area=area_of_record(view), key=f"{view.ref}:MISS_READ",
    )  # fmt: skip


def _placed(view: RecordView, one: Said, picture: PersonPicture | None, at: datetime) -> str:
    with act("missing.reported", by=SYSTEM, at=at) as line:
        held = Report.objects.filter(record=view.ref, key=one.key).select_related("episode").first()
        row = _again(line, held, view, one) if held else _first(line, view, one)
        line.about(row.ref, view.ref)
        if due_moment("missing.reconcile") is None:
            line.due("missing.reconcile", at + timedelta(hours=1), "missing.reconcile")
    _known_ends(row, picture, at)
    owed.by_level(Episode.objects.get(pk=row.pk), at)
    return row.ref


def _again(line: Line, held: Report, view: RecordView, one: Said) -> Episode:
    """Keep to the appearance that stands where a source sent its report again."""
    row = held.episode
    if held.appearance != one.appearance:
        if row.anchor == held.appearance:
            Episode.objects.filter(pk=row.pk).update(anchor=one.appearance)
        Report.objects.filter(pk=held.pk).update(appearance=one.appearance)
        note(line, row, "report", "The report was corrected by its source.", record=view.ref)
    if one.state == "missing" and row.state == "away":
        lapse_now(line, row, "The report was corrected: whereabouts are not established.")
    return row


def _first(line: Line, view: RecordView, one: Said) -> Episode:
    person = persons_at([one.appearance]).get(one.appearance, one.person)
    told = view.told_at or view.recorded_at
    row = _same_absence(episodes_of(person), told) if person else None
    if row is None:
        return _opened(line, view, one, told, person)
    _report(line, row, view, one, told)
    earliest = min(row.told_at, told)
    Episode.objects.filter(pk=row.pk).update(
        told_at=earliest,
        from_care=row.from_care or _from_care(view),
        home=row.home or home_of(view),
    )
    row.refresh_from_db()
    note(line, row, "report", f"Told again: {one.finding.because}", record=view.ref)
    line.emit(ReportJoined(ref=row.ref, heard_by=heard_by(person)))
    if row.state == "away" and one.state == "missing":
        lapse_now(line, row, "Another report says whereabouts are not established.")
    return row


def _same_absence(rows: Iterable[Episode], told: datetime) -> Episode | None:
    """Give the episode a report told then belongs to: the open one, or one it lies within."""
    for row in rows:
        begins = row.told_at - BEFORE
        if row.state in OPEN and told >= begins:
            return row
        if row.returned_at and begins <= told <= row.returned_at:
            return row
    return None


def _opened(line: Line, view: RecordView, one: Said, told: datetime, person: str) -> Episode:
    row = Episode.objects.create(
        ref=new_ref("E"), anchor=one.appearance, state="away" if one.state == "away" else "reported",
        words=_words(view), area=area_of_record(view), from_care=_from_care(view), home=home_of(view),
        adult=one.child is Answer.NO, told_at=told, recorded_at=view.recorded_at, opened_at=line.at,
        next_contact_at=one.next_contact_at, known_seq=line.seq,
    )  # fmt: skip
    _report(line, row, view, one, told)
    note(line, row, "reported", one.finding.because, record=view.ref)
    line.emit(EpisodeOpened(ref=row.ref, heard_by=heard_by(person)))
    if row.state == "away":
        owed.begin_away(line, row, (view.ref,))
    else:
        owed.begin_search(line, row, (view.ref,), told)
    return row


def _report(line: Line, row: Episode, view: RecordView, one: Said, told: datetime) -> None:
    Report.objects.create(
        episode=row, record=view.ref, key=one.key, appearance=one.appearance,
        because=one.finding.because[:300], told_at=told, recorded_at=view.recorded_at,
        known_seq=line.seq,
    )  # fmt: skip


def _words(view: RecordView) -> str:
    """Give the words the report itself used, as a category; no free text."""
    details = view.details
    typed = details.words_used if isinstance(details, MissingReport) else ""
    typed = typed or (details.job_type if isinstance(details, Incident) else "")
    return (typed or view.title or view.kind.replace("_", " "))[:200]


def _from_care(view: RecordView) -> bool:
    return bool(getattr(view.details, "from_care_home", False) or home_of(view))


def _known_ends(row: Episode, picture: PersonPicture | None, at: datetime) -> None:
    """Take account of returns and sightings that were held before a late report came in."""
    if picture is None or row.state not in OPEN:
        return
    for view in reversed(picture.of_kind("return", "sighting")):
        if not view.before_live and view.moment > row.told_at and _tells(view):
            bring_back(view, at)


def _tells(view: RecordView) -> bool:
    return view.kind == "sighting" or isinstance(view.details, Return)


def opened_by_reader(ref: str, by: Viewer, at: datetime) -> str:
    """Open or join an episode because a person who read the report says that somebody is missing."""
    view = record(ref, viewer=by, at=at)
    told = [one for one in is_missing(view, at=at) if one.appearance]
    if not told:
        raise Refusal(
            "The report names nobody.", next_step="Record the missing person on the form instead."
        )
    because = replace(told[0].finding, because="A person read the report: somebody is missing.")
    one = replace(told[0], state="missing", finding=because)
    pictures = persons({one.person} if one.person else set(), viewer=SYSTEM, at=at)
    return _placed(view, one, pictures.get(one.person), at)
