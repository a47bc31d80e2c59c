"""Homes: who is placed there, what is not held of them, what they send, and figures by home."""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.duties import selectors as duties
from firstlight.force.services import keep_organisations
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing import homes
from firstlight.missing.models import Episode
from firstlight.portal.accounts import accounts
from tests.integration.missing.conftest import LONG_AGO, run
from tests.integration.missing.test_episodes import TEGAN

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
ELLA = {"given": "Ella", "family": "Thornbury", "born_on": "2010-08-08"}


@pytest.fixture
def home(force, at):
    rows = [{"code": "larkspur", "kind": "care_home", "name": "Larkspur House"}]
    keep_organisations(rows=rows, by=SYSTEM, at=at)
    for name in ("dana", "eric"):
        add_user(username=name, full_name=name.capitalize(), rank="", collar="", roles=["partner"],
                 organisation="larkspur", password="a long test password", by=SYSTEM, at=LONG_AGO)  # fmt: skip


@pytest.fixture
def opened(client, officer, home, at):
    """A browser at the fixed time; give who signs in."""
    moment = [at]
    clock.use(lambda: moment[0])
    officer("coord", "Sergeant", "missing", "missing_coordinator", at)

    def as_(username, when=None):
        moment[0] = when or at
        client.force_login(User.objects.get(username=username))
        return client

    yield as_
    clock.use(clock._real)


def test_the_register_says_who_is_placed_where_from_and_what_is_not_held(tell, opened, at):
    elsewhere = {
        "home": "Larkspur House",
        "from_other_area": "yes",
        "authority": "Marlshire Council",
    }
    tell("care_placement", "council", at, TEGAN, elsewhere)
    tell("care_placement", "council", at, ELLA, {"home": "Larkspur House", "from_other_area": "no"})
    tell(
        "missing_report",
        "care-homes",
        at,
        TEGAN,
        {"from_care_home": True, "home": "Larkspur House"},
    )
    (row,) = homes.homes(SYSTEM, at)
    assert (len(row.children), row.missing_now, row.no_notices, row.old_profiles) == (2, 1, 1, 2)
    told = elsewhere | {"notice_at": at.isoformat()}
    tell("care_placement", "council", at + timedelta(hours=1), TEGAN, told)
    assert homes.home("larkspur", SYSTEM, at).no_notices == 0
    tell("care_placement", "council", at + timedelta(hours=2), ELLA, {"home": "Sorrel House"})
    page = opened("coord").get("/missing/homes/larkspur").content.decode()
    assert "Tegan Rowbottom" in page
    assert "Ella Thornbury" not in page
    assert "Larkspur House" in opened("coord").get("/missing/homes").content.decode()


def test_a_home_keeps_a_profile_sees_its_age_and_the_police_have_it_when_she_is_gone(
    tell, opened, at
):
    sent = {"given": "Tegan", "family": "Rowbottom", "born_on": "2011-02-11",
            "reviewed_on": "2026-06-01", "friends": "A girl called Vee\nHer aunt"}  # fmt: skip
    done = opened("dana").post("/portal/profile", sent)
    assert done.status_code == 302
    assert opened("dana").get(done.url).status_code == 200
    page = opened("dana").get("/portal/profile").content.decode()
    assert "174 days ago" in page
    assert "Look at it again" in page
    run(at)
    tell("missing_report", "care-homes", at, TEGAN)
    page = opened("coord").get(f"/missing/{Episode.objects.get().ref}").content.decode()
    assert "A girl called Vee" in page


def test_named_accounts_are_confirmed_each_month_and_who_left_loses_theirs(opened, at):
    users = {one.name: one.user for one in accounts("larkspur", at)}
    assert opened("dana").post("/portal/report", {"what": "missing"}).status_code == 302
    later = at + timedelta(days=2)
    run(later)
    held = [d.title for d in duties.board(SYSTEM, later).rows if d.clock == "PARTNER_ACCOUNTS"]
    assert len(held) == 1
    # Nobody answered for a month: it is asked once still, and answered late it ends.
    later += timedelta(days=31)
    run(later)
    held = [d.title for d in duties.board(SYSTEM, later).rows if d.clock == "PARTNER_ACCOUNTS"]
    assert len(held) == 1
    browser = opened("dana", later)
    assert "Never confirmed" in browser.get("/portal/accounts").content.decode()
    assert (
        browser.post(f"/portal/accounts/{users['Dana']}/confirm", {"answer": "here"}).status_code
        == 302
    )
    assert (
        browser.post(f"/portal/accounts/{users['Eric']}/confirm", {"answer": "left"}).status_code
        == 302
    )
    clocks = [d.clock for d in duties.board(SYSTEM, later).rows]
    assert "PARTNER_ACCOUNTS" not in clocks
    assert "ACCOUNT_CLOSE" in clocks, "the force looks whether it was right"
    gone = User.objects.get(username="eric")
    assert not gone.is_active, "nobody of the force had to do anything"
    assert [one.name for one in accounts("larkspur", later)] == ["Dana"]
    stranger = User.objects.get(username="coord").ref
    assert browser.post(f"/portal/accounts/{stranger}/confirm").status_code == 404
    assert all(one.due for one in accounts("larkspur", later + timedelta(days=32)))


def test_the_return_says_its_version_and_counts_by_home(tell, opened, at):
    home = {"from_care_home": True, "home": "Larkspur House"}
    tell("missing_report", "care-homes", at - timedelta(days=3), TEGAN, home)
    back = at - timedelta(days=2)
    tell("return", "oak-missing", back, TEGAN, {"state": "safe_and_seen", "seen_by": "PC 4417"})
    tell("missing_report", "care-homes", at - timedelta(hours=1), TEGAN, home)
    tell("missing_report", "oak-missing", at - timedelta(hours=1), ELLA)
    assert opened("coord").get("/missing/figures?by=home&days=28").status_code == 200
    text = opened("coord").get("/missing/return.csv?by=home&days=28").content.decode()
    rows = list(csv.reader(text.splitlines()))
    assert rows[0][:6] == ["return", "missing", "version", "2", "by", "home"]
    table = [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]
    counts = {row["group"]: (row["incidents"], row["individuals"], row["repeat"]) for row in table}
    assert counts == {"Larkspur House": ("2", "1", "1"), "No home told": ("1", "1", "0"),
                      "All": ("3", "2", "1")}  # fmt: skip
    assert "Tegan" not in text
