"""A small force for tests of missing: sources, posts, and records told by any route."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from firstlight.access.services import add_user
from firstlight.audit.models import Task
from firstlight.audit.outbox import drain
from firstlight.config.viewers import viewer_of
from firstlight.duties.services import set_shift
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.services import take_in
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
REAL = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES = ("care-homes", "oak-cad", "schools", "oak-ppn", "oak-missing", "council", "firstlight")


@pytest.fixture
def force(db) -> None:
    for code in SOURCES:
        register_source(code=code, name=code, owner="x", by=SYSTEM, at=LONG_AGO)


@pytest.fixture
def officer(force) -> Callable[..., Viewer]:
    def made(
        username: str,
        rank: str,
        role: str,
        post: str = "",
        at: datetime = LONG_AGO,
        collar: str = "",
    ) -> Viewer:
        user = add_user(
            username=username, full_name=f"Officer {username.capitalize()}", rank=rank,
            collar=collar or username[:6], roles=[role], password="a long test password",
            by=SYSTEM, at=LONG_AGO,
        )  # fmt: skip
        if post:
            set_shift(
                post=post, user=user.ref, begins_at=LONG_AGO, ends_at=None, by=SYSTEM, at=LONG_AGO
            )
        return viewer_of(user, at)

    return made


@pytest.fixture
def tell(force):
    """Take a record in and do what follows, as the worker would."""
    numbers = iter(range(1, 10_000))

    def told(kind: str, source: str, at: datetime, who: dict | list, details=None, **more):
        people = who if isinstance(who, list) else [{"key": "p1", "role": "subject", **who}]
        when = more.pop("told_at", at).isoformat()
        taken = take_in(
            {"source": source, "source_ref": f"T-{next(numbers)}", "kind": kind, "told_at": when,
             "recorded_at": at.isoformat(), "occurred": {"begins": when}, "people": people,
             "details": details or {}, **more},
            by=SYSTEM, at=at,
        )  # fmt: skip
        assert taken.outcome == "taken", taken.faults
        run(at)
        return taken

    return told


def run(at: datetime) -> None:
    """Let the worker do everything that is due."""
    drain(at, REAL)
    failed = list(Task.objects.filter(attempts__gt=0).values_list("name", flat=True))
    below = ("missing.", "risk.", "duties.", "people.")
    assert not [name for name in failed if name.startswith(below)], failed
