"""Quarantine: seen, mended, dropped by those whose work it is. Sources: what is covered and not."""

import json
from datetime import timedelta

import pytest

from firstlight.access.services import add_user
from firstlight.audit.models import Journal, JournalDetail
from firstlight.intake.models import File
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.selectors import counts, record_of_source, waiting
from firstlight.records.services import register_source

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


def test_each_field_at_fault_stands_in_a_form_beside_what_is_wrong(signed_in, load, record):
    load(
        record(
            1,
            told_at="2031-01-01T00:00:00Z",
            people=[{"key": "a", "born_on": "31/02/2012", "sex": "girl"}],
        )
    )
    page = signed_in("records").get(f"/quarantine/{waiting()[0].ref}").content.decode()
    for path in ("people.0.born_on", "people.0.sex"):
        assert f"{path}</label>" in page
    assert 'value="31/02/2012"' in page
    assert page.count("govuk-error-message") >= 2


def test_fields_are_mended_and_the_record_goes_in_with_where_it_came_from(signed_in, load, record):
    load(record(1, people=[{"key": "a", "born_on": "31/02/2012", "sex": "girl"}]))
    held = waiting()[0]
    client = signed_in("records")
    half = client.post(
        f"/quarantine/{held.ref}/fields", {"field-0": "2012-02-28", "field-1": "girl"}
    )
    assert half.status_code == 422
    (again,) = waiting()
    assert [fault[0] for fault in again.faults] == ["people.0.sex"]
    done = client.post(f"/quarantine/{again.ref}/fields", {"field-0": "female"})
    assert done.status_code == 302
    assert waiting() == []
    taken = record_of_source("oak-cad", "OAK-0001")
    assert str(taken.envelope.people[0].born_on) == "2012-02-28"
    assert taken.provenance == "calls.jsonl:1"


def test_nothing_is_mended_into_firstlights_own_name(signed_in, held):
    text = json.dumps(json.loads(held.text) | {"kind": "incident", "source": "firstlight"})
    answer = signed_in("records").post(f"/quarantine/{held.ref}/mend", {"text": text})
    assert answer.status_code == 422
    assert counts() == {}


def test_what_waits_is_found_by_source_field_and_file(signed_in, load, record):
    load(record(1, kind="ufo"), record(2, told_at="2031-01-01T00:00:00Z"))
    client = signed_in("records")
    by_ref = {one.source_ref: one.ref for one in waiting()}
    page = client.get("/quarantine?field=kind").content.decode()
    assert by_ref["OAK-0001"] in page
    assert by_ref["OAK-0002"] not in page
    assert "Nothing of that kind" in client.get("/quarantine?file=F-0000000000").content.decode()
    assert by_ref["OAK-0002"] in client.get("/quarantine?source=oak-cad").content.decode()


def test_several_are_refused_with_one_reason_and_one_of_them_taken_back_up(signed_in, load, record):
    load(record(1, kind="ufo"), record(2, kind="ufo"))
    client, refs = signed_in("records"), [one.ref for one in waiting()]
    assert client.post("/quarantine/several", {"act": "drop", "ref": refs}).status_code == 422
    assert (
        client.post("/quarantine/several", {"act": "drop", "reason": "A test"}).status_code == 422
    )
    client.post(
        "/quarantine/several", {"act": "drop", "ref": refs, "reason": "A test of the supplier"}
    )
    assert waiting() == []
    assert refs[0] in client.get("/quarantine?state=dropped").content.decode()
    client.post(f"/quarantine/{refs[0]}/reopen")
    assert [one.ref for one in waiting()] == [refs[0]]
    assert Journal.objects.order_by("-seq").filter(action="intake.reopened").exists()


def test_once_its_source_is_said_to_tell_the_kind_what_waited_is_taken_as_it_is(
    signed_in, load, record, at
):
    register_source(code="oak-cad", name="Calls", owner="x", kinds=["crime"], by=SYSTEM, at=at)
    load(record(1), record(2))
    refs = [one.ref for one in waiting()]
    assert len(refs) == 2
    client = signed_in("records")
    client.post("/quarantine/several", {"act": "again", "ref": refs})
    assert len(waiting()) == 2
    register_source(code="oak-cad", name="Calls", owner="x", kinds=["incident"], by=SYSTEM, at=at)
    client.post("/quarantine/several", {"act": "again", "ref": refs})
    assert waiting() == []
    assert counts() == {"incident": 2}


def test_a_files_report_tells_each_line_that_did_not_go_in_and_names_nobody(
    signed_in, load, record
):
    load(record(1))
    found = load(
        record(1), record(2), record(3, kind="ufo"), '{"half": ', record(1, narrative="Otherwise")
    )
    client, (ref,) = signed_in("records"), found.files
    page = client.get(f"/files/{ref}").content.decode()
    told = client.get(f"/files/{ref}/csv").content.decode()
    for text in (page, told):
        assert "Okell" not in text
        assert "Perrin" not in text
        assert "Sent before, held already" in text
        assert "is not a kind of record" in text
        assert "the same version with other content" in text or "held with other content" in text
    assert '"3","Waiting","kind"' in told
    assert ref in client.get("/files").content.decode()
    assert signed_in("response").get(f"/files/{ref}").status_code == 404


def test_the_report_tells_what_became_of_what_waited(signed_in, load, record):
    found = load(record(1, kind="ufo"), record(2, kind="ufo"))
    client, (ref,) = signed_in("records"), found.files
    first, second = sorted(waiting(), key=lambda one: one.source_ref)
    client.post(f"/quarantine/{first.ref}/fields", {"field-0": "incident"})
    client.post(f"/quarantine/{second.ref}/drop", {"reason": "A test of the supplier"})
    told = client.get(f"/files/{ref}/csv").content.decode()
    assert '"1","Mended and taken in"' in told
    assert '"2","Refused"' in told


def test_a_file_that_broke_off_says_so(signed_in, load, record):
    (ref,) = load(record(1)).files
    File.objects.update(ended_at=None)
    assert "Load it again" in signed_in("records").get(f"/files/{ref}").content.decode()
