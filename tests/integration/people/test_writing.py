"""What a form of Firstlight's own writes is taken whole, or refused with all that is wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import write
from firstlight.records.models import Record, Waiting
from firstlight.records.services import register_source

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def voice(**details: str) -> dict[str, object]:
    return {
        "source": "firstlight", "source_ref": "F-0000000001", "kind": "voice_of_child",
        "told_at": AT.isoformat(), "recorded_at": AT.isoformat(),
        "people": [{"key": "p1", "role": "child", "given": "Ivy", "family": "Marsh"}],
        "details": details,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def force(db):
    register_source(code="firstlight", name="Firstlight", owner="x", by=SYSTEM, at=AT)


def test_what_is_wrong_is_told_together_and_nothing_of_it_is_kept():
    with pytest.raises(Refusal) as refused:
        write(voice(spoken="shouted", afraid="rather"), by=SYSTEM, at=AT)
    assert {field for field, _ in refused.value.faults} == {"spoken", "afraid"}
    assert not Waiting.objects.exists()
    assert not Record.objects.exists()


def test_what_is_right_is_a_record():
    taken = write(voice(spoken="alone", words="I want to go home."), by=SYSTEM, at=AT)
    assert taken.outcome == "taken"
    assert Record.objects.filter(ref=taken.ref).exists()
