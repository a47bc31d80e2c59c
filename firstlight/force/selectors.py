"""Reads of settings and organisations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from firstlight.access.rules.ends import Terms
from firstlight.force.models import Approval, Organisation, SettingRow
from firstlight.force.rules.posts import Posts, read
from firstlight.force.rules.settings import SETTINGS
from firstlight.kernel.asking import answer_of


@dataclass(frozen=True, slots=True)
class Held:
    """A setting's value as it stands; `set_by` is empty where nobody has set it."""

    code: str
    value: Any
    set_by: str
    agreed_by: str
    at: datetime | None


# Every step of the work asks for some: in fixed words, and as text, which both databases give of JSON.
_NEWEST = (
    "SELECT value FROM force_settingrow WHERE code = %s ORDER BY known_seq DESC, id DESC LIMIT 1"
)


def _row(code: str, n: int | None) -> SettingRow | None:
    rows = SettingRow.objects.filter(code=code)
    if n is not None:
        rows = rows.filter(known_seq__lte=n)
    return rows.order_by("-known_seq", "-id").first()


def setting(code: str, n: int | None = None) -> Any:
    """Give a setting's value as at a position (the newest without one); KeyError if unknown."""
    default = SETTINGS[code].default
    if n is not None:
        row = _row(code, n)
        return default if row is None else row.value
    found = answer_of(_NEWEST, code)
    return json.loads(found[0][0]) if found else default


def settings_held(codes: Iterable[str]) -> dict[str, Any]:
    """Give the values of several settings as they stand, in one question; KeyError if unknown."""
    found = {code: SETTINGS[code].default for code in codes}
    rows = SettingRow.objects.filter(code__in=found).order_by("known_seq", "id")
    return found | dict(rows.values_list("code", "value"))


def posts() -> Posts:
    """Give the posts, towns and queues as the force has set them, in one question."""
    return read(tuple(setting("force.posts")))


def session_terms() -> Terms:
    """Give what the force has set for sessions and locks."""
    return Terms(
        idle=timedelta(minutes=int(setting("access.idle_minutes"))),
        whole=timedelta(hours=int(setting("access.session_hours"))),
        failures=int(setting("access.failures")),
        locked=timedelta(minutes=int(setting("access.lock_minutes"))),
    )


def held(code: str) -> Held:
    """Give a setting with who set and who agreed it."""
    row = _row(code, None)
    if row is None:
        return Held(code, SETTINGS[code].default, "", "", None)
    return Held(code, row.value, row.set_by, row.agreed_by, row.at)


def organisation(code: str) -> Organisation | None:
    """Find an organisation by its code."""
    return Organisation.objects.filter(code=code).first()


def organisation_named(name: str, kind: str = "") -> Organisation | None:
    """Find an organisation by its name, whatever the case of the letters."""
    rows = Organisation.objects.filter(Q(name__iexact=name.strip()))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.first()


def organisations(kind: str = "") -> list[Organisation]:
    """Give organisations, of one kind or all, by name."""
    rows = Organisation.objects.order_by("name")
    return list(rows.filter(kind=kind) if kind else rows)


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that waits for its second person, or was decided; accounts by reference."""

    ref: str
    code: str
    value: Any
    was: Any
    reason: str
    asked_by: str
    asked_at: datetime
    state: str
    decided_by: str
    decided_at: datetime | None
    because: str


def _asked(row: Approval) -> Asked:
    return Asked(
        row.ref, row.about, row.proposal["value"], row.proposal.get("was"), row.reason, row.asked_by,
        row.asked_at, row.state, row.decided_by, row.decided_at, row.because,
    )  # fmt: skip


def approval(ref: str) -> Asked | None:
    """Give one change that was asked for."""
    row = Approval.objects.filter(ref=ref).first()
    return _asked(row) if row else None


def approvals(*, waiting: bool, limit: int = 50) -> list[Asked]:
    """Give what waits for a second person, oldest first; or what was decided, newest first."""
    rows = Approval.objects.filter(state="waiting").order_by("asked_at", "pk")
    if not waiting:
        rows = Approval.objects.exclude(state="waiting").order_by("-decided_at", "-pk")
    return [_asked(row) for row in rows[:limit]]
