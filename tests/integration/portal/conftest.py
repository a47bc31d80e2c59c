"""The force and its partners, for tests of partners' pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.config.viewers import viewer_of
from firstlight.force.services import keep_organisations
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.services import take_in
from firstlight.records.services import register_source
from firstlight.sharing.services import disclose, release

SYSTEM = system_viewer("test")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ORGANISATIONS = (
    ("st-bedes", "school", "St Bede's Academy"), ("holm-oak", "school", "Holm Oak Primary School"),
    ("oakshire-csc", "council", "Oakshire Council children's social care"),
    ("larkspur", "care_home", "Larkspur House"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def force(db, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    for code in ("rms", "firstlight"):
        register_source(code=code, name=code.title(), owner="Records", by=SYSTEM, at=LONG_AGO)
    rows = [{"code": c, "kind": k, "name": n, "address": "1 Mill Lane, Stanbridge ZX3 1AA"}
            for c, k, n in ORGANISATIONS]  # fmt: skip
    keep_organisations(rows=rows, by=SYSTEM, at=LONG_AGO)


@pytest.fixture
def somebody(at):
    def made(username: str, *roles: str, organisation: str = "oakshire-police", own=()) -> Viewer:
        user = add_user(
            username=username, full_name=f"Officer {username.capitalize()}", roles=list(roles),
            rank="DS", organisation=organisation, password="a long test password",
            by=SYSTEM, at=LONG_AGO,
        )  # fmt: skip
        if own:
            User.objects.filter(pk=user.pk).update(own_refs=list(own))
        return viewer_of(User.objects.get(pk=user.pk), at)

    return made


@pytest.fixture
def sign_in():
    def signed(viewer: Viewer) -> Client:
        client = Client()
        client.force_login(User.objects.get(ref=viewer.ref))
        return client

    return signed


@pytest.fixture
def child(at) -> str:
    told = (at - timedelta(hours=2)).isoformat()
    raw = {"source": "rms", "source_ref": "V1", "kind": "vulnerability_report", "told_at": told,
           "recorded_at": told, "details": {"concern": ["neglect"], "seen": "No food in the house."},
           "people": [{"key": "p1", "role": "child", "given": "Poppy", "family": "Marsh",
                       "born_on": "2012-05-14"}]}  # fmt: skip
    return take_in(raw, by=SYSTEM, at=at).people["p1"]


@pytest.fixture
def sent(child, somebody, at):
    hub = somebody("hubber", "hub", "sergeant")

    def gone(recipient: str, *, let_go: bool = True) -> str:
        ref = disclose(
            about=(), people=(child,), decision="shared", recipient=recipient, purpose="To protect her.",
            basis="CA2004-11", items=("all",), withheld={}, reason="", caveat="", by=hub, at=at,
        )  # fmt: skip
        if let_go:
            release(ref, by=hub, at=at, blanks_not_asked=True)
        return ref

    return gone
