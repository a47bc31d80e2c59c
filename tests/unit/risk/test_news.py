"""What is news since a grade, what would follow from an answer, and what is told without a record."""

from datetime import date

import pytest

from firstlight.kernel.values.answer import unknown, yes
from firstlight.risk.rules.assessment import Ask, Assessment, Floor, Found
from firstlight.risk.rules.news import new_near, news
from firstlight.risk.rules.own import KINDS_OFFERED, faults, own_rules
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.supposed import suppose_known
from firstlight.risk.rules.unseen import without
from tests.unit.risk.making import AT, maybe, person, record, situation

ON = date(2026, 11, 22)


def found(rule, finding, level=None, would_be=None):
    return Found(rule, 1, "missing", f"Title {rule}", finding, level, would_be)


def floor(level=None, yeses=(), gaps=()):
    return Floor("missing", level, tuple(yeses), tuple(gaps))


SEEN = found("A", yes("Seen once.", "R-1"), "medium")
GAP = found("B", unknown("Not told.", asks="Is it so?"), would_be="high")


def test_another_record_that_says_the_same_is_no_news():
    more = found("A", yes("Seen twice.", "R-2", "R-1"), "medium")
    assert news(floor("medium", [SEEN]), floor("medium", [more]), ON) == ()


@pytest.mark.parametrize(("before", "after", "said"), [
    (floor(), floor("medium", [SEEN]), ("The floor was held by no rule and is medium.", "New: Title A.")),
    (floor("medium", [SEEN]), floor(), ("The floor was medium and is held by no rule.", "No longer found: Title A.")),
    (floor(), floor(gaps=[GAP]), ("Now an open question: Title B.",)),
    (floor(gaps=[GAP]), floor("high", [found("B", yes("So."), "high")]),
     ("The floor was held by no rule and is high.", "New: Title B.")),
    (floor("high", [found("B", yes("So."), "high")]), floor(gaps=[GAP]),
     ("The floor was high and is held by no rule.", "Not known any more: Title B.")),
])  # fmt: skip
def test_a_finding_or_level_that_changes_is_news(before, after, said):
    assert news(before, after, ON) == said


def test_a_gap_that_could_hold_no_level_is_no_news():
    assert news(floor(), floor(gaps=[found("C", unknown("Not told."))]), ON) == ()


def test_only_who_is_new_near_is_counted():
    words = {"one": "One is near who was not", "several": "are near who were not"}
    assert new_near(["P-1"], ["P-1"], **words) == ()
    assert new_near(["P-1", "P-2"], ["P-3"], **words) == ("One is near who was not since.",)
    assert new_near([], ["P-3", "P-4"], **words) == ("2 are near who were not since.",)


def test_an_answer_supposed_never_lowers_and_says_which_duties_it_would_open():
    held = floor("medium", [SEEN], [GAP])
    one = suppose_known(held, {"B"}, {"B": ("CSC_REFERRAL",)})
    assert (one.now, one.then, one.opens, one.moves) == ("medium", "high", ("CSC_REFERRAL",), True)
    low = floor("medium", [SEEN], [found("C", unknown("Not told."), would_be="low")])
    assert not suppose_known(low, {"C"}, {}).moves


def test_without_a_hidden_record_neither_finding_nor_level_nor_question_is_told():
    both = floor("high", [found("A", yes("So.", "R-9"), "high"), SEEN],
                 [found("B", unknown("Not told.", "R-9", asks="Is it so?"), would_be="high")])  # fmt: skip
    told = Assessment(
        "P-1", AT, {"missing": both}, asks=(Ask("Is it so?", "missing", "B", "high"),)
    )
    seen = without(told, {"R-9"})
    assert seen.floors["missing"] == floor("medium", [SEEN])
    assert seen.asks == ()
    assert without(told, ()) is told


ROW = {"code": "OWN_TWO", "title": "Two concerns in a month", "framework": "cumulative",
       "kinds": ["vulnerability_report"], "count": 2, "days": 30, "level": "high", "since": "2026-01-01"}  # fmt: skip


def own(*records, **more):
    (rule,) = own_rules([ROW | more])
    return rule, rule.condition(situation(person(*records)), Settings())


def test_a_rule_of_its_own_counts_happenings_in_its_window():
    first, second = (
        record("vulnerability_report", days_ago=3),
        record("vulnerability_report", days_ago=9),
    )
    assert own(first, second)[1].answer == "yes"
    assert set(own(first, second)[1].evidence) == {first.ref, second.ref}
    assert own(first)[1].answer == "no"
    assert own(first, record("vulnerability_report", days_ago=40))[1].answer == "no"
    assert own(first, second, count=3)[1].answer == "no"


def test_a_rule_of_its_own_holds_its_level_only_where_it_is_on():
    rule, _ = own()
    assert rule.level(Settings()) is None
    assert rule.level(Settings(switched_on=frozenset({"OWN_TWO"}))) == "high"


def test_a_record_that_only_may_be_theirs_makes_it_not_known():
    from firstlight.risk.rules.engine import assess  # noqa: PLC0415 -- one test's alone

    sure = record("vulnerability_report", days_ago=3)
    doubt = record("vulnerability_report", days_ago=5, people=[maybe()])
    settings = Settings(switched_on=frozenset({"OWN_TWO"}), own=own_rules([ROW]))
    told = assess(situation(person(sure, may_be=[doubt])), settings)
    assert told.answers()["OWN_TWO"] == "unknown"
    assert told.level("cumulative") is None


@pytest.mark.parametrize(("field", "value"), [
    ("code", "own_two"), ("title", "x"), ("kinds", ["unit_crewing"]), ("kinds", []),
    ("count", 0), ("count", True), ("days", 9000), ("level", "unknown"), ("level", "standard"),
])  # fmt: skip
def test_each_fault_of_a_rule_of_its_own_is_named(field, value):
    assert [name for name, _ in faults(ROW | {field: value})] == [field]
    assert faults(ROW) == []
    assert "unit_crewing" not in KINDS_OFFERED
