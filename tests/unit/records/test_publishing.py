"""Every kind is published as JSON Schema with a worked example that is a sound, whole record."""

from datetime import UTC, date, datetime

import pytest

from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.pole import gaps
from firstlight.records.rules.publishing import example_of, schema_of
from firstlight.records.rules.reading import read

# design.md: what a force's departments and partners tell, and our own acts that say something of a person.
ASKED_FOR = {
    "incident", "domestic_abuse_incident", "missing_report", "sighting", "return", "vulnerability_report", "crime",
    "arrest", "stop_search", "intelligence", "online_referral", "device_examination", "order", "bail",
    "warning_marker", "offender_management", "care_placement", "social_care", "school_enrolment",
    "partner_concern", "voice_of_child", "police_protection", "contact", "check", "unit_crewing", "grading",
    "disclosure",
}  # fmt: skip


def test_every_kind_asked_for_is_there():
    assert set(KINDS) >= ASKED_FOR


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_kinds_example_is_a_sound_record_without_a_gap(code):
    reading = read(example_of(code), datetime(2026, 11, 22, 2, 10, tzinfo=UTC))
    assert reading.faults == ()
    assert list(gaps(reading.envelope, date(2026, 11, 21))) == []


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_kinds_schema_names_every_field_and_its_references_are_there(code):
    schema = schema_of(code)
    assert set(schema["properties"]["details"]["properties"]) == set(
        KINDS[code].details.model_fields
    )
    assert schema["properties"]["kind"] == {"const": code}
    text = str(schema)
    named = {part.split("'")[0] for part in text.split("#/$defs/")[1:]}
    assert named <= set(schema["$defs"])
