"""A child's voice: what lacks is told for a baby too, and somebody comes by day."""

from datetime import UTC, datetime

import pytest

from firstlight.domestic.rules.voice import asks_for_daytime, by_daytime, lacks

SEEN = {"appearance": "Clean.", "behaviour": "Quiet.", "relationships": "Held his sister's hand.",
        "surroundings": "Warm."}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "age", "missing"),
    [
        ({"spoken": "alone", "words": "He shouts.", **SEEN}, 7, ()),
        ({"spoken": "alone", **SEEN}, 7, ("The child's own words, or that the child said nothing.",)),
        ({"spoken": "with_someone", "with_whom": "mother", **SEEN}, 1, ()),  # a baby says nothing
        ({"spoken": "with_someone", "words": "Hi.", **SEEN}, 4, ("Who was with the child.",)),
        ({"spoken": "seen_asleep", "condition": "Pink, breathing well.", "room": "Warm."}, 4, ()),
        (
            {"spoken": "seen_asleep"}, 4,
            ("What condition the sleeping child was in.", "What the room was like."),
        ),
        ({"spoken": "not_seen"}, 9, ("Why the child was not seen.",)),
        ({"spoken": "not_seen", "why_not": "With his father."}, 9, ()),
        ({}, 1, ("Whether the child was spoken to or seen.",
                 "What was seen: appearance, behaviour, relationships, surroundings.")),
    ],
)  # fmt: skip
def test_what_lacks_of_a_voice_is_told(told, age, missing):
    assert lacks(told, age) == missing


def test_only_a_child_spoken_to_alone_needs_nobody_by_day():
    asked = [
        one
        for one in ("alone", "with_someone", "seen_asleep", "not_seen", "")
        if asks_for_daytime(one)
    ]
    assert asked == ["with_someone", "seen_asleep", "not_seen", ""]


@pytest.mark.parametrize(
    ("at", "by"),
    [
        (datetime(2026, 11, 22, 2, 10, tzinfo=UTC), datetime(2026, 11, 22, 18, tzinfo=UTC)),
        (datetime(2026, 11, 22, 13, 59, tzinfo=UTC), datetime(2026, 11, 22, 18, tzinfo=UTC)),
        (datetime(2026, 11, 22, 14, 1, tzinfo=UTC), datetime(2026, 11, 23, 18, tzinfo=UTC)),
        # The night before the clocks go back: six in the evening of the clock on the wall.
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), datetime(2026, 10, 25, 18, tzinfo=UTC)),
        (datetime(2026, 10, 23, 22, 0, tzinfo=UTC), datetime(2026, 10, 24, 17, tzinfo=UTC)),
    ],
)
def test_somebody_comes_by_six_of_a_day_with_daylight_left(at, by):
    assert by_daytime(at) == by
