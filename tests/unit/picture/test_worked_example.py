"""The worked example of the twins, as far as it is pure: which versions, whose records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firstlight.picture.rules.build import build_person
from firstlight.picture.rules.facts import Facts
from firstlight.picture.rules.learnt import held_at, learnt_by
from firstlight.picture.rules.values import Link
from firstlight.records.rules.versions import Version

IVY, IRA = "P-IVY", "P-IRA"


@pytest.fixture
def versions(words):
    def version(arrival, record, recorded, number=1):
        return Version(
            arrival, f"{record}.{number}", number, recorded_at=words.moment(recorded), record=record
        )

    return [
        version(0, "R-0", "2026-02-27T16:00"), version(1, "R-1", "2026-02-28T16:00"),
        version(2, "R-2", "2026-03-02T08:00"), version(3, "R-3", "2026-02-28T08:00"),
        version(6, "R-3", "2026-03-06T07:50", 2),
    ]  # fmt: skip


@pytest.fixture
def story(words):
    def make(r2, r3="2026-02-27T21:00"):
        return {
            "R-0": words.record("R-0", "school_enrolment", "2026-02-27T16:00", words.one(IRA)),
            "R-1": words.record("R-1", "school_enrolment", "2026-02-28T16:00", words.one(IVY)),
            "R-2": words.record("R-2", "incident", "2026-03-01T23:40", r2),
            "R-3": words.record(
                "R-3",
                "missing_report",
                r3,
                words.one(IVY),
                told_at=words.moment("2026-02-27T22:30"),
            ),
        }

    return make


def _shown(story, versions, person, at):
    facts = Facts(tuple(story[one.record] for one in versions))
    picture = build_person(facts, person, at)
    return {r.ref for r in picture.records}, {r.ref for r in picture.may_be}


@pytest.mark.parametrize(
    ("position", "held"),
    [
        (0, {"R-0": 1}), (2, {"R-0": 1, "R-1": 1, "R-2": 1}), (4, {"R-0": 1, "R-1": 1, "R-2": 1, "R-3": 1}),
        (6, {"R-0": 1, "R-1": 1, "R-2": 1, "R-3": 2}),
    ],
)  # fmt: skip
def test_as_of_a_position_holds_just_what_had_come_in(versions, position, held):
    assert {one.record: one.source_version for one in held_at(versions, position)} == held


def test_as_of_before_the_judgement_the_incident_is_ivys(words, story, versions, at):
    r2 = words.one(IVY, "witness", link=Link.SAME)
    assert _shown(story(r2), held_at(versions, 2), IVY, at) == ({"R-1", "R-2"}, set())
    assert _shown(story(r2), held_at(versions, 4), IVY, at) == ({"R-1", "R-2", "R-3"}, set())


def test_after_the_judgement_it_is_iras(words, story, versions, at):
    r2 = words.one(IRA, "witness", link=Link.SAME)
    assert _shown(story(r2), held_at(versions, 5), IVY, at) == ({"R-1", "R-3"}, set())
    assert _shown(story(r2), held_at(versions, 5), IRA, at) == ({"R-0", "R-2"}, set())


def test_learnt_by_goes_by_when_it_was_written_down_wherever_it_lay(versions, words):
    told = learnt_by(versions, words.moment("2026-02-28T23:59"))
    assert {one.record: one.source_version for one in told} == {"R-0": 1, "R-1": 1, "R-3": 1}


def test_learnt_by_the_third_of_march_the_incident_may_be_either_twin(words, story, versions, at):
    told = learnt_by(versions, words.moment("2026-03-03T12:00"))
    r2 = words.maybe(IVY, IRA, role="witness")
    assert _shown(story(r2), told, IVY, at) == ({"R-1", "R-3"}, {"R-2"})
    assert _shown(story(r2), told, IRA, at) == ({"R-0"}, {"R-2"})


def test_the_clock_of_a_late_feed_began_when_the_force_was_told(words, story):
    r3 = story(words.one(IVY))["R-3"]
    age = words.moment("2026-03-03T12:00") - r3.told_at
    assert age == words.hours(3 * 24 + 13.5)


def test_what_was_disposed_of_is_told(words, story, at):
    facts = Facts(tuple(story(words.one(IRA)).values()), disposed={IVY: (at.date(),)})
    assert build_person(facts, IVY, at).disposed == (at.date(),)


def test_a_may_be_record_feeds_nothing(words, story, at):
    r2 = replace(words.maybe(IVY, role="witness", name="Somebody Else", phones=("+447700900001",)))
    picture = build_person(Facts(tuple(story(r2).values())), IVY, at)
    assert (picture.name, picture.phones, len(picture.happenings)) == ("Name not known", (), 2)
