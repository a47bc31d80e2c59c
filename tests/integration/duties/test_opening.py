"""A duty is opened once, told at once, held by a post, and passed on only to another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.models import User
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import services
from firstlight.duties.models import Duty, DutyStep
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import system_viewer

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
CHILD = "M-0000000001"
EPISODE = "E-0000000001"


def opened(at, **more):
    asked = {
        "clock": "MISS_ACK", "about": (EPISODE,), "people": (CHILD,), "told_at": at,
        "because": "A child was reported missing.", "area": "north", "by": SYSTEM, "at": at,
    } | more  # fmt: skip
    return services.open_duty(**asked)


def test_the_same_key_is_one_duty_and_one_alert(at, on_post):
    on_post("duty_inspector_north", "rao")
    first = opened(at, key="miss:1")
    assert opened(at + timedelta(minutes=1), key="miss:1") == first
    assert Duty.objects.count() == 1
    assert len(alerts_to("post:duty_inspector_north", since=at)) == 1


def test_the_post_of_the_area_is_told_at_once_and_the_alert_names_only_references(at, on_post):
    on_post("duty_inspector_north", "rao")
    ref = opened(at)
    (alert,) = alerts_to("post:duty_inspector_north", since=at)
    assert alert.interrupts
    assert alert.url == f"/duties/{ref}"
    assert alert.title == "Duty inspector North: new: a missing child: say that you have it"


def test_an_empty_post_falls_to_the_force_incident_manager_at_once(at, on_post):
    on_post("fim", "khan")
    ref = opened(at)
    assert not alerts_to("post:duty_inspector_north", since=at)
    assert [a.url for a in alerts_to("post:fim", since=at)] == [f"/duties/{ref}"]
    assert Duty.objects.get(ref=ref).post == "duty_inspector_north"


def test_with_nobody_on_duty_at_all_every_superintendent_is_told(at, person):
    boss = person("stone", "superintendent")
    opened(at)
    assert len(alerts_to(f"user:{boss}", since=at)) == 1


def test_passing_on_needs_a_reason_and_another_post(at, on_post, viewer):
    rao = on_post("duty_inspector_north", "rao")
    lund = on_post("missing_coordinator", "lund")
    ref = opened(at)
    by = viewer(rao, at)
    for reason, onward in (("", "missing_coordinator"), ("Not ours", ""), ("  ", "nobody"),
                           ("Not ours", "duty_inspector_north")):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            services.refuse(ref, reason, onward, by, at)
        assert refused.value.faults
    assert Duty.objects.get(ref=ref).post == "duty_inspector_north"
    services.refuse(ref, "Lives in the other area", "missing_coordinator", by, at)
    duty = Duty.objects.get(ref=ref)
    assert (duty.post, duty.offered_to, duty.state) == (
        "duty_inspector_north", "missing_coordinator", "waiting",
    )  # fmt: skip
    assert len(alerts_to("post:missing_coordinator", since=at)) == 1
    services.acknowledge(ref, viewer(lund, at), at)
    duty.refresh_from_db()
    assert (duty.post, duty.offered_to, duty.state) == ("missing_coordinator", "", "acknowledged")


def test_somebody_off_the_rota_cannot_take_it_and_is_told_why(at, on_post, person, viewer):
    on_post("duty_inspector_north", "rao")
    other = viewer(person("reed", "inspector"), at)
    ref = opened(at)
    with pytest.raises(Refusal, match="a post you do not hold now"):
        services.acknowledge(ref, other, at)


def test_a_post_above_may_take_it_and_then_holds_it(at, on_post, viewer):
    fim = on_post("fim", "khan", roles=("fim",))
    ref = opened(at)
    services.acknowledge(ref, viewer(fim, at), at)
    duty = Duty.objects.get(ref=ref)
    assert (duty.post, duty.state, duty.acknowledged_by) == ("fim", "acknowledged", fim)


def test_a_partner_finds_nothing(at, on_post, person, viewer):
    on_post("duty_inspector_north", "rao")
    ref = opened(at)
    with pytest.raises(NotThere):
        services.acknowledge(ref, viewer(person("head", "partner"), at), at)


def test_a_reader_of_the_story_finds_nothing(at, on_post, viewer):
    rao = on_post("duty_inspector_north", "rao")
    User.objects.filter(ref=rao).update(own_refs=[CHILD])
    with pytest.raises(NotThere):
        services.acknowledge(opened(at), viewer(rao, at), at)


def test_closing_needs_an_outcome_and_what_shows_it_and_is_told_in_the_history(at, on_post, viewer):
    rao = viewer(on_post("duty_inspector_north", "rao"), at)
    ref = opened(at, clock="MISS_HIGH_CSC")
    with pytest.raises(Refusal) as nothing:
        services.close(ref, " ", (), rao, at)
    assert [name for name, _ in nothing.value.faults] == ["outcome", "evidence"]
    with pytest.raises(Refusal) as unknown:
        services.close(ref, "Told", ("R-0000000001", "by phone"), rao, at)
    assert [said[:12] for _, said in unknown.value.faults] == ["R-0000000001", "by phone is "]
    services.close(ref, "Seen safe at home by PC 4417", (), rao, at, unrecorded=True)
    with pytest.raises(Refusal, match="closed"):
        services.acknowledge(ref, rao, at)
    steps = DutyStep.objects.filter(duty__ref=ref).order_by("id").values_list("step", flat=True)
    assert list(steps) == ["opened", "told", "closed"]


def test_what_its_own_deed_ends_is_not_closed_by_words(at, on_post, viewer):
    rao = viewer(on_post("duty_inspector_north", "rao"), at)
    ref = opened(at, clock="MISS_GRADE")
    with pytest.raises(Refusal) as refused:
        services.close(ref, "Graded on the phone", (), rao, at, unrecorded=True)
    assert refused.value.code == "by_doing"
    assert Duty.objects.get(ref=ref).state == "waiting"
    services.close(ref, "Graded", (), SYSTEM, at)
    assert Duty.objects.get(ref=ref).state == "closed"


def test_a_clock_with_no_time_of_its_own_asks_for_one(at):
    with pytest.raises(Refusal, match="no time of its own"):
        opened(at, clock="MISS_VLOW_REVIEW")
    assert not Duty.objects.exists()


def test_time_runs_from_when_the_force_was_told(at, on_post):
    told = at - timedelta(hours=3)
    ref = opened(at, told_at=told)
    assert Duty.objects.get(ref=ref).due_at == told + timedelta(minutes=10)


def test_five_duties_of_one_missing_child_are_one_interruption(at, on_post):
    on_post("duty_inspector_north", "rao")
    for clock in ("MISS_ACK", "MISS_GRADE", "MISS_FIRST_ACTION", "MISS_HOME_ENQUIRY", "RHI"):
        opened(at, clock=clock)
    told = alerts_to("post:duty_inspector_north", since=at)
    assert [one.interrupts for one in told] == [True, False, False, False]
    opened(at, clock="MISS_ACK", about=("E-0000000002",), people=("M-0000000002",))
    assert alerts_to("post:duty_inspector_north", since=at)[-1].interrupts, "another child"
