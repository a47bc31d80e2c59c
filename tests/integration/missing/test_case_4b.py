"""Case 4B on whole records: a shift ends with a high review due, and the night the clocks go back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.config.viewers import viewer_of
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors as duties
from firstlight.duties import services
from firstlight.duties.models import DutyStep
from firstlight.duties.services import set_shift
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.kernel.values.when import LONDON
from firstlight.missing import services as missing
from firstlight.missing.models import Episode
from tests.integration.missing.conftest import run

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
NORTH = "duty_inspector_north"
TEGAN = {"given": "Tegan", "family": "Rowbottom", "born_on": "2011-02-11"}
LAST_SEEN = [{"role": "last_seen", "address": {"text": "4 Larkspur Way, Wexcombe ZX4 2AB"}}]
SEVEN = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
AGAIN = SEVEN + timedelta(minutes=15)
BELL_COMES = SEVEN + timedelta(minutes=26)


def held(at):
    rows = duties.board(SYSTEM, at, post=NORTH).rows
    return {row.ref: row for row in rows}


@pytest.fixture
def shifts(officer):
    adey = officer("adey", "Inspector", "inspector")
    bell = officer("bell", "Inspector", "inspector")
    officer("khan", "Chief Inspector", "fim", "fim")
    officer("stone", "Superintendent", "superintendent", "on_call_superintendent")
    for who, begins, ends in (
        (adey, SEVEN - timedelta(hours=10), SEVEN),
        (bell, BELL_COMES, BELL_COMES + timedelta(hours=10)),
    ):
        set_shift(post=NORTH, user=who.ref, begins_at=begins, ends_at=ends, by=SYSTEM, at=begins)
    return adey.ref, bell.ref


def at_work(ref, at):
    return viewer_of(User.objects.get(ref=ref), at)


@pytest.fixture
def four(shifts, tell):
    """A missing child graded high at 06:15, so reviewed by 07:15, and three reports to be read."""
    told, graded = SEVEN - timedelta(minutes=70), SEVEN - timedelta(minutes=45)
    tell("missing_report", "care-homes", told, TEGAN, {"words_used": "absent"}, places=LAST_SEEN)
    adey, episode = at_work(shifts[0], graded), Episode.objects.get().ref
    missing.acknowledge(ref=episode, by=adey, at=graded)
    missing.grade(ref=episode, level="high", rationale="Cold, alone.", by=adey, at=graded)
    missing.log_action(ref=episode, kind="enquiry", said="Home searched.", by=adey, at=graded)
    missing.log_action(ref=episode, kind="home_answer", said="Not seen.", by=adey, at=graded)
    run(graded)
    for row in held(graded).values():
        if row.clock == "MISS_HIGH_CSC":
            services.close(row.ref, "Told by telephone.", (), adey, graded, unrecorded=True)
    later = SEVEN - timedelta(minutes=15)
    for given in ("Orla", "Perrin", "Quill"):
        child = {"given": given, "family": "Stenhouse", "born_on": "2013-05-05"}
        tell("contact", "oak-cad", later, child, {"channel": "101"}, places=LAST_SEEN,
             narrative="Home do not know where she is.")  # fmt: skip
    for ref in held(later):
        services.acknowledge(ref, at_work(shifts[0], later), later)
    return tuple(held(later))


@pytest.mark.once
def test_seven_o_clock_with_nobody_there_until_twenty_six_minutes_past(four, shifts, monkeypatch):
    adey, bell = shifts
    high, *rest = four
    run(SEVEN - timedelta(minutes=1))
    assert [row.clock for row in held(SEVEN).values()] == ["MISS_REVIEW", *["MISS_READ"] * 3]
    assert held(SEVEN)[high].due_at == AGAIN
    assert not alerts_to("post:fim", since=SEVEN - timedelta(minutes=1))

    run(SEVEN)
    assert {row.state for row in held(SEVEN).values()} == {"unaccepted"}
    (told,) = alerts_to("post:fim", since=SEVEN)
    assert (told.created_at, set(told.about), told.interrupts) == (SEVEN, set(four), True)
    run(AGAIN)
    again = [one for one in alerts_to("post:fim", since=AGAIN) if one.created_at == AGAIN]
    assert {ref for one in again for ref in one.about} == set(four)

    run(BELL_COMES)
    by = at_work(bell, BELL_COMES)
    monkeypatch.setattr(clock, "now", lambda: BELL_COMES)
    client = Client()
    client.force_login(User.objects.get(ref=bell))
    page = client.get("/work").content.decode()
    assert set(re.findall(r'name="ref" id="accept-(D-\w+)"', page)) == set(rest)
    assert f"/duties/{high}/accept" in page
    with pytest.raises(Refusal, match="accepted on its own") as refused:
        services.accept_many(four, by, BELL_COMES)
    assert refused.value.faults == ((high, "Review a missing child's grade."),)
    assert {row.state for row in held(BELL_COMES).values()} == {"unaccepted"}
    services.accept(high, by, BELL_COMES)
    services.accept_many(tuple(rest), by, BELL_COMES)

    accepted = DutyStep.objects.filter(step="acknowledged", at=BELL_COMES, post=NORTH, by=bell)
    assert set(accepted.values_list("duty__ref", flat=True)) == set(four)
    silence = DutyStep.objects.filter(by=adey, at__gte=SEVEN)
    assert not silence.exists(), "nobody off duty is made to have done anything"
    assert not alerts_to(f"user:{adey}", since=SEVEN)


@pytest.mark.once
@pytest.mark.parametrize(
    ("reason", "onward", "faults"),
    [("", "fim", {"reason"}), ("Not mine.", "", {"onward"}), (" ", "nobody", {"reason", "onward"})],
)
def test_what_is_handed_over_is_not_refused_without_reason_and_onward_owner(
    four, shifts, reason, onward, faults
):
    run(SEVEN)
    with pytest.raises(Refusal) as refused:
        services.refuse(four[0], reason, onward, at_work(shifts[1], BELL_COMES), BELL_COMES)
    assert {field for field, _ in refused.value.faults} == faults
    assert held(BELL_COMES)[four[0]].state == "unaccepted"


def test_an_hour_after_half_past_one_summer_time_is_half_past_one_winter_time(
    officer, tell, monkeypatch
):
    told = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON).astimezone(UTC)  # BST, the first of two
    until = told + timedelta(minutes=60)
    rao = officer("rao", "Inspector", "inspector", NORTH)
    tell("missing_report", "care-homes", told, TEGAN, {"words_used": "absent"}, places=LAST_SEEN)
    episode = Episode.objects.get().ref
    missing.grade(ref=episode, level="high", rationale="Cold.", by=at_work(rao.ref, told), at=told)
    run(told)
    (action,) = [row for row in held(told).values() if row.clock == "MISS_FIRST_ACTION"]
    assert action.due_at == until, "sixty minutes from when the force was told"
    (review,) = [row for row in held(told).values() if row.clock == "MISS_REVIEW"]
    assert (review.due_at, review.due_at.isoformat()) == (until, "2026-10-25T01:30:00+00:00")

    minute = timedelta(minutes=1)
    for moment, counted, said in (
        (until - minute, 0, "due in 1 min"), (until, 0, ""), (until + minute, 1, "late by 1 min"),
    ):  # fmt: skip
        rows = duties.board(SYSTEM, moment, post=NORTH, show="late").rows
        assert [row.clock for row in rows].count("MISS_REVIEW") == counted, moment
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        client = Client()
        client.force_login(User.objects.get(ref=rao.ref))
        page = client.get(f"/duties/{review.ref}").content.decode()
        assert "Sun 25 Oct 2026 01:30 GMT" in page, "written with its zone"
        assert "Sun 25 Oct 2026 01:30 BST" in page, "and so is when the force was told"
        assert said in page
