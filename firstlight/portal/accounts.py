"""A home's own accounts, by name: each confirmed again every month by somebody of the home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.access.rules.predicates import PARTNERS
from firstlight.access.selectors import may, users_with
from firstlight.access.services import close_user
from firstlight.audit.services import act
from firstlight.duties.selectors import is_open
from firstlight.duties.services import close_like, open_duty
from firstlight.force.selectors import organisations
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.portal.models import Confirmation

# Design, step 4: named accounts are re-confirmed monthly.
MONTH = timedelta(days=31)
SYSTEM = system_viewer("portal")
EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Account:
    """A named account of an organisation; `at` is when it was last confirmed, None where never."""

    user: str
    name: str
    at: datetime | None
    left: bool
    due: bool


def accounts(organisation: str, at: datetime) -> tuple[Account, ...]:
    """Give the accounts of an organisation with when each was last confirmed."""
    users = {u.ref: u for role in sorted(PARTNERS) for u in users_with(role)
             if organisation and u.organisation == organisation}  # fmt: skip
    last = {
        row.user: row for row in Confirmation.objects.filter(user__in=users).order_by("at", "pk")
    }
    return tuple(
        Account(
            ref, one.full_name, last[ref].at if ref in last else None,
            ref in last and not last[ref].here, ref not in last or last[ref].at < at - MONTH,
        )
        for ref, one in users.items()
    )  # fmt: skip


def confirm(*, user: str, here: bool, by: Viewer, at: datetime) -> None:
    """Say that a named colleague still works there, or has left: then the account closes at once.

    The force looks afterwards whether it was rightly closed. NotThere for an account that is not of
    the sayer's own organisation.
    """
    own = {one.user: one for one in accounts(by.organisation, at)}
    if user not in own or not may(by, "portal.see"):
        raise NotThere
    with act("portal.account_confirmed", by=by, at=at) as line:
        Confirmation.objects.create(
            user=user, organisation=by.organisation, here=here, by=by.ref, at=at, known_seq=line.seq
        )
        line.about(user)
        if not here:
            close_user(user=user, by=by, at=at)
    if not here:
        open_duty(
            clock="ACCOUNT_CLOSE", about=(user,), people=(), told_at=at,
            because="A colleague said that this account's holder has left, and it was closed.",
            key=f"{user}:ACCOUNT_CLOSE:{at.isoformat()}", by=SYSTEM, at=at,
        )  # fmt: skip
    if not any(one.due for one in accounts(by.organisation, at)):
        close_like(_asked(by.organisation), "Every account was confirmed.", (), SYSTEM, at)


def _asked(organisation: str) -> str:
    """Give how the keys of what an organisation is asked begin, whatever the month."""
    return f"{organisation}:PARTNER_ACCOUNTS:"


def ask_monthly(at: datetime) -> int:
    """Open a duty for each home whose accounts nobody has confirmed for a month; give how many.

    One that is open since an earlier month asks for the same, and is not asked beside it.
    """
    asked = 0
    for one in organisations("care_home"):
        old = [row for row in accounts(one.code, at) if row.due]
        if old and not is_open(_asked(one.code)):
            open_duty(
                clock="PARTNER_ACCOUNTS", about=(), people=(), told_at=at,
                because=f"{one.name}: {len(old)} account(s) nobody has confirmed for a month. Ring the home.",
                key=f"{_asked(one.code)}{at:%Y%m}", by=SYSTEM, at=at,
            )  # fmt: skip
            asked += 1
    return asked
