"""Keys of other systems: made, used, revoked; and what they were answered under a key of theirs."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from firstlight.access.models import Allowance, Answered, Token, User
from firstlight.access.reading import digest_of
from firstlight.access.rules.scopes import ALL, SCOPES
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer

ANSWERS_KEPT = timedelta(days=1)
USED_EVERY = timedelta(minutes=1)


def issue_token(
    *,
    name: str,
    user: str,
    source: str = "",
    scopes: Iterable[str] = ALL,
    days: int | None = None,
    per_minute: int = 6000,
    by: Viewer,
    at: datetime,
) -> str:
    """Issue a system's key to the API and give its secret, which is told only now.

    Refuses a scope that is not in the table, and none at all. NotThere for an unknown user.
    """
    wanted = sorted(set(scopes))
    unknown = sorted(set(wanted) - set(SCOPES))
    account = User.objects.filter(ref=user).first()
    if account is None:
        raise NotThere
    if unknown or not wanted:
        raise Refusal(
            f"There is no scope called {', '.join(unknown)}."
            if unknown
            else "A key needs a scope.",
            next_step=f"Use some of: {', '.join(SCOPES)}.",
            faults=(("scopes", "Choose what the key may be used for"),),
        )
    secret = secrets.token_urlsafe(32)
    with act("access.token_issued", by=by, at=at) as line:
        Token.objects.update_or_create(
            name=name,
            defaults={
                "digest": digest_of(secret), "user": account, "source": source, "active": True,
                "scopes": wanted, "per_minute": per_minute, "made_by": by.ref, "made_at": at,
                "expires_at": at + timedelta(days=days) if days else None, "last_used_at": None,
            },
        )  # fmt: skip
        line.about(account.ref)
        line.say(token=name, scopes=wanted)
    return secret


def revoke_token(*, name: str, by: Viewer, at: datetime) -> None:
    """Take a key out of use at once. NotThere for one that is not in use."""
    with act("access.token_revoked", by=by, at=at) as line:
        if not Token.objects.filter(name=name, active=True).update(active=False):
            raise NotThere
        line.say(token=name)


def used_token(token: Token, at: datetime) -> None:
    """Note that a key was used, to the minute."""
    if token.last_used_at is None or at - token.last_used_at >= USED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)


def take_allowance(*, key: str, minute: int, most: int, wanted: int) -> int:
    """Take up to so much of what a key may ask in a minute, and give how much was left to take.

    Every process that serves takes from the one row, so that a limit holds however many serve.
    """
    with transaction.atomic():
        row, _ = Allowance.objects.select_for_update().get_or_create(
            key=key, defaults={"minute": minute}
        )
        held = row.taken if row.minute == minute else 0
        given = max(0, min(wanted, most - held))
        if given:
            Allowance.objects.filter(pk=row.pk).update(minute=minute, taken=held + given)
    return given


def _asked(body: bytes) -> str:
    return sha256(body).hexdigest()


def answered(*, token: str, key: str, body: bytes, at: datetime) -> tuple[int, Any] | None:
    """Give what was answered under this key before; None for a new one.

    Refuses a key that was used for something else.
    """
    row = Answered.objects.filter(token=token, key=digest_of(key), at__gt=at - ANSWERS_KEPT).first()
    if row is None:
        return None
    if row.asked != _asked(body):
        raise Refusal(
            "This Idempotency-Key was used for something else.",
            next_step="Send another key with another body.", code="key_used",
        )  # fmt: skip
    return row.status, json.loads(row.content)


def keep_answer(
    *, token: str, key: str, body: bytes, status: int, content: Any, at: datetime
) -> None:
    """Keep what was answered under a key for a day."""
    Answered.objects.filter(at__lt=at - ANSWERS_KEPT).delete()
    Answered.objects.update_or_create(
        token=token, key=digest_of(key),
        defaults={"asked": _asked(body), "status": status, "content": json.dumps(content), "at": at},
    )  # fmt: skip
