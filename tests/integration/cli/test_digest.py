"""A digest tells what is held, not by which random reference it is held."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction

from firstlight.config.commands.sums import sums
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import take_in
from firstlight.records.services import register_source

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
PERSON = {"key": "p1", "role": "child", "given": "Ottoline", "family": "Barraclough"}


def summed(source: str, ref: str, at: datetime):
    """Sum up a force that holds one record, which is then as if it had never been."""
    with transaction.atomic():
        register_source(code=source, name=source, owner="Oakshire", by=SYSTEM, at=at)
        raw = {"source": source, "source_ref": ref, "kind": "vulnerability_report", "people": [PERSON],
               "recorded_at": at.isoformat(), "narrative": f"It goes with {ref}."}  # fmt: skip
        assert take_in(raw, by=SYSTEM, at=at).outcome == "taken"
        found = sums()
        transaction.set_rollback(True)
    return found


def test_what_was_typed_here_sums_up_the_same_whatever_its_random_reference(at):
    one, other = (summed("firstlight", ref, at) for ref in ("K-2SKB5SP6GP", "K-7EN6S1NJ82"))
    assert one == other


def test_what_another_system_sent_goes_by_its_own_reference(at):
    one, other = (summed("oak-cad", ref, at) for ref in ("CALL-1", "CALL-2"))
    assert one["records"] != other["records"]
    assert one["people"] != other["people"]
