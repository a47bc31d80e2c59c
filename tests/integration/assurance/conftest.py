"""Records, people and a clock for tests of the proof."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.assurance.selectors import forget
from firstlight.config.viewers import viewer_of
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import take_in
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
HOME = {"number": "8", "street": "Gantry Lane", "town": "Wexcombe", "postcode": "ZX1 4GL"}


@pytest.fixture(autouse=True)
def fixed(at, monkeypatch):
    forget()
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def user(db, at):
    def made(username, *roles, rank=""):
        return add_user(
            username=username, full_name=f"Officer {username.capitalize()}", rank=rank, roles=list(roles),
            password="a long test password", by=SYSTEM, at=at,
        )  # fmt: skip

    return made


@pytest.fixture
def viewer(user, at):
    return lambda username, *roles, rank="": viewer_of(user(username, *roles, rank=rank), at)


@pytest.fixture
def browse(user):
    def signed_in(username, *roles, rank=""):
        client = Client()
        client.force_login(User.objects.get(pk=user(username, *roles, rank=rank).pk))
        return client

    return signed_in


@pytest.fixture
def take(db, at):
    for code in ("oak-rms", "firstlight"):
        register_source(
            code=code, name=code, owner="Records", by=SYSTEM, at=at - timedelta(days=400)
        )
    count = iter(range(1, 1000))

    def taken(kind, *people, days=1, at_home=False, department="response", **details):
        moment = (at - timedelta(days=days)).isoformat()
        keyed = [{"key": f"p{n}", **person} for n, person in enumerate(people, start=1)]
        found = take_in(
            {
                "source": "oak-rms", "source_ref": f"T-{next(count)}", "kind": kind, "told_at": moment,
                "recorded_at": moment, "occurred": {"begins": moment}, "department": department, "people": keyed,
                "places": [{"role": "scene", "address": HOME}] if at_home else [], "details": details,
            },
            by=SYSTEM, at=at,
        )  # fmt: skip
        assert found.ref, found.faults
        return found

    return taken
