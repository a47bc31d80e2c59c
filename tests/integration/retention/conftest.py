"""Two families, officers who sign in, and everything a record about a child leads to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.config.reactions import register
from firstlight.config.viewers import viewer_of
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import take_in
from firstlight.records.rules.kinds import KINDS
from firstlight.records.services import register_source
from integration.retention.forces import Force
from tests.once import empty, root

SYSTEM = system_viewer("test")
NOW = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
BEFORE = NOW - timedelta(days=40)


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch):
    monkeypatch.setattr(clock, "_reader", [lambda: NOW])


@pytest.fixture
def county(db):
    register()
    for code, name in (("oak-cad", "Command and control"), ("firstlight", "Firstlight")):
        register_source(
            code=code, name=name, owner="Oakshire Police", kinds=KINDS, by=SYSTEM, at=BEFORE
        )


@pytest.fixture
def user(county):
    def made(username, *roles, rank="", **more):
        row = add_user(username=username, full_name=username.capitalize(), roles=list(roles), rank=rank,
                       by=SYSTEM, at=NOW, **more)  # fmt: skip
        return viewer_of(User.objects.get(ref=row.ref), NOW)

    return made


@pytest.fixture
def dpo(user):
    return user("adeyemi", "dpo")


@pytest.fixture
def second(user):
    return user("hart", "superintendent", rank="Superintendent")


@pytest.fixture
def signed_in(user):
    def client_of(who):
        client = Client()
        client.force_login(User.objects.get(ref=who.ref))
        return client

    return client_of


@pytest.fixture
def told(county):
    count = iter(range(1, 1000))

    def take(kind="incident", at=BEFORE, people=(), **more):
        raw = {
            "source": "oak-cad", "source_ref": f"T{next(count)}", "kind": kind,
            "told_at": at.isoformat(), "recorded_at": at.isoformat(),
            "occurred": {"begins": at.isoformat()}, "people": list(people), **more,
        }  # fmt: skip
        taken = take_in(raw, by=SYSTEM, at=at)
        assert taken.outcome in {"taken", "older", "disposed"}, taken.faults
        return taken

    return take


def everything() -> dict[str, str]:
    """Give every row of every table as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- Django's own list of tables
            found[table] = "\n".join(repr(row) for row in cursor.fetchall())
    return found


@pytest.fixture
def force(tmp_path, tmp_path_factory):
    """Give an empty force of its own, on the database these tests run on."""
    database = empty(root(tmp_path_factory)).copy(tmp_path / "home")
    made = Force(tmp_path, database.url if database else "")
    made.database = database
    yield made
    if database:
        database.drop()
