"""What is struck of a record: its own words, and nothing that others tell of the same people."""

from __future__ import annotations

import json
from datetime import date

import pytest

from firstlight.kernel.values.gone import BLANK, Gone
from firstlight.records.rules.words import own_words

ON = date(2026, 3, 8)
TOLD = {
    "source": "oak-cad", "source_ref": "CAD-88213", "kind": "incident", "recorded_at": "2026-03-01T10:00:00Z",
    "narrative": "Quilla sleeps in the shed behind the house.",
    "people": [{"key": "p1", "role": "child", "given": "Quilla", "family": "Thrupp", "born_on": "2013-02-03",
                "phones": ["07700 900131"]}],
}  # fmt: skip
OTHER = {"people": [{"given": "Quilla", "family": "Thrupp"}], "narrative": "Seen at school."}
ITSELF, BESIDE = "R-0000000001", "R-0000000002"


def gone(*others, rare=()):
    return Gone(record=ITSELF, source="oak-cad", source_ref="CAD-88213", on=ON, since=1,
                own=own_words([TOLD], others, rare))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Quilla Thrupp is a child.", f"{BLANK} is a child."),
        ("THRUPP, Quilla", BLANK),
        ("She sleeps in the shed.", f"She {BLANK}."),
        ("Born 3 February 2013.", f"Born {BLANK}."),
        ("Born 03/02/2013.", f"Born {BLANK}."),
        ("Ring CAD-88213.", f"Ring {BLANK}."),
        ("A child was seen.", "A child was seen."),
        ("Shed: see the key safe.", "Shed: see the key safe."),
        ("Made 2026-03-01T10:00:00Z", "Made 2026-03-01T10:00:00Z"),
    ],
)
def test_its_own_words_go_and_everybodys_stay(text, left):
    assert gone().text(text) == left


def test_what_another_record_of_the_same_child_tells_stays():
    assert gone(OTHER).text("Quilla Thrupp") == "Quilla Thrupp"
    assert gone(OTHER).own.phrases == ("07700 900131", "07700900131")


def test_a_part_of_a_document_that_cites_it_alone_goes_and_one_that_cites_others_stays():
    told = {
        "findings": [
            {"because": "Missing overnight.", "evidence": [ITSELF]},
            {"because": "Missing twice.", "evidence": [ITSELF, BESIDE]},
        ],
        "heading": "Quilla Thrupp",
    }
    struck = json.loads(gone().document(json.dumps(told)))
    assert struck["findings"] == [{"because": "Missing twice.", "evidence": [BESIDE]}]
    assert struck["heading"] == BLANK
    assert struck["disposed"] == ["Part of this was disposed of on 8 March 2026."]


def test_a_code_of_a_document_is_never_struck_whoever_is_called_so():
    high = {**TOLD, "people": [{"key": "p1", "given": "Missing", "family": "High"}]}
    own = own_words([high], (), rare=("high", "missing", "zzyx"))
    one = Gone(record=ITSELF, source="oak-cad", source_ref="x", on=ON, since=1, own=own)
    told = {
        "framework": "missing",
        "level": "high",
        "said": "Missing High is at home.",
        "name": "zzyx",
    }
    assert one.value(told) == {
        "framework": "missing",
        "level": "high",
        "said": f"{BLANK} is at home.",
        "name": "zzyx",
    }


def test_a_word_told_with_a_capital_is_struck_with_one_alone():
    own = own_words([{"narrative": "He lives at Missing Lane. Domestic staff live in."}], ())
    one = Gone(record=ITSELF, source="oak-cad", source_ref="x", on=ON, since=1, own=own)
    assert one.text("She is missing from Missing Lane") == f"She is missing from {BLANK}"


def test_a_document_it_is_not_in_comes_back_as_it_was():
    text = '{"heading":  "Somebody else"}'
    assert gone().document(text) is text


def test_a_name_nobody_else_has_is_looked_for_everywhere():
    assert "thrupp" in gone(rare=("thrupp",)).own.phrases
    assert "thrupp" not in gone(OTHER, rare=("thrupp",)).own.phrases
