"""Each rule says yes, no and unknown where it should; and no rule comes without its source."""

import re

import pytest

from firstlight.force.rules.settings import SETTINGS
from firstlight.kernel.values.answer import Answer
from firstlight.risk.rules import levels
from firstlight.risk.rules.frameworks import cumulative, domestic, exploitation, harm, online
from firstlight.risk.rules.rule import NUMBERS, Settings
from firstlight.risk.rules.sources import WEAK
from firstlight.risk.rules.table import BY_CODE, RULES
from unit.risk.cases.table import CASES
from unit.risk.making import person, record, situation

NONE_ON = Settings()


@pytest.mark.parametrize("answer", ["yes", "no", "unknown"])
@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_rule_answers_its_case(code, answer):
    finding = BY_CODE[code].condition(CASES[code][answer], NONE_ON)
    assert finding.answer is Answer(answer), finding


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_yes_has_evidence_and_an_unknown_asks(rule):
    assert rule.condition(CASES[rule.code]["yes"], NONE_ON).evidence
    asked = rule.condition(CASES[rule.code]["unknown"], NONE_ON)
    assert asked.asks.endswith("?")
    for case in CASES[rule.code].values():
        assert rule.condition(case, NONE_ON).because.endswith(".")


def test_there_are_cases_for_rules_that_exist_and_no_others():
    assert set(CASES) == set(BY_CODE)
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_source_a_question_and_a_level_of_its_own_scale(rule):
    assert rule.source
    assert rule.source_url.startswith("http")
    assert rule.question.endswith("?")
    assert re.fullmatch(r"[A-Z0-9_]+", rule.code)
    assert rule.least_level is None or levels.is_level(rule.framework, rule.least_level)
    # The pace alone is shown and does no more: it rests on no source and may slow by hindsight.
    assert rule.least_level or rule.opens or rule.code == "CUM_PACE"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_local_or_unconfirmed_level_ships_off_and_a_switch_turns_it_on(rule):
    off, on = rule.level(NONE_ON), rule.level(Settings(switched_on=frozenset({rule.code})))
    assert on == rule.least_level
    if rule.least_level and rule.level_tag in WEAK:
        assert off is None
    else:
        assert off == rule.least_level


@pytest.mark.parametrize("code", ["CE_U13", "CE_LD", "PPN_3GREEN"])
def test_a_wholly_local_rule_does_not_even_run_until_switched_on(code):
    assert not BY_CODE[code].is_on(NONE_ON)
    assert BY_CODE[code].is_on(Settings(switched_on=frozenset({code})))


def test_a_national_rule_cannot_be_switched_off_and_a_secondary_one_can():
    off = Settings(switched_off=frozenset({"MISS_3_90", "DA_GRAVE"}))
    assert BY_CODE["MISS_3_90"].is_on(off)
    assert not BY_CODE["DA_GRAVE"].is_on(off)


@pytest.mark.parametrize(("code", "name"), sorted(NUMBERS.items()))
def test_a_number_as_delivered_is_the_one_of_the_rules_own_table(code, name):
    own = {
        "lapse_days": 365, "MARAC_VHR.least": domestic.VISIBLE_HIGH_RISK,
        "MARAC_ESC.least": domestic.ESCALATION, "CUM_SYSTEMS.least": cumulative.SYSTEMS,
        "PPN_3GREEN.least": cumulative.GREENS, "domestic.fresh_days": domestic.FRESH_DAYS,
        "exploitation.fresh_days": exploitation.FRESH_DAYS,
        "online.fresh_days": online.CONFERENCE_DAYS, "cumulative.fresh_days": harm.CONFERENCE_DAYS,
    }  # fmt: skip
    assert SETTINGS[code].default == own[name]
    rule = name.partition(".")[0]
    assert rule in BY_CODE or name == "lapse_days" or name in FRESH


FRESH = {f"{rule.framework}.fresh_days" for rule in RULES if rule.fresh_days}


def test_how_long_an_event_holds_the_top_may_be_made_longer_and_never_shorter():
    for code in ("risk.abuse_fresh_days", "risk.exploitation_fresh_days"):
        assert "at least" in SETTINGS[code].fault(SETTINGS[code].default - 1)
        assert SETTINGS[code].fault(366) == ""


@pytest.mark.parametrize(("code", "many"), [("risk.visible_high_risk", 15), ("risk.escalation", 4)])
def test_a_national_number_may_be_made_stricter_and_never_laxer(code, many):
    assert "at most" in SETTINGS[code].fault(many)
    assert SETTINGS[code].fault(many - 2) == ""


def test_a_force_that_takes_fewer_finds_sooner():
    told = [record("vulnerability_report", grade="green", days_ago=d) for d in (3, 9)]
    held = situation(person(*told))
    rule = BY_CODE["PPN_3GREEN"]
    assert rule.condition(held, Settings()).answer == "no"
    assert rule.condition(held, Settings(values={"PPN_3GREEN.least": 2})).answer == "yes"
