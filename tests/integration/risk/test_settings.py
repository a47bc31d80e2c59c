"""Settings of risk: one proposes, another approves with the list of who would change before them."""

from __future__ import annotations

import re

import pytest

from firstlight.access.models import User
from firstlight.access.services import restrict
from firstlight.audit.models import Journal
from firstlight.force.selectors import approval, held, setting
from firstlight.force.services import decide, propose_setting
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.risk.models import Assessed, Run
from firstlight.risk.running import run_part
from firstlight.risk.selectors import assessment, reworking, trial
from firstlight.risk.services import add_rule, begin_rework, set_level, switch, withdraw_rule
from tests.integration.chain.conftest import SYSTEM, words

pytestmark = pytest.mark.django_db
OWN = {
    "code": "OWN_REPORTS", "title": "Two reports of concern in a year", "framework": "cumulative",
    "kinds": ["vulnerability_report", "incident", "missing_report"], "count": 1, "days": 365,
    "level": "high",
}  # fmt: skip


@pytest.fixture
def dpo(oakshire):
    return oakshire.viewer("dpo")


@pytest.fixture
def supt(oakshire):
    return oakshire.viewer("supt.okafor")


def test_the_demonstration_has_its_local_rules_on_by_one_who_asked_and_another_who_agreed(oakshire):
    now = held("risk.switched_on")
    assert "MISS_EXPLOITER" in now.value
    assert {now.set_by, now.agreed_by} == {
        oakshire.user("dpo").ref,
        oakshire.user("supt.okafor").ref,
    }


def test_a_rule_switched_off_shows_first_who_would_fall_and_they_fall_when_another_agrees(
    oakshire, dpo, supt
):
    maya = oakshire.person("maya", "maya")
    assert assessment(maya, SYSTEM).level("missing") == "high"
    ref = switch(rule="MISS_EXPLOITER", on=False, reason="To be reviewed.", by=dpo, at=oakshire.now)
    oakshire.work()
    would = trial(ref, supt)
    assert would.going.percent == 100
    (row,) = [one for one in would.changes if one.person == maya]
    assert (row.framework, row.before, row.child) == ("missing", "high", True)
    assert assessment(maya, SYSTEM).level("missing") == "high", "a proposal changes nothing"
    with pytest.raises(Refusal, match="You asked"):
        decide(ref=ref, agreed=True, by=dpo, at=oakshire.now)
    decide(ref=ref, agreed=True, by=supt, at=oakshire.now)
    oakshire.work()
    assert (assessment(maya, SYSTEM).level("missing") or "") == row.after
    page = words(oakshire.signed_in("supt.okafor").get("/risk/rules/MISS_EXPLOITER"))
    assert "To be reviewed. The page lists whom it touched." in page
    assert "Level off" in page
    assert reworking().percent == 100
    told = Journal.objects.values_list("action", "by")
    assert ("force.setting_proposed", dpo.ref) in told
    assert ("force.setting_decided", supt.ref) in told


def test_a_refusal_says_why_and_changes_nothing(oakshire, dpo, supt):
    before = setting("risk.switched_on")
    ref = switch(rule="MISS_EXPLOITER", on=False, reason="Too many.", by=dpo, at=oakshire.now)
    with pytest.raises(Refusal, match="No reason"):
        decide(ref=ref, agreed=False, by=supt, at=oakshire.now)
    decide(ref=ref, agreed=False, because="It found Maya.", by=supt, at=oakshire.now)
    assert (approval(ref).state, approval(ref).because) == ("refused", "It found Maya.")
    assert setting("risk.switched_on") == before
    with pytest.raises(NotThere):
        decide(ref=ref, agreed=True, by=supt, at=oakshire.now)


def test_two_accounts_of_one_person_are_no_second_person(oakshire, dpo):
    twin = User.objects.create_user(
        "dpo.two", full_name="Second Account", roles=["superintendent"], rank="Superintendent",
        collar=oakshire.user("dpo").collar,
    )  # fmt: skip
    assert twin.collar
    ref = switch(rule="CE_U13", on=True, reason="Reviewed.", by=dpo, at=oakshire.now)
    with pytest.raises(Refusal, match="second person"):
        decide(ref=ref, agreed=True, by=oakshire.viewer("dpo.two"), at=oakshire.now)


def test_what_was_read_in_law_stays_on_and_its_level_is_not_lowered(oakshire, dpo):
    from firstlight.risk.rules.table import RULES  # noqa: PLC0415 -- one test's alone

    national = next(
        r for r in RULES if not r.may_go and r.raises_by_default and r.least_level == "high"
    )
    with pytest.raises(Refusal, match="stays on"):
        switch(rule=national.code, on=False, reason="x", by=dpo, at=oakshire.now)
    with pytest.raises(Refusal, match="not lowered"):
        set_level(rule=national.code, level="medium", reason="x", by=dpo, at=oakshire.now)


def test_a_second_proposal_waits_for_the_first_so_that_neither_undoes_the_other(oakshire, dpo):
    switch(rule="CE_U13", on=True, reason="Reviewed.", by=dpo, at=oakshire.now)
    with pytest.raises(Refusal, match="waits"):
        switch(rule="CE_LD", on=True, reason="Reviewed.", by=dpo, at=oakshire.now)


