"""Fetch what unusual access is worked out from: lines, readers, whom they were shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may, user
from firstlight.audit.selectors import Look, looks_between
from firstlight.desk.rules.unusual import Reader, Seen, Shown, Sign, signs
from firstlight.duties.selectors import shifts_between
from firstlight.force.selectors import setting
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.rules.folding import fold_name
from firstlight.people.selectors import homes_of, same_building, surnames_of


def unusual(
    viewer: Viewer, begins: datetime, ends: datetime, *, by: str = "", kind: str = ""
) -> tuple[Sign, ...]:
    """Give the unusual looks between two moments, newest first. NotThere for who may not read them.

    The reader of this page is shown neither their own looks nor anybody's whom they may not see.
    """
    if not may(viewer, "journal.see"):
        raise NotThere
    lines = [_seen(one) for one in looks_between(begins, ends, by=by) if _is_somebodys(one, viewer)]
    refs = {ref for one in lines for ref in one.people}
    shown = Shown(surnames_of(refs), homes_of(refs))
    readers = _readers({one.by for one in lines}, begins, ends)
    found = signs(lines, readers, shown, most=int(setting("journal.people_a_day")))
    kept = tuple(one for one in found if not kind or one.kind == kind)
    viewer.seen.add(*(one.line.by for one in kept))
    return kept


def _is_somebodys(one: Look, viewer: Viewer) -> bool:
    return one.by.startswith("U-") and one.by != viewer.ref


def _seen(one: Look) -> Seen:
    told: dict[str, Any] = json.loads(one.details) if one.details else {}
    words = told.get("words")
    typed = " ".join(map(str, words.values())) if isinstance(words, dict) else str(words or "")
    return Seen(
        one.seq, one.by, one.at,
        tuple(ref for ref in one.refs if ref.startswith("P-")),
        tuple(ref for ref in one.refs if ref.startswith("L-")),
        fold_name(typed), str(told.get("justification") or told.get("reason") or ""),
    )  # fmt: skip


def _readers(refs: Iterable[str], begins: datetime, ends: datetime) -> dict[str, Reader]:
    shifts = shifts_between(begins, ends)
    found = {}
    for ref in refs:
        account = user(ref)
        if account is None:
            continue
        own = set(account.own_refs)
        own |= {other for place in account.own_refs for other in same_building(place)}
        surname = fold_name(account.full_name.split()[-1]) if account.full_name.split() else ""
        found[ref] = Reader(surname, frozenset(own), tuple(shifts.get(ref, ())))
    return found
