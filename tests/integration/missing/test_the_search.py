"""The search is rows by level: each answered by name, the first action among them, partners told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.duties import selectors as duties
from firstlight.force.services import keep_organisations
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing import selectors, services
from firstlight.missing.models import Episode
from firstlight.people.selectors import person_at
from firstlight.sharing import selectors as sharing
from tests.integration.missing.conftest import run
from tests.integration.missing.test_episodes import PLACE, TEGAN

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")


@pytest.fixture
def inspector(officer, at):
    return officer("rao", "Inspector", "inspector", "duty_inspector_north", at)


@pytest.fixture
def ref(at, tell, inspector):
    tell("missing_report", "care-homes", at, TEGAN, places=PLACE)
    council = {"code": "oak-csc", "kind": "council", "name": "Oakshire Council"}
    keep_organisations(rows=[council], by=SYSTEM, at=at)
    found = Episode.objects.get().ref
    services.grade(ref=found, level="high", rationale="Fifteen, no contact, a named man.",
                   by=inspector, at=at)  # fmt: skip
    run(at)
    return found


def owed(ref, at):
    return {row.clock for row in duties.about(ref, SYSTEM, at, closed=False)}


def states(ref, by, at):
    return {row.ask.code: row.state for row in selectors.episode(ref, by, at).plan}


def test_a_high_level_asks_more_than_a_low_one_and_an_answer_is_the_first_action(
    ref, inspector, at
):
    assert {"senior", "rescue_alert", "children_services"} <= set(states(ref, inspector, at))
    services.answer_plan(ref=ref, code="home_search", outcome="done", said="Room, loft and garden.",
                         by=inspector, at=at)  # fmt: skip
    assert states(ref, inspector, at)["home_search"] == "settled"
    assert "MISS_FIRST_ACTION" not in owed(ref, at)
    assert Episode.objects.get().state == "looking"


def test_a_photo_is_a_link_or_a_duty_to_get_one_there(ref, inspector, at):
    assert "MISS_PHOTO" in owed(ref, at)
    services.log_action(ref=ref, kind="photo", said="School's, of this term.",
                        link="https://photos.example.police.uk/1", by=inspector, at=at)  # fmt: skip
    assert "MISS_PHOTO" not in owed(ref, at)


def test_childrens_services_are_told_through_the_one_door(ref, inspector, at):
    with pytest.raises(Refusal):
        services.answer_plan(ref=ref, code="children_services", outcome="told",
                             said="By telephone, duty worker.", by=inspector, at=at)  # fmt: skip
    assert "MISS_HIGH_CSC" in owed(ref, at)
    services.answer_plan(ref=ref, code="children_services", outcome="told", recipient="oak-csc",
                         said="By telephone, duty worker.", by=inspector, at=at)  # fmt: skip
    assert "MISS_HIGH_CSC" not in owed(ref, at)
    person = person_at(Episode.objects.get().anchor, viewer=SYSTEM)
    (sent,) = sharing.of_person(person, inspector, at)
    assert (sent.decision, sent.state, sent.recipient) == ("part", "sent", "Oakshire Council")


def test_other_forces_and_the_national_unit_are_told_through_the_one_door_too(ref, inspector, at):
    told = {
        "ref": ref,
        "outcome": "told",
        "said": "By telephone, their control room.",
        "by": inspector,
        "at": at,
    }
    services.answer_plan(
        code="bureau", **told
    )  # nobody of that kind is registered: words are all there is
    assert sharing.of_person(person_of_it(), inspector, at) == []
    keep_organisations(
        rows=[{"code": "fen", "kind": "police_force", "name": "Fenshire Police"},
              {"code": "unit", "kind": "missing_unit", "name": "National missing persons unit"}],
        by=SYSTEM, at=at,
    )  # fmt: skip
    for code, recipient in (("other_forces", "fen"), ("bureau", "unit")):
        with pytest.raises(Refusal, match="Say which"):
            services.answer_plan(code=code, **told)
        services.answer_plan(code=code, recipient=recipient, **told)
    sent = sharing.of_person(person_of_it(), inspector, at)
    assert {(one.recipient, one.state) for one in sent} == {
        ("Fenshire Police", "sent"), ("National missing persons unit", "sent"),
    }  # fmt: skip
    assert states(ref, inspector, at)["other_forces"] == "settled"
    assert states(ref, inspector, at)["children_services"] != "settled", (
        "another force is no council"
    )
    with pytest.raises(Refusal, match="Say which council"):
        services.answer_plan(code="children_services", **told)
    services.answer_plan(code="other_forces", **told)  # what was sent already counts
    assert len(sharing.of_person(person_of_it(), inspector, at)) == 2


def person_of_it():
    return person_at(Episode.objects.get().anchor, viewer=SYSTEM)


def test_a_rescue_alert_is_considered_again_at_each_grade_and_late_rows_say_so(ref, inspector, at):
    later = at + timedelta(minutes=30)
    services.answer_plan(ref=ref, code="rescue_alert", outcome="not_needed", said="No imminent danger told.",
                         by=inspector, at=later)  # fmt: skip
    assert states(ref, inspector, later)["rescue_alert"] == "settled"
    again = at + timedelta(minutes=50)
    services.grade(ref=ref, level="high", rationale="A threat was heard.", by=inspector, at=again)
    assert states(ref, inspector, again)["rescue_alert"] == "open"
    assert states(ref, inspector, again + timedelta(hours=3))["rescue_alert"] == "late"
