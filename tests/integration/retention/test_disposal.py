"""A record is disposed of by two people: no copy keeps its words, and a tombstone stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.services import save_draft
from firstlight.audit.outbox import drain
from firstlight.audit.selectors import verify_journal
from firstlight.briefs.services import About, make
from firstlight.duties.models import Duty
from firstlight.duties.selectors import about as duties_about
from firstlight.duties.services import open_duty
from firstlight.force.services import set_up
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.people.selectors import appearance_of, stands_as
from firstlight.people.services import judge, note_search, take_in
from firstlight.picture.selectors import person as picture_of
from firstlight.records import selectors as records
from firstlight.records.models import Record
from firstlight.retention.models import Disposal, Item
from firstlight.retention.services import (
    confirm,
    dispose_again,
    end_hold,
    hold,
    propose,
    refuse,
    write_register,
)
from firstlight.risk.selectors import history
from firstlight.risk.services import assess
from integration.canary import CANARY, FORMS
from integration.retention.conftest import BEFORE, NOW, SYSTEM, everything

pytestmark = pytest.mark.django_db
HOME = {"text": f"9 {CANARY} Row, Stanbridge, ZX3 9ZZ"}
CHILD = {"key": "p1", "role": "child", "given": "Quilla", "family": CANARY, "born_on": "2013-02-03",
         "phones": ["07700 900131"], "address": HOME}  # fmt: skip
MOTHER = {"key": "p2", "role": "parent", "given": "Iolanthe", "family": CANARY, "address": HOME}
WHOLE = {
    "title": f"Call from {CANARY}", "narrative": f"{CANARY} rang about her child, who sleeps in the shed.",
    "people": [CHILD, MOTHER], "relations": [{"one": "p2", "kind": "parent_of", "other": "p1"}],
    "places": [{"role": "scene", "address": HOME}], "source_ref": f"{CANARY}-120",
}  # fmt: skip


@pytest.fixture
def quilla(told, user):
    """Tell of a child by one record in two versions, and use it in every way."""
    taken = told(**WHOLE)
    told(**WHOLE, source_version=2, at=BEFORE + timedelta(days=1))
    person = taken.people["p1"]
    hale = user("hale", "response")
    make(about=About(record=taken.ref), by=SYSTEM, at=NOW)
    make(about=About(address=HOME["text"]), viewer=hale, by=hale, at=NOW)
    open_duty(clock="MISS_ACK", about=(taken.ref,), people=(person,), told_at=NOW, key="t:1",
              because=f"{CANARY} was reported missing.", by=SYSTEM, at=NOW)  # fmt: skip
    note_search(
        words={"name": CANARY},
        justification=f"job about {CANARY}",
        found=(person,),
        by=hale,
        at=NOW,
    )
    save_draft("concern", {"narrative": f"Spoke to {CANARY}"}, hale, NOW)
    assess(person=person, by=SYSTEM, at=NOW)
    drain(NOW, NOW)
    return taken.ref, person


def _dispose(ref, dpo, second, **more):
    asked = propose(
        records=[ref], authority="review", reason=f"{CANARY} is due", by=dpo, at=NOW, **more
    )
    confirm(disposal=asked, by=second, at=NOW)
    return asked


def _holding():
    return {table for table, text in everything().items() if any(form in text for form in FORMS)}


def test_the_words_stand_in_many_tables_before_and_in_none_after(quilla, dpo, second):
    ref, _ = quilla
    assert {"records_version", "people_mention", "briefs_brief", "access_draft"} <= _holding()
    _dispose(ref, dpo, second)
    assert _holding() == set()
    drain(NOW, NOW)
    assert _holding() == set()
    assert "shed" not in str(everything())


def test_the_tombstone_names_decision_and_people_and_the_journal_verifies(quilla, dpo, second):
    ref, person = quilla
    asked = _dispose(ref, dpo, second)
    stone = records.disposed([ref])[0]
    assert (stone.disposal, stone.kind) == (asked, "incident")
    assert (stone.proposed_by, stone.confirmed_by) == (dpo.ref, second.ref)
    assert f"{stone.on:%-d %B %Y}" == "22 November 2026"
    assert verify_journal().sound
    picture = picture_of(person, viewer=SYSTEM, at=NOW)
    assert (picture.records, len(picture.disposed)) == ((), 1)


def test_whoever_proposed_it_cannot_agree_to_it(quilla, dpo):
    asked = propose(records=[quilla[0]], authority="review", reason="due", by=dpo, at=NOW)
    with pytest.raises(Refusal, match="You proposed this"):
        confirm(disposal=asked, by=dpo, at=NOW)
    assert records.disposed([quilla[0]]) == []


def test_under_a_hold_it_is_refused_and_says_which(quilla, dpo, second):
    ref, person = quilla
    until = NOW.date() + timedelta(days=90)
    asked = propose(records=[ref], authority="review", reason="due", by=dpo, at=NOW)
    held = hold(target=person, reason="inquiry", review_on=until, by=dpo, at=NOW)
    for verb, more in ((confirm, {"disposal": asked, "by": second}),
                       (propose, {"records": [ref], "authority": "review", "reason": "due", "by": dpo})):  # fmt: skip
        with pytest.raises(Refusal, match=held):
            verb(**more, at=NOW)
    end_hold(ref=held, reason="inquiry closed", by=second, at=NOW)
    confirm(disposal=asked, by=second, at=NOW)
    assert records.disposed([ref])


def test_a_hold_its_source_told_counts(told, dpo):
    ref = told(legal_hold="inquest", people=[CHILD]).ref
    with pytest.raises(Refusal, match="legal hold its source told"):
        propose(records=[ref], authority="review", reason="due", by=dpo, at=NOW)


def test_a_hold_on_a_person_follows_both_sides_of_a_split(told, dpo, user):
    one = told(people=[CHILD])
    two = told(people=[{**CHILD, "given": "Quill"}])
    analyst = user("vane", "analyst")
    a, b = appearance_of(one.ref), appearance_of(two.ref)
    judge(one=a, other=b, answer="same", reason="one", by=analyst, at=NOW)
    until = NOW.date() + timedelta(days=90)
    person = stands_as(one.people["p1"])
    held = hold(target=person, reason="inquiry", review_on=until, by=dpo, at=NOW)
    judge(one=a, other=b, answer="different", reason="two", by=analyst, at=NOW)
    for ref in (one.ref, two.ref):
        with pytest.raises(Refusal, match=held):
            propose(records=[ref], authority="review", reason="due", by=dpo, at=NOW)


def test_sent_again_by_its_source_nothing_of_it_is_kept(quilla, dpo, second, told):
    _dispose(quilla[0], dpo, second)
    again = told(**WHOLE, source_version=3)
    assert (again.outcome, again.ref) == ("disposed", quilla[0])
    assert "disposed of on 22 November 2026" in again.faults[0].problem
    assert _holding() == set()


def test_what_other_records_tell_of_the_same_child_stays(told, dpo, second):
    first = told(**WHOLE)
    other = told(people=[CHILD], title="Seen at school", narrative="Seen well by her teacher.")
    person = stands_as(other.people["p1"])
    brief = make(about=About(person=person), by=SYSTEM, at=NOW)
    _dispose(first.ref, dpo, second)
    picture = picture_of(person, viewer=SYSTEM, at=NOW)
    assert [record.ref for record in picture.records] == [other.ref]
    text = everything()["briefs_brief"]
    assert brief in text
    assert CANARY in text, "her name is told by the record that stays"
    assert "shed" not in text


def test_a_floor_that_rested_on_it_falls_for_a_stated_reason(told, dpo, second):
    set_up(values={"risk.switched_on": ["MISS_CHILD"]}, by=SYSTEM, at=BEFORE)
    report = told("missing_report", at=NOW - timedelta(hours=2), people=[{**CHILD, "role": "subject"}],
                  details={"whereabouts_known": "no"})  # fmt: skip
    person = report.people["p1"]
    drain(NOW, NOW)
    before = assess(person=person, by=SYSTEM, at=NOW)
    assert any(floor.level for floor in before.floors.values())
    _dispose(report.ref, dpo, second)
    drain(NOW, NOW)
    after = assess(person=person, by=SYSTEM, at=NOW)
    assert not any(floor.level for floor in after.floors.values())
    assert "One record disposed of on 22 November 2026." in history(person)[-1].fell["missing"]


def test_refused_it_stays_and_the_reason_is_kept(quilla, dpo, second):
    asked = propose(records=[quilla[0]], authority="review", reason="due", by=dpo, at=NOW)
    with pytest.raises(Refusal, match="needs its reason"):
        refuse(disposal=asked, reason=" ", by=second, at=NOW)
    refuse(disposal=asked, reason="trial pending", by=second, at=NOW)
    assert records.disposed([quilla[0]]) == []
    propose(records=[quilla[0]], authority="review", reason="due now", by=dpo, at=NOW)


@pytest.mark.parametrize("decide", ["confirm", "refuse"])
def test_another_person_is_asked_by_a_duty_that_only_their_answer_ends(quilla, dpo, second, decide):
    asked = propose(records=[quilla[0]], authority="review", reason="due", by=dpo, at=NOW)
    (owed,) = duties_about(asked, SYSTEM, NOW)
    assert (owed.clock, owed.post, owed.state) == (
        "DISPOSAL_AGREE", "on_call_superintendent", "waiting",
    )  # fmt: skip
    if decide == "confirm":
        confirm(disposal=asked, by=second, at=NOW)
    else:
        refuse(disposal=asked, reason="a trial is pending", by=second, at=NOW)
    (ended,) = duties_about(asked, SYSTEM, NOW)
    word = "Agreed" if decide == "confirm" else "Refused"
    assert ended.state == "closed"
    assert Duty.objects.get(ref=ended.ref).outcome == f"{word} by a second person."


def test_who_is_not_the_data_protection_officer_asks_that_officer(quilla, user):
    manager = user("pell", "records")
    asked = propose(records=[quilla[0]], authority="review", reason="due", by=manager, at=NOW)
    assert [one.post for one in duties_about(asked, SYSTEM, NOW)] == ["dpo"]


def test_all_faults_of_a_proposal_are_told_together(told, dpo):
    ref = told(people=[CHILD]).ref
    with pytest.raises(Refusal) as refused:
        propose(records=[ref], authority="erasure", reason="", by=dpo, at=NOW)
    assert {field for field, _ in refused.value.faults} == {"reference", "reason"}


def test_an_officer_finds_nothing_to_propose_or_to_hold(quilla, user):
    hale = user("coyle", "inspector")
    with pytest.raises(NotThere):
        propose(records=[quilla[0]], authority="review", reason="due", by=hale, at=NOW)
    with pytest.raises(NotThere):
        hold(target=quilla[0], reason="x", review_on=NOW.date() + timedelta(9), by=hale, at=NOW)


def test_taken_in_by_a_mended_quarantine_row_of_the_same_record_its_text_goes_too(
    told, dpo, second
):
    kept = told(**WHOLE)
    faulty = {"source": "oak-cad", "source_ref": f"{CANARY}-120", "kind": "incident", "narrative": CANARY,
              "people": [{"key": "p1", "role": "nonsense"}]}  # fmt: skip
    assert take_in(faulty, by=SYSTEM, at=NOW).outcome == "quarantined"
    _dispose(kept.ref, dpo, second)
    assert _holding() == set()


def test_brought_back_by_an_older_copy_it_is_disposed_of_again_by_the_register(
    told, dpo, second, settings, tmp_path
):
    settings.ANCHORS = tmp_path
    kept, gone = told(people=[{**CHILD, "given": "Orla"}]), told(**WHOLE)
    earlier = NOW - timedelta(days=3)
    asked = propose(records=[gone.ref], authority="review", reason="due", by=dpo, at=earlier)
    confirm(disposal=asked, by=second, at=earlier)
    register = write_register()
    assert CANARY not in register.read_text()
    Record.objects.filter(ref=gone.ref).delete()  # the copy knows neither tombstone nor decision
    Item.objects.all().delete()
    Disposal.objects.all().delete()
    back = told(**WHOLE)
    assert dispose_again(register, at=NOW) == 1
    assert dispose_again(register, at=NOW) == 0
    stone = records.disposed([back.ref])[0]
    assert (stone.disposal, stone.confirmed_by, stone.on) == (asked, second.ref, earlier.date())
    assert records.disposed([kept.ref]) == []
    with pytest.raises(Refusal, match="no register"):
        dispose_again(tmp_path / "nothing", at=NOW)
