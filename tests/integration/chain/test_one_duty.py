"""The same is asked once of the same child, whichever part of the program asked for it first."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from django.db import transaction

from firstlight.audit.models import Task
from firstlight.audit.outbox import Claimed, perform, tick
from firstlight.config.commands.sums import REF
from firstlight.duties import selectors as duties
from firstlight.duties.models import Duty
from tests.integration.chain.conftest import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.timeout(240)]


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


def otherwise(at):
    """Do floors and what they open before all else, the newest task first, as a killed worker may leave it."""
    while True:
        tick(at)
        rows = Task.objects.filter(failed="", after__lte=at)
        row = max(
            rows, key=lambda one: (one.name.startswith(("risk.", "duties.")), one.pk), default=None
        )
        if row is None:
            return
        refs = tuple(json.loads(row.refs))
        assert perform(Claimed(row.pk, row.name, refs, row.key, row.attempts), at), row.name


def asked(work):
    """Give what is asked of whom once the work is done, and take it back."""
    with transaction.atomic():
        work()
        fields = ("clock", "queue", "post", "level", "state", "told_at", "due_at", "outcome")
        rows = Duty.objects.exclude(clock="SHARE_DECIDE").values_list(*fields)
        found = Counter((*row[:-1], REF.sub("", row[-1])) for row in rows)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("story", ["fourteen_weeks", "from_fenshire"])
def test_the_order_of_the_work_changes_no_duty(oakshire, story):
    rows = [raw for moment, _, raw in oakshire.records(story) if moment <= oakshire.now]
    oakshire.tell_at_once(rows)
    first = asked(oakshire.work)
    other = asked(lambda: otherwise(oakshire.now))
    assert (first - other, other - first) == (Counter(), Counter())
