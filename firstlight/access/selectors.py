"""Reads of who may do what, and what a viewer may not know of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from firstlight.access.interests import interests
from firstlight.access.models import Draft, Grant, Restriction, Token, User
from firstlight.access.openings import opening, openings
from firstlight.access.reading import (
    OwnAccount,
    has_second,
    is_remembered,
    own_account,
    way_in,
)
from firstlight.access.rules.permissions import PERMISSIONS
from firstlight.access.rules.predicates import Asked
from firstlight.access.rules.scopes import lets
from firstlight.audit.selectors import state
from firstlight.kernel.asking import answer_of, rows_of
from firstlight.kernel.values.viewer import Viewer

__all__ = [
    "OwnAccount",
    "SafetyLine",
    "Sight",
    "draft",
    "everybody",
    "granted",
    "has_second",
    "interests",
    "is_remembered",
    "may",
    "opening",
    "openings",
    "own_account",
    "safety_lines",
    "sealed_targets",
    "sight",
    "signed_in",
    "title_of",
    "token",
    "tokens",
    "user",
    "user_named",
    "user_of_collar",
    "users_with",
    "way_in",
]
ALWAYS = 2**62  # a position that nothing held comes after: whatever is told of one's own stays shut


@dataclass(frozen=True, slots=True)
class Sight:
    """What is sealed from a viewer, and what is restricted but not opened by them.

    References of any kind: person, place, record, link (appearance).
    """

    sealed: frozenset[str]
    restricted: frozenset[str]
    all_seen: bool = False
    since: dict[str, int] = field(default_factory=dict)  # sealed reference -> its position
    shut_since: dict[str, int] = field(default_factory=dict)  # the same of what is restricted


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """What everybody must know about something sealed, and who keeps it."""

    target: str
    text: str
    custodians: tuple[str, ...]


def _standing(n: int | None) -> Q:
    if n is None:
        return Q(ended_seq__isnull=True)
    return Q(known_seq__lte=n) & (Q(ended_seq__isnull=True) | Q(ended_seq__gt=n))


def _not_ended(viewer: Viewer) -> Q:
    """Leave out grants that have ended by the time the viewer asks."""
    if viewer.asks_at is None:
        return Q()
    return Q(until__isnull=True) | Q(until__gt=viewer.asks_at)


def sight(viewer: Viewer) -> Sight:
    """Work out what this viewer may not know of. Today's permissions govern yesterday's data.

    What is in the viewer's own story is sealed from them, whoever keeps it.
    """
    if viewer.is_system:
        return Sight(frozenset(), frozenset(), all_seen=True)
    mark = state()
    held = viewer.known.get(f"sight:{mark}") if mark else None
    if isinstance(held, Sight):
        return held
    found = _sight(viewer)
    if mark:
        viewer.known.clear()  # of another state: never asked for again
        viewer.known[f"sight:{mark}"] = found
    return found


# Asked at every read: in fixed words, the list as text, which both databases give of JSON.
_STANDING = (
    "SELECT target, level, custodians, known_seq FROM access_restriction WHERE ended_seq IS NULL"
)


def _sight(viewer: Viewer) -> Sight:
    sealed: dict[str, int] = {}
    restricted: dict[str, int] = {}
    mine = {viewer.ref, *(f"post:{post}" for post in viewer.posts)}
    for target, level, custodians, seq in answer_of(_STANDING):
        if not mine & set(json.loads(custodians)):
            (sealed if level == "sealed" else restricted)[target] = seq
    if restricted:
        broken = Grant.objects.filter(_not_ended(viewer), user=viewer.ref, because="break_glass")
        for target in broken.values_list("about", flat=True):
            restricted.pop(target, None)
    sealed |= dict.fromkeys(viewer.own_refs, ALWAYS)
    return Sight(frozenset(sealed), frozenset(restricted), since=sealed, shut_since=restricted)


def sealed_targets() -> dict[str, tuple[str, ...]]:
    """Give every sealed reference with its custodians."""
    rows = Restriction.objects.filter(_standing(None), level="sealed")
    return {row.target: tuple(row.custodians) for row in rows}


def safety_lines(*targets: str) -> tuple[SafetyLine, ...]:
    """Give the safety lines that stand on these references; everybody is shown them."""
    said = {
        target
        for (target,) in rows_of(
            "SELECT target FROM access_restriction "
            "WHERE target IN ? AND ended_seq IS NULL AND safety_line <> ''",
            targets,
        )
    }
    if not said:
        return ()
    rows = Restriction.objects.filter(_standing(None), target__in=said).exclude(safety_line="")
    return tuple(SafetyLine(r.target, r.safety_line, tuple(r.custodians)) for r in rows)


def safety_targets() -> frozenset[str]:
    """Give every reference a safety line stands on."""
    rows = Restriction.objects.filter(_standing(None)).exclude(safety_line="")
    return frozenset(rows.values_list("target", flat=True))


def granted(viewer: Viewer, about: str | None) -> bool:
    """Tell whether the viewer, or a post they hold, has a need to know about this now."""
    if not about:
        return False
    names = [viewer.ref, *(f"post:{post}" for post in viewer.posts)]
    return Grant.objects.filter(_not_ended(viewer), user__in=names, about=about).exists()


def may(viewer: Viewer, permission: str, about: str | None = None) -> bool:
    """Tell whether the viewer may do this; KeyError for a permission the table does not have."""
    row = PERMISSIONS[permission]
    if not lets(viewer.scopes, permission):
        return False
    if row.allows(Asked(viewer)):
        return True
    return bool(about) and row.allows(Asked(viewer, granted=granted(viewer, about)))


def signed_in(asked: object) -> User | None:
    """Give the account of whoever a session belongs to; None for nobody and one that is closed."""
    return asked if isinstance(asked, User) and asked.is_active else None


def user(ref: str) -> User | None:
    """Find a user by reference."""
    return User.objects.filter(ref=ref).first()


def is_one_person(one: str, other: str) -> bool:
    """Tell whether two accounts are one person's: the same, or of one collar number."""
    if one == other:
        return True
    held = (user(one), user(other))
    collars = [found.collar for found in held if found is not None and found.collar]
    return len(collars) == len(held) and len(set(collars)) == 1


