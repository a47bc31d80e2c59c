"""What people of the force did during the history: sealed, and said who is who."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from firstlight.access.selectors import user_named
from firstlight.access.services import restrict
from firstlight.config.viewers import viewer_of
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.selectors import appearance_of, person_at, place_of
from firstlight.people.services import judge
from firstlight.records.selectors import record_of_source

Act = dict[str, Any]


def carry_out(act: Act, *, at: datetime) -> bool:
    """Do one act in its actor's name; gives whether it could be done here."""
    user = user_named(str(act.get("by", "")))
    doing = DOINGS.get(str(act.get("act", "")))
    if user is None or doing is None:
        return False
    return doing(act, viewer_of(user, at), at)


def _restricted(level: str) -> Callable[[Act, Viewer, datetime], bool]:
    def doing(act: Act, by: Viewer, at: datetime) -> bool:
        targets = [target for target in (_person(act), _place(act)) if target]
        for target in targets:
            restrict(
                target=target, level=level, custodians=(by.ref,), reason=str(act["story"]["what"]),
                safety_line=str(act.get("safety_line", "")), by=by, at=at,
            )  # fmt: skip
        return bool(targets)

    return doing


def _judged(answer: str) -> Callable[[Act, Viewer, datetime], bool]:
    def doing(act: Act, by: Viewer, at: datetime) -> bool:
        told = act["story"]["records"].get(act["record"], {})
        one = _appearance(told.get("source", ""), told.get("source_ref", ""), act["key"])
        others = [found for found in _appearances(act) if found != one]
        if one is None or not others:
            return False
        reason = "Compared the two records side by side."
        judge(one=one, other=others[0], answer=answer, reason=reason, by=by, at=at)
        return True

    return doing


def _appearance(source: str, source_ref: str, key: str) -> str | None:
    record = record_of_source(source, source_ref)
    return appearance_of(record.ref, key) if record else None


def _appearances(act: Act) -> list[str]:
    told = act["story"]["people"].get(act.get("person", ""), {})
    found = (_appearance(*where) for where in told.get("appearances", ()))
    return [one for one in found if one]


def _person(act: Act) -> str | None:
    held = _appearances(act)
    return person_at(held[0], viewer=system_viewer("demo")) if held else None


def _place(act: Act) -> str | None:
    text = act["story"]["places"].get(act.get("place", ""))
    return place_of(text) if text else None


DOINGS: dict[str, Callable[[Act, Viewer, datetime], bool]] = {
    "seal": _restricted("sealed"),
    "protect_address": _restricted("restricted"),
    "judge_same": _judged("same"),
    "judge_different": _judged("different"),
}
