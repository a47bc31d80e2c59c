"""Properties of every framework, over situations made by chance from the one table of facts."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.values import Link, Nearness
from firstlight.records.rules.facts import FACTS
from firstlight.risk.rules import levels
from firstlight.risk.rules.engine import assess
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import RULES, rules_of
from unit.risk.generated import (
    ADVERSE,
    AGES,
    CALM,
    TOLD,
    changed,
    gap,
    home,
    learnt,
    records,
    samples,
)
from unit.risk.making import AT, SUBJECT, grade, maybe, named, record, relation, situation

ALL_ON = Settings(switched_on=frozenset(rule.code for rule in RULES))
# A short run of the same chance each time in the suite; `make campaign` asks for a long one of its own.
EXAMPLES = int(os.environ.get("FLOOR_EXAMPLES", "25"))
OUR = settings(
    max_examples=EXAMPLES,
    derandomize="FLOOR_EXAMPLES" not in os.environ,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
ORDER = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}
HELD = st.lists(records(TOLD), max_size=6)
WORSE = records(ADVERSE, ends=False, adverse_only=True)
OF_ADULTS = st.lists(
    records(
        ["domestic_abuse_incident", "crime", "online_referral", "offender_management"],
        near_adult=True,
    ),
    max_size=3,
)
each_framework = pytest.mark.parametrize("framework", levels.FRAMEWORKS)


def floors(one, framework=""):
    rules = rules_of(framework) if framework else RULES
    return assess(one, ALL_ON, rules=rules)


def heights(assessment):
    return {name: floor.level for name, floor in assessment.floors.items()}


def answers(assessment):
    held = dict.fromkeys((rule.code for rule in RULES), Answer.NO)
    return held | assessment.answers()


def at_least(after, before):
    for name, floor in before.floors.items():
        new = after.level(name)
        if floor.level is not None:
            assert new is not None, name
            assert not levels.is_below(name, new, floor.level), name


def facts_of(one, character):
    """Give each fact of the child's records that is of a character and ends nothing."""
    return [
        (record, name)
        for record in one.subject.records
        for name, fact in FACTS[record.kind].items()
        if fact.character == character and not fact.ends
    ]


@each_framework
@OUR
@given(HELD, OF_ADULTS, WORSE, AGES)
def test_an_adverse_fact_never_lowers_a_floor(framework, held, adults, new, age):
    before = home(held, adults=adults, age=age)
    at_least(floors(learnt(before, new), framework), floors(before, framework))


@each_framework
@OUR
@given(st.lists(records(ADVERSE), min_size=1, max_size=4), OF_ADULTS, st.data())
def test_the_worse_answer_to_what_nobody_asked_never_lowers_a_floor(framework, held, adults, data):
    one = home(held, adults=adults)
    known = facts_of(one, "adverse")
    assume(known)
    record, name = data.draw(st.sampled_from(known))
    unasked = changed(one, record, **{name: gap(record.kind, name)})
    (again,) = [r for r in unasked.subject.records if r.ref == record.ref]
    worse = data.draw(st.sampled_from(FACTS[record.kind][name].worse))
    asked = changed(unasked, again, **{name: worse})
    at_least(floors(asked, framework), floors(unasked, framework))


@each_framework
@OUR
@given(st.lists(records(ADVERSE), min_size=1, max_size=3), OF_ADULTS, st.data())
def test_what_nobody_asked_is_never_treated_as_no(framework, held, adults, data):
    one = home(held, adults=adults)
    asked = [
        (r, name, fact)
        for r in one.subject.records
        for name, fact in FACTS[r.kind].items()
        if fact.worse and fact.denied
    ]
    assume(asked)
    record, name, fact = data.draw(st.sampled_from(asked))

    def said(value):
        return answers(floors(changed(one, record, **{name: value}), framework))

    so, denied = said(fact.worse[0]), said(fact.denied[0])
    unasked = said(gap(record.kind, name))
    for code, answer in unasked.items():
        if so[code] is Answer.YES and denied[code] is Answer.NO:
            assert answer is not Answer.NO, (code, record.kind, name)