@pytest.mark.parametrize(("code", "value", "said"), [
    ("risk.provisional_agree_minutes", 5, "at least 15"),
    ("statements.lapse_days", 365, "stands already"),
    ("risk.levels", [], "must be a table"),
])  # fmt: skip
def test_a_value_out_of_bounds_or_that_stands_is_refused(oakshire, dpo, code, value, said):
    with pytest.raises(Refusal, match=said):
        propose_setting(code=code, value=value, reason="x", by=dpo, at=oakshire.now)


def test_a_rule_of_the_forces_own_raises_floors_once_agreed_and_is_withdrawn_likewise(
    oakshire, dpo, supt
):
    maya, at = oakshire.person("maya", "maya"), oakshire.now
    ref = add_rule(row=OWN, reason="Reviewed cases.", by=dpo, at=at)
    decide(ref=ref, agreed=True, by=supt, at=at)
    oakshire.work()
    found = assessment(maya, SYSTEM).floors["cumulative"]
    assert found.level == "high"
    (own,) = [one for one in found.findings if one.rule == "OWN_REPORTS"]
    assert own.finding.evidence
    gone = withdraw_rule(rule="OWN_REPORTS", reason="No more.", by=dpo, at=at)
    decide(ref=gone, agreed=True, by=supt, at=at)
    oakshire.work()
    assert "OWN_REPORTS" not in assessment(maya, SYSTEM).answers()


def test_all_faults_of_a_rule_of_its_own_are_told_together(oakshire, dpo):
    with pytest.raises(Refusal) as refused:
        add_rule(
            row={"code": "own", "kinds": ["warning"], "count": 0},
            reason="x",
            by=dpo,
            at=oakshire.now,
        )
    assert {field for field, _ in refused.value.faults} == {
        "code", "title", "framework", "kinds", "count", "days", "level",
    }  # fmt: skip


def test_a_change_during_a_rework_begins_it_again_and_makes_no_second_one(oakshire, dpo, supt):
    oakshire.work()
    before = Run.objects.filter(what="rework").count()
    for rule in ("CE_U13", "CE_LD"):
        ref = switch(rule=rule, on=True, reason="Reviewed.", by=dpo, at=oakshire.now)
        decide(ref=ref, agreed=True, by=supt, at=oakshire.now)
        begin_rework(ref=ref, by=SYSTEM, at=oakshire.now)
        run_part(ref=Run.objects.latest("pk").ref, by=SYSTEM, at=oakshire.now)
    (row,) = Run.objects.filter(what="rework").order_by("pk")[before:]
    assert row.finished_at is None
    oakshire.work()
    row.refresh_from_db()
    assert row.done == Assessed.objects.filter(latest=True).count()
    assert row.finished_at


def test_who_is_sealed_is_neither_named_nor_counted_on_any_of_these_pages(oakshire, dpo, supt):
    maya, at = oakshire.person("maya", "maya"), oakshire.now
    ref = switch(rule="MISS_EXPLOITER", on=False, reason="Review.", by=dpo, at=at)
    oakshire.work()
    pages = oakshire.signed_in("supt.okafor")
    open_page = words(pages.get(f"/approvals/{ref}"))
    assert "Maya Trelawney" in open_page
    many = len({one.person for one in trial(ref, supt).changes})
    restrict(target=maya, level="sealed", custodians=["U-KEEPER"], reason="x", by=SYSTEM, at=at)
    shut = words(pages.get(f"/approvals/{ref}"))
    assert "Maya" not in shut
    assert (
        len({one.person for one in trial(ref, oakshire.viewer("supt.okafor")).changes}) == many - 1
    )
    rule = words(pages.get("/risk/rules/MISS_EXPLOITER"))
    assert "Maya" not in rule
    assert re.search(r"Says yes now of nobody", rule)


def test_the_second_person_decides_on_the_page_and_the_first_cannot(oakshire, dpo):
    pages = oakshire.signed_in("dpo")
    asked = pages.post("/risk/rules/CE_U13", {"change": "on", "reason": "Reviewed."})
    assert asked.status_code == 302
    assert "You asked for this" in words(pages.get(asked.url))
    assert pages.post(asked.url, {"answer": "agreed"}).status_code == 404
    other = oakshire.signed_in("supt.okafor")
    assert "waits for a second person" in words(other.get("/"))
    assert "waits for a second person" not in words(pages.get("/")), "not of the one who asked"
    assert other.post(asked.url, {"answer": "refused"}).status_code == 422
    assert other.post(asked.url, {"answer": "agreed"}).status_code == 302
    assert "CE_U13" in setting("risk.switched_on")
    assert "Set by nobody" in words(other.get("/settings"))
    assert other.get("/settings/risk.switched_on").status_code == 404
    bad = pages.post("/settings/risk.provisional_agree_minutes", {"value": 1, "reason": "x"})
    assert bad.status_code == 422
    good = pages.post("/settings/risk.provisional_agree_minutes", {"value": 30, "reason": "x"})
    assert "60" in words(other.get(good.url))
