"""Intelligence of handling C: its owner's line or nothing, and then the owner and the manager are rung."""

import json
from datetime import timedelta

import pytest

from firstlight.briefs import selectors as briefs
from firstlight.delivery.selectors import alerts_to
from firstlight.duties.selectors import about as duties_about
from firstlight.kernel.values.viewer import system_viewer

SYSTEM = system_viewer("test")
MAN = {"given": "Ryan", "family": "Tolland", "born_on": "1992-01-13"}


@pytest.fixture(scope="module")
def job(saddler_row, take, tonight, officer, done, at):
    owner = officer("ferris", "3311", "analyst")
    held = {
        line: take(
            "oak-orders", "intelligence", 9, [{"key": "s", "role": "subject", **MAN}],
            statement={"nature": "intelligence", "handling": "C", "owner": "DC Ferris 3311",
                       "sanitised": line},
            details={"topic": "quernstone"}, narrative="The quernstone source says so.",
        ).ref
        for line in ("", "May have access to a blade")
    }  # fmt: skip
    done()
    record = tonight().ref
    done()
    return record, held, owner


def test_without_its_owners_line_a_brief_holds_no_trace_of_it(job, at):
    record, held, _ = job
    document = briefs.brief(briefs.newest_of(record), SYSTEM, at).document
    text = json.dumps(document)
    assert held[""] not in text
    assert "quernstone" not in text
    assert "3311" not in text
    assert "May have access to a blade" in text


def test_its_owner_and_the_incident_manager_are_rung_at_once_and_once(job, at):
    record, held, owner = job
    (duty,) = [d for d in duties_about(record, SYSTEM, at) if d.clock == "INTEL_LINE"]
    assert duty.post == "fim"
    assert held[""] in duty.about
    assert held["May have access to a blade"] not in duty.about
    assert duty.due_at == at + timedelta(minutes=10)
    told = alerts_to(f"user:{owner.ref}", since=at - timedelta(hours=1))
    (alert,) = [one for one in told if record in one.about]
    assert alert.url == f"/records/{held['']}"
    assert "Tolland" not in alert.title