def user_named(username: str) -> User | None:
    """Find a user by the name they sign in with."""
    return User.objects.filter(username=username).first()


def user_of_collar(collar: str) -> User | None:
    """Find an active user by collar number."""
    return User.objects.filter(collar=collar, is_active=True).first()


def users_with(role: str) -> list[User]:
    """Give active users with a role, by name."""
    everybody = User.objects.filter(is_active=True).order_by("full_name")
    return [one for one in everybody if role in one.roles]


def everybody() -> list[User]:
    """Give all active users, by name: for the demonstration's role switcher."""
    return list(User.objects.filter(is_active=True).order_by("organisation", "full_name"))


def title_of(ref: str) -> str:
    """Say who a user reference is: rank and name, or the system's own work."""
    if ref.startswith("system:"):
        return f"Firstlight ({ref.removeprefix('system:')})"
    found = user(ref)
    return found.title if found else "somebody no longer held"


def draft(key: str, viewer: Viewer) -> dict[str, object]:
    """Give the viewer's own draft of a form, empty where there is none."""
    row = Draft.objects.filter(owner=viewer.ref, key=key).first()
    return dict(row.data) if row else {}


def token(secret: str, at: datetime) -> Token | None:
    """Find a token that is in use by its secret."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    rows = Token.objects.select_related("user").filter(digest=digest, active=True)
    return rows.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at)).first()


def tokens() -> list[Token]:
    """Give every token, those in use first; no secret is kept to be shown."""
    return list(Token.objects.select_related("user").order_by("-active", "name"))
