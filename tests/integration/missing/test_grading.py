"""Acceptance case 3B: at 02:10 one inspector is alone, and grades below the floor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors as duties
from firstlight.force.models import SettingRow
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing import selectors, services
from firstlight.missing.counting import facts
from firstlight.missing.models import Episode
from firstlight.missing.rules.counting import grouped
from firstlight.risk import selectors as risk
from firstlight.risk.services import agree
from tests.integration.missing.conftest import run

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
MAYA = {"given": "Maya", "family": "Lindqvist", "born_on": "2012-06-04"}


@pytest.fixture
def maya(at, tell):
    """Maya, 14, missing; a named exploiter; the force has switched that rule on."""
    SettingRow.objects.create(
        code="risk.switched_on", value=["MISS_EXPLOITER"], set_by="U-1", at=at, known_seq=0
    )
    tell("missing_report", "care-homes", at - timedelta(minutes=20), MAYA,
         {"words_used": "absent", "from_care_home": True, "home": "Larkspur House", "named_exploiter": "yes"},
         places=[{"role": "last_seen", "address": {"text": "4 Larkspur Way, Wexcombe ZX4 2AB"}}])  # fmt: skip
    run(at)
    return Episode.objects.get()


@pytest.fixture
def rao(officer, at):
    return officer("rao", "Inspector", "inspector", "duty_inspector_north", at, "2201")


def level(row, at):
    return selectors.episode(row.ref, SYSTEM, at).row.level


def clocks(row, at):
    return {d.clock for d in duties.about(row.ref, SYSTEM, at, closed=False)}


def test_a_grade_below_the_floor_lowers_nothing_until_a_second_person_agrees(
    at, maya, rao, officer
):
    supt = officer(
        "stone", "Superintendent", "superintendent", "on_call_superintendent", at, "1001"
    )
    assert level(maya, at) == "high"
    assert "MISS_HIGH_CSC" in {
        d.clock
        for d in duties.about(selectors.episode(maya.ref, SYSTEM, at).row.person, SYSTEM, at)
    }
    ref = services.grade(
        ref=maya.ref,
        level="medium",
        rationale="New information: heard from a friend.",
        by=rao,
        at=at,
    )
    run(at)
    made = risk.grade(ref)
    assert made.provisional
    assert made.due_at == at + timedelta(minutes=60)
    assert level(maya, at) == "high"
    (ask,) = [
        d for d in duties.about(risk.grade(ref).record, SYSTEM, at) if d.clock == "GRADE_AGREE"
    ]
    assert (ask.post, ask.due_at) == ("on_call_superintendent", at + timedelta(hours=1))
    assert alerts_to("post:on_call_superintendent", since=at)
    run(at + timedelta(minutes=61))
    assert level(maya, at + timedelta(minutes=61)) == "high"
    when = at + timedelta(minutes=80)
    agree(grade=ref, by=supt, at=when)
    run(when)
    assert level(maya, when) == "medium"
    assert risk.grade(ref).agreed_at == when
    row = selectors.episode(maya.ref, SYSTEM, when)
    assert any(line.verb == "agreed" and line.at == when for line in row.history)


def test_the_review_goes_by_the_working_level_until_agreed(at, maya, rao):
    services.grade(ref=maya.ref, level="medium", rationale="New information.", by=rao, at=at)
    (review,) = [
        d for d in duties.about(maya.ref, SYSTEM, at, closed=False) if d.clock == "MISS_REVIEW"
    ]
    assert review.level == "high"
    assert review.due_at == at + timedelta(hours=1)
    later = at + timedelta(minutes=50)
    (fact,) = facts(at - timedelta(days=1), later, SYSTEM)
    assert fact.reviewed_at is None
    services.grade(ref=maya.ref, level="high", rationale="Nothing heard.", by=rao, at=later)
    (fact,) = facts(at - timedelta(days=1), later, SYSTEM)
    assert (fact.graded_at, fact.reviewed_at) == (at, later)
    (*_, everybody) = grouped([fact], "area")
    assert (everybody.reviewed, everybody.reviewed_minutes) == (1, 70)


@pytest.mark.parametrize(("rank", "role", "post", "collar"), [
    ("Superintendent", "superintendent", "on_call_superintendent", "2201"),
    ("Sergeant", "sergeant", "hub_duty", "3301"),
    ("Superintendent", "superintendent", "", "1002"),
])  # fmt: skip
def test_who_may_not_agree_is_told_why(at, maya, rao, officer, *, rank, role, post, collar):
    ref = services.grade(ref=maya.ref, level="medium", rationale="New information.", by=rao, at=at)
    other = officer("other", rank, role, post, at, collar)
    with pytest.raises(Refusal) as refused:
        agree(grade=ref, by=other, at=at + timedelta(minutes=5))
    assert refused.value.code != "not_there" or role == "sergeant"
    assert level(maya, at) == "high"


def test_a_grade_at_the_floor_needs_nobody_and_ends_the_grades_clock(at, maya, rao):
    assert "MISS_GRADE" in clocks(maya, at)
    services.grade(ref=maya.ref, level="high", rationale="Named exploiter.", by=rao, at=at)
    run(at)
    assert "MISS_GRADE" not in clocks(maya, at)
    maya.refresh_from_db()
    assert maya.state == "graded"
    assert not risk.waiting_agreement()


def test_grading_blocks_on_nothing_but_a_rationale(at, maya, rao):
    with pytest.raises(Refusal) as refused:
        services.grade(ref=maya.ref, level="medium", rationale=" ", by=rao, at=at)
    assert [name for name, _ in refused.value.faults] == ["rationale"]
    assert clocks(maya, at) >= {"MISS_ACK", "MISS_FIRST_ACTION"}


def test_the_first_action_ends_its_clock(at, maya, rao):
    services.log_action(
        ref=maya.ref,
        kind="photo",
        said="Photo held by the home.",
        link="https://photos.example.org/1",
        by=rao,
        at=at,
    )
    assert "MISS_FIRST_ACTION" in clocks(maya, at)
    services.log_action(
        ref=maya.ref, kind="search", said="Home searched, room seen.", by=rao, at=at
    )
    assert "MISS_FIRST_ACTION" not in clocks(maya, at)
    maya.refresh_from_db()
    assert (maya.state, maya.first_action_at) == ("looking", at)
