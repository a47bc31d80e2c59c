"""02:10, one inspector: a grade below the floor, by the pages that people use."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from firstlight.access.services import add_user
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors as duties
from firstlight.duties.models import DutyStep
from firstlight.missing import selectors
from firstlight.missing.models import Report
from firstlight.risk import selectors as risk
from tests.integration.chain.conftest import SYSTEM, words

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.timeout(240)]
WHY = "New information: heard from a friend that she is at a bus station."


@pytest.fixture(scope="module")
def night(settled):
    """Everything her sources told until 02:10; the force has switched the rule on."""
    settled.at("2026-11-22T02:10:00Z")
    settled.on_duty("insp.rao", "duty_inspector_north")
    settled.on_duty("supt.okafor", "on_call_superintendent")
    settled.on_duty("fim.night", "fim")
    settled.tell("maya", work=True)
    settled.work()
    return settled


@pytest.fixture
def maya(night, oakshire):
    oakshire.at("2026-11-22T02:10:00Z")
    # The call handler's job names "Mya Trelawny", and stands beside this one until somebody answers.
    report = Report.objects.get(record=oakshire.record("maya", "home_mail"))
    return oakshire, report.episode, oakshire.person("maya", "maya")


def graded(oakshire, episode, by="insp.rao"):
    client = oakshire.signed_in(by)
    answer = client.post(
        f"/missing/{episode.ref}/do/grade",
        {"grade-level": "medium", "grade-rationale": WHY},
        follow=True,
    )
    oakshire.work()
    return answer


def shown_level(oakshire, episode):
    return selectors.episode(episode.ref, SYSTEM, oakshire.now).row.level


def waiting(oakshire):
    grades = risk.waiting_agreement()
    assert len(grades) == 1, grades
    return grades[0]


def test_rao_grades_medium_and_high_stands_and_runs_until_the_superintendent_agrees(maya):
    oakshire, episode, _ = maya
    assert shown_level(oakshire, episode) == "high"
    graded_at = oakshire.now
    answer = graded(oakshire, episode)
    assert answer.status_code == 200
    assert "rovisional" in words(answer)
    assert shown_level(oakshire, episode) == "high"
    grade = risk.grade(waiting(oakshire).ref)
    assert grade.due_at == graded_at + timedelta(minutes=60)
    (ask,) = [
        d for d in duties.about(grade.record, SYSTEM, oakshire.now) if d.clock == "GRADE_AGREE"
    ]
    assert (ask.post, ask.due_at) == ("on_call_superintendent", graded_at + timedelta(minutes=60))
    assert "03:10" in words(oakshire.signed_in("supt.okafor").get(f"/duties/{ask.ref}"))
    assert alerts_to("post:on_call_superintendent", since=graded_at)
    oakshire.now = graded_at + timedelta(minutes=61)
    oakshire.work()
    later = DutyStep.objects.filter(duty__ref=ask.ref, at__gte=graded_at + timedelta(minutes=60))
    assert later.exists(), "at 03:10 nobody else is told: silence must climb"
    assert shown_level(oakshire, episode) == "high"
    oakshire.now = graded_at + timedelta(minutes=80)
    page = oakshire.signed_in("supt.okafor").get(f"/missing/{episode.ref}")
    assert "Agree this grade" in words(page)
    agreed = oakshire.signed_in("supt.okafor").post(
        f"/missing/{episode.ref}/agree", {"grade": grade.ref}, follow=True
    )
    assert agreed.status_code == 200
    oakshire.work()
    assert shown_level(oakshire, episode) == "medium"
    assert risk.grade(grade.ref).agreed_at == oakshire.now


@pytest.mark.parametrize("who", ["second_account", "sergeant", "off_rota"])
def test_who_may_not_agree_is_refused_and_told_why(maya, who):
    oakshire, episode, _ = maya
    graded(oakshire, episode)
    grade = waiting(oakshire)
    rao = oakshire.user("insp.rao")
    name = {"sergeant": "ds.lund", "off_rota": "supt.wray"}.get(who, "rao.second")
    if who == "second_account":
        add_user(username=name, full_name=rao.full_name, rank="Supt", collar=rao.collar,
                 roles=["superintendent"], by=SYSTEM, at=oakshire.now)  # fmt: skip
        oakshire.on_duty(name, "on_call_superintendent")
    oakshire.now += timedelta(minutes=5)
    answer = oakshire.signed_in(name).post(
        f"/missing/{episode.ref}/agree", {"grade": grade.ref}, follow=True
    )
    told = words(answer)
    reason = {"second_account": "same", "sergeant": "", "off_rota": "duty"}[who]
    assert answer.status_code in {200, 403, 404, 422}
    assert risk.grade(grade.ref).agreed_at is None
    assert shown_level(oakshire, episode) == "high"
    assert reason in told.lower() or re.search(
        r"second person|another person|yourself", told.lower()
    ), told[:800]


def test_usual_streetwise_and_in_care_are_said_to_be_no_reason_and_block_nothing(maya):
    oakshire, episode, _ = maya
    client = oakshire.signed_in("insp.rao")
    answer = client.post(
        f"/missing/{episode.ref}/do/grade",
        {
            "grade-level": "medium",
            "grade-rationale": "She is streetwise, in care, and this is usual.",
        },
        follow=True,
    )
    oakshire.work()
    assert waiting(oakshire)
    assert "streetwise" in words(answer).lower()
    assert shown_level(oakshire, episode) == "high"
