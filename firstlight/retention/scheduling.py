"""Which record is to be looked at again when: worked out from its group and its clear period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from firstlight.access.selectors import may
from firstlight.audit.selectors import is_waiting
from firstlight.audit.services import act
from firstlight.force.selectors import setting
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import bearing, versions_of
from firstlight.records.selectors import Kept, contents_of, kept_after, newest_of
from firstlight.retention.models import Reckoned, Schedule
from firstlight.retention.rules.groups import GROUPS, due_on, group_of

SYSTEM = system_viewer("retention")
PAGE = 1000
MOST = 500  # rows whose clear period is looked at anew in one run


def reckon(*, pages: int = 0, at: datetime) -> int:
    """Bring the schedule up to date with what came in, a page a transaction; give how many rows.

    Killed at any moment and asked again, it goes on where it stopped. Of `pages` it does no more
    at once, for the worker has more urgent things to do between: it asks itself for the rest.
    """
    count, done = 0, 0
    while rows := kept_after(_position(), limit=PAGE):
        if pages and done == pages:
            _go_on(at)
            return count
        done += 1
        with act("retention.reckoned", by=SYSTEM, at=at) as line:
            _write(rows, line.seq)
            Reckoned.objects.update_or_create(pk=1, defaults={"seq": rows[-1].seq, "at": at})
            line.say(records=len(rows))
        count += len(rows)
    Reckoned.objects.update_or_create(pk=1, defaults={"seq": _position(), "at": at})
    clear_again(at=at)
    return count


def _go_on(at: datetime) -> None:
    with act("retention.reckoned_in_part", by=SYSTEM, at=at) as line:
        line.queue("retention.reckon", key="retention.reckon")


def keep_reckoned(*, at: datetime) -> bool:
    """Have the schedule brought up to date once a day; tells whether it was asked for now."""
    last = Reckoned.objects.filter(pk=1).values_list("at", flat=True).first()
    if (last and london_date(last) >= london_date(at)) or is_waiting("retention.reckon"):
        return False
    with act("retention.reckon_due", by=SYSTEM, at=at) as line:
        line.queue("retention.reckon", key="retention.reckon")
    return True


def ask_to_reckon(*, by: Viewer, at: datetime) -> None:
    """Have the worker bring the schedule up to date soon, without waiting for its daily round."""
    if not may(by, "retention.review"):
        raise NotThere
    with act("retention.reckon_asked", by=by, at=at) as line:
        line.queue("retention.reckon", key="retention.reckon")


def _position() -> int:
    return Reckoned.objects.filter(pk=1).values_list("seq", flat=True).first() or 0


def _write(rows: Iterable[Kept], seq: int) -> None:
    newest = {row.record: row for row in rows}
    decided = set(
        Schedule.objects.filter(record__in=newest, told=True).values_list("record", flat=True)
    )
    years = {code: int(setting(group.first)) for code, group in GROUPS.items()}
    made = [_row(row, years, seq) for ref, row in newest.items() if ref not in decided]
    Schedule.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["record"], batch_size=200,
        update_fields=["kind", "group", "clear_from", "due_on", "told", "known_seq"],
    )  # fmt: skip


def _row(row: Kept, years: dict[str, int], seq: int) -> Schedule:
    group = group_of(row.kind, row.group)
    clear_from = london_date(row.recorded_at)
    return Schedule(
        record=row.record, kind=row.kind, group=group, clear_from=clear_from,
        due_on=row.review_on or due_on(clear_from, years[group]), told=bool(row.review_on),
        known_seq=seq,
    )  # fmt: skip


def clear_again(*, at: datetime) -> int:
    """Move on what looks due though its people came to notice since: the clear period began anew."""
    today = london_date(at)
    rows = Schedule.objects.filter(state="open", told=False, due_on__lte=today).order_by("due_on")
    moved = 0
    for row in rows[:MOST]:
        last = last_notice(row.record)
        if last is not None and last > row.clear_from:
            years = int(setting(GROUPS[row.group].first))
            Schedule.objects.filter(pk=row.pk).update(clear_from=last, due_on=due_on(last, years))
            moved += 1
    return moved


def last_notice(record: str) -> date | None:
    """Give the day on which somebody a record names last came to notice, by any record."""
    held = contents_of(record)
    if held is None:
        return None
    people = bearing(record, held.ids).people
    newest = newest_of(versions_of(people, viewer=SYSTEM)) if people else held.recorded_at
    return london_date(newest) if newest else None
