"""Writing the rota, and the moments at which a post changes hands.

Whatever changes who is there now hands over at once, as the end of a shift does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from firstlight.access.selectors import may, user, user_of_collar
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.duties.events import RotaChanged
from firstlight.duties.models import RotaShift
from firstlight.force.selectors import posts
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import LONDON, utc

COLUMNS = ("post", "collar", "begins_at", "ends_at")
# A page asked for "now" is answered a little later.
_JUST_NOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class _Row:
    post: str
    user: str
    begins_at: datetime
    ends_at: datetime | None


def set_shift(
    *, post: str, user: str, begins_at: datetime, ends_at: datetime | None, by: Viewer, at: datetime
) -> None:
    """Put somebody on a post from a time to a time; without an end, until further notice."""
    row = {"post": post, "user": user, "begins_at": begins_at, "ends_at": ends_at}
    set_shifts(rows=[row], by=by, at=at)


def set_shifts(*, rows: Iterable[Mapping[str, Any]], by: Viewer, at: datetime) -> int:
    """Put many on the rota; give how many rows.

    A row has `post`, `user` (reference) or `collar`, `begins_at`, and `ends_at` or None, as
    times or ISO texts with their zone. The same post, person and beginning again moves the end.
    Refuses the whole list with all its faults together.
    """
    if not may(by, "rota.set"):
        raise NotThere
    faults: list[tuple[str, str]] = []
    good = [one for n, row in enumerate(rows, 1) if (one := _read(row, f"row {n}", faults))]
    if faults:
        raise Refusal(
            "The rota was not changed.", next_step="Mend these rows.", faults=tuple(faults)
        )
    with act("duties.rota_set", by=by, at=at) as line:
        for row in good:
            _keep(line, row)
        line.emit(RotaChanged(posts=tuple(sorted({row.post for row in good}))))
    return len(good)


def end_shift(*, shift: int, ends_at: datetime, by: Viewer, at: datetime) -> None:
    """End somebody's time on a post; one that has not begun by then is taken off the rota.

    NotThere for a row that is not there or who may not set the rota. Refuses a time that has gone
    by: who was there then is written.
    """
    with act("duties.shift_ended", by=by, at=at) as line:
        row = _standing(shift, ends_at, by, at)
        _ended(line, row, ends_at)
        line.emit(RotaChanged(posts=(row.post,)))


def swap_shift(*, shift: int, collar: str, from_at: datetime, by: Viewer, at: datetime) -> None:
    """Have another take a shift over from a time to its end, by collar number, in one act.

    NotThere and refusals as for ending it; and somebody unknown, inactive, or the same person.
    """
    with act("duties.shift_swapped", by=by, at=at) as line:
        row = _standing(shift, from_at, by, at)
        other = _person({"collar": collar.strip()})
        if not other or other == row.user_ref:
            said = "Nobody else with that collar number may sign in."
            raise Refusal(
                "The shift was not swapped.", next_step="Mend this:", faults=(("collar", said),)
            )
        begins, ends = max(from_at, row.begins_at), row.ends_at
        _ended(line, row, begins)
        _keep(line, _Row(row.post, other, begins, ends))
        line.emit(RotaChanged(posts=(row.post,)))


def _standing(shift: int, moment: datetime, by: Viewer, at: datetime) -> RotaShift:
    row = RotaShift.objects.filter(pk=shift).first()
    if row is None or not may(by, "rota.set"):
        raise NotThere
    ended = row.ends_at is not None and row.ends_at <= moment
    if moment < at - _JUST_NOW or ended:
        said = "It has ended by then." if ended else "That time has gone by."
        raise Refusal(
            "The rota was not changed.",
            next_step="Choose a time from now to the shift's end.",
            faults=(("from_at", said),),
        )
    return row


def _ended(line: Line, row: RotaShift, ends_at: datetime) -> None:
    line.about(row.user_ref)
    if ends_at <= row.begins_at:
        row.delete()
        return
    row.ends_at, row.known_seq = ends_at, line.seq
    row.save(update_fields=["ends_at", "known_seq"])
    _changes_hands(line, row.post, ends_at)


def _keep(line: Line, row: _Row) -> None:
    RotaShift.objects.update_or_create(
        post=row.post,
        user_ref=row.user,
        begins_at=row.begins_at,
        defaults={"ends_at": row.ends_at, "known_seq": line.seq},
    )
    line.about(row.user)
    for moment in (row.begins_at, row.ends_at):
        if moment and moment > line.at:
            _changes_hands(line, row.post, moment)


def _changes_hands(line: Line, post: str, moment: datetime) -> None:
    if moment > line.at:
        line.due(f"handover:{post}:{moment.isoformat()}", moment, "duties.hand_over", (post,))
    else:
        line.queue("duties.hand_over", (post,), priority=Priority.BRIEF, key=f"handover:{post}")


def read_list(text: str) -> list[dict[str, str]]:
    """Read a list of shifts as CSV: post, collar, begins_at, ends_at; a time without zone is UK time.

    Refuses a list without these columns; what is wrong in a row is told when it is set.
    """
    rows = list(csv.DictReader(io.StringIO(text.strip().lstrip("\ufeff")), skipinitialspace=True))
    columns = set(rows[0]) if rows else set()
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise Refusal(
            "The list was not read.",
            next_step=f"Its first line names the columns: {', '.join(COLUMNS)}.",
            faults=tuple(("rows", f"There is no column {name}.") for name in missing),
        )
    told = ({name: (row[name] or "").strip() for name in COLUMNS} for row in rows)
    return [row | {name: _uk(row[name]) for name in ("begins_at", "ends_at")} for row in told]


def _uk(text: str) -> str:
    """Say a UK time with its zone; a time that comes twice is the first of the two."""
    for read in (datetime.fromisoformat, _written):
        try:
            found = read(text)
        except ValueError:
            continue
        return (found if found.tzinfo else found.replace(tzinfo=LONDON)).isoformat()
    return text


def _written(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=LONDON)


def _read(row: Mapping[str, Any], where: str, faults: list[tuple[str, str]]) -> _Row | None:
    said: list[str] = []
    if row.get("post") not in posts():
        said.append(f"there is no post {row.get('post')!r}")
    ref = _person(row)
    if not ref:
        said.append("nobody with that reference or collar number may sign in")
    begins, ends = _moment(row.get("begins_at"), said), _moment(row.get("ends_at"), said)
    if begins is None:
        said.append("it needs a beginning")
    elif ends is not None and ends <= begins:
        said.append("it ends before it begins")
    faults += [(where, sentence) for sentence in said]
    if said or begins is None:
        return None
    return _Row(str(row["post"]), ref, begins, ends)


def _person(row: Mapping[str, Any]) -> str:
    ref, collar = str(row.get("user") or ""), str(row.get("collar") or "")
    found = user(ref) if ref else user_of_collar(collar) if collar else None
    return found.ref if found and found.is_active else ""


def _moment(value: Any, said: list[str]) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        told = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return utc(told)
    except ValueError:
        said.append(f"{value!r} is no time with its zone")
        return None
