"""A grade under the floor is saved as provisional and a second person agrees, or is told why not."""

from datetime import UTC, datetime

import pytest

from firstlight.kernel.values.answer import yes
from firstlight.risk.rules.assessment import Floor, Found
from firstlight.risk.rules.grading import (
    Officer,
    Terms,
    due_at,
    judge_grade,
    may_agree,
    may_be_asked,
    rank_order,
    weighed,
    working_level,
)
from firstlight.risk.rules.rationale import barred_reasons, one_line

RAO = Officer("rao", frozenset({"2203"}), "inspector", on_duty=True)
RAO_AGAIN = Officer("rao.admin", frozenset({"2203"}), "superintendent", on_duty=True)
SUPT = Officer("vale", frozenset({"0101"}), "superintendent", on_duty=True)
SERGEANT = Officer("lund", frozenset({"3310"}), "sergeant", on_duty=True)
OFF_ROTA = Officer("adey", frozenset({"2204"}), "superintendent")
SHARED = Officer("control", frozenset(), "superintendent", on_duty=True)


def _found(rule="MISS_EXPLOITER", level="high", evidence=("R-1",)):
    return Found(rule, 1, "missing", rule, yes("So.", *evidence), level)


def _floor(*found):
    return Floor("missing", "high" if found else None, found)


def test_an_inspectors_medium_under_a_floor_of_high_is_saved_as_provisional():
    outcome = judge_grade(
        framework="missing", level="medium", floor="high", grader=RAO, terms=Terms()
    )
    assert outcome.provisional
    assert outcome.working_level == "high"
    assert outcome.due_minutes == 60
    at = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
    assert due_at(at, Terms()) == datetime(2026, 11, 22, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("level", "floor", "working"),
    [("high", "medium", "high"), ("medium", "medium", "medium"), ("low", None, "low")],
)
def test_a_grade_at_or_above_the_floor_needs_nobody(level, floor, working):
    outcome = judge_grade(framework="missing", level=level, floor=floor, grader=RAO, terms=Terms())
    assert (outcome.provisional, outcome.working_level, outcome.due_minutes) == (
        False,
        working,
        None,
    )


def test_a_grade_of_not_known_leaves_the_floor_working():
    outcome = judge_grade(
        framework="missing", level="unknown", floor="high", grader=RAO, terms=Terms()
    )
    assert (outcome.provisional, outcome.working_level) == (False, "high")


def test_a_level_of_another_scale_is_refused():
    with pytest.raises(ValueError, match="not a level"):
        judge_grade(framework="missing", level="standard", floor=None, grader=RAO, terms=Terms())


@pytest.mark.parametrize(
    ("agreer", "words"),
    [
        (RAO, "You set this grade"),
        (RAO_AGAIN, "belongs to the person who set the grade"),
        (SERGEANT, "rank of inspector"),
        (OFF_ROTA, "not on the rota"),
        (SHARED, "not tied to one person"),
    ],
)
def test_who_may_not_agree_is_told_why(agreer, words):
    assert words in (may_agree(grader=RAO, agreer=agreer, terms=Terms()) or "")


def test_the_superintendent_on_call_may_agree_and_is_asked():
    assert may_agree(grader=RAO, agreer=SUPT, terms=Terms()) is None
    asked = may_be_asked(RAO, [SERGEANT, RAO_AGAIN, OFF_ROTA, SUPT], Terms())
    assert asked == (SUPT,)


def test_nobody_of_lower_rank_agrees_with_a_senior_unless_the_force_named_the_role():
    fim = Officer("fim", frozenset({"4"}), "inspector", frozenset({"fim"}), on_duty=True)
    assert may_agree(grader=SUPT, agreer=fim, terms=Terms()) is not None
    assert may_agree(grader=SUPT, agreer=fim, terms=Terms(roles=frozenset({"fim"}))) is None


def test_ranks_are_known_by_short_names_and_an_unknown_one_agrees_to_nothing():
    assert rank_order("Insp") == rank_order("inspector") == rank_order("Detective Inspector")
    assert rank_order("wizard") == -1


def test_the_floor_works_until_agreed_and_the_grade_after():
    floor = _floor(_found())
    assert working_level(floor, grade="medium") == "high"
    assert working_level(floor, grade="medium", agreed_over=weighed(floor)) == "medium"


@pytest.mark.parametrize("new", [_found("MISS_SELF_HARM"), _found(evidence=("R-1", "R-2"))])
def test_a_fact_that_was_not_weighed_holds_the_floor_again(new):
    agreed = weighed(_floor(_found()))
    assert working_level(_floor(_found(), new), grade="medium", agreed_over=agreed) == "high"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("He is streetwise and will be back.", "streetwise"),
        ("Usual behaviour for this home.", "usual"),
        ("Low because in care, staff will call.", "in_care"),
        ("Always comes back by breakfast.", "usual"),
        ("Left willingly.", "willing"),
        ("He keeps making his own choices.", "choice"),
        ("She will not engage with us.", "choice"),
        ("She is in a relationship with him.", "relationship"),
        ("It was consensual sex.", "relationship"),
        ("He associates with older lads.", "relationship"),
        ("Known for drug running.", "trade"),
        ("He works for a line in town.", "trade"),
    ],
)
def test_words_that_give_no_reason_are_noted(text, code):
    assert [one.code for one in barred_reasons(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        'Carer said "she is streetwise, usual behaviour".',
        "Her words: “it is normal for me”.",
        "No medication missed; seen by two friends at 21:00 and spoken to.",
        "She is in care at Larkspur House and the home holds a photograph.",
        "Her words: “I work for a line, it is my choice, I'm in a relationship with him”.",
        "The adult sold drugs; she was made to carry them.",
    ],
)
def test_quotes_and_plain_facts_are_left_alone(text):
    assert barred_reasons(text) == ()


def test_the_line_after_saving_is_one_and_says_how_many_kinds_more():
    assert one_line("Seen at 21:00 and spoken to.") == ""
    assert one_line("Streetwise.").startswith("Streetwise is no reason")
    assert one_line("Streetwise and promiscuous, usual behaviour.").endswith("(And 2 more.)")
