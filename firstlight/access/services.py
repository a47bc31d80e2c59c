"""Verbs on users, restrictions, grants, drafts and tokens."""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.access.accounts import close_user, open_user, set_roles, tie
from firstlight.access.events import RestrictionLifted, RestrictionMade
from firstlight.access.factors import (
    add_app,
    add_key,
    ask_key,
    ask_new_key,
    check_code,
    check_key,
    make_paper,
    remove_factor,
)
from firstlight.access.interests import KINDS, declare, keep_own, withdraw_interest
from firstlight.access.models import Draft, Grant, Restriction, User
from firstlight.access.openings import OUTCOMES, Opened, open_glass, review_opening
from firstlight.access.provider import (
    account_of,
    begin_elsewhere,
    finish_elsewhere,
    has_provider,
    proved_twice,
)
from firstlight.access.selectors import may
from firstlight.access.signing import (
    Locked,
    as_viewer,
    begin_session,
    check_password,
    check_unlocked,
    choose_password,
    end_everywhere,
    end_session,
    failed_second,
    forget_device,
    go_on,
    make_way_in,
    remember,
    unlock,
)
from firstlight.access.tokens import (
    answered,
    issue_token,
    keep_answer,
    revoke_token,
    take_allowance,
    used_token,
)
from firstlight.audit.services import act
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer

__all__ = [
    "KINDS",
    "OUTCOMES",
    "Locked",
    "Opened",
    "account_of",
    "add_app",
    "add_key",
    "add_user",
    "answered",
    "as_viewer",
    "ask_key",
    "ask_new_key",
    "begin_elsewhere",
    "begin_session",
    "check_code",
    "check_key",
    "check_password",
    "check_unlocked",
    "choose_password",
    "clear_draft",
    "close_user",
    "declare",
    "end_everywhere",
    "end_session",
    "failed_second",
    "finish_elsewhere",
    "forget_device",
    "go_on",
    "grant",
    "has_provider",
    "issue_token",
    "keep_answer",
    "keep_own",
    "lift",
    "make_paper",
    "make_way_in",
    "open_glass",
    "open_user",
    "proved_twice",
    "remember",
    "remove_factor",
    "restrict",
    "review_opening",
    "revoke_token",
    "save_draft",
    "set_roles",
    "take_allowance",
    "tie",
    "unlock",
    "used_token",
    "withdraw_interest",
]
DRAFT_KEPT = timedelta(days=7)


def add_user(
    *,
    username: str,
    full_name: str,
    roles: list[str],
    rank: str = "",
    collar: str = "",
    organisation: str = "",
    mail: str = "",
    password: str | None = None,
    by: Viewer,
    at: datetime,
) -> User:
    """Add a user, or bring an existing one's rank, roles and organisation up to date."""
    with act("access.user_added", by=by, at=at) as line:
        user = User.objects.filter(username=username).first() or User(username=username)
        user.full_name, user.rank, user.collar = full_name, rank, collar
        user.roles, user.organisation, user.mail = sorted(roles), organisation, mail
        if password is not None or not user.pk:
            user.set_password(password)
        user.save()
        line.about(user.ref)
        return user


def restrict(
    *,
    target: str,
    level: str,
    custodians: tuple[str, ...],
    reason: str,
    safety_line: str = "",
    by: Viewer,
    at: datetime,
) -> str:
    """Restrict or seal a person, place, record or link; custodians keep sight of it.

    Refuses without a custodian: nobody could ever open it. Refuses who may not.
    """
    if not may(by, "access.seal" if level == "sealed" else "access.restrict"):
        raise NotThere
    if not custodians:
        raise Refusal("A restriction needs a custodian.", next_step="Name who keeps sight of it.")
    with act(f"access.{level}", by=by, at=at) as line:
        row = Restriction.objects.create(
            ref=new_ref("Z"),
            target=target,
            level=level,
            custodians=list(custodians),
            safety_line=safety_line,
            reason=reason,
            known_seq=line.seq,
        )
        line.about(row.ref, target)
        line.emit(RestrictionMade(ref=row.ref, target=target))
        return row.ref


def lift(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """End a restriction; only a custodian of it may."""
    row = Restriction.objects.filter(ref=ref, ended_seq__isnull=True).first()
    mine = {by.ref, *(f"post:{post}" for post in by.posts)}
    if row is None or not mine & set(row.custodians):
        raise NotThere
    with act("access.lifted", by=by, at=at) as line:
        line.about(ref, row.target)
        line.say(reason=reason)
        Restriction.objects.filter(pk=row.pk).update(ended_seq=line.seq)
        line.emit(RestrictionLifted(ref=ref, target=row.target))


def grant(
    *, user: str, about: str, because: str, until: datetime | None, by: Viewer, at: datetime
) -> None:
    """Give a user or post (`post:<code>`) a need to know, with an end."""
    with act("access.granted", by=by, at=at) as line:
        Grant.objects.update_or_create(
            user=user,
            about=about,
            because=because,
            defaults={"until": until, "known_seq": line.seq},
        )
        line.about(about)


def save_draft(key: str, data: dict[str, object], by: Viewer, at: datetime) -> None:
    """Keep a form not yet sent, for its owner alone; older than 7 days goes."""
    Draft.objects.filter(saved_at__lt=at - DRAFT_KEPT).delete()
    Draft.objects.update_or_create(owner=by.ref, key=key, defaults={"data": data, "saved_at": at})


def clear_draft(key: str, by: Viewer) -> None:
    """Drop a draft that was sent."""
    Draft.objects.filter(owner=by.ref, key=key).delete()
