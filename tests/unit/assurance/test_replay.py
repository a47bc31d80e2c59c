"""The replay over values: order learnt, links worked afresh, answers only once given, both errors."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from firstlight.assurance.rules.lookback.history import History, Life, Move, Said
from firstlight.assurance.rules.lookback.outcomes import burden, outcome
from firstlight.assurance.rules.lookback.sweep import Period, replay
from firstlight.assurance.rules.lookback.who import WhoIsWho
from firstlight.kernel.values.when import Occurred
from firstlight.people.rules.clusters import Judgement
from firstlight.people.rules.identity import Identity, Levels
from firstlight.people.rules.zones import LINK, Edge
from firstlight.picture.rules.told import Told
from firstlight.picture.rules.values import AppearanceView, Link, RecordView
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.parts import Statement
from firstlight.risk.rules.rule import Settings

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
PERIOD = Period(BEGIN, BEGIN + timedelta(days=300))
BORN = date(2014, 5, 6)
ADA = Identity(given="ADA", family="THORNBURY", born_on=BORN)
GRAVE = {"strangulation": "yes", "children_present": "yes", "tool": "DARA", "grade": "standard"}


def told(ref, kind, day, *people, stood=True, recorded=None, **details):
    """Tell a record that happened on a day of the period and was written down then or later."""
    at = BEGIN + timedelta(days=day)
    written = BEGIN + timedelta(days=recorded) if recorded is not None else at
    views = tuple(
        AppearanceView(
            f"A-{ref}-{n}", f"p{n}", role, None, Link.LINKED, born_on=born, present="yes"
        )
        for n, (_, role, born) in enumerate(people)
    )
    view = RecordView(
        ref=f"R-{ref}", version=1, kind=kind, source="oak", source_name="Oakshire", department="response",
        occurred=Occurred(at, None, "minute"), told_at=at, recorded_at=written, received_at=written,
        known_seq=1, details=KINDS[kind].details(**details), statement=Statement(), people=views,
    )  # fmt: skip
    return Told(written, view, tuple(code for code, _, _ in people), stood)


def abuse(ref, day, child="ada", **more):
    return told(
        ref, "domestic_abuse_incident", day, ("con", "suspect", date(1980, 1, 2)), (child, "child", BORN),
        **(GRAVE | more),
    )  # fmt: skip


def pair(left, right):
    return Edge(left, right, 20.0, LINK, False, (), (), Levels(0, 0, 0, 0), False)  # noqa: FBT003 -- a row


def history(*versions, pairs=(), said=()):
    codes = {code for one in versions for code in one.codes}
    return History(
        versions, dict.fromkeys(codes, ADA) | {"con": Identity(given="CONRAD")},
        {code: f"P-{code}" for code in codes}, pairs=pairs, said=said,
    )  # fmt: skip


def lives(held):
    return {life.person: life for life in replay(held, PERIOD, Settings())}


def test_a_floor_stands_from_when_the_force_wrote_it_down_and_not_from_when_it_happened():
    found = lives(history(abuse("1", 10, recorded=40)))["P-ada"]
    assert found.moves[0].at == BEGIN + timedelta(days=40)
    assert found.moves[0].levels["domestic"] == "high"
    assert found.moves[0].record == "R-1"


def test_a_floor_falls_by_itself_when_its_window_ends():
    period = replace(PERIOD, ends=BEGIN + timedelta(days=800))
    moves = replay(history(abuse("1", 10)), period, Settings())[0].moves
    assert [move.levels.get("domestic") for move in moves] == ["high", "medium", None]
    assert dict(moves[-1].levels) == {}
    assert moves[-1].record == ""
    assert timedelta(days=365) <= moves[-1].at - moves[0].at <= timedelta(days=368)


def test_nobody_surely_grown_when_the_period_began_is_followed():
    assert "P-con" not in lives(history(abuse("1", 10)))


def test_what_was_known_before_the_period_stands_when_it_begins():
    first = lives(history(abuse("1", -30)))["P-ada"].moves[0]
    assert first.at == BEGIN


def test_a_correction_counts_from_when_it_was_written_down_and_a_late_older_version_never():
    milder = abuse("1", 10, recorded=30, strangulation="no")
    found = lives(history(abuse("1", 10), milder))["P-ada"]
    assert [move.levels.get("domestic") for move in found.moves] == ["high", "standard"]
    assert found.moves[1].at == BEGIN + timedelta(days=30)
    late = replace(milder, stood=False)
    kept = lives(history(abuse("1", 10), late))["P-ada"].moves
    assert [move.levels["domestic"] for move in kept] == ["high", "medium"]


def test_two_mentions_are_one_person_only_once_both_are_told():
    held = history(
        abuse("1", 10, child="ada"), told("2", "contact", 50, ("ada2", "subject", BORN)),
        pairs=(pair("ada", "ada2"),),
    )  # fmt: skip
    who = WhoIsWho(held.identities, held.pairs, ())
    who.learn(["ada2"], BEGIN)
    assert who.person("ada2") == "ada2"
    who.learn(["ada"], BEGIN)
    assert who.person("ada") == who.person("ada2") == "ada2"


def test_an_answer_is_used_from_when_it_was_given_until_it_was_taken_back():
    day = [BEGIN + timedelta(days=n) for n in (0, 20, 40)]
    said = Said(Judgement("ada", "ada2", "different"), day[1], day[2])
    who = WhoIsWho({"ada": ADA, "ada2": ADA}, (pair("ada", "ada2"),), (said,))
    who.learn(["ada", "ada2"], day[0])
    assert who.person("ada2") == "ada"
    who.answered("ada", day[1])
    assert who.person("ada2") == "ada2"
    who.answered("ada", day[2])
    assert who.person("ada2") == "ada"


def test_a_floor_that_rested_on_a_link_falls_when_a_person_says_they_are_two():
    said = Said(Judgement("ada", "ada2", "different"), BEGIN + timedelta(days=90))
    held = history(
        told("0", "contact", 5, ("ada", "subject", BORN)), abuse("1", 10, child="ada2"),
        pairs=(pair("ada", "ada2"),), said=(said,),
    )  # fmt: skip
    both = replace(held, persons=dict.fromkeys(held.persons, "P-ada") | {"ada2": "P-two"})
    found = lives(both)
    assert found["P-ada"].moves[0].at == BEGIN + timedelta(days=10)
    assert dict(found["P-ada"].moves[-1].levels) == {}
    assert found["P-ada"].moves[-1].at == BEGIN + timedelta(days=90)
    assert found["P-two"].moves[0].at == BEGIN + timedelta(days=90)


def test_both_errors_and_the_contacts_between_are_told_with_their_departments():
    held = history(
        abuse("1", 10), told("2", "contact", 20, ("ada", "subject", BORN)),
        told("3", "grading", 30, ("ada", "subject", BORN), framework="domestic", level="high"),
        told("4", "contact", 40, ("ada", "subject", BORN)),
    )  # fmt: skip
    found = outcome(lives(held)["P-ada"], PERIOD)
    assert [c.record for c in found.opportunities] == ["R-2"]
    assert found.opportunities[0].department == "response"
    assert found.waited == timedelta(days=20)
    assert not found.never_graded
    assert not found.person_alone
    ungraded = outcome(lives(history(abuse("1", 290)))["P-ada"], PERIOD)
    assert ungraded.never_graded
    assert ungraded.standing
    graded = told("3", "grading", 30, ("ada", "subject", BORN), framework="domestic", level="high")
    assert outcome(lives(history(graded))["P-ada"], PERIOD).person_alone


def test_the_burden_counts_a_new_high_once_and_one_standing_before_not_as_new():
    day = [BEGIN + timedelta(days=n, hours=3) for n in range(5)]
    new = outcome(Life("P-1", [Move(day[1], {"domestic": "high"}), Move(day[3], {})]), PERIOD)
    before = outcome(Life("P-2", [Move(BEGIN, {"domestic": "high"})]), PERIOD)
    load = burden((new.spans, before.spans), (new.rises, before.rises), PERIOD, 500_000)
    assert [one.new_highs for one in load.days[:5]] == [0, 1, 0, 0, 0]
    assert [one.standing for one in load.days[:5]] == [1, 2, 2, 1, 1]
    assert sum(one.rises for one in load.days) == 1
    least = outcome(Life("P-3", [Move(day[1], {"domestic": "standard"})]), PERIOD)
    assert least.rises == (), "a rise to the least level is not shown to the hub unasked"
    assert load.per_million(3) == 6
    assert burden((), (), PERIOD, None).per_million(3) is None