@OUR
@given(st.lists(records(TOLD), min_size=1, max_size=6), OF_ADULTS, st.data())
def test_a_neutral_fact_moves_no_floor(held, adults, data):
    one = home(held, adults=adults)
    plain = facts_of(one, "neutral")
    assume(plain)
    record, name = data.draw(st.sampled_from(plain))
    value = data.draw(st.sampled_from(samples(type(record.details).model_fields[name])))
    assert heights(floors(changed(one, record, **{name: value}))) == heights(floors(one))


@OUR
@given(HELD, records(CALM, ends=False), st.sampled_from(["low", "medium", "very_low"]))
def test_a_protective_fact_or_a_low_grade_never_lowers_a_floor(held, calm, level):
    before = home(held)
    known = floors(before)
    at_least(floors(learnt(before, calm)), known)
    graded = replace(before, subject=replace(before.subject, grades=(grade("missing", level),)))
    at_least(floors(graded), known)


@OUR
@given(
    st.lists(records(TOLD), min_size=2, max_size=8), OF_ADULTS, st.randoms(use_true_random=False)
)
def test_the_order_of_records_does_not_matter(held, adults, chance):
    one = home(held, adults=adults)
    mixed, events = list(one.subject.records), list(one.subject.happenings)
    chance.shuffle(mixed)
    chance.shuffle(events)
    shuffled = replace(one.subject, records=tuple(mixed), happenings=tuple(events))
    assert floors(replace(one, subject=shuffled)) == floors(one)


@OUR
@given(HELD, OF_ADULTS, AGES)
def test_the_answer_stands_until_the_moment_it_is_said_to_change(held, adults, age):
    one = home(held, adults=adults, age=age)
    now = floors(one)
    later = now.changes_at or AT + timedelta(days=500)
    assert later > AT
    for share in (0.01, 0.5, 0.999):
        then = floors(replace(one, at=AT + (later - AT) * share))
        assert answers(then) == answers(now), share
        assert heights(then) == heights(now), share


@OUR
@given(HELD, WORSE)
def test_a_record_that_only_may_be_theirs_raises_no_floor_and_hides_nothing(held, new):
    sure = home(held)
    doubtful = replace(new, people=tuple(maybe(SUBJECT, one.role) for one in new.people))
    before = floors(sure)
    after = floors(replace(sure, subject=replace(sure.subject, may_be=(doubtful,))))
    assert heights(after) == heights(before)
    if_so, known = answers(floors(_as_records_say(sure, new))), answers(after)
    for code, answer in if_so.items():
        if answer is not Answer.NO:
            assert ORDER[known[code]] >= ORDER[Answer.UNKNOWN], code


def _as_records_say(one, new):
    """What a picture tells apart from its records is not supposed of one that only may be theirs."""
    subject = learnt(one, new).subject
    kept = {"orders": one.subject.orders, "markers": one.subject.markers}
    return replace(one, subject=replace(subject, **kept))


@OUR
@given(st.lists(records(ADVERSE), max_size=6))
def test_a_may_be_relation_raises_no_floor(held):
    suspect = home([], adults=[]).people["P-ADULT"]
    online = _suspected(suspect)
    alone = situation(home(held).subject, online)
    far = replace(alone, subject=replace(alone.subject, relations=(), household=()))
    tie = relation(nearness=Nearness.HOUSEHOLD, link=Link.MAY_BE)
    doubtful = replace(far, subject=replace(far.subject, relations=(tie,)))
    before, after = floors(far), floors(doubtful)
    assert heights(after) == heights(before)
    assert after.answers()["ONL_ACCESS"] is not Answer.NO


def _suspected(man):
    referral = record("online_referral", days_ago=20, people=[named(man.ref, "suspect")])
    return replace(man, records=(referral,))
