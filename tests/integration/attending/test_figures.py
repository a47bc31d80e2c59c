"""Domestic abuse in figures: before arrival by team, children heard, notices, each open to its cases."""

from datetime import timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.briefs import selectors as briefs
from firstlight.briefs import services as verbs
from firstlight.domestic import selectors, services
from firstlight.kernel import clock


@pytest.fixture(scope="module")
def job(saddler_row, tonight, sent, officer, done, at):
    hale = officer("hale", "4417")
    done()
    record = tonight().ref
    done()
    sent("4417")
    done()
    return record, hale


def arrived(take, done, at, minutes):
    there = at + timedelta(minutes=minutes)
    take(
        "oak-cad", "unit_crewing", at, [],
        details={"unit": "ST21", "crew": ["4417"], "job": "OAK-1", "arrived_at": there.isoformat()},
    )  # fmt: skip
    done()
    return there


def teams(at):
    found = selectors.figures(at - timedelta(days=1), at + timedelta(days=1))
    return {team.team: team for team in found.teams}


def test_a_brief_opened_before_the_unit_is_there_counts_and_one_after_does_not(job, take, done, at):
    record, hale = job
    arrived(take, done, at, 10)
    assert [code for code, _ in teams(at)["ST"].why] == [
        "Sent, and not delivered to any page or phone before the unit was there"
    ]
    assert teams(at)["ST"].why[0][1] == (record,)
    verbs.opened(brief=briefs.newest_of(record), by=hale, at=at + timedelta(minutes=4))
    team = teams(at)["ST"]
    assert (team.jobs, team.briefed, team.opened, team.why) == (1, 1, 1, ())
    arrived(take, done, at, 2)  # a later telling of an earlier arrival
    assert teams(at)["ST"].opened == 0


def test_without_an_arrival_nothing_is_said_of_before(job, at):
    (why,) = teams(at)["ST"].why
    assert why == ("When the unit was there is not told", (job[0],))


def test_children_seen_and_alone_repeat_and_a_lower_second_grade(job, officer, done, at):
    record, hale = job
    child = selectors.job(record, hale, at).children.own[0].person
    for spoken in ("seen_asleep", "alone"):
        services.hear(record=record, child=child, details={"spoken": spoken}, by=hale, at=at)
    sergeant = officer("fig-sgt", "2205", "sergeant")
    services.assess(record=record, told={"tool": "DARA", "grade": "high"}, by=hale, at=at)
    services.assess(record=record, told={"secondary_grade": "standard"}, by=sergeant, at=at)
    done()
    found = selectors.figures(at - timedelta(days=1), at + timedelta(days=1))
    assert (found.seen, found.alone, found.unheard) == (1, 1, ())
    assert found.repeat == (record,)  # the form of 29 days ago is of the same two people
    assert [(job, what) for job, what, _ in found.downgraded] == [
        (record, "high at the scene, then standard")
    ]


def test_the_page_and_its_export_open_to_cases_and_name_no_officer(job, officer, at, monkeypatch):
    monkeypatch.setattr(clock, "_reader", [lambda: at])
    sergeant = officer("page-sgt", "2206", "sergeant")
    client = Client()
    client.force_login(User.objects.get(ref=sergeant.ref))
    page = client.get("/figures/domestic").content.decode()
    assert f'href="/domestic/{job[0]}"' in page
    assert "Officer hale" not in page
    sheet = client.get("/figures/domestic.csv?days=7").content.decode()
    assert job[0] in sheet
    assert "Marsden" not in sheet
