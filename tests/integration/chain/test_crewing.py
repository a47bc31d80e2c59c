"""Whoever crews the unit gets the job's brief, whichever was told first."""

from __future__ import annotations

import pytest

from firstlight.briefs.models import BriefReader
from firstlight.people.services import take_in
from tests.integration.chain.conftest import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120)]
AT = "2026-11-22T06:18:00+00:00"
JOB = {
    "source": "oak-cad", "source_ref": "CREW-JOB", "kind": "domestic_abuse_incident", "told_at": AT, "recorded_at": AT,
    "places": [{"role": "scene", "address": {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}}],
    "people": [{"key": "p1", "role": "victim", "given": "Keeley", "family": "Marsden", "born_on": "1995-09-25"}],
    "details": {"unit": "ST31", "job": "CREW-JOB"},
}  # fmt: skip


def crewing(ref, job):
    details = {
        "unit": "ST31",
        "crew": ["4417"],
        "job": job,
        "begins_at": "2026-11-21T22:00:00+00:00",
    }
    told = {"source": "oak-cad", "source_ref": ref, "kind": "unit_crewing"}
    return {**told, "told_at": AT, "recorded_at": AT, "details": details}


@pytest.mark.parametrize(
    "told",
    [("job", "named"), ("named", "job"), ("shift", "job"), ("job", "shift")],
    ids=["the job, then its crew", "its crew, then the job", "crewed for the shift, then the job",
         "the job, then a crew for the shift"],
)  # fmt: skip
def test_the_crew_is_pushed_the_brief(oakshire, told):
    oakshire.at("2026-11-22T06:19:00Z")
    rows = {"job": JOB, "named": crewing("CREW-1", "CREW-JOB"), "shift": crewing("CREW-2", "")}
    for name in told:
        assert take_in(rows[name], by=SYSTEM, at=oakshire.now).outcome == "taken"
        oakshire.work()
    assert BriefReader.objects.filter(user=oakshire.user("pc.hale").ref).exists()
