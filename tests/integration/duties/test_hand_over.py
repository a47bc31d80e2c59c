"""Case 4B (i): nothing is handed over until it is accepted, and nobody off duty is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.audit.outbox import drain
from firstlight.delivery.selectors import alerts_to, unread
from firstlight.duties import selectors, services
from firstlight.duties.models import Duty
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
POST = "duty_inspector_north"
NIGHT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SEVEN = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
BELL_COMES = SEVEN + timedelta(minutes=26)


def run(at):
    drain(at, at)


@pytest.fixture
def morning(on_post, viewer):
    """Adey off at 07:00, Bell from 07:26, four duties open, a high review due 07:15."""
    adey = on_post(POST, "adey", NIGHT - timedelta(hours=7), SEVEN)
    bell = on_post(POST, "bell", BELL_COMES, BELL_COMES + timedelta(hours=10))
    fim = on_post("fim", "khan", roles=("fim",))
    on_post("on_call_superintendent", "stone", roles=("superintendent",))
    clocks = [("MISS_REVIEW", SEVEN + timedelta(minutes=15))]
    clocks += [(code, SEVEN + timedelta(hours=9)) for code in ("CHILDREN_LINES", "RHI", "BASELINE")]
    refs = [
        services.open_duty(
            clock=code, about=(f"E-000000000{n}",), people=(), told_at=NIGHT, because="Told.",
            post=POST, level="high" if n == 0 else "", due_at=until, by=SYSTEM, at=NIGHT,
        )
        for n, (code, until) in enumerate(clocks)
    ]  # fmt: skip
    by = viewer(adey, NIGHT)
    for ref in refs:
        services.acknowledge(ref, by, NIGHT)
    return refs, adey, bell, fim


def test_the_whole_morning(morning, viewer):
    refs, adey, bell, fim = morning
    run(SEVEN - timedelta(minutes=1))
    assert {d.state for d in Duty.objects.all()} == {"acknowledged"}

    run(SEVEN)
    assert {(d.post, d.state) for d in Duty.objects.all()} == {(POST, "unaccepted")}
    board = selectors.board(viewer(fim, SEVEN), SEVEN)
    assert (board.counts.unaccepted, board.counts.unowned) == (4, 4)
    (first,) = alerts_to("post:fim", since=SEVEN)
    assert first.interrupts
    assert set(first.about) == set(refs)
    assert first.title == "Force incident manager: Duty inspector North is empty: 4 duties"

    run(SEVEN + timedelta(minutes=14))
    assert len(alerts_to("post:fim", since=SEVEN)) == 1
    run(SEVEN + timedelta(minutes=15))
    again = alerts_to("post:fim", since=SEVEN)[1:]
    assert {ref for alert in again for ref in alert.about} == set(refs)

    # Nobody off duty is told: neither by name nor through a post that Adey still holds.
    assert not alerts_to(f"user:{adey}", since=NIGHT)
    assert not selectors.posts_held(adey, SEVEN)
    assert not unread(viewer(adey, SEVEN), SEVEN + timedelta(minutes=15))
    with pytest.raises(Refusal, match="do not hold now"):
        services.accept(refs[0], viewer(adey, SEVEN), SEVEN)

    run(BELL_COMES)
    told = alerts_to(f"post:{POST}", since=BELL_COMES)
    assert len(told) == 1
    assert set(told[0].about) == set(refs)
    by = viewer(bell, BELL_COMES)
    services.accept(refs[0], by, BELL_COMES)
    assert services.accept_many(tuple(refs[1:]), by, BELL_COMES) == 3
    assert {(d.post, d.state, d.acknowledged_by) for d in Duty.objects.all()} == {
        (POST, "acknowledged", bell)
    }
    run(BELL_COMES + timedelta(hours=1))
    assert len(alerts_to("post:fim", since=BELL_COMES)) == 0


def test_three_are_accepted_together_or_none(morning, viewer):
    refs, _, bell, _ = morning
    run(SEVEN)
    by = viewer(bell, BELL_COMES)
    services.accept(refs[0], by, BELL_COMES)
    with pytest.raises(Refusal):
        services.accept_many(tuple(refs), by, BELL_COMES)
    assert Duty.objects.filter(state="unaccepted").count() == 3


def test_an_incoming_inspector_who_does_not_accept_is_told_to_the_manager(on_post, viewer):
    adey = on_post(POST, "adey", NIGHT - timedelta(hours=7), SEVEN)
    on_post(POST, "bell", SEVEN, SEVEN + timedelta(hours=10))
    on_post("fim", "khan")
    ref = services.open_duty(
        clock="MISS_GRADE", about=("E-0000000001",), people=(), told_at=NIGHT, because="Told.",
        post=POST, due_at=SEVEN + timedelta(hours=8), by=SYSTEM, at=NIGHT,
    )  # fmt: skip
    services.acknowledge(ref, viewer(adey, NIGHT), NIGHT)
    run(SEVEN)
    assert len(alerts_to(f"post:{POST}", since=SEVEN)) == 1
    assert not alerts_to("post:fim", since=SEVEN)
    run(SEVEN + timedelta(minutes=15))
    assert len(alerts_to("post:fim", since=SEVEN)) == 1


def test_a_team_with_somebody_staying_hands_nothing_over(on_post, viewer):
    leaves = on_post("hub_duty", "may", NIGHT - timedelta(hours=7), SEVEN)
    on_post("hub_duty", "june", NIGHT - timedelta(hours=1), SEVEN + timedelta(hours=5))
    ref = services.open_duty(
        clock="REF_DECISION", about=("R-0000000001",), people=(), told_at=NIGHT, because="Told.",
        by=SYSTEM, at=NIGHT,
    )  # fmt: skip
    services.acknowledge(ref, viewer(leaves, NIGHT), NIGHT)
    run(SEVEN)
    assert Duty.objects.get(ref=ref).state == "acknowledged"


def test_whose_next_row_begins_where_the_one_before_ends_hands_nothing_over_to_himself(
    on_post, viewer
):
    adey = on_post(POST, "adey", NIGHT - timedelta(hours=7), SEVEN)
    services.set_shift(
        post=POST,
        user=adey,
        begins_at=SEVEN,
        ends_at=SEVEN + timedelta(hours=4),
        by=SYSTEM,
        at=NIGHT,
    )
    ref = services.open_duty(
        clock="MISS_REVIEW", about=("E-0000000001",), people=(), told_at=NIGHT, because="Told.",
        post=POST, due_at=SEVEN + timedelta(hours=9), by=SYSTEM, at=NIGHT,
    )  # fmt: skip
    services.acknowledge(ref, viewer(adey, NIGHT), NIGHT)
    run(SEVEN)
    assert Duty.objects.get(ref=ref).state == "acknowledged"
    run(SEVEN + timedelta(hours=4))
    assert Duty.objects.get(ref=ref).state == "unaccepted"
