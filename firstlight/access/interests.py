"""What an officer declares of their own life, so that the program keeps it from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from firstlight.access.models import Interest, User
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer

KINDS = {
    "household": "Lives with me",
    "family": "Family, elsewhere",
    "close": "Somebody close to me",
    "workplace": "Where I or my partner work",
    "other": "Another reason not to be part of it",
}


def declare(
    *,
    kind: str,
    name: str,
    former: str = "",
    born_on: date | None,
    address: str,
    by: Viewer,
    at: datetime,
) -> str:
    """Note one interest of one's own. Refuses one that names neither a person nor an address."""
    if kind not in KINDS or not (name.strip() or address.strip()):
        raise Refusal(
            "That cannot be noted yet.", next_step="Mend this.",
            faults=(("name", "Give a name, or an address"),),
        )  # fmt: skip
    user = User.objects.get(ref=by.ref)
    with act("access.interest_declared", by=by, at=at) as line:
        row = Interest.objects.create(user=user, kind=kind, name=name.strip(), former=former.strip(), born_on=born_on,
                                      address=address.strip(), at=at)  # fmt: skip
        line.about(row.ref)
        return row.ref


def withdraw_interest(*, ref: str, by: Viewer, at: datetime) -> None:
    """Take back one's own declaration; what it kept shut opens. NotThere for anybody else's."""
    row = Interest.objects.filter(ref=ref, user__ref=by.ref).first()
    if row is None:
        raise NotThere
    with act("access.interest_withdrawn", by=by, at=at) as line:
        line.about(row.ref)
        row.delete()


def interests(user: str) -> list[Interest]:
    """Give what a user has declared."""
    return list(Interest.objects.filter(user__ref=user).order_by("pk"))


def keep_own(*, user: str, refs: Iterable[str], by: Viewer, at: datetime) -> None:
    """Keep which people and places are in a user's own story, where that has changed."""
    row, own = User.objects.get(ref=user), sorted(set(refs))
    if row.own_refs == own:
        return
    with act("access.own_story_kept", by=by, at=at) as line:
        line.about(row.ref)
        User.objects.filter(pk=row.pk).update(own_refs=own)
