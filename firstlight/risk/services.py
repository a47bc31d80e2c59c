"""Assess, grade, agree. The computer sets a floor and says why; a named person grades."""

from firstlight.risk.assessing import assess, assess_everybody, assess_many, settings_now
from firstlight.risk.changing import (
    add_rule,
    set_level,
    switch,
    withdraw_rule,
)
from firstlight.risk.grading import agree, grade, officer, refuse, terms_now
from firstlight.risk.running import begin_groups, begin_rework, begin_trial, run_part

__all__ = [
    "add_rule",
    "agree",
    "assess",
    "assess_everybody",
    "assess_many",
    "begin_groups",
    "begin_rework",
    "begin_trial",
    "grade",
    "officer",
    "refuse",
    "run_part",
    "set_level",
    "settings_now",
    "switch",
    "terms_now",
    "withdraw_rule",
]
