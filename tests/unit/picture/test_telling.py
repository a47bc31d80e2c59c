from __future__ import annotations

import json
from datetime import date

import pytest

from firstlight.picture.rules.build import build_person
from firstlight.picture.rules.facts import Facts
from firstlight.picture.rules.telling import sentence, to_json
from firstlight.picture.rules.telling_kinds import KIND_TEMPLATES
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.parts import Statement

IVY = "P-IVY"


def test_every_kind_has_a_template_and_no_template_is_of_no_kind():
    assert set(KIND_TEMPLATES) == set(KINDS)
    assert len(KINDS) == 31


def test_a_domestic_abuse_incident_is_told_in_one_sentence(words, at):
    record = words.record(
        "A",
        "domestic_abuse_incident",
        "2026-03-03T21:00",
        words.one(IVY, "victim"),
        details={"strangulation": "yes", "children_present": "unknown"},
        outcome="no_further_action",
    )
    told = sentence(record, IVY, at, born_on=date(2012, 5, 14))
    assert told.text == (
        "Domestic abuse incident, reported 3 March 2026 by Response: victim, aged 13 then, 14 now; "
        "non-fatal strangulation told; not told whether children were present; no further action"
    )
    assert (told.record, told.date, told.source) == ("R-A", date(2026, 3, 3), "Oakshire RMS")


@pytest.mark.parametrize(
    ("outcome", "words_told"),
    [("reported", "reported only"), ("charged", "charged"), ("convicted", "convicted"), ("not_proved", "not proved"),
     ("no_further_action", "no further action"), (None, "outcome not told")],
)  # fmt: skip
def test_what_became_of_it_is_said_with_it(words, at, outcome, words_told):
    record = words.record(
        "A", "crime", "2026-03-03T21:00", words.one(IVY, "suspect"), outcome=outcome
    )
    assert sentence(record, IVY, at).text.endswith(words_told)


def test_both_roles_are_told_and_neither_hides_the_other(words, at):
    record = words.record(
        "A", "crime", "2026-03-03T21:00", words.one(IVY, "victim"), words.one(IVY, "suspect")
    )
    assert "victim and suspect" in sentence(record, IVY, at).text


def test_a_day_that_nobody_knows_is_said_to_be_unknown_and_when_it_was_told(words, at):
    record = words.record(
        "A", "school_enrolment", "2026-03-03T21:00", words.one(IVY), precision="unknown"
    )
    told = sentence(record, IVY, at).text
    assert ", on a day not known, told 3 March 2026" in told
    assert "as of on" not in told


def test_a_yearly_row_is_told_as_dated_and_not_known_since(words, at):
    record = words.record(
        "A",
        "missing_report",
        "2018-03-31T10:00",
        words.one(IVY),
        precision="month",
        details={"is_return_row": True, "letter": "A"},
        recorded_at=words.moment("2026-05-01T10:00"),
    )
    assert sentence(record, IVY, at).text.startswith(
        "Yearly return, as of March 2018: told as away without permission; not known since"
    )


def test_care_is_told_as_of_the_day_it_was_said(words, at):
    record = words.record(
        "A", "care_placement", "2026-05-01T10:00", words.one(IVY), details={"as_of": "2018-03-31"}
    )
    assert sentence(record, IVY, at).text.startswith("In care, as of 31 March 2018")


def test_an_event_long_before_its_report_tells_both(words, at):
    record = words.record(
        "A",
        "crime",
        "2019-06-01T10:00",
        words.one(IVY, "victim"),
        told_at=words.moment("2026-03-03T10:00"),
        precision="month",
    )
    assert sentence(record, IVY, at).text.startswith("Crime of June 2019, reported 3 March 2026")


def test_a_may_be_is_told_as_may_be(words, at):
    record = words.record("A", "crime", "2026-03-03T21:00", words.maybe(IVY, role="suspect"))
    assert ": may be the suspect" in sentence(record, IVY, at).text


@pytest.mark.parametrize("kind", ["intelligence", "vulnerability_report"])
def test_handling_code_c_tells_its_owners_line_or_whom_to_ask(words, at, kind):
    secret = {"narrative": "CANARY", "title": "CANARY"}
    details = {"topic": "CANARY"} if kind == "intelligence" else {"seen": "CANARY"}

    def told(**statement):
        record = words.record(
            "A",
            kind,
            "2026-03-03T21:00",
            words.one(IVY, name="CANARY"),
            details=details,
            statement=Statement(handling="C", **statement),
            **secret,
        )
        assert "CANARY" not in json.dumps(to_json(record))
        return sentence(record, IVY, at).text

    assert (
        told(owner="Stanbridge intelligence unit")
        == "Intelligence held: ask its owner, Stanbridge intelligence unit"
    )
    assert (
        told(sanitised="A caution about county lines applies.")
        == "A caution about county lines applies."
    )
    assert told() == "Intelligence held: ask its owner, not told; ask the intelligence unit"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_name_or_free_text_reaches_a_sentence(words, at, kind):
    free = {
        "words",
        "reason",
        "said",
        "seen",
        "told",
        "inferred",
        "findings",
        "rationale",
        "tonight",
        "behaviour",
    }
    fields = KINDS[kind].details.model_fields
    details = dict(KINDS[kind].example) | dict.fromkeys(free & set(fields), "CANARY")
    record = words.record(
        "A",
        kind,
        "2026-03-03T21:00",
        words.one(IVY, name="CANARY"),
        details=details,
        narrative="CANARY",
        title="CANARY",
    )
    told = sentence(record, IVY, at).text
    assert "CANARY" not in told
    assert told.startswith(KIND_TEMPLATES[kind].lead)


def test_a_picture_becomes_plain_json(words, at):
    records = tuple(
        words.record(kind, kind, "2026-03-03T21:00", words.one(IVY), details=KINDS[kind].example)
        for kind in KINDS
    )
    plain = json.loads(json.dumps(to_json(build_person(Facts(records), IVY, at))))
    assert plain["ref"] == IVY
    assert len(plain["records"]) == len(KINDS)
    assert {ref for one in plain["happenings"] for ref in one["records"]} == {
        r.ref for r in records
    }
