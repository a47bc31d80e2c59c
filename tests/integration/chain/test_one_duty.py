"""The same is asked once of the same child, whichever part of the program asked for it first."""

from __future__ import annotations

import pytest

from firstlight.duties import selectors as duties
from tests.integration.chain.conftest import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]


def of(oakshire, story, key, *clocks):
    person = oakshire.person(story, key)
    rows = duties.about(person, SYSTEM, oakshire.now)
    return [row for row in rows if row.clock in clocks and row.state != "closed"]


@pytest.mark.parametrize("work", [True, False], ids=["record by record", "all at once"])
def test_social_care_is_told_of_a_missing_child_once(oakshire, work):
    oakshire.at("2026-11-22T02:10:00Z")
    oakshire.tell("maya", work=work)
    oakshire.work()
    assert len(of(oakshire, "maya", "maya", "MISS_HIGH_CSC")) == 1


@pytest.mark.parametrize("work", [True, False], ids=["record by record", "all at once"])
def test_a_child_near_an_online_suspect_is_referred_once(oakshire, work):
    told = {key: moment for moment, key, _ in oakshire.records("fourteen_weeks")}
    oakshire.now = told["referral"]
    oakshire.tell("fourteen_weeks", work=work)
    oakshire.work()
    for child in ("eldest", "middle", "youngest"):
        rows = of(oakshire, "fourteen_weeks", child, "ONLINE_CHILDREN", "CSC_REFERRAL")
        assert [row.clock for row in rows] == ["ONLINE_CHILDREN"], child
