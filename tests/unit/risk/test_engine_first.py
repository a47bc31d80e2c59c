from firstlight.kernel.values.answer import Answer
from firstlight.risk.rules.engine import assess
from firstlight.risk.rules.rule import Settings
from unit.risk.making import person, record, situation


def test_a_named_exploiter_holds_missing_at_high_where_the_force_switched_it_on():
    maya = person(record("missing_report", hours_ago=2, days_ago=0, named_exploiter="yes"))
    on = assess(situation(maya), Settings(switched_on=frozenset({"MISS_EXPLOITER"})))
    off = assess(situation(maya), Settings())
    assert on.level("missing") == "high"
    assert off.level("missing") is None
    assert off.answers()["MISS_EXPLOITER"] is Answer.YES
