"""After a return the next time is thought of: a plan that comes up by itself, profiles, patterns."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.models import User
from firstlight.duties import selectors as duties
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing import selectors, services
from firstlight.missing.models import Episode
from firstlight.people.selectors import person_at
from tests.integration.missing.conftest import run
from tests.integration.missing.test_episodes import TEGAN

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
HOME = {"from_care_home": True, "home": "Larkspur House"}
BASIN = [{"role": "found", "address": {"text": "1 Canal Basin, Wexcombe ZX4 7QA"}}]


@pytest.fixture
def coordinator(officer, at):
    return officer("coord", "Sergeant", "missing", "missing_coordinator", at)


def gone_and_back(tell, when):
    tell("missing_report", "care-homes", when, TEGAN, HOME)
    back = when + timedelta(hours=4)
    seen = {"state": "safe_and_seen", "seen_by": "PC 4417"}
    tell("return", "oak-missing", back, TEGAN, seen, places=BASIN)


def test_the_third_time_owes_a_plan_and_the_fourth_shows_it_first(tell, coordinator, client, at):
    for days in (40, 26, 12):
        gone_and_back(tell, at - timedelta(days=days))
    person = person_at(Episode.objects.first().anchor, viewer=SYSTEM)
    held = {d.clock for d in duties.about(person, SYSTEM, at, closed=False)}
    assert {"MISS_REPEAT_PLAN", "MISS_REPEAT_REFERRAL"} <= held
    last = Episode.objects.order_by("-told_at")[0]
    services.write_plan(ref=last.ref, first="Ring the aunt in Marlshire\nGo to the canal basin",
                        agreed_with="Oakshire Council, Larkspur House", by=coordinator, at=at)  # fmt: skip
    assert "MISS_REPEAT_PLAN" not in {
        d.clock for d in duties.about(person, SYSTEM, at, closed=False)
    }
    tell("missing_profile", "care-homes", at, TEGAN, {"home": "Larkspur House",
         "reviewed_on": "2026-06-01", "friends": ["A girl called Vee"]})  # fmt: skip
    tell("missing_report", "care-homes", at, TEGAN, HOME)
    new = Episode.objects.order_by("-told_at")[0]
    clock.use(lambda: at)
    try:
        client.force_login(User.objects.get(username="coord"))
        page = client.get(f"/missing/{new.ref}").content.decode()
    finally:
        clock.use(clock._real)
    assert "1. Ring the aunt in Marlshire" in page
    assert page.index("The plan for this time") < page.index("Earlier times missing")
    assert "A girl called Vee" in page
    assert "174 days ago; OLD" in page
    assert "1 Canal Basin" in page
    assert "times of 3" in page


def test_two_gone_from_one_home_within_hours_stand_beside_each_other(tell, coordinator, at):
    ella = {"given": "Ella", "family": "Thornbury", "born_on": "2010-08-08"}
    far = {"given": "Noor", "family": "Ashworthy", "born_on": "2011-01-09"}
    tell("missing_report", "care-homes", at - timedelta(hours=3), TEGAN, HOME)
    tell("missing_report", "care-homes", at, ella, HOME)
    tell("missing_report", "care-homes", at, far, {"from_care_home": True, "home": "Sorrel House"})
    first = Episode.objects.order_by("told_at")[0]
    (beside,) = selectors.episode(first.ref, coordinator, at).beside
    assert (beside.name, beside.because) == (
        "Ella Thornbury",
        "gone from the same home within hours",
    )


def test_turning_eighteen_drops_nothing(tell, coordinator, at):
    almost = TEGAN | {"born_on": "2008-11-25"}
    tell("missing_report", "care-homes", at, almost, HOME)
    later = at + timedelta(days=5)
    run(later)
    row = Episode.objects.get()
    assert not row.adult
    assert "adult" in {one.ask.code for one in _located(row, coordinator, later)}


def _located(row, by, at):
    services.return_or_sighting(
        ref=row.ref, state="in_custody", seen_by="PS 11", said="", by=by, at=at
    )
    return selectors.episode(row.ref, by, at).plan
