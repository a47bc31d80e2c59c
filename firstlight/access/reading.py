"""Reads of accounts: who a link or a device is of, and what is shown of one's own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from firstlight.access.models import Device, Factor, Signed, User, WayIn
from firstlight.kernel.values.viewer import Viewer


def digest_of(secret: str) -> str:
    """Hash a secret that is long and random."""
    return sha256(secret.encode()).hexdigest()


def is_remembered(user: User, secret: str, at: datetime) -> bool:
    """Tell whether a browser's secret is one of this user's, and not too old."""
    known = Device.objects.filter(user=user, digest=digest_of(secret), until__gt=at)
    return bool(secret) and known.exists()


def way_in(secret: str, at: datetime) -> User | None:
    """Give whose link this is, while it can be used."""
    rows = WayIn.objects.filter(digest=digest_of(secret), used_at__isnull=True, until__gt=at)
    row = rows.select_related("user").first()
    return row.user if row and row.user.is_active else None


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What somebody is shown of their own account: no secret of it."""

    username: str
    factors: tuple[Factor, ...]
    paper_left: int
    sessions: tuple[Signed, ...]
    devices: tuple[Device, ...]
    outside: bool


def own_account(viewer: Viewer, at: datetime) -> OwnAccount | None:
    """Give the viewer's own account: second steps, sessions that stand, remembered devices."""
    row = User.objects.filter(ref=viewer.ref).first()
    if row is None:
        return None
    factors = row.factors.exclude(kind="paper").order_by("pk")
    return OwnAccount(
        username=row.username,
        factors=tuple(factors),
        paper_left=row.factors.filter(kind="paper", used_at__isnull=True).count(),
        sessions=tuple(row.sessions.filter(ended_at__isnull=True).order_by("-began_at")[:50]),
        devices=tuple(row.devices.filter(until__gt=at).order_by("-added_at")[:50]),
        outside=bool(row.outside),
    )


def has_second(user: User, kind: str = "") -> bool:
    """Tell whether an account has a second step, or one of a kind; paper codes alone are none."""
    held = user.factors.filter(kind=kind) if kind else user.factors.exclude(kind="paper")
    return held.exists()
