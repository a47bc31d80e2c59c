"""What never leaves: sealed people; and a split recalls what was sent about the wrong child."""

from __future__ import annotations

import json

import pytest

from firstlight.access.services import restrict
from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import NotThere
from firstlight.people.selectors import anchor, appearance_of, partings_of
from firstlight.people.services import split
from firstlight.risk.selectors import assessment
from firstlight.risk.services import assess
from firstlight.sharing import selectors
from firstlight.sharing.services import recall, release
from firstlight.sharing.tasks import after_floor, after_parting, chase

from .conftest import SYSTEM
from .test_deciding import CSC, decide


def test_sealed_people_are_in_no_document_for_outside(family, hub, somebody, at):
    insp = somebody("insp", "inspector", "sergeant")
    restrict(target=family.children[1], level="sealed", custodians=(insp.ref,), reason="Threat.",
             by=insp, at=at)  # fmt: skip
    for who in (hub, insp):
        told = selectors.decision(decide(family, who, at), who, at)
        text = json.dumps(told.document)
        assert "Rowan" not in text
        assert family.children[1] not in text


def test_somebody_sealed_after_the_decision_is_taken_out_at_release(family, hub, somebody, at):
    somebody("worker", "partner", organisation=CSC)
    insp = somebody("insp", "inspector", "sergeant")
    ref = decide(family, insp, at)
    assert "Rowan" in json.dumps(selectors.decision(ref, insp, at).document)
    restrict(target=family.children[1], level="sealed", custodians=(insp.ref,), reason="Threat.",
             by=insp, at=at)  # fmt: skip
    with pytest.raises(NotThere):
        selectors.decision(ref, hub, at)
    release(ref, by=insp, at=at, blanks_not_asked=True)
    children = selectors.decision(ref, insp, at).document["children"]
    assert family.children[1] not in {one["person"] for one in children}


def test_a_split_lists_what_relied_on_it_and_asks_for_recall_and_a_breach_check(
    family, hub, incident, somebody, at
):
    somebody("worker", "partner", organisation=CSC)
    taken = incident(ref="DA7")
    ref = decide(family, hub, at)
    kept = decide(family, hub, at)
    release(ref, by=hub, at=at, blanks_not_asked=True)
    split(appearance=appearance_of(taken.ref, "c0"), reason="Another child.", by=hub, at=at)
    parting = partings_of(family.children[0])[0]
    after_parting((parting.ref, parting.person, parting.to), at)
    found = selectors.recall_list(parting.ref, hub)
    left = {one["ref"]: one["left_force"] for one in found.relied}
    assert left[ref] is True
    assert left[kept] is False
    assert selectors.decision(ref, hub, at).row.in_question == parting.ref
    held = {one.clock: one for one in duties.about(ref, SYSTEM, at)}
    assert held["SPLIT_RECALL"].post == "hub_duty"
    assert held["DPO_BREACH"].post == "dpo"
    assert (held["DPO_BREACH"].due_at - at).total_seconds() == 72 * 3600
    after_parting((parting.ref, parting.person, parting.to), at)
    assert len(duties.about(parting.ref, SYSTEM, at)) == 2
    recall(ref, "Wrong child.", by=hub, at=at)
    assert selectors.decision(ref, hub, at).row.state == "recalled"


def test_nothing_that_left_asks_the_data_protection_officer_for_nothing(family, hub, incident, at):
    taken = incident(ref="DA8")
    decide(family, hub, at)
    split(appearance=appearance_of(taken.ref, "c0"), reason="Another child.", by=hub, at=at)
    parting = partings_of(family.children[0])[0]
    after_parting((parting.ref, parting.person, parting.to), at)
    found = selectors.recall_list(parting.ref, hub)
    assert found.duty
    assert found.breach == ""


def test_a_floor_that_reaches_the_top_asks_for_a_decision_which_closes_it(
    family, hub, incident, at
):
    child = family.children[0]
    incident(ref="DA10", strangled="yes")
    assess(person=child, by=SYSTEM, at=at)
    assert assessment(child, SYSTEM).level("domestic") == "high"
    after_floor((anchor(child), child), at)
    after_floor((anchor(child), child), at)
    asked = [one for one in duties.about(child, SYSTEM, at) if one.clock == "SHARE_DECIDE"]
    assert len(asked) == 1
    decide(family, hub, at, decision="deferred", reason="The doctor is asked first.")
    assert _open(child, at)
    decide(
        family, hub, at, decision="not", reason="Already in care elsewhere.", supervisor="DI Orme"
    )
    assert not _open(child, at)
    after_floor((anchor(child), child), at)
    assert not _open(child, at)


def _open(child, at):
    rows = duties.about(child, SYSTEM, at, closed=False)
    return [one for one in rows if one.clock == "SHARE_DECIDE"]


def test_a_partner_who_does_not_acknowledge_is_chased(family, hub, somebody, at):
    somebody("worker", "partner", organisation=CSC)
    ref = decide(family, hub, at)
    release(ref, by=hub, at=at, blanks_not_asked=True)
    chase((ref,), at)
    assert "SHARE_ACK" in {one.clock for one in duties.about(ref, SYSTEM, at)}
