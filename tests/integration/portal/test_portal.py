"""Partners: each sees only what is theirs; not theirs and not there are one answer."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from firstlight.access.models import User
from firstlight.audit.models import EventRow, Journal
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records import selectors as records
from firstlight.sharing import selectors as sharing
from firstlight.sharing.services import recall, receive

SYSTEM = system_viewer("test")


@pytest.fixture
def lead(somebody):
    return somebody("lead", "partner", organisation="st-bedes")


@pytest.fixture
def worker(somebody):
    return somebody("worker", "partner", organisation="oakshire-csc")


def test_a_partner_opens_acknowledges_and_answers_what_is_theirs(worker, sent, sign_in, at):
    ref = sent("oakshire-csc")
    browser = sign_in(worker)
    assert ref in browser.get("/portal").content.decode()
    page = browser.get(f"/portal/{ref}").content.decode()
    assert "Poppy Marsh" in page
    assert "No food in the house." in page
    assert "OFFICIAL-SENSITIVE - PERSONAL" in page
    assert Journal.objects.filter(action="look.portal.see", by=worker.ref).exists()
    assert browser.post(f"/portal/{ref}/acknowledge").status_code == 302
    assert browser.post(f"/portal/{ref}/answer", {"said": ""}).status_code == 422
    assert browser.post(f"/portal/{ref}/answer", {"said": "Section 47 begun."}).status_code == 302
    told = sharing.decision(ref, SYSTEM, at)
    assert told.row.state == "answered"
    assert told.answers[0].said == "Section 47 begun."
    assert all(
        one.state == "closed"
        for one in duties.about(ref, SYSTEM, at)
        if one.clock == "REF_DECISION"
    )
    figures = sharing.figures(at - timedelta(days=1), at + timedelta(days=1))
    assert (figures.answers_due, figures.answered_in_time) == (1, 1)


def test_not_theirs_and_not_there_are_the_same_answer(lead, worker, sent, sign_in, at):
    ref = sent("oakshire-csc")
    browser = sign_in(lead)
    assert ref not in browser.get("/portal").content.decode()
    theirs, nothing = browser.get(f"/portal/{ref}"), browser.get("/portal/S-0000000000")
    assert theirs.status_code == nothing.status_code == 404
    assert _said(theirs) == _said(nothing)
    assert browser.post(f"/portal/{ref}/answer", {"said": "x"}).status_code == 404
    with pytest.raises(NotThere):
        receive(ref, by=lead, at=at)


def _said(page):
    """Give what a page says, without the token each page has anew."""
    return page.content.decode().partition("<main")[2]


def test_what_is_only_decided_is_not_there_yet(worker, sent, sign_in):
    ref = sent("oakshire-csc", let_go=False)
    assert sign_in(worker).get(f"/portal/{ref}").status_code == 404


@pytest.mark.parametrize("path", ["/sharing", "/encompass", "/search", "/board"])
def test_a_partner_has_no_page_of_the_force(worker, sign_in, path):
    assert sign_in(worker).get(path).status_code == 404


def test_a_reader_in_the_story_is_not_told_and_cannot_open_it(somebody, child, sent, sign_in, at):
    aunt = somebody("aunt", "partner", organisation="st-bedes", own=(child,))
    other = somebody("other", "partner", organisation="st-bedes")
    ref = sent("st-bedes")
    assert sign_in(aunt).get(f"/portal/{ref}").status_code == 404
    assert sign_in(other).get(f"/portal/{ref}").status_code == 200
    assert not alerts_to(f"user:{aunt.ref}", since=at - timedelta(days=1))
    assert alerts_to(f"user:{other.ref}", since=at - timedelta(days=1))


def test_where_everybody_there_is_in_the_story_it_does_not_go(somebody, child, sent, at):
    somebody("aunt", "partner", organisation="st-bedes", own=(child,))
    assert sharing.decision(sent("st-bedes"), SYSTEM, at).row.state == "released"


def test_what_is_told_by_alert_holds_a_reference_and_no_name(worker, sent, at):
    sent("oakshire-csc")
    (told,) = alerts_to(f"user:{worker.ref}", since=at - timedelta(days=1))
    assert "Poppy" not in told.title + told.url
    assert "Poppy" not in json.dumps(list(EventRow.objects.values_list("refs", "audience")))


def test_a_recalled_document_is_closed_and_its_destruction_noted(
    worker, sent, sign_in, somebody, at
):
    ref = sent("oakshire-csc")
    recall(ref, "Wrong child.", by=somebody("other", "hub", "sergeant"), at=at)
    browser = sign_in(worker)
    page = browser.get(f"/portal/{ref}").content.decode()
    assert "Poppy" not in page
    assert "Recalled" in page
    assert browser.post(f"/portal/{ref}/destroyed").status_code == 302
    assert "destroyed" in {one.step for one in sharing.decision(ref, SYSTEM, at).steps}


def test_a_home_reports_a_child_missing_with_gaps_and_gets_a_receipt(somebody, sign_in, at):
    home = somebody("manager", "partner", organisation="larkspur")
    browser = sign_in(home)
    sent = {"what": "missing", "given": "Maya", "words": "Not back from town.", "whereabouts": "no"}
    done = browser.post("/portal/report", sent)
    assert done.status_code == 302
    ref = done.url.rsplit("/", 1)[-1]
    held = records.record(ref)
    assert held.kind == "missing_report"
    assert held.source == "portal"
    assert held.details.from_care_home
    assert held.envelope.told_at == at
    assert not held.before_live
    assert "Maya" not in done.url
    page = browser.get(done.url).content.decode()
    assert ref in page
    assert "Not back from town." in page


def test_a_school_raises_a_concern_and_only_it_reads_it_again(lead, worker, sign_in):
    sent = {"what": "concern", "given": "Poppy", "family": "Marsh", "concern": ["domestic"]}
    done = sign_in(lead).post("/portal/report", sent)
    ref = done.url.rsplit("/", 1)[-1]
    assert records.record(ref).details.partner == "St Bede's Academy"
    assert ref in sign_in(lead).get("/portal").content.decode()
    assert sign_in(worker).get(done.url).status_code == 404


def test_somebody_of_no_known_organisation_reports_nothing(somebody, sign_in):
    lost = somebody("lost", "partner", organisation="")
    assert sign_in(lost).post("/portal/report", {"what": "missing"}).status_code == 404
    assert not User.objects.filter(organisation="nowhere").exists()
