"""Quarantine: seen, mended, dropped by those whose work it is. Sources: what is covered and not."""

import json
from datetime import timedelta

import pytest

from firstlight.access.services import add_user
from firstlight.audit.models import Journal, JournalDetail
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.selectors import counts, waiting

SYSTEM = system_viewer("test")


@pytest.fixture
def signed_in(client, at):
    def signed(*roles):
        user = add_user(username="somebody", full_name="Some Body", roles=list(roles), by=SYSTEM,
                        at=at - timedelta(days=300))  # fmt: skip
        client.force_login(user)
        return client

    return signed


@pytest.fixture
def held(load, record):
    load(record(1, kind="incidnt"))
    return waiting()[0]


def test_what_waits_is_listed_with_where_it_stood_and_why(signed_in, held):
    page = signed_in("records").get("/quarantine").content.decode()
    assert held.ref in page
    assert "calls.jsonl:1" in page
    assert "is not a kind of record" in page


def test_an_empty_quarantine_does_not_say_that_all_is_well(signed_in, source):
    page = signed_in("records").get("/quarantine").content.decode()
    assert "What a source never sent is not known to us either" in page


def test_others_do_not_see_it_and_cannot_tell_that_it_is_there(signed_in, held):
    officer = signed_in("response")
    for address in ("/quarantine", f"/quarantine/{held.ref}", "/quarantine/Q-0000000000"):
        assert officer.get(address).status_code == 404


def test_looking_at_what_waits_is_journaled(signed_in, held):
    signed_in("records").get(f"/quarantine/{held.ref}")
    assert held.ref in Journal.objects.order_by("-seq").first().refs


def test_mended_it_goes_in_and_waits_no_more(signed_in, held):
    client = signed_in("records")
    text = json.dumps(json.loads(held.text) | {"kind": "incident"})
    answer = client.post(f"/quarantine/{held.ref}/mend", {"text": text})
    assert answer.status_code == 302
    assert counts() == {"incident": 1}
    assert waiting() == []


def test_mended_badly_it_waits_with_its_new_faults(signed_in, held):
    client = signed_in("records")
    text = json.dumps(
        json.loads(held.text) | {"kind": "incident", "told_at": "2031-01-01T00:00:00Z"}
    )
    answer = client.post(f"/quarantine/{held.ref}/mend", {"text": text})
    assert answer.status_code == 422
    assert "is in the future" in answer.content.decode()
    assert len(waiting()) == 1


@pytest.mark.parametrize("text", ['{"half": ', "[]", "{}"])
def test_what_is_no_record_is_refused_and_still_waits(signed_in, held, text):
    answer = signed_in("records").post(f"/quarantine/{held.ref}/mend", {"text": text})
    assert answer.status_code == 422
    assert waiting()


def test_mended_to_the_same_it_waits_on(signed_in, held):
    answer = signed_in("records").post(f"/quarantine/{held.ref}/mend", {"text": held.text})
    assert answer.status_code == 422
    assert [one.ref for one in waiting()] == [held.ref]


def test_it_is_dropped_only_with_a_reason_which_is_kept(signed_in, held):
    client = signed_in("records")
    assert client.post(f"/quarantine/{held.ref}/drop", {"reason": " "}).status_code == 422
    assert len(waiting()) == 1
    client.post(f"/quarantine/{held.ref}/drop", {"reason": "A test line of the supplier"})
    assert waiting() == []
    assert "A test line of the supplier" in JournalDetail.objects.order_by("-line").first().text


def test_the_sources_page_tells_what_nobody_tells(signed_in, held):
    page = signed_in("response").get("/sources").content.decode()
    assert "Command and control" in page
    assert "What no source tells" in page
    assert "Return home interview" in page
