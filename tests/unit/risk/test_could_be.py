"""What could be, if something were known, is for whoever grades: no officer's brief carries it."""

import ast
from pathlib import Path

from firstlight.kernel.values.answer import Answer
from firstlight.risk.rules.engine import ASKED, assess
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import RULES
from unit.risk.cases.table import CASES

ALL_ON = Settings(switched_on=frozenset(rule.code for rule in RULES))
BRIEFS = Path(__file__).resolve().parents[3] / "firstlight" / "briefs"
MAY_READ = {"is_top", "working_levels"}


def test_a_brief_reads_levels_of_risk_and_no_question_or_gap():
    read = {
        alias.name
        for file in BRIEFS.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("firstlight.risk")
        for alias in node.names
    }
    assert read <= MAY_READ


def test_never_more_than_two_questions_and_none_that_a_yes_has_settled():
    for case in CASES.values():
        for one in case.values():
            found = assess(one, ALL_ON)
            assert len(found.asks) <= ASKED
            answers = found.answers()
            assert {answers[ask.rule] for ask in found.asks} <= {Answer.UNKNOWN}
