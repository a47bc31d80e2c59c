"""Deciding to share: a low grade never decides, and not sharing has a reason and two names."""

from __future__ import annotations

import json

import pytest

from firstlight.access.services import restrict
from firstlight.audit.models import Journal
from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.people.selectors import place_of, relied_on
from firstlight.people.services import take_in
from firstlight.records import selectors as records
from firstlight.risk.services import grade
from firstlight.sharing import selectors
from firstlight.sharing.models import Decision
from firstlight.sharing.services import complete, disclose, recall, release, release_address

from .conftest import CHILDREN, HOME, SYSTEM, record

CSC = "oakshire-csc"
GAPS = {"harm": "Emotional harm.", "asked": "A strategy discussion.", "by_when": "Tomorrow noon.",
        "voice": "not_asked"}  # fmt: skip


def decide(family, by, at, **more):
    asked = {
        "about": (), "people": (family.children[0],), "decision": "shared", "recipient": CSC,
        "purpose": "To protect her.", "basis": "CA2004-11", "items": ("all",), "withheld": {},
        "reason": "", "caveat": "", "answers": GAPS, "by": by, "at": at,
    } | more  # fmt: skip
    return disclose(**asked)


def test_a_low_grade_stops_no_sharing_decision(family, hub, at):
    grade(person=family.children[0], framework="domestic", level="standard", rationale="As usual.",
          by=hub, at=at)  # fmt: skip
    ref = decide(family, hub, at)
    told = selectors.decision(ref, hub, at)
    assert told.row.decision == "shared"
    assert "domestic" in told.grade_shown


def test_not_sharing_needs_a_reason_and_a_supervisor_told_together(family, hub, at):
    with pytest.raises(Refusal) as refused:
        decide(family, hub, at, decision="not")
    assert {name for name, _ in refused.value.faults} == {"reason", "supervisor"}
    assert not Decision.objects.exists()
    ref = decide(family, hub, at, decision="not", reason="Low grade.", supervisor="DI Orme")
    told = selectors.decision(ref, hub, at)
    assert told.row.author == hub.name
    assert told.row.supervisor == "DI Orme"
    assert told.row.only_the_grade
    assert told.document == {}


def test_no_decision_is_a_decision_made_for_nobody(family, hub, at):
    with pytest.raises(Refusal) as refused:
        decide(family, hub, at, decision="")
    assert "decision" in dict(refused.value.faults)


def test_a_duty_not_known_to_be_in_force_carries_nothing(family, hub, at):
    with pytest.raises(Refusal) as refused:
        decide(family, hub, at, basis="CA2004-16LA")
    assert "not known to be in force" in dict(refused.value.faults)["basis"]


def test_who_may_not_decide_finds_no_door(family, somebody, at):
    with pytest.raises(NotThere):
        decide(family, somebody("pc", "response"), at)


def test_a_decision_is_a_record_a_journal_line_and_a_reliance(family, hub, at):
    ref = decide(family, hub, at)
    held = records.record_of_source("firstlight", ref)
    assert held.kind == "disclosure"
    assert held.details.decision == "shared"
    line = Journal.objects.filter(action="sharing.decided").latest("seq")
    assert line.operation == "disclosure"
    assert ref in json.loads(line.refs)
    assert "Poppy" not in line.refs
    shown = [one for one in relied_on(family.children[1]) if one.ref == ref]
    assert shown
    assert shown[0].left_force


def test_brothers_sisters_and_adults_are_in_the_referral(family, hub, at):
    document = selectors.decision(decide(family, hub, at), hub, at).document
    assert {one["person"] for one in document["children"]} == set(family.children)
    assert {one["person"] for one in document["adults"]} == {family.mother, family.father}
    poppy = next(one for one in document["children"] if one["person"] == family.children[0])
    assert poppy["fields"]["school"]["value"] == "St Bede's Academy"


def test_a_blank_school_or_ethnicity_saves_and_is_refused_only_at_release(family, hub, at):
    ref = decide(family, hub, at)
    with pytest.raises(Refusal) as refused:
        release(ref, by=hub, at=at)
    blank = {code for code, _ in refused.value.faults}
    assert f"{family.children[0]}.ethnicity" in blank
    assert f"{family.children[0]}.school" not in blank
    assert selectors.decision(ref, hub, at).row.state == "decided"


