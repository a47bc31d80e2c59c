"""What a supervisor would send back, the emergency duty team's hours, and what a young person's age means."""

from datetime import UTC, datetime

import pytest

from firstlight.domestic.rules.weighing import (
    MEASURES,
    Stands,
    checklist,
    measures,
    out_of_hours,
    young,
)


def stands(**more):
    whole = {
        "lacks": (), "voices": {"P-1": ()}, "weighed": frozenset(one.code for one in MEASURES),
        "children": True, "tool": True, "first": "medium", "secondary": "",
    }  # fmt: skip
    return Stands(**(whole | more))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ()),
        ({"lacks": ("Where the children sleep tonight is not told.",)},
         ("Where the children sleep tonight is not told.",)),
        ({"voices": {"P-1": ("x",), "P-2": ()}}, ("The voice of 1 of 2 children is not whole.",)),
        ({"tool": False}, ("No risk tool is told, nor why none was used.",)),
        ({"first": "", "secondary": "high"}, ("Nobody at the scene has graded.",)),
        ({"weighed": frozenset(one.code for one in MEASURES) - {"arrest"}},
         ("Not considered yet: arrest, or why not.",)),
    ],
)  # fmt: skip
def test_each_thing_that_lacks_is_one_sentence(more, said):
    assert checklist(stands(**more)) == said


def test_a_job_without_children_is_not_asked_about_their_protection():
    codes = {one.code for one in measures(children=False)}
    assert not codes & {"police_protection", "referral", "strategy"}
    assert {"notice", "marac", "arrest"} <= codes


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), False),  # Monday morning
        (datetime(2026, 11, 23, 8, 29, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 22, 11, 0, tzinfo=UTC), True),  # Sunday
        (datetime(2026, 12, 25, 11, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 6, 7, 45, tzinfo=UTC), False),  # 08:45 of summer time
    ],
)
def test_out_of_hours_it_is_the_emergency_duty_team(at, late):
    assert out_of_hours(at) is late


@pytest.mark.parametrize(
    ("roles", "age", "words"),
    [
        (("suspect",), 13, ("Under 16",)),
        (("suspect", "child"), 15, ("Under 16", "Suspect and victim at once")),
        (("victim",), 16, ("16 or 17 and abused",)),
        (
            ("suspect", "victim"),
            17,
            ("16 or 17 and a suspect", "16 or 17 and abused", "Suspect and victim"),
        ),
        (("suspect",), 18, ()),
        (("child",), 12, ()),
        (("suspect",), None, ()),
    ],
)
def test_a_young_persons_age_and_roles_are_told_and_neither_hides_the_other(roles, age, words):
    said = young(roles, age)
    assert len(said) == len(words)
    assert all(one.startswith(word) for one, word in zip(said, words, strict=True))
