"""The call handler's form opens and briefs; nobody sent climbs; a cut call is set again."""

from datetime import timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.briefs import selectors as briefs
from firstlight.domestic import selectors
from firstlight.duties.selectors import about as duties_about
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer

SYSTEM = system_viewer("test")


@pytest.fixture(scope="module")
def called(saddler_row, done, officer, at):
    done()
    handler = officer("tully", "7001", "call_handler")
    page = Client()
    page.force_login(User.objects.get(ref=handler.ref))
    clock.use(lambda: at)
    asked = {
        "address": "6 Saddler Row, Stanbridge, ZX3 7SR", "victim_given": "Keeley",
        "victim_family": "Marsden", "victim_born_on": "1995-09-25", "suspect_given": "Ryan",
        "suspect_family": "Tolland", "suspect_born_on": "1992-01-13", "suspect_present": "yes",
        "children_present": "yes", "children": "Poppy Tolland, 7", "words": "The shiny thing again",
        "injured": "yes", "job": "OAK-501", "response": "delayed",
    }  # fmt: skip
    answer = page.post("/domestic/call", asked, follow=True)
    yield answer.redirect_chain[-1][0].rpartition("/")[2], page, handler, answer
    clock.use(clock.real_now)


def owed(record, at):
    return {one.clock for one in duties_about(record, SYSTEM, at, closed=False)}


def test_a_call_is_saved_opened_and_briefed_at_once(called, at):
    record, *_ = called
    document = briefs.brief(briefs.newest_of(record), SYSTEM, at).document
    assert "suspect said to be there" in document["top"][0]["text"]
    assert {"injured_now", "strangulation", "weapons"} <= {d["code"] for d in document["dangers"]}
    assert {child["name"] for child in document["children"]} == {"Poppy Tolland"}
    assert (
        document["counts"]["doubles"] == document["counts"]["all"] == 2
    )  # told to be one, perhaps
    assert "shiny" not in str(document)
    assert "MARAC" not in document["radio"]


def test_a_delay_is_refused_with_all_that_lacks_and_the_job_stands(called):
    record, _, _, answer = called
    body = answer.content.decode()
    for said in (
        "not to be there",
        "not to be expected",
        "chosen it",
        "where each child",
        "still to come",
    ):
        assert said in body
    assert selectors.is_job(record)
    assert "Not set" in body


def test_repeats_are_shown_by_themselves(called, at):
    record, page, handler, _ = called
    told = {one.what: one.number for one in selectors.job(record, handler, at).repeats}
    assert told["Repeat victim"] == 1
    assert told["Repeat suspect"] == 1
    assert "Repeat victim: 1 within 12 months" in page.get(f"/domestic/{record}").content.decode()


def test_children_with_nobody_sent_age_in_the_list_and_climb_until_a_unit_is_told(
    called, take, done, at
):
    record, page, handler, _ = called
    assert "DA_DISPATCH" in owed(record, at)
    later = at + timedelta(minutes=42)
    first = selectors.jobs(handler, later)[0]
    assert (first.record, first.waits) == (record, 42)
    assert "Nobody sent" in page.get("/domestic").content.decode()
    take("oak-cad", "unit_crewing", at, [], details={"unit": "ST9", "crew": [], "job": "OAK-501"})
    done()
    assert "DA_DISPATCH" not in owed(record, at)
    assert record not in {one.record for one in selectors.jobs(handler, later) if one.waits}


def test_a_cut_call_is_set_again_and_nobodys_delay_stands(called, take, done, at):
    record, page, handler, _ = called
    page.post(f"/domestic/{record}/respond", {
        "response": "delayed", "suspect_present": "no", "suspect_expected": "no", "chosen": "on",
        "children_where": "\n".join(["With gran"] * 5), "see_by": "2026-11-22T09:00",
    })  # fmt: skip
    assert selectors.job(record, handler, at).response.code == "delayed"
    assert "DA_SEE_CHILDREN" in owed(record, at)
    take("oak-cad", "contact", at, [], happening="OAK-501",
         details={"channel": "999", "call_cut": True})  # fmt: skip
    done()
    assert selectors.job(record, handler, at).response.said.startswith("Immediate")
    assert "CALL_CUT" in owed(record, at)
    assert "DA_SEE_CHILDREN" not in owed(record, at)
    page.post(f"/domestic/{record}/respond", {"response": "immediate"})
    assert "CALL_CUT" not in owed(record, at)


def test_a_job_like_domestic_abuse_is_counted_before_it_is_shown(called, take, done, at):
    _, page, handler, _ = called
    record = take(
        "oak-cad", "incident", at, [], details={"job": "OAK-9", "job_type": "noise"},
        places=[{"role": "scene", "address": {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}}],
    ).ref  # fmt: skip
    done()
    assert selectors.proposals(handler, at) == ()
    assert selectors.counted(at) == 1
    assert "Counted and not shown: 1" in page.get("/domestic").content.decode()
    assert page.post(f"/domestic/{record}/treat").status_code == 302
    assert briefs.newest_of(record)


def test_a_job_typed_as_domestic_is_one(called, take, done, at):
    typed = take(
        "oak-cad", "incident", at, [], details={"job": "OAK-77", "job_type": "Domestic"}
    ).ref
    done()
    assert selectors.is_job(typed)