def test_asked_not_known_and_not_asked_are_answers(family, hub, somebody, at):
    somebody("worker", "partner", organisation=CSC)
    ref = decide(family, hub, at)
    answers = {f"{child}.{name}": "asked_not_known" for child in family.children
               for name in ("gp", "ethnicity", "language", "disability")}  # fmt: skip
    complete(ref, answers, by=hub, at=at)
    release(ref, by=hub, at=at)
    told = selectors.decision(ref, hub, at)
    assert told.row.state == "sent"
    assert told.document["children"][0]["fields"]["gp"]["said"] == "Asked, not known"
    assert len(told.hash) == 64


def test_nothing_urgent_waits_for_a_blank_which_is_marked_and_chased(family, hub, somebody, at):
    somebody("worker", "partner", organisation=CSC)
    ref = decide(family, hub, at, answers={})
    release(ref, by=hub, at=at, blanks_not_asked=True)
    told = selectors.decision(ref, hub, at)
    assert told.row.state == "sent"
    assert told.document["harm"]["state"] == "not_asked"
    clocks = {one.clock for one in duties.about(ref, SYSTEM, at)}
    assert clocks == {"RECORD_OVERDUE", "REF_DECISION"}


def test_one_thing_held_back_is_not_in_the_document_and_has_a_reason(family, hub, at):
    code = f"adults:{family.father}"
    with pytest.raises(Refusal):
        decide(family, hub, at, withheld={code: ""})
    ref = decide(family, hub, at, decision="part", reason="Live operation.", withheld={code: ""})
    told = selectors.decision(ref, hub, at)
    assert family.father not in {one["person"] for one in told.document["adults"]}
    assert told.withheld == {code: "Live operation."}


def test_nobody_at_the_recipient_can_sign_in_so_it_waits_to_be_sent_by_hand(family, hub, at):
    ref = decide(family, hub, at)
    release(ref, by=hub, at=at, blanks_not_asked=True)
    assert selectors.decision(ref, hub, at).row.state == "released"


def test_handling_code_c_goes_only_in_its_owners_own_line(family, hub, at):
    people = [{"key": "p1", "role": "subject", "address": HOME, **CHILDREN[0]}]
    for ref, line in (("I1", ""), ("I2", "May be at risk from an adult.")):
        raw = record(ref, "intelligence", at, people, details={"topic": "county lines"},
                     narrative="The source saw her at the flat.",
                     statement={"nature": "intelligence", "handling": "C", "owner": "FIB",
                                "sanitised": line})  # fmt: skip
        take_in(raw, by=SYSTEM, at=at)
    text = json.dumps(selectors.decision(decide(family, hub, at), hub, at).document)
    assert "The source saw" not in text
    assert "ask its owner" not in text
    assert "May be at risk from an adult." in text


def test_a_recall_closes_the_answer_and_needs_a_reason(family, hub, somebody, at):
    somebody("worker", "partner", organisation=CSC)
    ref = decide(family, hub, at)
    release(ref, by=hub, at=at, blanks_not_asked=True)
    with pytest.raises(Refusal):
        recall(ref, " ", by=hub, at=at)
    recall(ref, "Wrong child.", by=hub, at=at)
    assert selectors.decision(ref, hub, at).row.state == "recalled"
    assert all(one.state == "closed" for one in duties.about(ref, SYSTEM, at))


def test_two_people_release_a_protected_address(family, hub, somebody, at):
    insp = somebody("insp", "inspector", "sergeant")
    restrict(target=place_of(HOME), level="restricted", custodians=(insp.ref,), reason="Threat.",
             by=insp, at=at)  # fmt: skip
    ref = decide(family, hub, at, answers={**GAPS, "harm": "He knows 2 Kestrel Rise, ZX42AB."})
    told = selectors.decision(ref, hub, at)
    text = json.dumps(told.document)
    assert "Kestrel" not in text
    assert "ZX4" not in text
    assert told.document["children"][0]["fields"]["address"]["state"] == "protected"
    assert not release_address(ref, "The social worker visits tonight.", by=hub, at=at)
    with pytest.raises(Refusal):
        release_address(ref, "Again.", by=hub, at=at)
    assert "Kestrel" not in json.dumps(selectors.decision(ref, hub, at).document)
    assert release_address(ref, "Agreed.", by=insp, at=at)
    assert "Kestrel" in json.dumps(selectors.decision(ref, hub, at).document)
