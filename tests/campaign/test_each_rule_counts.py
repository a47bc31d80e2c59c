"""Each rule taken away changes somebody's floor in each simulator's county, or its page says it never fired.

A floor is its level and its reasons. The table printed tells both: of how many people a rule says
yes, how many floors it holds, how many it holds alone, and how many duties it opens.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from datetime import timedelta
from itertools import islice

import pytest
from django.db import transaction

from firstlight.config.demo.county import settle
from firstlight.config.reactions import register
from firstlight.kernel.values.answer import Answer
from firstlight.people.models import Membership
from firstlight.people.services import take_in_many
from firstlight.risk import assessing
from firstlight.risk.assessing import assess_many
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import RULES
from firstlight.risk.selectors import ever_found
from simulation.generate import generate
from simulation.second.county import generate as second
from tests.integration.chain.conftest import SYSTEM, UNTIL, Live
from tests.integration.conftest import kept

__all__ = ["kept"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600)]
SIZE = 1500
PEOPLE = int(os.environ.get("RULES_PEOPLE", SIZE))
# Nothing of either county of this size tells of these: who adds a rule sees here that no county asks it.
NEVER = {
    "MISS_SIG_OPEN", "MISS_DISABILITY", "CE_TIED", "ONL_TRUST", "ONL_VICTIM", "CUM_S46",
}  # fmt: skip
SIMULATORS = {"first": generate, "second": second}
ALL_ON = Settings(switched_on=frozenset(rule.code for rule in RULES))


def _arrived(files):
    """Give every line the county's sources sent, in the order in which it arrived."""
    lines = {
        path.stem.removeprefix("records-"): path.read_text().splitlines()
        for path in files.glob("records-*.jsonl")
        if "dirty" not in path.name
    }
    told = [json.loads(row) for row in (files / "arrivals.jsonl").read_text().splitlines()]
    told.sort(key=lambda row: row["received_at"])
    return (json.loads(lines[row["source"]][row["line"] - 1]) for row in told)


@pytest.fixture(scope="module", params=SIMULATORS)
def county(request, kept, tmp_path_factory):
    files = tmp_path_factory.mktemp("county")
    SIMULATORS[request.param](seed=7, people=PEOPLE, years=3, until=UNTIL, out=files)
    register()
    with transaction.atomic():
        settle(Live(files), by=SYSTEM, at=UNTIL - timedelta(days=1100))
        rows = _arrived(files)
        while batch := list(islice(rows, 500)):
            take_in_many(batch, by=SYSTEM, at=UNTIL)
        live = Membership.objects.filter(to_seq__isnull=True, appearance__ended_seq__isnull=True)
        yield request.param, sorted(set(live.values_list("person__ref", flat=True)))
        transaction.set_rollback(True)


def _alone(floor, code):
    """Tell whether one rule alone holds a floor where it is."""
    return {one.rule for one in floor.findings + floor.unknowns if one.level == floor.level} == {
        code
    }


TOLD: dict[str, set[str]] = {}  # by simulator, the rules that said yes of somebody


def test_taking_a_rule_away_moves_a_floor_or_its_page_says_it_never_fired(
    county, capsys, monkeypatch
):
    monkeypatch.setattr(assessing, "settings_now", lambda: ALL_ON)
    simulator, everybody = county
    said, held, alone, opened = Counter(), Counter(), Counter(), Counter()
    people = iter(everybody)
    while batch := list(islice(people, 200)):
        for found in assess_many(persons=batch, by=SYSTEM, at=UNTIL).values():
            for floor in found.floors.values():
                for row in floor.findings:
                    said[row.rule] += row.finding.answer is Answer.YES
                    held[row.rule] += row.level is not None
                    alone[row.rule] += row.level is not None and _alone(floor, row.rule)
            opened.update({duty.rule for duty in found.opens})
    with capsys.disabled():
        sys.stdout.write(
            f"\n{simulator} simulator, {len(everybody)} people; "
            "rule: yes, holds a level, alone, opens a duty\n"
        )
        for rule in RULES:
            counts = (said[rule.code], held[rule.code], alone[rule.code], opened[rule.code])
            never = "" if ever_found(rule.code) else "  never fired"
            sys.stdout.write(f"{rule.code:16} {' '.join(f'{n:6}' for n in counts)}{never}\n")
    fired = {rule.code for rule in RULES if said[rule.code]}
    # A floor is its level and its reasons: without the rule, each of these loses one of both.
    assert {rule.code for rule in RULES if ever_found(rule.code)} == fired
    TOLD[simulator] = fired


def test_what_neither_county_asks_is_known():
    if PEOPLE != SIZE or set(TOLD) != set(SIMULATORS):
        pytest.skip("asked of both counties of the usual size")
    assert {rule.code for rule in RULES} - set().union(*TOLD.values()) == NEVER
