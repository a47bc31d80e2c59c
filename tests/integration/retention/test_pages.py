"""The data protection officer's pages: reviews, holds, disposals, tombstones."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from firstlight.audit.selectors import lines
from firstlight.intake.changes import disposed_since
from firstlight.records.selectors import disposed
from firstlight.retention.selectors import disposals, due_reviews, holds, scheduled
from firstlight.retention.services import hold, propose, reckon, review
from integration.retention.conftest import BEFORE, NOW, SYSTEM

pytestmark = pytest.mark.django_db
LONG_AGO = BEFORE - timedelta(days=365 * 11)
TODAY = NOW.date()
CHILD = {"key": "p1", "role": "child", "given": "Nell", "family": "Ardley", "born_on": "2011-02-03"}


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def test_what_is_past_its_clear_period_is_due_and_what_came_to_notice_since_is_not(told, dpo):
    old = told(at=LONG_AGO, people=[CHILD])
    told(
        at=LONG_AGO, people=[{**CHILD, "given": "Orla", "family": "Venn", "born_on": "2009-01-01"}]
    )
    told(at=BEFORE, people=[CHILD])
    reckon(at=NOW)
    due = due_reviews(dpo, TODAY)
    assert len(due) == 1
    assert scheduled(old.ref).clear_from == BEFORE.date()


def test_a_day_its_source_told_goes_before_the_worked_out_one(told, dpo):
    ref = told(review_on="2026-11-01", people=[CHILD]).ref
    reckon(at=NOW)
    assert [one.record for one in due_reviews(dpo, TODAY)] == [ref]


def test_the_same_reckoning_again_changes_nothing_and_a_review_is_not_undone_by_it(told, dpo):
    ref = told(at=LONG_AGO, people=[CHILD]).ref
    assert reckon(at=NOW) == 1
    until = TODAY + timedelta(days=400)
    review(record=ref, outcome="keep", rationale="her case goes on", until=until, by=dpo, at=NOW)
    assert reckon(at=NOW) == 0
    told(at=LONG_AGO, people=[CHILD], source_ref="T1", source_version=2)
    reckon(at=NOW)
    assert scheduled(ref).due_on == until


def test_due_reviews_are_listed_filtered_and_decided_on(told, dpo, signed_in):
    ref = told(at=LONG_AGO, people=[CHILD]).ref
    reckon(at=NOW)
    page = signed_in(dpo)
    assert ref in words(page.get("/retention/reviews", {"group": "group2"}))
    assert ref not in words(page.get("/retention/reviews", {"group": "group1"}))
    wrong = page.post(f"/retention/reviews/{ref}", {"outcome": "keep"})
    assert wrong.status_code == 422
    assert "every decision to keep is recorded too" in words(wrong)
    done = page.post(f"/retention/reviews/{ref}", {"outcome": "dispose", "rationale": "not needed"})
    assert done.status_code == 302
    assert [one.state for one in disposals(dpo)] == ["waiting"]
    assert due_reviews(dpo, TODAY) == []


def test_what_was_never_worked_out_is_not_told_as_nothing_due(told, dpo, signed_in):
    told(people=[CHILD])
    page = signed_in(dpo)
    assert "Reviews that are due Not worked out yet" in words(page.get("/retention"))
    before = words(page.get("/retention/reviews"))
    assert "what is due is not known" in before
    assert "Nothing is due" not in before
    reckon(at=NOW)
    assert "Not worked out yet" not in words(page.get("/retention"))
    assert "As reckoned" in words(page.get("/retention/reviews"))


def test_proposed_by_one_agreed_by_another_and_the_record_page_is_a_tombstone(
    told, dpo, second, signed_in
):
    ref = told(people=[CHILD], title="Call about Nell").ref
    page, other = signed_in(dpo), signed_in(second)
    sent = page.post("/retention/propose", {"records": ref, "authority": "review", "reason": "due"})
    where = sent.headers["Location"]
    assert "You proposed this" in words(page.get(where))
    assert "You are the second person" in words(other.get(where))
    other.post(f"{where}/agree")
    assert disposed([ref])[0].confirmed_by == second.ref
    stone = words(page.get(f"/records/{ref}"))
    assert "This record was disposed of" in stone
    assert "Superintendent Hart" in stone
    assert "Nell" not in stone + words(page.get(where))
    assert lines(ref=ref)[0].action.startswith("look.")


def test_a_page_refuses_what_is_held_and_says_which_hold(told, dpo, signed_in):
    ref = told(people=[CHILD]).ref
    held = hold(target=ref, reason="inquest", review_on=TODAY + timedelta(9), by=dpo, at=NOW)
    sent = signed_in(dpo).post(
        "/retention/propose", {"records": ref, "authority": "review", "reason": "due"}
    )
    assert sent.status_code == 422
    assert held in words(sent)


def test_a_hold_is_made_listed_and_ended_with_a_reason(told, dpo, signed_in):
    ref = told(people=[CHILD]).ref
    page = signed_in(dpo)
    wrong = page.post("/retention/holds", {"target": ref})
    assert all(said in words(wrong) for said in ("Say why it is held", "Name a day to come"))
    page.post("/retention/holds", {"target": ref, "reason": "inquest", "review_on": "2027-03-01"})
    (one,) = holds(dpo)
    assert one.ref in words(page.get("/retention/holds"))
    page.post(f"/retention/holds/{one.ref}", {"reason": "inquest closed"})
    assert holds(dpo) == []
    assert "inquest closed" in words(page.get(f"/retention/holds/{one.ref}"))


def test_a_hold_that_was_looked_at_again_is_kept_until_another_day(told, dpo, signed_in):
    ref = told(people=[CHILD]).ref
    held = hold(target=ref, reason="inquest", review_on=TODAY + timedelta(9), by=dpo, at=NOW)
    page = signed_in(dpo)
    page.post(f"/retention/holds/{held}/keep", {"review_on": "2020-01-01"})
    assert holds(dpo)[0].review_on == TODAY + timedelta(9)
    page.post(
        f"/retention/holds/{held}/keep", {"review_on": "2027-06-01", "because": "not heard yet"}
    )
    assert f"{holds(dpo)[0].review_on}" == "2027-06-01"


def test_a_record_page_tells_its_keeper_when_it_is_looked_at_and_what_holds_it(
    told, dpo, user, signed_in
):
    taken = told(people=[CHILD])
    held = hold(target=taken.ref, reason="inquest", review_on=TODAY + timedelta(9), by=dpo, at=NOW)
    reckon(at=NOW)
    mine = words(signed_in(dpo).get(f"/records/{taken.ref}"))
    assert "To be reviewed on" in mine
    assert "2036" in mine
    assert held in mine
    assert "Enter a request about them" in words(
        signed_in(dpo).get(f"/people/{taken.people['p1']}")
    )
    assert held not in words(signed_in(user("hale", "response")).get(f"/records/{taken.ref}"))


def test_refusing_needs_a_reason_and_keeps_the_record(told, dpo, second, signed_in):
    ref = told(people=[CHILD]).ref
    asked = propose(records=[ref], authority="review", reason="due", by=dpo, at=NOW)
    page = signed_in(second)
    assert page.post(f"/retention/disposals/{asked}/refuse", {}).status_code == 422
    page.post(f"/retention/disposals/{asked}/refuse", {"reason": "needed"})
    assert [one.state for one in disposals(dpo)] == ["refused"]


@pytest.mark.parametrize("path", ["", "/reviews", "/holds", "/disposals", "/propose"])
def test_pages_answer_the_officer_and_are_not_there_for_anybody_else(path, dpo, user, signed_in):
    assert signed_in(dpo).get(f"/retention{path}").status_code == 200
    assert signed_in(user("hale", "response")).get(f"/retention{path}").status_code == 404


def test_followers_of_changes_are_told_what_to_erase(told, dpo, second, signed_in):
    ref = told(people=[CHILD]).ref
    asked = propose(records=[ref], authority="review", reason="due", by=dpo, at=NOW)
    signed_in(second).post(f"/retention/disposals/{asked}/agree")
    rows, upto = disposed_since(0, None, SYSTEM)
    assert [one.ref for one in rows] == [ref]
    assert upto == rows[0].seq
