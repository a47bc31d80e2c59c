"""Signing in: the password and its lock, the session and its end, the device that is remembered."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import F

from firstlight.access.models import Device, Failure, Signed, User, WayIn
from firstlight.access.reading import digest_of, way_in
from firstlight.access.rules.ends import ADDRESS_TIMES, Terms, ended_by, locked_until
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.kernel.values.when import london

WAY_IN_LASTS = timedelta(hours=24)
SEEN_EVERY = timedelta(minutes=1)
LEAST = 12  # letters of a password


class Locked(Refusal):
    """Too many sign-ins failed; the answer is the same for an account that is not there."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"Too many sign-ins have failed. Try again after {london(until):%H:%M}.",
            next_step="If you cannot wait, ask your administrator to unlock the account.",
            code="locked",
        )


def as_viewer(user: User) -> Viewer:
    """Name a user as the one who acts, before a session begins."""
    return Viewer(ref=user.ref, name=user.title, roles=frozenset(user.roles))


def keyed(text: str) -> str:
    """Hash what a sign-in is counted by, so that no name or address is kept."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"sign-in|{text.strip().lower()}".encode(), sha256).hexdigest()


def check_password(
    *, username: str, password: str, address: str, terms: Terms, at: datetime
) -> User:
    """Give the account a name and password belong to.

    Refuses where they do not belong together, in the same words whatever was wrong; Locked after
    too many failures of the account or from the address. Each failure is a line of the journal.
    """
    account, whence = keyed(username), keyed(f"address {address}")
    _check_lock(account, whence, terms, at)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        make_password(password)  # as long as a true check takes
    if user is not None and user.check_password(password):
        Failure.objects.filter(account=account).delete()
        return user
    _failed(user, account, whence, at)
    raise Refusal(
        "That username and password do not belong together.",
        next_step="Try again, or ask your administrator for a new link.",
        code="wrong",
    )


def _check_lock(account: str, whence: str, terms: Terms, at: datetime) -> None:
    rows = Failure.objects.filter(at__gt=at - 2 * terms.locked)
    mine = rows.filter(account=account).values_list("at", flat=True)
    here = rows.filter(address=whence).values_list("at", flat=True)
    until = locked_until(list(mine), terms.failures, terms)
    until = until or locked_until(list(here), terms.failures * ADDRESS_TIMES, terms)
    if until is not None and at < until:
        raise Locked(until)


def _failed(user: User | None, account: str, whence: str, at: datetime) -> None:
    with act("access.sign_in_failed", by=system_viewer("sign-in"), at=at) as line:
        if user is not None:
            line.about(user.ref)
        Failure.objects.filter(at__lt=at - timedelta(days=1)).delete()
        Failure.objects.create(account=account, address=whence, at=at)


def failed_second(*, user: User, address: str, terms: Terms, at: datetime) -> None:
    """Count a wrong second step as a failed sign-in. Locked when there were too many."""
    account, whence = keyed(user.username), keyed(f"address {address}")
    _failed(user, account, whence, at)
    _check_lock(account, whence, terms, at)


def check_unlocked(*, user: User, address: str, terms: Terms, at: datetime) -> None:
    """Refuse a second step while the account is locked."""
    _check_lock(keyed(user.username), keyed(f"address {address}"), terms, at)


def unlock(*, user: str, by: Viewer, at: datetime) -> None:
    """Let an account sign in again at once."""
    row = _user(user)
    with act("access.unlocked", by=by, at=at) as line:
        line.about(row.ref)
        Failure.objects.filter(account=keyed(row.username)).delete()


def begin_session(*, user: User, device: str, how: str, at: datetime) -> str:
    """Note that somebody signed in, on what and by what; give the session's reference."""
    with act("access.signed_in", by=as_viewer(user), at=at) as line:
        row = Signed.objects.create(
            user=user, device=device[:80], how=how, began_at=at, seen_at=at
        )  # fmt: skip
        line.about(user.ref, row.ref)
        line.say(how=how)
        return row.ref


def go_on(*, session: str, active: bool, terms: Terms, at: datetime) -> str:
    """Say why a session is over, or nothing; what a person does in it puts off its idle end."""
    row = Signed.objects.filter(ref=session).first()
    if row is None or row.ended_at is not None:
        return row.ended if row else "unknown"
    why = ended_by(row.began_at, row.seen_at, at, terms)
    if why:
        Signed.objects.filter(pk=row.pk).update(ended_at=at, ended=why)
    elif active and at - row.seen_at >= SEEN_EVERY:
        Signed.objects.filter(pk=row.pk).update(seen_at=at)
    return why


def end_session(*, session: str, by: Viewer, at: datetime) -> None:
    """End one of one's own sessions. NotThere for anybody else's."""
    row = Signed.objects.filter(ref=session, user__ref=by.ref, ended_at__isnull=True).first()
    if row is None:
        raise NotThere
    with act("access.session_ended", by=by, at=at) as line:
        line.about(row.ref)
        Signed.objects.filter(pk=row.pk).update(ended_at=at, ended="ended")


def end_everywhere(*, user: str, by: Viewer, at: datetime) -> None:
    """End every session of a user and forget every device; the next sign-in asks for all steps."""
    row = _user(user)
    with act("access.sessions_ended", by=by, at=at) as line:
        line.about(row.ref)
        Signed.objects.filter(user=row, ended_at__isnull=True).update(ended_at=at, ended="ended")
        Device.objects.filter(user=row).delete()
        User.objects.filter(pk=row.pk).update(era=F("era") + 1)


def remember(*, user: User, title: str, days: int, at: datetime) -> str:
    """Remember a device; give the secret that its browser keeps."""
    secret = secrets.token_urlsafe(32)
    with act("access.device_remembered", by=as_viewer(user), at=at) as line:
        Device.objects.filter(until__lt=at).delete()
        row = Device.objects.create(
            user=user, digest=digest_of(secret), title=title[:80], added_at=at,
            until=at + timedelta(days=days),
        )  # fmt: skip
        line.about(row.ref)
    return secret


def forget_device(*, device: str, by: Viewer, at: datetime) -> None:
    """Ask for the second step on a device again. NotThere for anybody else's."""
    row = Device.objects.filter(ref=device, user__ref=by.ref).first()
    if row is None:
        raise NotThere
    with act("access.device_forgotten", by=by, at=at) as line:
        line.about(row.ref)
        row.delete()


def make_way_in(*, user: str, by: Viewer, at: datetime) -> str:
    """Give the secret of a link that lets a user choose a password once, within a day.

    Earlier links, sessions and factors are taken away: who asks for this may have lost them.
    """
    row, secret = _user(user), secrets.token_urlsafe(32)
    with act("access.way_in_made", by=by, at=at) as line:
        line.about(row.ref)
        end_everywhere(user=row.ref, by=by, at=at)
        WayIn.objects.filter(user=row).delete()
        row.factors.all().delete()
        Failure.objects.filter(account=keyed(row.username)).delete()
        WayIn.objects.create(user=row, digest=digest_of(secret), until=at + WAY_IN_LASTS)
    return secret


def choose_password(*, secret: str, password: str, at: datetime) -> User:
    """Set the password of a link's user; the link is used up. NotThere where it cannot be used."""
    user = way_in(secret, at)
    if user is None:
        raise NotThere
    with act("access.password_chosen", by=as_viewer(user), at=at) as line:
        line.about(user.ref)
        WayIn.objects.filter(digest=digest_of(secret)).update(used_at=at)
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def _user(ref: str) -> User:
    row = User.objects.filter(ref=ref).first()
    if row is None:
        raise NotThere
    return row
