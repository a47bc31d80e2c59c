"""A small county for the desk: two families, a sealed child, officers who sign in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import add_user, restrict
from firstlight.config.viewers import viewer_of
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import take_in
from firstlight.records.rules.kinds import KINDS
from firstlight.records.services import register_source, source_heard

SYSTEM = system_viewer("test")
NOW = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
BEFORE = NOW - timedelta(days=40)


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch):
    monkeypatch.setattr(clock, "_reader", [lambda: NOW])


@pytest.fixture
def county(db):
    for code, name in (("oak-cad", "Command and control"), ("firstlight", "Firstlight")):
        register_source(
            code=code, name=name, owner="Oakshire Police", kinds=KINDS, freshness_minutes=600,
            by=SYSTEM, at=BEFORE,
        )  # fmt: skip
    source_heard(code="oak-cad", by=SYSTEM, at=NOW)


@pytest.fixture
def user(county):
    def made(username, *roles, rank=""):
        row = add_user(
            username=username, full_name=username.capitalize(), roles=list(roles), rank=rank,
            password="a long test password", by=SYSTEM, at=NOW,
        )  # fmt: skip
        return viewer_of(User.objects.get(ref=row.ref), NOW)

    return made


@pytest.fixture
def as_user(user):
    def signed_in(username="hale", *roles):
        who = user(username, *(roles or ("response",)))
        client = Client()
        client.force_login(User.objects.get(ref=who.ref))
        client.who = who
        return client

    return signed_in


@pytest.fixture
def told(county):
    count = iter(range(1, 1000))

    def take(kind="incident", at=BEFORE, people=(), source="oak-cad", **more):
        ref = more.pop("source_ref", f"T{next(count)}")
        raw = {
            "source": source, "source_ref": ref, "kind": kind, "told_at": at.isoformat(),
            "recorded_at": at.isoformat(), "occurred": {"begins": at.isoformat()},
            "people": list(people), **more,
        }  # fmt: skip
        taken = take_in(raw, by=SYSTEM, at=at)
        assert taken.outcome in {"taken", "older"}, taken.faults
        return taken

    return take


@pytest.fixture
def ayla():
    return {
        "key": "a", "role": "child", "given": "Ayla", "family": "Moss", "born_on": "2017-05-03",
        "sex": "female", "school": "St Bede's Academy",
        "address": {"text": "14 Larch Court, Wexcombe, ZX1 4AB"},
    }  # fmt: skip


@pytest.fixture
def mother():
    return {
        "key": "m", "role": "parent", "given": "Dilys", "family": "Moss", "born_on": "1990-02-01",
        "sex": "female", "phones": ["07700 900123"],
        "address": {"text": "14 Larch Court, Wexcombe, ZX1 4AB"},
    }  # fmt: skip


@pytest.fixture
def family(told, ayla, mother):
    """Two records of Ayla and her mother; give Ayla's reference."""
    tie = [{"one": "m", "kind": "parent_of", "other": "a"}]
    told("vulnerability_report", people=[ayla, mother], relations=tie, title="No food in the house",
         details={"concern": ["neglect"], "seen": "An empty cupboard", "grade": "amber"})  # fmt: skip
    later = BEFORE + timedelta(days=3)
    return told("incident", at=later, people=[{**ayla, "key": "x"}]).people["x"]


@pytest.fixture
def sealed(family, user):
    """Ayla, sealed by DI Orme."""
    orme = user("orme", "inspector", rank="DI")
    restrict(
        target=family, level="sealed", custodians=(orme.ref,), reason="safety", by=orme, at=NOW
    )
    return family
