"""Every trigger of national practice and every case of an inspection names its rule, or says why not.

Ids of practice: `MISS_*` of the missing-persons APP, `MARAC_*` of SafeLives, `CE_*` of screening
tools. Ids `T1` to `T32` are cases told by inspectorates; T1 to T8 and T32 are one force's.
"""

import pytest

from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.sources import WEAK
from firstlight.risk.rules.table import BY_CODE

TRIGGERS = {
    "MISS_3_90": ("MISS_3_90",),
    "MISS_3_12M": ("MISS_3_12M",),
    "MISS_SIG_FIRST": ("MISS_SIG_FIRST", "MISS_SIG_OPEN"),
    "MISS_CARER": ("MISS_CARER",),
    "MISS_7D": ("MISS_7D",),
    "MISS_STRAT": ("MISS_STRAT",),
    "MISS_UKMPU": ("MISS_72H",),
    "MARAC_VHR": ("MARAC_VHR",),
    "MARAC_ESC": ("MARAC_ESC",),
    "MARAC_REP": ("MARAC_REP",),
    "MARAC_PJ": ("MARAC_PJ",),
    "PPN_3GREEN": ("PPN_3GREEN",),
    "CE_DISCLOSURE": ("CE_DISCLOSURE",),
    "CE_U13": ("CE_U13",),
    "CE_LD": ("CE_LD",),
    "NRM1": ("CE_NRM", "CE_ARREST"),
    "ENC1": ("DA_ENCOMPASS",),
    "S46": ("CUM_S46",),
}
CASES = {
    "T1": ("ONL_ACCESS", "ONL_UNSEEN", "ONL_UNCHECKED"),
    "T2": ("IMG_FIVE",),
    "T3": ("MISS_CHILD",),
    "T4": ("MISS_CHILD",),
    "T5": "which team and area holds a child is no fact of any rule; the register is one",
    "T6": "a brief's background is gathered without a level",
    "T7": ("PPN_3GREEN", "CUM_HARM", "CUM_SYSTEMS"),
    "T8": "who watches a list is a duty's, not a floor's",
    "T9": ("MISS_CHILD", "CE_FOUND_WITH"),
    "T13": ("CE_FOUND_WITH", "MISS_EXPLOITER"),
    "T14": ("MISS_3_90", "MISS_3_12M"),
    "T15": ("MISS_CHILD", "MISS_72H", "MISS_7D"),
    "T17": ("ONL_VICTIM",),
    "T18": ("ONL_ACCESS",),
    "T20": ("ORDER_BREACH", "DA_CHILD", "DA_GRAVE"),
    "T21": ("ORDER_BREACH", "MARAC_PJ"),
    "T24": "a call not sent to is late on its own clock, whatever the floor",
    "T26": ("ONL_VICTIM",),
    "T27": ("MISS_CHILD",),
    "T29": ("CE_ARREST", "CE_NRM"),
    "T30": ("ONL_ACCESS",),
    "T32": ("ORDER_BREACH",),
}
# What neither list names, and why it stands in the table all the same.
BEYOND = {
    "CUM_DISCLOSED": "case 2A: a child who said what was done to them is first a child to be seen today",
    "MISS_DISABILITY": "the APP's own list of what to capture",
    "MISS_MEDICATION": "the APP's own list of what to capture",
    "MISS_SELF_HARM": "a first question of every missing report",
    "MISS_CHARACTER": "principles of the police response: out of character raises risk",
    "DA_UNBORN": "unborn children count",
    "CE_NAMED": "an override of screening: a named exploiter",
    "CE_SIGNS": "indicators with their recency, as one partnership reads them",
    "CE_TIED": "an adult linked to two children or more",
    "CE_MARKED": "a marker has an owner, a review and an end",
    "ONL_TRUST": "a suspect who works with children",
    "CUM_OFFENDER": "significant harm suspected is referred at once",
    "CUM_PLAN": "what bears on a plan is told",
    "CUM_PACE": "acceleration",
    "CUM_CHILD_HIGH": "a sibling at high",
    "CUM_AFRAID": "the child's voice is weighed",
    "CUM_UNBORN": "unborn children count",
}


def _named(rows):
    return {code for row in rows.values() if not isinstance(row, str) for code in row}


@pytest.mark.parametrize("rows", [TRIGGERS, CASES], ids=["practice", "inspections"])
def test_each_names_rules_that_exist_or_says_why_none_does(rows):
    assert _named(rows) <= set(BY_CODE)
    assert [key for key, row in rows.items() if not row] == []


def test_every_rule_is_asked_for_by_a_trigger_a_case_or_a_reason():
    asked = _named(TRIGGERS) | _named(CASES)
    assert set(BEYOND) & asked == set()
    assert set(BY_CODE) == asked | set(BEYOND)


def test_a_trigger_read_in_national_practice_runs_unasked_and_a_local_one_does_not():
    on = {code for code in _named(TRIGGERS) if BY_CODE[code].is_on(Settings())}
    assert _named(TRIGGERS) - on == {"PPN_3GREEN", "CE_U13", "CE_LD"}
    assert {BY_CODE[code].tag for code in on} & WEAK == set()


def test_the_overrides_of_exploitation_hold_more_than_its_signs_alone():
    order = ("low", "medium", "high")
    height = {code: order.index(BY_CODE[code].least_level) for code in BY_CODE if code[:3] == "CE_"}
    assert height["CE_DISCLOSURE"] > height["CE_SIGNS"]
    assert height["CE_SIGNS"] <= min(height[code] for code in ("CE_U13", "CE_LD", "CE_NAMED"))
