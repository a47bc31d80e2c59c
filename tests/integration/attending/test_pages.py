"""Briefs, domestic abuse jobs and orders as pages: what is shown is what was made, and journaled."""

import re

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.audit.models import Journal
from firstlight.briefs import selectors
from firstlight.domestic import selectors as domestic
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer

SYSTEM = system_viewer("test")


@pytest.fixture(scope="module")
def signed_in(officer, at):
    def client(name, collar, *roles):
        viewer = officer(name, collar, *roles)
        found = Client()
        found.force_login(User.objects.get(ref=viewer.ref))
        return found

    clock.use(lambda: at)
    yield client
    clock.use(clock.real_now)


@pytest.fixture(scope="module")
def job(saddler_row, tonight, sent, done, signed_in):
    page = signed_in("hale", "4417")
    done()
    record = tonight().ref
    done()
    sent("4417")
    done()
    return record, page


def test_the_page_shows_what_the_document_holds(job, at):
    record, page = job
    ref = selectors.newest_of(record)
    body = page.get(f"/briefs/{ref}").content.decode()
    document = selectors.brief(ref, SYSTEM, at).document
    for line in document["top"]:
        assert line["text"].replace("'", "&#x27;") in body
    assert document["radio"] in body
    assert document["restricted_line"] in body
    assert selectors.brief(ref, SYSTEM, at).state == "opened"


def test_a_look_is_journaled(job):
    record, page = job
    before = Journal.objects.filter(action="look.briefs.see").count()
    page.get(f"/briefs/{selectors.newest_of(record)}")
    assert Journal.objects.filter(action="look.briefs.see").count() == before + 1


def test_it_is_acknowledged_with_one_press(job, at):
    record, page = job
    ref = selectors.newest_of(record)
    assert page.post(f"/briefs/{ref}/acknowledge").status_code == 302
    assert selectors.brief(ref, SYSTEM, at).state == "acknowledged"


def test_a_brief_is_asked_for_by_post_and_the_address_is_in_no_link(job):
    _, page = job
    answer = page.post("/briefs/ask", {"address": "6 Saddler Row, Stanbridge, ZX3 7SR"})
    assert answer.status_code == 302
    assert answer.url.startswith("/briefs/B-")
    assert page.get(answer.url).status_code == 200
    assert page.post("/briefs/ask", {}).status_code == 422


def test_every_page_opens(job):
    record, page = job
    ref = selectors.newest_of(record)
    for path in ("/briefs", "/briefs/ask", f"/briefs/{ref}/print", f"/briefs/{ref}/state", "/domestic",
                 f"/domestic/{record}", "/orders", "/orders?show=bail", "/orders?show=ending"):  # fmt: skip
        assert page.get(path).status_code == 200, path


def test_the_job_page_refuses_to_close_and_says_all_that_lacks(job):
    record, page = job
    answer = page.post(f"/domestic/{record}/close", {"outcome": ""})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "have no line yet" in body
    assert "Where the children sleep tonight is not told" in body
    assert "Say what came of the job" in body


def test_a_child_is_considered_on_the_page(job, at):
    record, page = job
    child = domestic.job(record, SYSTEM, at).children.own[0].person
    wrong = page.post(
        f"/domestic/{record}/line", {"child": child, f"{child}-considered_by": "PC Hale"}
    )
    assert wrong.status_code == 422
    right = page.post(
        f"/domestic/{record}/line",
        {"child": child, f"{child}-considered_by": "PC Hale", f"{child}-outcome": "Seen"},
    )
    assert right.status_code == 302


def test_the_register_tells_unserved_ending_and_bail_apart(job):
    _, page = job
    unserved = page.get("/orders").content.decode()
    assert "Non-molestation order" in unserved
    assert "Not known" in unserved
    assert "Ends tomorrow" in unserved
    assert "no contact with Keeley Marsden" not in unserved
    assert page.get("/orders?kind=court").content.decode().count("fl-card") == 0
    told = page.get("/orders.csv?show=bail").content.decode()
    assert "Police bail before charge" in told
    assert "may arrest" in told
    assert "Marsden" not in told
    bail = page.get("/orders?show=bail").content.decode()
    assert "Police bail before charge" in bail
    assert "no contact with Keeley Marsden" in bail


def test_a_partner_is_told_that_nothing_is_there(job, signed_in):
    record, _ = job
    partner = signed_in("lead", "", "partner")
    for path in (f"/briefs/{selectors.newest_of(record)}", "/domestic", "/orders"):
        assert partner.get(path).status_code == 404


def test_a_breach_is_told_and_answered_on_its_page(job, saddler_row):
    _, page = job
    order = saddler_row["order"].ref
    assert page.post(f"/orders/{order}/breached", {"told": ""}).status_code == 422
    assert page.post(f"/orders/{order}/breached", {"told": "At her door"}).status_code == 302
    listed = page.get("/orders/breaches").content.decode()
    assert "Told by hand: At her door" in listed
    ref = re.findall(r"/orders/breaches/(BR-\w+)", listed)[-1]
    lacking = page.post(f"/orders/breaches/{ref}/answer", {"answer": "not_yet"})
    assert lacking.status_code == 422
    for said in ("Say by whom", "Say why not", "Say by when"):
        assert said in lacking.content.decode()
    given = {"answer": "arrested", "owner": "PC Hale 4417"}
    assert page.post(f"/orders/breaches/{ref}/answer", given).status_code == 302
    assert "PC Hale 4417" in page.get(f"/orders/breaches/{ref}").content.decode()
    assert ref in page.get(f"/records/{order}").content.decode()


def test_an_address_is_looked_at_and_answered_on_its_page(job):
    _, page = job
    lacking = page.post("/orders/addresses", {})
    assert lacking.status_code == 422
    asked = {"purpose": "bail", "address": "6 Saddler Row, Stanbridge, ZX3 7SR"}
    url = page.post("/orders/addresses", asked).url
    body = page.get(url).content.decode()
    assert "Poppy Tolland" in body
    assert page.post(f"{url}/decide", {"answer": "accepted"}).status_code == 422
    told = {"force": "Westmarch Police", "answer": "nothing_found"}
    assert page.post(f"{url}/force", told).status_code == 302
    given = {"answer": "refused", "because": "A child lives there"}
    assert page.post(f"{url}/decide", given).status_code == 302
    assert "Not accepted" in page.get("/orders/addresses").content.decode()
