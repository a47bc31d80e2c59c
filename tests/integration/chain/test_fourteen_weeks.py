"""A referral names a man alone; three children at his flat have their own clock from that day on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.duties import selectors as duties
from firstlight.online.models import Case
from simulation.book import parse
from tests.integration.chain.conftest import SYSTEM, words

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]
STORY = "fourteen_weeks"


@pytest.fixture(scope="module")
def referral(settled):
    """The day the referral came: everything told until then."""
    told = {key: moment for moment, key, _ in settled.records(STORY)}
    settled.now = told["referral"]
    settled.on_duty("online.sgt", "online_duty_sergeant")
    settled.on_duty("hub.ds", "hub_duty")
    settled.tell(STORY, work=True)
    settled.work()
    return settled.now


@pytest.fixture
def case(referral, oakshire):
    oakshire.now = referral
    return oakshire, Case.objects.get(record=oakshire.record(STORY, "referral"))


def clocks(oakshire):
    found = {}
    for child in ("eldest", "middle", "youngest", "downstairs"):
        person = oakshire.person(STORY, child)
        found[child] = [
            (d.told_at, d.due_at, d.state) for d in duties.about(person, SYSTEM, oakshire.now)
            if d.clock == "ONLINE_CHILDREN"
        ]  # fmt: skip
    return found


def test_all_three_are_found_the_day_the_referral_comes_and_the_flat_below_is_a_group(case):
    oakshire, row = case
    told = parse(
        next(raw for _, key, raw in oakshire.records(STORY) if key == "referral")["told_at"]
    )
    held = clocks(oakshire)
    for child in ("eldest", "middle", "youngest"):
        assert [one[0] for one in held[child]] == [told], child
    assert held["downstairs"] == []
    page = words(oakshire.signed_in("online.sgt").get(f"/online/{row.ref}"))
    for name in ("Szymon", "Julita", "Alfie"):
        assert name in page


def test_in_week_fourteen_nothing_of_the_case_has_moved_the_childrens_clock_and_it_cannot_close(
    case,
):
    oakshire, row = case
    before = clocks(oakshire)
    oakshire.now += timedelta(weeks=14)
    oakshire.work()
    after = clocks(oakshire)
    assert {k: [one[:2] for one in v] for k, v in before.items()} == {
        k: [one[:2] for one in v] for k, v in after.items()
    }
    assert all(one[2] != "closed" for rows in after.values() for one in rows)
    client = oakshire.signed_in("online.sgt")
    assert "ate" in words(client.get(f"/online/{row.ref}"))
    state = Case.objects.get(pk=row.pk).state
    client.post(f"/online/{row.ref}/close", {"said": "finished"}, follow=True)
    assert Case.objects.get(pk=row.pk).state == state != "closed"
