"""Whatever the household: the words fit, every child is counted, and the air carries no name."""

import re
import sys
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from firstlight.briefs.rules.compose import compose
from firstlight.briefs.rules.words import count

sys.path.insert(0, str(Path(__file__).parent))
from making import AT, NAMES, households

SLOW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(households())
def test_the_first_screen_has_at_most_110_words_and_the_air_60(given_):
    brief = compose(given_, AT)
    assert count(*(line.text for line in brief.top)) <= 110
    assert count(brief.radio) <= 60


@SLOW
@given(households())
def test_every_child_is_counted(given_):
    brief = compose(given_, AT)
    children = sum(c.person != "P-man" for c in given_.concerned)
    assert brief.counts.all == children
    text = " ".join(line.text for line in brief.top)
    if children:
        assert re.search(rf"\b{children} child", text)
    named = [line for line in brief.top if line.kind == "children"][1:]
    more = [
        int(found[1]) for line in named if (found := re.match(r"And (\d+) more child", line.text))
    ]
    assert not named or len(named) - len(more) + sum(more) == children


@SLOW
@given(households())
def test_the_air_carries_no_name(given_):
    said = compose(given_, AT).radio
    assert not any(name in said for name in NAMES)


@SLOW
@given(households())
def test_the_first_twenty_words_carry_the_danger(given_):
    brief = compose(given_, AT)
    assert brief.top[0].kind == "danger"
    assert count(brief.top[0].text) <= 20
    if brief.dangers:
        first = brief.dangers[0].words.split(":")[0].split()[0]
        assert first in brief.top[0].text


@SLOW
@given(households())
def test_every_order_is_there_unserved_before_served(given_):
    brief = compose(given_, AT)
    held = {o.record for p in given_.pictures.values() for o in p.orders}
    assert {o.record for o in brief.orders} == held
    courts = [o.served == "yes" for o in brief.orders if not o.is_bail]
    assert courts == sorted(courts)


@SLOW
@given(households())
def test_nearby_children_and_those_struck_out_are_never_named(given_):
    brief = compose(given_, AT)
    near = {c.person for c in given_.concerned if c.nearness.value in {"place_only", "formerly"}}
    assert not near & {line.person for line in brief.children}
    struck = compose(replace(given_, struck=frozenset({"P-0"})), AT)
    assert "P-0" not in struck.people


@SLOW
@given(households())
def test_the_same_values_give_the_same_brief(given_):
    assert compose(given_, AT).to_json() == compose(given_, AT).to_json()
