"""Records that opened episodes, cases, jobs and duties are disposed of: work goes on, pages open."""

from __future__ import annotations

import pytest
from django.apps import apps

from firstlight.audit.models import Task
from firstlight.audit.outbox import drain
from firstlight.kernel import clock
from firstlight.retention.services import confirm, propose

pytestmark = [pytest.mark.django_db, pytest.mark.dear, pytest.mark.timeout(300)]
STORIES = ("six_systems", "maya", "da_tonight", "fourteen_weeks", "county_line")
PAGES = (
    ("missing.Episode", "ref", "/missing/{}", "missing.coord"),
    ("online.Case", "ref", "/online/{}", "online.sgt"),
    ("exploitation.Entry", "ref", "/exploitation/{}", "exploit.sgt"),
    ("domestic.Job", "record", "/domestic/{}", "da.sgt"),
    ("duties.Duty", "ref", "/duties/{}", "insp.coyle"),
    ("people.Person", "ref", "/people/{}", "insp.coyle"),
    ("people.Person", "ref", "/risk/{}", "insp.coyle"),
    ("briefs.Brief", "ref", "/briefs/{}", "pc.hale"),
    ("records.Record", "ref", "/records/{}", "insp.coyle"),
)


def test_everything_a_story_told_is_disposed_of_and_nothing_that_rested_on_it_fails(
    settled, oakshire
):
    oakshire.at("2026-11-22T06:30:00Z")
    rows = [raw for moment, _, raw in oakshire.records(*STORIES) if moment <= oakshire.now]
    oakshire.tell_at_once(rows)
    oakshire.work()
    refs = [oakshire.record(story, key) for story in ("maya", "da_tonight", "county_line")
            for key in oakshire.stories[story]["records"] if _is_there(oakshire, story, key)]  # fmt: skip
    dpo, second = oakshire.viewer("dpo"), oakshire.viewer("supt.okafor")
    asked = propose(records=refs[:20], authority="review", reason="due", by=dpo, at=oakshire.now)
    confirm(disposal=asked, by=second, at=oakshire.now)
    drain(oakshire.now, clock.real_now())
    assert list(Task.objects.filter(attempts__gt=0).values_list("name", "failed")) == []
    wrong = []
    for label, field, address, who in PAGES:
        client = oakshire.signed_in(who)
        for ref in apps.get_model(label).objects.values_list(field, flat=True)[:15]:
            status = client.get(address.format(ref)).status_code
            if status not in {200, 404}:
                wrong.append((address.format(ref), status))
    for username, address in (("insp.coyle", "/board"), ("insp.coyle", "/work"), ("missing.coord", "/missing"),
                              ("hub.ds", "/sharing"), ("chief", "/leaders")):  # fmt: skip
        if oakshire.signed_in(username).get(address).status_code != 200:
            wrong.append(address)
    assert wrong == []


def _is_there(oakshire, story, key):
    try:
        return bool(oakshire.record(story, key))
    except AssertionError:
        return False
