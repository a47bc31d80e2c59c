"""Grades: what was shown is kept, only material news makes one stale, a second person may refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.services import restrict
from firstlight.duties.selectors import about
from firstlight.duties.tidying import tidy
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.people.services import take_in
from firstlight.risk import selectors
from firstlight.risk.services import agree, grade, refuse
from firstlight.risk.showing import compared, rows
from tests.integration.chain.conftest import SYSTEM, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya(oakshire):
    return oakshire.person("maya", "maya")


def graded(oakshire, maya, level="medium", **more):
    return grade(
        person=maya, framework="missing", level=level, rationale="Heard from a friend.",
        by=oakshire.viewer("insp.coyle"), at=oakshire.now, **more,
    )  # fmt: skip


def missing(oakshire, maya, username="supt.okafor"):
    found = rows(maya, oakshire.viewer(username), oakshire.now)
    return next(one for one in found if one.standing.framework == "missing")


def tell(oakshire, maya, kind="contact", details=None, **more):
    """Tell one more record about Maya, and do what follows."""
    at = (oakshire.now + timedelta(minutes=5)).isoformat()
    raw = {"source": "firstlight", "source_ref": f"N-{kind}", "kind": kind, "told_at": at,
           "recorded_at": at, "occurred": {"begins": at}, "people": [{"key": "p1", "role": "subject"}],
           "details": details or {}, **more}  # fmt: skip
    oakshire.now += timedelta(minutes=6)
    taken = take_in(raw, by=SYSTEM, at=oakshire.now, about={"p1": maya})
    assert taken.outcome == "taken", taken.faults
    oakshire.work()


def test_a_refused_grade_never_counts_and_the_child_is_to_be_graded_again(oakshire, maya):
    ref = graded(oakshire, maya)
    oakshire.work()
    supt, at = oakshire.viewer("supt.okafor"), oakshire.now
    with pytest.raises(Refusal, match="No reason"):
        refuse(grade=ref, because=" ", by=supt, at=at)
    refuse(grade=ref, because="A friend is not a sighting.", by=supt, at=at)
    oakshire.work()
    row = missing(oakshire, maya)
    assert (row.standing.working, row.standing.grade) == ("high", None)
    assert row.standing.refused.refused_why == "A friend is not a sighting."
    open_now = {d.clock for d in about(maya, SYSTEM, at, closed=False)}
    assert "GRADE_AGREE" not in open_now
    assert "GRADE_NEEDED" in open_now
    tidy(maya, at)  # as with every record that moves the floor
    assert "GRADE_NEEDED" in {d.clock for d in about(maya, SYSTEM, at, closed=False)}
    with pytest.raises(NotThere):
        agree(grade=ref, by=supt, at=at)
    graded(oakshire, maya, level="high")
    oakshire.work()
    assert "GRADE_NEEDED" not in {d.clock for d in about(maya, SYSTEM, at, closed=False)}


def test_who_could_not_agree_cannot_refuse_either(oakshire, maya):
    ref = graded(oakshire, maya)
    with pytest.raises(Refusal, match="You set this grade"):
        refuse(grade=ref, because="x", by=oakshire.viewer("insp.coyle"), at=oakshire.now)
    assert selectors.provisional_grade(ref)


def test_what_is_to_be_found_out_becomes_a_duty_once(oakshire, maya):
    ref = graded(
        oakshire, maya, level="high", weighs={"MISS_EXPLOITER": "find_out", "MISS_3_90": "weighs"}
    )
    oakshire.work()
    asked = [d for d in about(maya, SYSTEM, oakshire.now) if d.clock == "FIND_OUT"]
    assert len(asked) == 1
    assert asked[0].because.startswith("The grader asks that this be found out")
    assert "to be found out" in [said for _, said in missing(oakshire, maya).weighed]
    assert selectors.grade(ref).weighs["MISS_EXPLOITER"] == "find_out"


def test_another_contact_is_no_news_and_a_new_finding_is(oakshire, maya):
    ref = graded(oakshire, maya, level="high")
    oakshire.work()
    assert missing(oakshire, maya).news == ()
    tell(oakshire, maya)
    assert missing(oakshire, maya).news == ()
    tell(oakshire, maya, "missing_report", {"carer_able": "no", "medication_missed": "yes"})
    told = missing(oakshire, maya).news
    assert any(line.startswith("New: ") for line in told), told
    page = words(oakshire.signed_in("supt.okafor").get(f"/risk/grades/{ref}"))
    assert told[0] in page
    assert "When it was graded" in page
    assert "Stale" in words(oakshire.signed_in("supt.okafor").get(f"/risk/{maya}"))


def test_a_new_adult_is_news(oakshire, maya):
    graded(oakshire, maya, level="high")
    oakshire.work()
    people = [{"key": "p1", "role": "subject"},
              {"key": "p2", "role": "parent", "given": "Osric", "family": "Vantongeren",
               "born_on": "1980-02-02"}]  # fmt: skip
    relations = [{"one": "p2", "kind": "parent_of", "other": "p1"}]
    tell(oakshire, maya, people=people, relations=relations)
    assert any("adult" in line for line in missing(oakshire, maya).news)


def test_both_saw_what_is_kept_and_the_page_tells_it_as_it_was(oakshire, maya):
    ref = graded(oakshire, maya)
    oakshire.work()
    tell(oakshire, maya, "missing_report", {"carer_able": "no"})
    agree(grade=ref, by=oakshire.viewer("supt.okafor"), at=oakshire.now)
    oakshire.work()
    row = selectors.grade(ref)
    found = compared(row, maya, oakshire.viewer("supt.okafor"), oakshire.now)
    first, second, now = found.seen
    assert [one.title for one in found.seen] == ["When it was graded", "When it was agreed", "Now"]
    assert {one.rule for one in second.findings} > {one.rule for one in first.findings}
    assert now.level == "high"


def test_a_form_that_is_older_than_material_news_shows_both_and_keeps_what_was_typed(
    oakshire, maya
):
    pages = oakshire.signed_in("insp.coyle")
    held = selectors.latest(maya).known_seq
    tell(oakshire, maya, "missing_report", {"carer_able": "no", "medication_missed": "yes"})
    sent = {"level": "high", "rationale": "Named exploiter.", "shown": held}
    first = pages.post(f"/risk/{maya}/grade/missing", sent)
    assert first.status_code == 422
    said = words(first)
    assert "This became known while you wrote" in said
    assert "Named exploiter." in said
    again = pages.post(
        f"/risk/{maya}/grade/missing", {**sent, "shown": selectors.latest(maya).known_seq}
    )
    assert again.status_code == 302


def test_words_that_lay_it_on_the_child_are_told_in_one_line_after_saving(oakshire, maya):
    pages = oakshire.signed_in("insp.coyle")
    sent = {"level": "high", "rationale": "Streetwise and putting herself at risk.",
            "shown": selectors.latest(maya).known_seq}  # fmt: skip
    page = words(pages.post(f"/risk/{maya}/grade/missing", sent, follow=True))
    assert "Streetwise is no reason" in page
    assert "(And 1 more.)" in page
    assert selectors.grades_of(maya)[0].level == "high"


def test_what_if_moves_nothing_and_says_what_an_answer_would_do(oakshire, maya):
    told = selectors.assessment(maya, SYSTEM)
    floor = next(f for f in told.floors.values() if any(u.would_be for u in f.unknowns))
    rule = next(u for u in floor.unknowns if u.would_be)
    pages = oakshire.signed_in("insp.coyle")
    page = words(pages.get(f"/risk/{maya}/what-if", {"rule": rule.rule}))
    assert "If these were so" in page
    assert selectors.assessment(maya, SYSTEM) == told


def test_a_finding_that_rests_on_somebody_sealed_is_left_out_for_who_may_not_know(oakshire, maya):
    told = selectors.assessment(maya, SYSTEM).floors["missing"]
    (one, *_) = [f for f in told.findings if f.level == "high"]
    for ref in one.finding.evidence:
        restrict(
            target=ref,
            level="sealed",
            custodians=["U-KEEPER"],
            reason="x",
            by=SYSTEM,
            at=oakshire.now,
        )
    seen = selectors.assessment(maya, oakshire.viewer("insp.coyle")).floors["missing"]
    assert one.rule not in {f.rule for f in seen.findings}
    assert one.rule in {
        f.rule for f in selectors.assessment(maya, SYSTEM).floors["missing"].findings
    }
    page = words(oakshire.signed_in("insp.coyle").get(f"/risk/{maya}"))
    assert all(ref not in page for ref in one.finding.evidence)
    assert one.finding.because not in page
