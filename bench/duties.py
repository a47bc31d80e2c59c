"""Ten thousand duties that fall due at one moment, while somebody else goes on writing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.county import ROOT

MANY = 10_000
# The step's measure, in seconds of the machine's clock.
WITHIN = 60.0
# What somebody else's writing may wait for meanwhile: a page is slow by then, and nobody is told.
HELD = 2.0
# Another process of the same force, which writes a line of the journal every twentieth of a second.
BESIDE = """
import json, sys, threading, time
from datetime import datetime, UTC
import django
django.setup()
from firstlight.audit.services import act
from firstlight.delivery.models import Alert
from firstlight.kernel.values.viewer import system_viewer
at, by, waits, told, ended = datetime(2026, 11, 22, 2, 10, tzinfo=UTC), system_viewer("beside"), [], None, []
threading.Thread(target=lambda: ended.append(sys.stdin.read()), daemon=True).start()
print("ready", flush=True)
begun = time.monotonic()
while not ended:
    one = time.monotonic()
    with act("bench.beside", by=by, at=at):
        pass
    waits.append(time.monotonic() - one)
    if told is None and Alert.objects.exists():
        told = time.monotonic() - begun
    time.sleep(0.05)
print(json.dumps([sorted(waits), told]))
"""
# Runs inside the program, in a database of its own. Rows are laid down as opening leaves them.
DUE = """
import json, resource, statistics, subprocess, sys, time
from datetime import datetime, timedelta, UTC
from django.core.management import call_command
from django.test import Client
from firstlight.access.services import add_user
from firstlight.audit.models import Due, Task
from firstlight.audit.outbox import claim, perform_all, tick
from firstlight.config.demo import clock as simulated
from firstlight.config.worker.loop import AT_ONCE, TOGETHER
from firstlight.delivery.models import Alert
from firstlight.duties.models import Duty, DutyStep
from firstlight.duties.services import set_shift
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.viewer import system_viewer

def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

call_command("migrate", verbosity=0)
at, by, many = datetime(2026, 11, 22, 2, 10, tzinfo=UTC), system_viewer("bench"), {many}
simulated.set_to(at)
simulated.install()
POSTS = ("duty_inspector_north", "duty_inspector_south", "missing_coordinator", "hub_duty", "fim",
         "on_call_superintendent")
for n, post in enumerate(POSTS):
    user = add_user(username=f"o{{n}}", full_name=f"Officer {{n}}", roles=["inspector"], by=by, at=at)
    set_shift(post=post, user=user.ref, begins_at=at - timedelta(hours=2), ends_at=None, by=by, at=at)
told = at - timedelta(minutes=30)
rows = [
    Duty(ref=new_ref("D"), key=f"bench:{{n}}", clock=("MISS_GRADE", "CHILDREN_LINES")[n % 2], queue="missing",
         post=POSTS[n % 4], because="Told.", urgency=1 + n % 2, told_at=told, opened_at=told, since_at=told,
         due_at=at, climbs_at=at, known_seq=1)
    for n in range(many)
]
Duty.objects.bulk_create(rows, batch_size=500)
Due.objects.bulk_create(
    [Due(key=f"{{what}}:{{row.ref}}", at=at, name="duties.climb", refs=json.dumps([row.ref]), priority=20)
     for row in rows for what in ("climb", "late")], batch_size=500)
beside = subprocess.Popen([sys.executable, "-c", {beside!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
beside.stdout.readline()
begun, cpu, tasks = time.monotonic(), spent(), 0
while True:
    tick(at)
    held = claim(at, datetime.now(UTC), limit=AT_ONCE, together=TOGETHER)
    if not held and not Due.objects.filter(at__lte=at).exists():
        break
    tasks += perform_all(held, at)
took, used = time.monotonic() - begun, spent() - cpu
waits, told_after = json.loads(beside.communicate()[0])
left = Duty.objects.filter(late_told_at__isnull=True).count() + Duty.objects.filter(climbs_at__lte=at).count()
failed = Task.objects.exclude(failed="").count()
client = Client()
client.force_login(user)
views = []
for _ in range(6):
    one = time.monotonic()
    answer = client.get("/board")
    views.append((time.monotonic() - one) * 1000)
    assert answer.status_code == 200
print(json.dumps(dict(took=took, used=used, waits=waits, tasks=tasks, alerts=Alert.objects.count(), left=left,
    failed=failed, told_after=told_after, steps=DutyStep.objects.count(), first_view=views[0],
    view=statistics.median(views[1:]))))
"""


def measure(many: int = MANY, *, database: str = "") -> list[str]:
    """Let so many duties fall due at once, and tell how long until every post was told."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as home:
        told = _inside(DUE.format(many=many, beside=BESIDE), Path(home), database)
    word = "within" if told["took"] <= WITHIN and not told["left"] else "NOT WITHIN"
    took = (
        f"done in {told['took']:.1f} s ({told['used']:.1f} s of processor), {word} {WITHIN:.0f} s"
    )
    waits = told["waits"]
    held = "within" if waits[-1] <= HELD else "NOT WITHIN"
    first = f"the first alert after {told['told_after']:.1f} s; {told['tasks']:.0f} tasks"
    beside = (
        f"{len(waits)} writes of another process meanwhile: half within "
        f"{waits[len(waits) // 2] * 1000:.0f} ms, the longest {waits[-1]:.1f} s, {held} {HELD:.0f} s"
    )
    sums = (
        f"{told['alerts']} alerts in all, {told['left']} duties left, {told['failed']} tasks failed"
    )
    view = f"{told['first_view']:.0f} ms the first time, then {told['view']:.0f} ms"
    return [
        f"duties    {many} due at one moment: {took}",
        f"          {first}",
        f"          {beside}",
        f"          {sums}",
        f"          the board with all of them open: {view}",
    ]


def _inside(code: str, home: Path, database: str) -> dict[str, Any]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("FIRSTLIGHT_")}
    kept |= {
        "FIRSTLIGHT_HOME": str(home),
        "FIRSTLIGHT_DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "firstlight.config.settings",
    }
    kept |= {"FIRSTLIGHT_DATABASE_URL": database} if database else {}
    done = subprocess.run(  # noqa: S603 -- our own interpreter and our own lines
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env=kept, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
