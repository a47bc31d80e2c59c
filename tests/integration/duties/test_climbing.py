"""Silence climbs by itself, and hours of nothing running end in no storm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.audit.models import Task
from firstlight.audit.outbox import drain
from firstlight.delivery.models import Alert
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import climbing, selectors, services
from firstlight.duties.models import Duty, DutyStep
from firstlight.duties.tasks import climb
from firstlight.duties.watching import watch
from firstlight.kernel.values.viewer import system_viewer

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
NORTH, FIM, LAST = "duty_inspector_north", "fim", "on_call_superintendent"


@pytest.fixture
def posts(on_post):
    return {
        post: on_post(post, name, roles=(role,))
        for post, name, role in ((NORTH, "rao", "inspector"), (FIM, "khan", "fim"),
                                 (LAST, "stone", "superintendent"))
    }  # fmt: skip


def opened(at, n=1, clock="MISS_ACK", **more):
    return services.open_duty(
        clock=clock, about=(f"E-{n:010d}",), people=(), told_at=at, because="Told.",
        area="north", by=SYSTEM, at=at, **more,
    )  # fmt: skip


def test_nobody_acts_for_an_hour(at, posts):
    ref = opened(at, due_at=at + timedelta(hours=9))
    told = {}
    for minute in range(62):
        drain(at + timedelta(minutes=minute), at)
        told[minute] = {post: len(alerts_to(f"post:{post}", since=at)) for post in posts}
    assert told[9] == {NORTH: 1, FIM: 0, LAST: 0}
    assert told[10] == {NORTH: 1, FIM: 1, LAST: 0}
    assert told[29] == told[10]
    assert told[30] == {NORTH: 1, FIM: 1, LAST: 1}
    assert told[60] == {NORTH: 1, FIM: 1, LAST: 2}
    history = DutyStep.objects.filter(duty__ref=ref, step="told").order_by("id")
    assert [(s.post, s.channel, (s.at - at).seconds // 60) for s in history] == [
        (NORTH, "page", 0), (FIM, "page", 10), (LAST, "page", 30), (LAST, "page", 60),
    ]  # fmt: skip


def test_acknowledged_work_does_not_climb(at, posts, viewer):
    ref = opened(at, due_at=at + timedelta(hours=9))
    services.acknowledge(ref, viewer(posts[NORTH], at), at + timedelta(minutes=9))
    drain(at + timedelta(hours=2), at)
    assert not alerts_to("post:fim", since=at)


def test_the_same_climb_twice_tells_nobody_twice(at, posts):
    opened(at, due_at=at + timedelta(hours=9))
    then = at + timedelta(minutes=10)
    climb((), then)
    climb((), then)
    assert len(alerts_to("post:fim", since=at)) == 1


def test_after_five_hours_of_nothing_running_each_post_gets_few_alerts_for_sixty_duties(at, posts):
    for n in range(60):
        opened(at + timedelta(seconds=n), n)
    before = Alert.objects.count()
    drain(at + timedelta(hours=5), at)
    rows = Duty.objects.all()
    assert {row.rung for row in rows} == {2}
    assert all(row.late_told_at for row in rows)
    storm = Alert.objects.count() - before
    assert storm <= 3, "one alert a post and reason, however many duties"
    told = alerts_to(f"post:{LAST}", since=at + timedelta(hours=1))
    assert {len(alert.about) for alert in told} == {60}


@pytest.mark.once
def test_a_sweep_of_many_handfuls_tells_each_post_once_and_goes_on_after_a_fault(
    at, posts, monkeypatch
):
    monkeypatch.setattr(climbing, "BATCH", 7)
    monkeypatch.setattr(climbing, "GIVE_WAY", 0)
    for n in range(60):
        opened(at + timedelta(seconds=n), n)
    then, before = at + timedelta(hours=5), Alert.objects.count()
    climb_of, calls = climbing._told, []

    def third_fails(*given):
        calls.append(given)
        if len(calls) == 3:
            raise TimeoutError
        return climb_of(*given)

    monkeypatch.setattr(climbing, "_told", third_fails)
    with pytest.raises(TimeoutError):
        climb((), then)
    assert DutyStep.objects.filter(step="climbed").count() == 14, "whole handfuls, and no half one"
    monkeypatch.setattr(climbing, "_told", climb_of)
    climb((), then)
    climb((), then)
    climbed = DutyStep.objects.filter(step="climbed").values_list("duty", flat=True)
    assert len(climbed) == len(set(climbed)) == 60, "each recorded once"
    titles = [one.title for one in alerts_to(f"post:{LAST}", since=then)]
    assert titles == [
        "On-call superintendent: nobody has acted: 60 duties",
        "On-call superintendent: nobody has acted: 46 duties",
    ]
    assert Alert.objects.count() - before <= 4 + 2


def test_what_passes_its_time_is_told_once_though_acknowledged(at, posts, viewer):
    ref = opened(at, due_at=at + timedelta(minutes=45))
    services.acknowledge(ref, viewer(posts[NORTH], at), at)
    drain(at + timedelta(minutes=45), at)
    drain(at + timedelta(minutes=55), at)
    late = [a for a in alerts_to("post:fim", since=at) if "late" in a.title]
    assert len(late) == 1
    assert selectors.duty(ref, viewer(posts[FIM], at), at + timedelta(minutes=46)).row.late


def test_a_task_that_failed_for_good_is_one_duty(at, posts):
    for _ in range(3):
        Task.objects.create(name="risk.assess", after=at, attempts=5, failed="KeyError")
    assert watch(SYSTEM, at) == 1
    assert watch(SYSTEM, at + timedelta(minutes=1)) == 0
    (duty,) = Duty.objects.all()
    assert duty.clock == "TASK_FAILED"
    assert "risk.assess failed five times (KeyError)" in duty.because
    services.close(duty.ref, "Mended.", (), SYSTEM, at)
    assert watch(SYSTEM, at + timedelta(minutes=2)) == 0
    Task.objects.create(name="risk.assess", after=at, attempts=5, failed="KeyError")
    assert watch(SYSTEM, at + timedelta(minutes=3)) == 1


def test_what_the_last_post_leaves_unanswered_is_told_to_every_holder_of_the_role(
    at, posts, person
):
    wray = person("wray", "superintendent")
    ref = opened(at, clock="GRADE_AGREE", due_at=at + timedelta(minutes=60))
    told = {}
    for minute in range(62):
        drain(at + timedelta(minutes=minute), at)
        told[minute] = [len(alerts_to(f"user:{one}", since=at)) for one in (wray, posts[LAST])]
    assert told[29] == [0, 0], "the post alone has it until it must have answered"
    assert told[30] == [1, 0], "the one on duty hears by the post"
    assert told[60] == [2, 0]
    said = DutyStep.objects.filter(
        duty__ref=ref, step="told", said__contains="all with the role superintendent"
    )
    assert [(one.at - at).seconds // 60 for one in said.order_by("id")] == [30, 60]


def test_a_post_below_the_last_is_not_told_to_every_holder(at, posts, person):
    wray = person("wray", "superintendent")
    opened(at, due_at=at + timedelta(hours=9))
    drain(at + timedelta(minutes=31), at)
    assert not alerts_to(f"user:{wray}", since=at)
    drain(at + timedelta(minutes=61), at)
    assert len(alerts_to(f"user:{wray}", since=at)) == 1
