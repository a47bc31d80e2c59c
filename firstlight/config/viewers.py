"""Makes a viewer of somebody who signed in: roles, posts held now, and their own story."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.access.rules.ends import SIGNED
from firstlight.access.selectors import signed_in
from firstlight.access.services import go_on
from firstlight.force.selectors import session_terms
from firstlight.kernel.values.viewer import Viewer

NOBODY = Viewer(ref="nobody", name="")


def viewer_of(
    account: object, at: datetime, purpose: str = "", scopes: frozenset[str] | None = None
) -> Viewer:
    """Make the viewer a signed-in person is at this moment."""
    user = signed_in(account)
    if user is None:
        return Viewer(ref="nobody", name="")
    return Viewer(
        ref=user.ref,
        name=user.title,
        rank=user.rank,
        roles=frozenset(user.roles),
        posts=_posts(user.ref, at),
        own_refs=frozenset(user.own_refs),
        organisation=user.organisation,
        purpose=purpose,
        scopes=scopes,
        asks_at=at,
    )


def going_on(session: Any, account: object, at: datetime, *, active: bool) -> Any:
    """Give who is signed in, unless their session is over; `active` where a person did something."""
    user, held = signed_in(account), session.get(SIGNED)
    if user is None or held is None:
        return user
    over = go_on(session=held, active=active, terms=session_terms(), at=at)
    return None if over else user


def _posts(ref: str, at: datetime) -> frozenset[str]:
    try:
        from firstlight.duties.selectors import posts_held
    except ImportError:
        return frozenset()
    return posts_held(ref, at)
