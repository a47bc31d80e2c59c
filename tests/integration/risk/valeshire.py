"""Valeshire in the test's own database: every told case taken in, once a file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.config.reactions import register
from firstlight.force.models import SettingRow
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import stands_as
from firstlight.people.services import take_in
from firstlight.records.services import register_source
from tests.integration.risk.told import CASES, NOW, SOURCES

SYSTEM = system_viewer("test")
LONG_AGO = NOW - timedelta(days=900)
SWITCHED_ON = ["MISS_CHILD", "MISS_EXPLOITER", "CUM_HARM", "ORDER_BREACH", "CE_ARREST", "CE_NRM"]


@pytest.fixture(scope="module")
def valeshire(kept):
    """Every case taken in as its systems told it; who is who by case and key."""
    register()
    for code in (*SOURCES, "firstlight"):
        register_source(code=code, name=code, owner="x", by=SYSTEM, at=LONG_AGO)
    SettingRow.objects.create(
        code="risk.switched_on", value=SWITCHED_ON, set_by="U-1", at=LONG_AGO, known_seq=0
    )
    people = {}
    for case, records in CASES.items():
        for place, raw in enumerate(records):
            taken = take_in(raw, by=SYSTEM, at=NOW)
            assert taken.outcome == "taken", taken.faults
            people |= {(case, place, key): ref for key, ref in taken.people.items()}
    return {where: stands_as(ref) for where, ref in people.items()}
