"""People, posts and a clock for tests of duties."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.config.viewers import viewer_of
from firstlight.duties.services import set_shift
from firstlight.kernel.values.viewer import Viewer, system_viewer

SYSTEM = system_viewer("test")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def person(db) -> Callable[..., str]:
    def made(username: str, *roles: str, rank: str = "", mail: str = "") -> str:
        user = add_user(
            username=username, full_name=f"Officer {username.capitalize()}", rank=rank,
            collar=username[:6], roles=list(roles) or ["inspector"], mail=mail,
            password="a long test password", by=SYSTEM, at=LONG_AGO,
        )  # fmt: skip
        return user.ref

    return made


@pytest.fixture
def on_post(person) -> Callable[..., str]:
    def put(
        post: str, username: str, begins: datetime = LONG_AGO, ends: datetime | None = None,
        *, now: datetime = LONG_AGO, roles: tuple[str, ...] = ("inspector",), mail: str = "",
    ) -> str:  # fmt: skip
        ref = person(username, *roles, mail=mail)
        set_shift(post=post, user=ref, begins_at=begins, ends_at=ends, by=SYSTEM, at=now)
        return ref

    return put


@pytest.fixture
def viewer(db) -> Callable[[str, datetime], Viewer]:
    return lambda ref, at: viewer_of(User.objects.get(ref=ref), at)
