"""A county for online cases: sources, records by hand, people and posts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.audit.outbox import drain
from firstlight.config.viewers import viewer_of
from firstlight.duties.services import set_shift
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.services import Taken, take_in
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
FLAT = {
    "flat": "Flat 3",
    "number": "12",
    "street": "Harbour Row",
    "town": "Pellbrook",
    "postcode": "ZX6 1AB",
}
_numbers = count(1)


def drained(at):
    return drain(at, datetime.now(UTC))  # noqa: TID251 -- leases go by the machine's clock


@pytest.fixture(autouse=True)
def _ended(kept, db):
    """What a test adds to what its file laid down ends with it."""


@pytest.fixture(scope="module")
def county(kept):
    for code in (
        "oak-online",
        "oak-cad",
        "schools",
        "council-csc",
        "oak-rms",
        "oak-custody",
        "firstlight",
    ):
        register_source(code=code, name=code, owner="x", by=SYSTEM, at=LONG_AGO)


@pytest.fixture(scope="module")
def tell(county) -> Callable[..., Taken]:
    def told(source, kind, when, people, *, ref="", drain_after=True, details=None, **more):
        raw = {
            "source": source, "source_ref": ref or f"{source}-{next(_numbers)}", "kind": kind,
            "told_at": when.isoformat(), "recorded_at": when.isoformat(),
            "occurred": {"begins": when.isoformat()}, "people": people, "details": details or {},
        } | more  # fmt: skip
        taken = take_in(raw, by=SYSTEM, at=when)
        assert taken.outcome == "taken", taken.faults
        if drain_after:
            drained(when)
        return taken

    return told


@pytest.fixture(scope="module")
def officer(kept) -> Callable[..., Viewer]:
    def made(username, *roles, rank="Sergeant", post="", at=LONG_AGO):
        user = add_user(
            username=username, full_name=f"Officer {username.capitalize()}", rank=rank,
            collar=username[:6], roles=list(roles) or ["online"], mail="",
            password="a long test password", by=SYSTEM, at=LONG_AGO,
        )  # fmt: skip
        if post:
            set_shift(
                post=post, user=user.ref, begins_at=LONG_AGO, ends_at=None, by=SYSTEM, at=LONG_AGO
            )
        return viewer_of(User.objects.get(ref=user.ref), at + timedelta(days=1))

    return made


@pytest.fixture(scope="module")
def man() -> dict:
    return {"key": "s", "role": "suspect", "given": "Craig", "family": "Hollis", "born_on": "1983-06-02",
            "sex": "male", "address": FLAT}  # fmt: skip


@pytest.fixture(scope="module")
def flat(tell, at):
    """Three children known only from three places, years before and after each other."""
    tell("schools", "school_enrolment", at - timedelta(days=80), [
        {"key": "c", "role": "subject", "given": "Mia", "family": "Tarrant", "born_on": "2016-03-09", "address": FLAT},
    ], details={"school": "Harbour Primary"})  # fmt: skip
    tell("council-csc", "social_care", at - timedelta(days=60), [
        {"key": "c", "role": "subject", "given": "Leo", "family": "Tarrant", "born_on": "2012-08-21", "address": FLAT},
    ], details={"involvement": "child_in_need"})  # fmt: skip
    tell("oak-cad", "incident", at - timedelta(days=30), [
        {"key": "c", "role": "child", "given": "Jay", "family": "Hollis", "born_on": "2010-01-15", "address": FLAT},
    ], places=[{"role": "scene", "address": FLAT}], details={"job_type": "noise"})  # fmt: skip
