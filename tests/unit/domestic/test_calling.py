"""When a response may be delayed; what stands after a cut call; what a job is proposed for."""

from datetime import timedelta

import pytest

from firstlight.domestic.calling import raw_call
from firstlight.domestic.rules.calling import Delay, Repeat, delay_faults, standing
from firstlight.kernel.values.viewer import system_viewer


def whole(at):
    return Delay("no", "no", chosen=True, where=("at school", "with gran"),
                 see_by=at + timedelta(hours=5))  # fmt: skip


def test_a_response_is_delayed_only_with_all_of_it(at):
    assert delay_faults(whole(at), children=2, at=at) == ()


@pytest.mark.parametrize(("lacks", "field"), [
    ({"suspect_present": "unknown"}, "suspect_present"), ({"suspect_present": "yes"}, "suspect_present"),
    ({"suspect_expected": "not_asked"}, "suspect_expected"), ({"chosen": False}, "chosen"),
    ({"where": ("at school", " ")}, "children_where"), ({"see_by": None}, "see_by"),
])  # fmt: skip
def test_each_thing_that_lacks_stands_against_it_by_itself(at, lacks, field):
    told = {name: getattr(whole(at), name) for name in Delay.__dataclass_fields__} | lacks
    assert [name for name, _ in delay_faults(Delay(**told), children=2, at=at)] == [field]


def test_everything_that_lacks_is_told_together(at):
    assert len(delay_faults(Delay(), children=1, at=at)) == 5


def test_a_time_that_has_passed_sees_no_child(at):
    told = Delay("no", "no", chosen=True, where=(), see_by=at)
    assert [name for name, _ in delay_faults(told, children=0, at=at)] == ["see_by"]


def test_after_a_cut_call_the_response_stands_as_immediate():
    assert standing("cut").startswith("Immediate")
    assert standing("delayed") == "Delayed, by appointment"
    assert standing("") == "Not set"


def test_none_told_before_is_not_none():
    assert "that you may see" in Repeat("Repeat caller", 0, None, ()).said


def test_a_call_is_a_record_with_its_gaps_left_out(at):
    given = {"address": "6 Saddler Row", "children": "Poppy Tolland, 7\nBaby", "words": "He is back",
             "suspect_given": "Ryan", "suspect_present": "yes", "weapon": "unknown"}  # fmt: skip
    raw = raw_call(given, source_ref="F-1", by=system_viewer("x"), at=at)
    assert [(p["role"], p.get("given"), p.get("age")) for p in raw["people"]] == [
        ("suspect", "Ryan", None), ("child", "Poppy", 7), ("child", "Baby", None),
    ]  # fmt: skip
    assert raw["details"] == {"weapon": "unknown", "suspect_present": "yes"}
    assert "He is back" in raw["narrative"]
    assert raw_call({}, source_ref="F-2", by=system_viewer("x"), at=at)["people"] == []
