"""A corrected record stays the same person's: what was said about them follows."""

from datetime import UTC, datetime

import pytest

from firstlight.kernel.values.viewer import system_viewer
from firstlight.people import selectors as people
from firstlight.people.services import take_in
from firstlight.picture.selectors import person as picture_of
from firstlight.records.services import register_source

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)


def crime(version, born):
    return {
        "source": "rms", "source_ref": "c1", "source_version": version, "kind": "crime",
        "recorded_at": "2026-11-20T10:00:00Z",
        "people": [{"key": "s", "role": "suspect", "given": "Jonah", "family": "Ferrars",
                    "born_on": born}],
    }  # fmt: skip


@pytest.fixture(autouse=True)
def source():
    register_source(code="rms", name="rms", owner="x", by=SYSTEM, at=AT)


def test_a_corrected_birth_keeps_the_person():
    first = take_in(crime(1, "1990-02-03"), by=SYSTEM, at=AT).people["s"]
    second = take_in(crime(2, "1991-07-19"), by=SYSTEM, at=AT).people["s"]
    assert first == second
    picture = picture_of(first, viewer=SYSTEM, at=AT)
    assert str(picture.born_on) == "1991-07-19"


def test_what_was_anchored_before_the_correction_follows():
    first = take_in(crime(1, "1990-02-03"), by=SYSTEM, at=AT)
    anchor = people.anchor(first.people["s"])
    second = take_in(crime(2, "1991-07-19"), by=SYSTEM, at=AT)
    assert people.person_at(anchor) == second.people["s"]


def test_a_correction_that_joins_another_takes_what_was_anchored_along():
    other = dict(crime(1, "1991-07-19"), source_ref="c2")
    other["people"][0]["address"] = {"text": "4 Kestrel Rise, Wexcombe ZX4 2AB"}
    known = take_in(other, by=SYSTEM, at=AT).people["s"]
    first = take_in(crime(1, "1990-02-03"), by=SYSTEM, at=AT)
    anchor = people.anchor(first.people["s"])
    third = crime(2, "1991-07-19")
    third["people"][0]["address"] = {"text": "4 Kestrel Rise, Wexcombe ZX4 2AB"}
    second = take_in(third, by=SYSTEM, at=AT).people["s"]
    assert second == known
    assert people.person_at(anchor) == known
    assert people.stands_as(first.people["s"]) == known
