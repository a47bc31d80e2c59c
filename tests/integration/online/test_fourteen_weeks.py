"""Three children with an image suspect: found on day 0, on their own clock, and never forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firstlight.access.services import restrict
from firstlight.duties import selectors as duties
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.online import reworking, services
from firstlight.online.models import Case, CaseChild
from firstlight.online.reading import children_of, stopped_by
from firstlight.online.tasks import after_record
from firstlight.picture import selectors as picture

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
REFERRAL = {"referrer": "NCA", "activity": "distribution", "suspect_tool_level": "medium"}


@pytest.fixture(scope="module")
def case(flat, tell, man, at):
    tell("oak-online", "online_referral", at, [man], ref="ON-1", details=REFERRAL)
    return Case.objects.get()


def clocks(case, at):
    rows = [d for d in duties.about(case.ref, SYSTEM, at) if d.clock == "ONLINE_CHILDREN"]
    return [(d.people, d.told_at, d.due_at, d.state) for d in sorted(rows, key=lambda d: d.people)]


def test_the_referral_names_only_the_man_and_three_children_are_found_on_day_0(case, at):
    assert CaseChild.objects.filter(case=case, nearness="household").count() == 3
    assert {row.found_at for row in case.children.all()} == {at}
    children = children_of(case, at)
    assert all(one.due_at == at + timedelta(minutes=240) for one in children)
    assert all(one.told_at == at and one.clocks_open >= 2 and not one.has_line for one in children)


def test_warrant_device_charge_and_closure_of_the_crime_change_nothing_in_the_childs_clock(
    case, tell, man, at
):
    before = clocks(case, at)
    assert len(before) == 3
    week = timedelta(days=7)
    tell("oak-online", "online_referral", at + week, [man], ref="ON-1", source_version=2,
         told_at=at.isoformat(), details=REFERRAL | {"warrant": "sought"})  # fmt: skip
    assert Case.objects.get().state == "sought"
    tell("oak-online", "online_referral", at + 2 * week, [man], ref="ON-1", source_version=3,
         told_at=at.isoformat(), details=REFERRAL | {"warrant": "executed"})  # fmt: skip
    tell(
        "oak-online",
        "device_examination",
        at + 3 * week,
        [man],
        details={"exhibit": "JH/1", "device_kind": "phone"},
    )
    assert Case.objects.get().state == "acted"
    tell(
        "oak-rms",
        "crime",
        at + 8 * week,
        [man],
        outcome="charged",
        details={"offence_group": "images"},
    )
    assert Case.objects.get().state == "charged"
    tell(
        "oak-rms",
        "crime",
        at + 14 * week,
        [man],
        outcome="no_further_action",
        details={"offence_group": "images"},
    )
    assert Case.objects.get().state == "ended"
    assert clocks(Case.objects.get(), at + 14 * week) == before


def test_in_week_fourteen_the_case_cannot_close_and_says_why(case, officer, at):
    inspector = officer("rao", "inspector", "online", rank="Inspector")
    later = at + timedelta(weeks=14)
    with pytest.raises(Refusal) as refused:
        services.close(ref=case.ref, said="finished", by=inspector, at=later)
    said = str(refused.value)
    assert "without a line of who considered them, with what outcome: 3" in said
    assert "where they sleep tonight: 3" in said
    assert "whose own clock is not done: 3" in said
    assert "not been asked for" in said
    assert Case.objects.get().state == "received"


def test_it_closes_when_every_child_is_done_and_not_one_before(case, officer, at):
    inspector = officer("rao", "inspector", "online", rank="Inspector")
    services.ask(ref=case.ref, asked_of="Oakshire council", answer="found", by=inspector, at=at)
    anchors = [row.anchor for row in case.children.order_by("pk")]
    for anchor in anchors:
        services.sleep_tonight(ref=case.ref, anchor=anchor, sleeps="at home", with_whom="mother",
                               checked="visited by PC", by=inspector, at=at)  # fmt: skip
    for anchor in anchors:
        with pytest.raises(Refusal):
            services.close(ref=case.ref, said="", by=inspector, at=at)
        services.consider(ref=case.ref, anchor=anchor, outcome="discussed", said="with council and health",
                          reference="S-0000000001", by=inspector, at=at)  # fmt: skip
    assert stopped_by(Case.objects.get(), at) == ()
    services.close(ref=case.ref, said="every child considered", by=inspector, at=at)
    assert Case.objects.get().state == "closed"


def test_a_referral_alone_leaves_the_strategy_discussion_open(case, officer, at):
    sergeant = officer("adey", "online")
    anchor = case.children.first().anchor
    services.consider(ref=case.ref, anchor=anchor, outcome="referred", by=sergeant, at=at)
    child = next(one for one in children_of(case, at) if one.anchor == anchor)
    assert child.done_at == at
    assert child.clocks_open == 1


def test_no_referral_needed_takes_an_inspector_and_a_reason(case, officer, at):
    sergeant = officer("adey", "online")
    anchor = case.children.first().anchor
    with pytest.raises(Refusal) as refused:
        services.consider(ref=case.ref, anchor=anchor, outcome="not_needed", by=sergeant, at=at)
    assert {field for field, _ in refused.value.faults} == {"outcome", "said"}
    assert not case.lines.exists()


def test_a_child_who_moves_in_later_is_found_and_has_a_clock_from_then_even_after_closure(
    case, tell, man, at
):
    Case.objects.update(state="closed")
    later = at + timedelta(days=5)
    tell("schools", "school_enrolment", later, [
        {"key": "c", "role": "subject", "given": "Orla", "family": "Tarrant", "born_on": "2019-05-01",
         "address": man["address"]},
    ], details={"school": "Harbour Primary"})  # fmt: skip
    new = CaseChild.objects.get(found_at=later)
    assert new.told_at == later
    child = next(one for one in children_of(case, later) if one.anchor == new.anchor)
    assert child.due_at == later + timedelta(minutes=240)


def test_not_asked_is_never_none(case, officer, at):
    sergeant = officer("adey", "online")
    assert case.asked == "not_asked"
    services.ask(
        ref=case.ref, asked_of="Oakshire council", answer="no_answer_yet", by=sergeant, at=at
    )
    assert Case.objects.get().asked == "waiting"
    assert any("no answer has come" in one for one in stopped_by(Case.objects.get(), at))
    services.ask(ref=case.ref, asked_of="Oakshire council", answer="nothing_found", by=sergeant,
                 at=at + timedelta(hours=1))  # fmt: skip
    assert Case.objects.get().asked == "answered"
    assert case.children.filter(gone=False).count() == 3


def test_late_telling_takes_a_chief_inspectors_name_and_hours_and_pauses_nothing(case, officer, at):
    before = clocks(case, at)
    with pytest.raises(Refusal):
        services.tell_late(ref=case.ref, reason="arrest at dawn", hours=6,
                           by=officer("rao", "inspector", rank="Inspector"), at=at)  # fmt: skip
    chief = officer("finch", "inspector", rank="Chief Inspector")
    with pytest.raises(Refusal):
        services.tell_late(ref=case.ref, reason="arrest at dawn", hours=400, by=chief, at=at)
    services.tell_late(ref=case.ref, reason="arrest at dawn", hours=6, by=chief, at=at)
    assert case.late_tellings.get().until == at + timedelta(hours=6)
    assert clocks(case, at) == before


def test_preservation_is_asked_for_on_day_0(case, officer, at):
    (duty,) = [d for d in duties.about(case.ref, SYSTEM, at) if d.clock == "ONLINE_PRESERVE"]
    assert duty.told_at == at
    assert duty.due_at == at + timedelta(hours=12)
    services.preserve(ref=case.ref, said="two providers asked", by=officer("adey", "online"), at=at)
    assert duties.duty(duty.ref, SYSTEM, at).row.state == "closed"


def test_the_same_record_worked_twice_is_one_case_and_one_clock_a_child(case, at):
    before = clocks(case, at)
    after_record((case.record,), at)
    assert Case.objects.count() == 1
    assert clocks(case, at) == before
    strategy = [d for d in duties.about(case.ref, SYSTEM, at) if d.clock == "STRATEGY_DISCUSSION"]
    assert len({d.people for d in strategy}) == len(strategy) == 3


def test_no_strategy_discussion_stands_twice_for_one_child(case, at):
    for child in children_of(case, at):
        rows = [
            d for d in duties.about(child.person, SYSTEM, at) if d.clock == "STRATEGY_DISCUSSION"
        ]
        assert len(rows) == 1


def test_whoever_the_suspect_may_be_is_no_child_though_their_age_is_not_known(case, at):
    (view,) = reworking.views_of(case, at)
    (suspect,) = view.people
    child = children_of(case, at)[0].person
    assert reworking.suspects_of(case, [view]) == {suspect.person}
    everybody = {one.person: replace(one, child=Answer.UNKNOWN) for one in concerned(view, at)}
    assert child in {near.one.person for near in reworking.near_children(case, everybody, [view])}
    doubtful = replace(view, people=(replace(suspect, may_be=(child,)),))
    left = {near.one.person for near in reworking.near_children(case, everybody, [doubtful])}
    assert not left & {child, suspect.person}
    assert len(left) == 2


def concerned(view, at):
    return picture.concerned(view.ref, viewer=SYSTEM, at=at)


def test_a_sealed_child_is_not_given_away_by_what_stops_the_case(case, officer, at):
    inspector = officer("rao", "inspector", "online", rank="Inspector")
    keeper = officer("orme", "inspector", "online", rank="Inspector")
    child = children_of(case, at)[0]
    restrict(target=child.person, level="sealed", custodians=(keeper.ref,), reason="Witness",
             safety_line="", by=keeper, at=at)  # fmt: skip

    def said(by):
        with pytest.raises(Refusal) as refused:
            services.close(ref=case.ref, said="finished", by=by, at=at)
        return str(refused.value)

    assert "with what outcome: 2" in said(inspector)
    assert "tonight: 2" in said(inspector)
    assert "clock is not done: 2" in said(inspector)
    assert "with what outcome: 3" in said(keeper)
