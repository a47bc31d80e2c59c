"""Writing the rota, and the moments at which a post changes hands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may, user, user_of_collar
from firstlight.audit.services import Line, act
from firstlight.duties.events import RotaChanged
from firstlight.duties.models import RotaShift
from firstlight.duties.rules.posts import POSTS
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import utc


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
            key = f"handover:{row.post}:{moment.isoformat()}"
            line.due(key, moment, "duties.hand_over", (row.post,))


def _read(row: Mapping[str, Any], where: str, faults: list[tuple[str, str]]) -> _Row | None:
    said: list[str] = []
    if row.get("post") not in POSTS:
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
        return utc(value if isinstance(value, datetime) else datetime.fromisoformat(str(value)))
    except ValueError:
        said.append(f"{value!r} is no time with its zone")
        return None
