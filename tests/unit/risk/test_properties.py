"""Properties of every assessment, over chance situations."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.values import Link, Nearness
from firstlight.risk.rules import levels
from firstlight.risk.rules.engine import assess
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import RULES
from unit.risk.making import (
    AT,
    SUBJECT,
    adult,
    grade,
    happening_of,
    lives_with,
    maybe,
    named,
    person,
    record,
    relation,
    situation,
)

ALL_ON = Settings(switched_on=frozenset(rule.code for rule in RULES))
KNOWN = st.sampled_from(["yes", "no", "unknown", "not_asked"])
CONTACT = st.floats(-200, 48).map(lambda hours: AT + timedelta(hours=round(hours, 1)))
DAYS = st.one_of(st.floats(0, 8), st.floats(80, 95), st.floats(0, 400)).map(lambda d: round(d, 2))
OUR = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ORDER = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}


def _kind(kind, roles, **fields):
    return st.builds(
        lambda days, role, precision, source, details: record(
            kind, days_ago=days, role=role, precision=precision, source=source, **details
        ),
        DAYS,
        st.sampled_from(roles),
        st.sampled_from(["minute", "minute", "day", "month"]),
        st.sampled_from(["niche", "athena", "school", "council"]),
        st.fixed_dictionaries({}, optional=fields),
    )


# Every kind below is a worse thing to know: none of them tells that anything ended.
ADVERSE = st.one_of(
    _kind(
        "missing_report", ["subject"], significant_harm_likely=KNOWN, named_exploiter=KNOWN,
        self_harm=KNOWN, carer_able=KNOWN, medication_missed=KNOWN, whereabouts_known=KNOWN,
        how_known=st.sampled_from(["", "video call"]), spoken_to=KNOWN, next_contact_at=CONTACT,
    ),
    _kind(
        "social_care", ["subject", "child"], involvement=st.just("protection_plan"),
        begins_on=st.sampled_from(["2025-11-25", "2026-05-01"]),
    ),
    _kind("incident", ["subject", "mentioned"], whereabouts_known=KNOWN),
    _kind(
        "domestic_abuse_incident", ["child", "victim", "subject"], strangulation=KNOWN,
        weapon=KNOWN, professional_judgement_high=KNOWN, tool=st.sampled_from(["", "DARA", "DASH_POLICE"]),
        tool_yes=st.integers(0, 24),
    ),
    _kind(
        "partner_concern", ["subject", "child"], disclosed_by_child=KNOWN, named_exploiter=KNOWN,
        learning_disability=KNOWN, concern=st.just(["county_lines"]),
    ),
    _kind(
        "vulnerability_report", ["subject", "child"], disclosed_by_child=KNOWN,
        grade=st.sampled_from(["green", "amber", ""]),
    ),
    _kind(
        "arrest", ["detained", "suspect"], away_from_home_area=KNOWN, missing_when_arrested=KNOWN,
        offence_group=st.sampled_from(["drugs_supply", "theft"]),
    ),
    _kind("image_sharing", ["subject", "child"], adult_involved=KNOWN, coerced=KNOWN),
    _kind("police_protection", ["subject"]),
    _kind("crime", ["victim", "suspect"], domestic=KNOWN),
    _kind("online_referral", ["victim", "child"], activity=st.sampled_from(["grooming", "other"])),
)  # fmt: skip
PROTECTIVE = st.one_of(
    _kind("care_placement", ["subject"]),
    _kind("school_enrolment", ["subject"]),
    _kind("voice_of_child", ["subject"]),
    _kind("sighting", ["subject"], confirmed=KNOWN),
    _kind("check", ["subject"]),
)
OTHERS = st.builds(
    lambda days, kind, details: record(
        kind, days_ago=days, people=[named("P-ADULT", "victim"), named("P-X", "suspect")], **details
    ),
    DAYS,
    st.just("domestic_abuse_incident"),
    st.fixed_dictionaries(
        {},
        optional={
            "strangulation": KNOWN,
            "professional_judgement_high": KNOWN,
            "marac_heard_on": st.sampled_from(["2025-12-01", "2026-08-01"]),
        },
    ),
)
SUSPECT = adult(record("online_referral", days_ago=20, people=[named("P-ADULT", "suspect")]))
AGES = st.sampled_from([10, 14, 17, None])


def _of(records, age=14, **more):
    return situation(person(*records, age=age, **more), SUSPECT)


def _with(one, new):
    subject = one.subject
    happenings = (*subject.happenings, happening_of(new))
    return replace(
        one, subject=replace(subject, records=(new, *subject.records), happenings=happenings)
    )


def _answers(assessment):
    held = dict.fromkeys((rule.code for rule in RULES), Answer.NO)
    return held | assessment.answers()


def _at_least(after, before):
    for name, floor in before.floors.items():
        new = after.level(name)
        if floor.level is not None:
            assert new is not None, name
            assert not levels.is_below(name, new, floor.level), name


@OUR
@given(st.lists(OTHERS, max_size=6), OTHERS)
def test_a_worse_fact_about_an_adult_at_home_never_lowers_the_childs_floor(records, new):
    before = assess(lives_with(person(), adult(*records)), ALL_ON)
    after = assess(lives_with(person(), adult(*records, new)), ALL_ON)
    _at_least(after, before)


@OUR
@given(st.lists(ADVERSE, max_size=12), ADVERSE, AGES)
def test_a_worse_fact_never_lowers_a_floor(records, new, age):
    before = _of(records, age)
    _at_least(assess(_with(before, new), ALL_ON), assess(before, ALL_ON))


@OUR
@given(st.lists(ADVERSE, max_size=10), PROTECTIVE, st.sampled_from(["low", "medium", "very_low"]))
def test_a_protective_fact_or_a_low_grade_never_lowers_a_floor(records, calm, level):
    before = _of(records)
    told = assess(before, ALL_ON)
    _at_least(assess(_with(before, calm), ALL_ON), told)
    graded = replace(before, subject=replace(before.subject, grades=(grade("missing", level),)))
    _at_least(assess(graded, ALL_ON), told)


@OUR
@given(st.lists(ADVERSE, min_size=2, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(records, chance):
    one = _of(records)
    mixed, events = list(one.subject.records), list(one.subject.happenings)
    chance.shuffle(mixed)
    chance.shuffle(events)
    shuffled = replace(one.subject, records=tuple(mixed), happenings=tuple(events))
    assert assess(replace(one, subject=shuffled), ALL_ON) == assess(one, ALL_ON)


@OUR
@given(st.lists(ADVERSE, max_size=8), st.lists(OTHERS, max_size=3), AGES)
def test_the_answer_stands_until_the_moment_it_is_said_to_change(records, others, age):
    one = lives_with(person(*records, age=age), adult(*others))
    now = assess(one, ALL_ON)
    later = now.changes_at or AT + timedelta(days=500)
    assert later > AT
    for share in (0.01, 0.5, 0.999):
        between = AT + (later - AT) * share
        then = assess(replace(one, at=between), ALL_ON)
        assert _answers(then) == _answers(now), between
        assert [f.level for f in then.floors.values()] == [f.level for f in now.floors.values()]


@OUR
@given(st.lists(ADVERSE, max_size=8), ADVERSE)
def test_a_record_that_only_may_be_theirs_raises_no_floor_and_hides_nothing(records, new):
    sure = _of(records)
    doubtful = replace(new, people=tuple(maybe(SUBJECT, one.role) for one in new.people))
    before = assess(sure, ALL_ON)
    after = assess(replace(sure, subject=replace(sure.subject, may_be=(doubtful,))), ALL_ON)
    assert [f.level for f in after.floors.values()] == [f.level for f in before.floors.values()]
    if_so = _answers(assess(_with(sure, new), ALL_ON))
    told = _answers(after)
    for code, answer in if_so.items():
        if answer is not Answer.NO:
            assert ORDER[told[code]] >= ORDER[Answer.UNKNOWN], code


@OUR
@given(st.lists(ADVERSE, max_size=8))
def test_a_may_be_relation_raises_no_floor(records):
    far = _of(records)
    doubtful = _of(records, relations=(relation(nearness=Nearness.HOUSEHOLD, link=Link.MAY_BE),))
    before, after = assess(far, ALL_ON), assess(doubtful, ALL_ON)
    assert [f.level for f in after.floors.values()] == [f.level for f in before.floors.values()]
    assert after.answers()["ONL_ACCESS"] is Answer.UNKNOWN


@OUR
@given(
    st.sampled_from(
        ["significant_harm_likely", "named_exploiter", "self_harm", "medication_missed"]
    ),
    st.sampled_from(["unknown", "not_asked"]),
)
def test_what_was_not_asked_is_never_a_no(field, answer):
    gone = record("missing_report", days_ago=0.1, **{field: answer})
    answers = assess(_of([gone]), ALL_ON).answers()
    code = {
        "significant_harm_likely": "MISS_SIG_OPEN", "named_exploiter": "MISS_EXPLOITER",
        "self_harm": "MISS_SELF_HARM", "medication_missed": "MISS_MEDICATION",
    }[field]  # fmt: skip
    assert answers[code] is Answer.UNKNOWN
