"""From a job's arrival to its brief on an open page, and what a page weighs on a phone.

Runs inside the program, in a county of its own; a plain search of the same records stands beside.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from bench.county import County
from bench.text import milliseconds

# The step's measures: seconds from arrival to the page, bytes over the air, jobs at one moment.
HALF, SLOW, ALL_WITHIN = 1.0, 2.0, 20.0
FIRST_VISIT, LATER = 60 * 1024, 15 * 1024
ASKED = """
import gzip, json, re, time
from datetime import timedelta
from pathlib import Path
from random import Random
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from firstlight.access.models import User
from firstlight.audit.models import Task
from firstlight.audit.outbox import drain
from firstlight.briefs.selectors import newest_of
from firstlight.config.reactions import register
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.models import Mention, Place
from firstlight.people.services import take_in

register()
random, by, at = Random({seed}), system_viewer("bench"), clock.now()
homes = sorted(Place.objects.filter(institution="").values_list("text", flat=True))
page = Client()
page.force_login(User.objects.get(username="pc.hale"))

def job(number, home, **more):
    details = {{"job": f"B-{{number}}", "children_present": "yes"}} | more
    told = at.isoformat()
    raw = dict(source="oak-cad", source_ref=f"B-{{number}}", kind="domestic_abuse_incident", told_at=told,
               recorded_at=told, occurred={{"begins": told}}, people=[], details=details,
               places=[{{"role": "scene", "address": {{"text": home}}}}])
    return take_in(raw, by=by, at=at).ref

def briefed(limit=5000):
    drain(at, clock.real_now())

while Task.objects.exists():
    before = Task.objects.count()
    drain(at, clock.real_now())
    if Task.objects.count() >= before:
        break
took, waits, plain = [], [], []
for number in range({jobs}):
    home, begun = random.choice(homes), time.monotonic()
    ref = job(number, home)
    while newest_of(ref) is None:
        drain(at, clock.real_now(), limit=1)
    answer = page.get(f"/briefs/{{newest_of(ref)}}")
    assert answer.status_code == 200, answer.status_code
    took.append(time.monotonic() - begun)
    drain(at, clock.real_now())
    one = time.monotonic()
    with connection.cursor() as rows:
        rows.execute("SELECT record_id FROM records_version WHERE content LIKE %s LIMIT 50", ["%" + home + "%"])
        rows.fetchall()
    plain.append(time.monotonic() - one)
body = gzip.compress(answer.content)
linked = set(re.findall(r'(?:href|src)="/static/([^"?]+)', answer.content.decode()))
files = [Path(found) for one in linked if (found := finders.find(one))]
weight = sum(len(gzip.compress(one.read_bytes())) for one in files if one.suffix in {{".css", ".js"}})
begun = time.monotonic()
refs = [job(f"M{{n}}", random.choice(homes), firearm="yes" if n % 10 == 0 else "unknown") for n in range({many})]
taken, order = time.monotonic() - begun, []
while len(order) < len(refs):
    if not drain(at, clock.real_now(), limit=1):
        break
    order += [ref for ref in refs if ref not in order and newest_of(ref)]
all_took = time.monotonic() - begun
print(json.dumps(dict(took=took, plain=plain, first=len(body) + weight, later=len(body), many=len(refs),
    all_took=all_took, taken=taken, briefed=len(order), mentions=Mention.objects.count(),
    grave=[order.index(ref) for ref in refs[::10] if ref in order])))
"""


def measure(
    people: int, seed: int, *, database: str = "", jobs: int = 60, many: int = 100
) -> list[str]:
    """Brief jobs one after the other, then many at one moment; tell times, bytes and the plain search."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        county = County(Path(name), database)
        county.fill(people=people)
        told: dict[str, Any] = json.loads(
            county.code(ASKED.format(seed=seed, jobs=jobs, many=many)).splitlines()[-1]
        )
    return said(told)


def said(told: dict[str, Any]) -> list[str]:
    """Put what was measured into lines, each with its measure."""
    took = sorted(told["took"])
    half, slow = took[len(took) // 2], took[min(len(took) - 1, int(0.99 * len(took)))]
    held = "within" if half <= HALF and slow <= SLOW else "NOT WITHIN"
    every = told["briefed"] == told["many"] and told["all_took"] <= ALL_WITHIN
    weighs = told["first"] <= FIRST_VISIT and told["later"] <= LATER
    last = max(told["grave"], default=-1) + 1
    arrived = f"{milliseconds(told['took'])}, {held} {HALF:.0f} s and {SLOW:.0f} s"
    at_once = f"{told['briefed']} of {told['many']} jobs at one moment briefed in {told['all_took']:.1f} s"
    first, later = (f"{told[name] / 1024:.1f} KB" for name in ("first", "later"))
    bounds = f"{'within' if weighs else 'NOT WITHIN'} {FIRST_VISIT // 1024} and {LATER // 1024} KB"
    return [
        f"brief     a job's arrival to its brief on an open page, {told['mentions']} mentions: {arrived}",
        f"          {at_once}, {'within' if every else 'NOT WITHIN'} {ALL_WITHIN:.0f} s",
        f"          the {len(told['grave'])} with a firearm were among the first {last} briefed",
        f"          a first visit of {first} of page, styles and scripts, packed; a later one {later}, {bounds}",
        f"          beside: a plain search of the records for the address alone, {milliseconds(told['plain'])}",
    ]
