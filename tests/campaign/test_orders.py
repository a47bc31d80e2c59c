"""Every story's work done in many orders, some of it twice, ends in the same duties.

ORDERS=3 makes it shorter, ORDERS_SEED another run of chance.
"""

from __future__ import annotations

import json
import os
from functools import partial
from random import Random

import pytest

from firstlight.audit.models import Task
from firstlight.audit.outbox import Claimed, perform, tick
from firstlight.audit.tasks import work_named
from tests.integration.chain.conftest import files, oakshire, settled
from tests.integration.chain.test_one_duty import asked
from tests.integration.conftest import kept

__all__ = ["files", "kept", "oakshire", "settled"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3 * 3600)]
ORDERS = int(os.environ.get("ORDERS", "20"))
SEED = os.environ.get("ORDERS_SEED", "1")


def by_chance(chance, at):
    """Do what waits in any order; one in five twice, as where a worker died before it said so."""
    while True:
        tick(at)
        waiting = list(Task.objects.filter(failed="", after__lte=at).order_by("pk"))
        if not waiting:
            return
        row = chance.choice(waiting)
        refs = tuple(json.loads(row.refs))
        if chance.random() < 0.2:
            work_named(row.name)(refs, at)
        assert perform(Claimed(row.pk, row.name, refs, row.key, row.attempts), at), row.name


def test_no_order_of_the_work_changes_what_is_asked_of_whom(oakshire):
    rows = [raw for moment, _, raw in oakshire.records(*oakshire.stories) if moment <= oakshire.now]
    oakshire.tell_at_once(rows)
    first = asked(oakshire.work)
    wrong = {}
    for number in range(ORDERS):
        chance = Random(f"{SEED}{number}")
        other = asked(partial(by_chance, chance, oakshire.now))
        if other != first:
            wrong[number] = (first - other, other - first)
    assert (sum(first.values()) > 200, wrong) == (True, {})
