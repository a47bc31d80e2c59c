"""Rules and clocks are rows with a source; each rule answers yes, no and unknown."""

import pytest

from firstlight.kernel.values.answer import Answer
from house.pending import when_built

TAGS = {"P", "M", "S", "L", "R", "V", "N", "O", "UNCONFIRMED"}


def _rules():
    return when_built("firstlight.risk.rules.table").RULES


def test_every_rule_has_a_question_a_source_and_dates():
    wrong = [
        rule.code for rule in _rules()
        if not (rule.question.endswith("?") and rule.cite.title and rule.cite.tag in TAGS
                and rule.in_force_from)
    ]  # fmt: skip
    assert wrong == []


def test_no_two_rules_share_a_code():
    codes = [rule.code for rule in _rules()]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_every_rule_has_a_case_for_yes_no_and_unknown():
    cases = when_built("tests.unit.risk.cases.table").CASES
    wanted = {str(answer) for answer in Answer}
    lacking = {rule.code: sorted(wanted - set(cases.get(rule.code, {}))) for rule in _rules()}
    assert {code: gone for code, gone in lacking.items() if gone} == {}


def test_every_case_gives_the_answer_it_is_a_case_of():
    cases = when_built("tests.unit.risk.cases.table").CASES
    settings = when_built("firstlight.risk.rules.rule").Settings()
    wrong = [
        f"{rule.code} {answer}"
        for rule in _rules()
        for answer, situation in cases.get(rule.code, {}).items()
        if rule.condition(situation, settings).answer != answer
    ]
    assert wrong == []


def test_every_clock_has_a_source_a_start_and_an_owner():
    clocks = when_built("firstlight.duties.rules.clocks").CLOCKS
    rows = clocks.values() if isinstance(clocks, dict) else clocks
    wrong = [row.code for row in rows if not (row.title and row.source and row.tag and row.starts)]
    assert wrong == []
    ownerless = [row.code for row in rows if not (row.queue or row.post)]
    assert ownerless == []


def test_every_setting_a_force_may_change_has_bounds_or_choices():
    rows = when_built("firstlight.force.rules.settings").SETTINGS.values()
    wrong = [
        row.code for row in rows
        if isinstance(row.default, int | float) and not isinstance(row.default, bool)
        and (row.low is None or row.high is None or not row.low <= row.default <= row.high)
    ]  # fmt: skip
    assert wrong == []


STEP_TABLES = [
    "firstlight.briefs.rules.steps",
    "firstlight.duties.rules.steps",
    "firstlight.exploitation.rules.steps",
    "firstlight.missing.rules.steps",
    "firstlight.online.rules.steps",
    "firstlight.sharing.rules.decisions",
]


@pytest.mark.parametrize("part", STEP_TABLES)
def test_every_state_of_a_table_of_steps_is_named_reached_and_left(part):
    table = when_built(part)
    befores = {state for step in _steps(table) for state in _several(step.before)}
    # A step without a state after it keeps the one it found.
    afters = {state for step in _steps(table) for state in _several(step.after or step.before)}
    assert befores | afters == set(table.STATES), "a state nobody names, or a name of no state"
    assert afters - befores, "no step ends it"
    assert befores & afters, "the steps do not lead on"


@pytest.mark.parametrize("part", STEP_TABLES)
def test_no_table_of_steps_says_one_step_twice(part):
    arrows = [
        (step.verb, before) for step in _steps(when_built(part)) for before in _several(step.before)
    ]
    assert sorted({arrow for arrow in arrows if arrows.count(arrow) > 1}) == []


def _steps(table):
    return tuple(table.STEPS.values() if isinstance(table.STEPS, dict) else table.STEPS)


def _several(states):
    return (states,) if isinstance(states, str) else tuple(states)
