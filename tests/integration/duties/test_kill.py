"""A sweep killed at any moment ends as one left in peace: each climb and each lateness recorded once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.county import County
from tests.once import empty, root

pytestmark = [pytest.mark.dear, pytest.mark.timeout(300)]
# Runs inside a force: sweeps are children of one process, each killed while its handfuls are written.
KILLED = """
import json, os, signal, time
from datetime import datetime, timedelta, UTC
from django.db import connections
from firstlight.access.services import add_user
from firstlight.delivery.models import Alert
from firstlight.duties import climbing
from firstlight.duties.models import Duty, DutyStep
from firstlight.duties.services import set_shift
from firstlight.kernel.values.viewer import system_viewer

at, by, kills = datetime(2026, 11, 22, 2, 10, tzinfo=UTC), system_viewer("test"), {kills}
told, many = at - timedelta(minutes=30), 60
for post, role in (("duty_inspector_north", "inspector"), ("fim", "fim"), ("on_call_superintendent", "superintendent")):
    user = add_user(username=post, full_name=post.title(), roles=[role], by=by, at=told)
    set_shift(post=post, user=user.ref, begins_at=told, ends_at=None, by=by, at=told)
Duty.objects.bulk_create([
    Duty(ref=f"D-{{n:010d}}", key=f"kill:{{n}}", clock=("MISS_GRADE", "CHILDREN_LINES")[n % 2], queue="missing",
         post="duty_inspector_north", because="Told.", urgency=1 + n % 2, told_at=told, opened_at=told,
         since_at=told, due_at=at, climbs_at=at, known_seq=1)
    for n in range(many)
])
climbing.BATCH, climbing.GIVE_WAY = 4, 0.01

def child():
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        climbing.sweep(by, at)
        os._exit(0)
    return pid

hits = 0
for turn in range(kills):
    before = DutyStep.objects.filter(step="climbed").count()
    pid = child()
    until = time.monotonic() + 60
    while DutyStep.objects.filter(step="climbed").count() <= before + turn and time.monotonic() < until:
        time.sleep(0.001 * turn)
    os.kill(pid, signal.SIGKILL)
    hits += os.waitpid(pid, 0)[1] == signal.SIGKILL
left = Duty.objects.filter(climbs_at__lte=at).count()
climbing.sweep(by, at)
steps = DutyStep.objects.exclude(step="told").order_by("duty__ref", "step")
print(json.dumps(dict(
    hits=hits, left=left, alerts=Alert.objects.count(),
    stands=[list(map(str, row)) for row in Duty.objects.order_by("ref").values_list(
        "ref", "state", "rung", "climbs_at", "late_told_at", "post")],
    steps=[list(row) for row in steps.values_list("duty__ref", "step", "post")],
    told=[list(row) for row in DutyStep.objects.filter(step="told").order_by("duty__ref", "post", "said")
          .values_list("duty__ref", "post", "said")],
)))
"""


@pytest.fixture
def swept(tmp_path, tmp_path_factory):
    """Let sixty duties fall due in a force of their own, their sweep killed so many times."""
    made = []

    def of(kills: int):
        home = Path(tmp_path / f"killed-{kills}")
        database = empty(root(tmp_path_factory)).copy(home)
        county = County(home, database.url if database else "")
        county.env.pop("FIRSTLIGHT_DEMO")
        made.append((county, database))
        told = json.loads(county.code(KILLED.format(kills=kills)).splitlines()[-1])
        return told, county

    yield of
    for county, database in made:
        county.stop()
        if database:
            database.drop()


def test_a_sweep_killed_five_times_tells_and_records_each_duty_once(swept):
    whole, _ = swept(0)
    broken, county = swept(5)
    assert broken["hits"] == 5, "a sweep had ended before it was killed"
    assert broken["left"], "nothing was left for the last one"
    for what in ("stands", "steps", "told"):
        assert broken[what] == whole[what], what
    assert len(whole["steps"]) == 2 * 60, "each climbed once and was late once"
    assert whole["alerts"] <= broken["alerts"] <= whole["alerts"] * 6, "at least once, and no storm"
    assert "Nothing was changed" in county.run("journal", "verify")
