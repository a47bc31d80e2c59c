"""Accounts as an administrator keeps them: roles, closing, tying to the force's own sign-in."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.models import User
from firstlight.access.rules.predicates import ROLES
from firstlight.access.signing import end_everywhere
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer


def _user(ref: str) -> User:
    row = User.objects.filter(ref=ref).first()
    if row is None:
        raise NotThere
    return row


def set_roles(*, user: str, roles: list[str], by: Viewer, at: datetime) -> None:
    """Give a user these roles and no others. Refuses a role that is not in the table."""
    unknown = sorted(set(roles) - set(ROLES))
    if unknown:
        raise Refusal(
            f"There is no role called {', '.join(unknown)}.",
            next_step=f"Use some of: {', '.join(ROLES)}.",
        )
    row = _user(user)
    with act("access.roles_changed", by=by, at=at) as line:
        line.about(row.ref)
        line.say(was=row.roles, now=sorted(roles))
        row.roles = sorted(roles)
        row.save(update_fields=["roles"])


def close_user(*, user: str, by: Viewer, at: datetime) -> None:
    """Close an account: every session ends now, and nobody signs in by it again."""
    row = _user(user)
    with act("access.user_closed", by=by, at=at) as line:
        line.about(row.ref)
        User.objects.filter(pk=row.pk).update(is_active=False)
        end_everywhere(user=row.ref, by=by, at=at)


def open_user(*, user: str, by: Viewer, at: datetime) -> None:
    """Open an account that was closed."""
    row = _user(user)
    with act("access.user_opened", by=by, at=at) as line:
        line.about(row.ref)
        User.objects.filter(pk=row.pk).update(is_active=True)


def tie(*, user: str, issuer: str, subject: str, by: Viewer, at: datetime) -> None:
    """Say which identity of the force's own sign-in an account is. Refuses one that is taken."""
    row, outside = _user(user), f"{issuer.rstrip('/')}|{subject}"[:255]
    if User.objects.filter(outside=outside).exclude(pk=row.pk).exists():
        raise Refusal("Another account is tied to that.", next_step="Close that one first.")
    with act("access.user_tied", by=by, at=at) as line:
        line.about(row.ref)
        User.objects.filter(pk=row.pk).update(outside=outside)
