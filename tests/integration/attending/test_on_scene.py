"""On scene and after: each child's voice, the risk tool, what was considered, a supervisor's look."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.domestic import selectors, services
from firstlight.duties.selectors import about as duties_about
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.selectors import record as held_record

SYSTEM = system_viewer("test")


@pytest.fixture(scope="module")
def job(saddler_row, tonight, sent, officer, done, at):
    hale = officer("hale", "4417")
    done()
    record = tonight().ref
    done()
    return record, hale


@pytest.fixture
def page(job, at, monkeypatch):
    monkeypatch.setattr(clock, "_reader", [lambda: at])
    client = Client()
    client.force_login(User.objects.get(ref=job[1].ref))
    return client


def poppy(job, at):
    return selectors.job(job[0], job[1], at).children.own[0].person


def hear(job, at, **details):
    child = poppy(job, at)
    services.hear(record=job[0], child=child, details=details, by=job[1], at=at)
    return selectors.job(job[0], job[1], at).scene.children[child].voice


def daytime(job, at):
    return [d for d in duties_about(job[0], SYSTEM, at) if d.clock == "VOICE_DAYTIME"]


def test_a_child_seen_asleep_is_not_woken_and_is_seen_by_day(job, at):
    voice = hear(job, at, spoken="seen_asleep", condition="Breathing well", room="Warm, own bed")
    assert voice.lacks == ()
    (duty,) = daytime(job, at)
    assert duty.due_at == datetime(2026, 11, 22, 18, tzinfo=UTC)
    hear(job, at + timedelta(hours=1), spoken="not_seen", why_not="Gone to her aunt")
    assert len(daytime(job, at)) == 1
    voice = hear(job, at + timedelta(hours=9), spoken="alone", words="I hid", unprompted="yes")
    assert voice.alone
    assert {d.state for d in daytime(job, at)} == {"closed"}


def test_a_voice_with_gaps_is_saved_and_its_gaps_are_told(job, at):
    voice = hear(job, at, spoken="with_someone")
    assert [said.spoken for _, said in voice.told] == ["with_someone"]
    assert "Who was with the child." in voice.lacks
    lacks = selectors.job(*job, at).scene.lacks
    assert "The voice of 1 of 1 children is not whole." in lacks


def test_topics_go_by_their_ids_and_what_was_not_asked_is_in_none(job, done, page, at):
    answer = page.post(
        f"/domestic/{job[0]}/tool",
        {"tool-tool": "DASH_POLICE", "tool-topics_yes": "d15, D02", "tool-topics_no": "D09",
         "tool-topics_unknown": "D22", "tool-grade": "medium"},
    )  # fmt: skip
    assert answer.status_code == 302
    done()
    (grade,) = [g for g in selectors.job(*job, at).scene.grades if g.tool]
    assert (grade.secondary, grade.grade, grade.tool, grade.yes) == (
        False,
        "medium",
        "DASH_POLICE",
        2,
    )
    details = held_record(grade.record).details
    assert (details.topics_yes, details.topics_no, details.topics_unknown) == (
        ["D15", "D02"], ["D09"], ["D22"],
    )  # fmt: skip
    numbers = sorted(one.number for one in selectors.jobs(job[1], at))
    assert numbers == ["OAK-1", "OLD-1"]  # the same job, told more


def test_a_topic_that_is_none_and_one_answered_twice_are_told_together(job, page):
    answer = page.post(
        f"/domestic/{job[0]}/tool", {"tool-topics_yes": "D77 D03", "tool-topics_no": "D03"}
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no topic D77" in said
    assert "Two answers for D03" in said


def test_the_second_grade_stands_apart_and_is_a_specialists(job, officer, done, at):
    with pytest.raises(Refusal):
        services.assess(record=job[0], told={"secondary_grade": "high"}, by=job[1], at=at)
    sergeant = officer("da-sgt", "2203", "sergeant")
    services.assess(record=job[0], told={"tool": "DARA", "grade": "standard"}, by=job[1], at=at)
    services.assess(record=job[0], told={"secondary_grade": "high"}, by=sergeant, at=at)
    done()
    grades = selectors.job(*job, at).scene.grades
    assert [(g.secondary, g.grade) for g in grades] == [(False, "standard"), (True, "high")]


def test_what_was_considered_is_told_with_its_reason(job, page, at):
    address = f"/domestic/{job[0]}/measure/notice"
    refused = page.post(address, {"notice-answer": "not_used"})
    assert refused.status_code == 422
    assert "Say why it was not used" in refused.content.decode()
    page.post(address, {"notice-answer": "not_used", "notice-because": "Charged and remanded"})
    (row,) = [m for m in selectors.job(*job, at).scene.measures if m.code == "notice"]
    assert row.because == "Charged and remanded"
    asked = [one for one in selectors.job(*job, at).scene.lacks if "otice" in one]
    assert asked == []


def test_a_strategy_discussion_at_night_is_the_emergency_duty_teams(job, at):
    services.weigh(record=job[0], code="strategy", answer="done", because="", by=job[1], at=at)
    (duty,) = [d for d in duties_about(job[0], SYSTEM, at) if d.clock == "STRATEGY_DISCUSSION"]
    assert "emergency duty team" in duty.because


def test_a_supervisors_look_keeps_what_lacked_and_blocks_nothing(job, officer, at, monkeypatch):
    monkeypatch.setattr(clock, "_reader", [lambda: at])
    sergeant = officer("look-sgt", "2204", "sergeant")
    client = Client()
    client.force_login(User.objects.get(ref=sergeant.ref))
    assert (
        client.post(f"/domestic/{job[0]}/look", {"look-said": "Tonight, please"}).status_code == 302
    )
    (look,) = selectors.job(job[0], sergeant, at).scene.looks
    assert "Where the children sleep tonight is not told." in look.lacked
    shown = re.sub(r"<[^>]+>", " ", client.get(f"/domestic/{job[0]}").content.decode())
    assert "Tonight, please" in shown
