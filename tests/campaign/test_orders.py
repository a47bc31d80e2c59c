"""Work done in another order, twice, or later ends in the same duties (exploration)."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from random import Random

import pytest
from django.db import transaction

from firstlight.audit.models import Task
from firstlight.audit.outbox import claim, drain, perform, tick
from firstlight.duties.models import Duty
from firstlight.kernel import clock
from firstlight.people.models import Appearance
from firstlight.people.services import take_in
from firstlight.records.models import Record
from tests.integration.chain.conftest import SYSTEM, files, settled
from tests.integration.conftest import kept

__all__ = ["files", "kept", "settled"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(12 * 3600)]
REF = re.compile(r"\b[A-Z]{1,3}-[0-9A-HJKMNP-TV-Z]{10}\b")


def seen():
    rec = {r.ref: f"{r.source_id}/{r.source_ref}" for r in Record.objects.all()}
    app = {a.ref: f"{rec.get(a.record_ref)}:{a.key}" for a in Appearance.objects.all()}

    def nm(x):
        return REF.sub(lambda m: rec.get(m.group()) or app.get(m.group()) or m.group()[:2] + "*", x)

    return Counter(
        json.dumps([d.clock, d.queue, d.post, d.level, d.state, nm(d.outcome)])
        for d in Duty.objects.all()
    ), sorted(
        json.dumps(
            [
                d.clock,
                d.state,
                nm(d.key),
                nm(d.outcome),
                sorted(nm(r) for r in d.links.values_list("ref", flat=True)),
                d.because,
            ],
            ensure_ascii=False,
        )
        for d in Duty.objects.all()
    )


def work_by_chance(chance, at, *, some=None):
    done = 0
    while some is None or done < some:
        tick(at)
        rows = list(Task.objects.filter(failed="", after__lte=at))
        if not rows:
            break
        row = chance.choice(rows)
        from firstlight.audit.outbox import Claimed

        one = Claimed(row.pk, row.name, tuple(json.loads(row.refs)), row.key, row.attempts)
        Task.objects.filter(pk=row.pk).update(claimed_until=clock.real_now())
        if chance.random() < 0.2:
            from firstlight.audit.tasks import work_named

            work_named(one.name)(one.refs, at)
            Task.objects.filter(pk=row.pk).update(claimed_until=None)
        else:
            assert perform(one, at)
        done += 1


STORIES = tuple(filter(None, os.environ.get("STORIES", "").split(",")))


def test_orders(settled):
    force = settled
    stories = STORIES or tuple(force.stories)
    rows = [raw for moment, _, raw in force.records(*stories)]
    print("records", len(rows))
    at = force.now
    first = None
    for number in range(int(os.environ.get("WAYS", "6"))):
        with transaction.atomic():
            chance = Random(number)
            for raw in rows:
                take_in(raw, by=SYSTEM, at=at)
            if number < 1:
                drain(at, clock.real_now())
            else:
                work_by_chance(chance, at)
            assert not Task.objects.filter(attempts__gt=0).exists(), list(
                Task.objects.filter(attempts__gt=0).values()
            )
            found = seen()
            transaction.set_rollback(True)
        print("way", number, sum(found[0].values()), flush=True)
        if first is None:
            first = found
        elif found[0] != first[0]:
            for one in sorted(((found[0] - first[0]) + (first[0] - found[0]))):
                print("   ", found[0][one] - first[0][one], one)
            a, b = Counter(first[1]), Counter(found[1])
            for one in sorted((a - b).elements()):
                print("  -", one[:600])
            for one in sorted((b - a).elements()):
                print("  +", one[:600])
