"""Fields found and mended by the paths faults name."""

import pytest

from firstlight.intake.rules.patching import mendable, patched, text_at
from firstlight.intake.rules.ranges import noted, said

RECORD = {
    "kind": "incident", "people": [{"key": "a", "phones": ["07700900123", "07700900124"], "address": {}}],
    "details": {"concern": ["home"]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("kind", "incident"), ("people.0.key", "a"), ("people.0.born_on", ""), ("people.0.phones.1", "07700900124"),
        ("people.0.phones", "07700900123; 07700900124"), ("details.concern", "home"), ("occurred.begins", ""),
        ("people", None), ("people.0.address", None), ("people.7.key", None), ("kind.more", None),
    ],
)  # fmt: skip
def test_only_what_is_one_value_is_mended_in_one_line(path, text):
    assert text_at(RECORD, path) == text
    assert mendable(RECORD, [path, path]) == ([path] if text is not None else [])


def test_a_text_is_put_at_its_path_and_an_empty_one_takes_the_field_out():
    values = {
        "people.0.born_on": " 2012-05-14 ",
        "details.concern": "home; school",
        "occurred.begins": "x",
        "kind": "",
    }
    made = patched(RECORD, values)
    assert made["people"][0]["born_on"] == "2012-05-14"
    assert made["details"]["concern"] == ["home", "school"]
    assert made["occurred"] == {"begins": "x"}
    assert "kind" not in made
    assert RECORD["kind"] == "incident"


def test_lines_are_kept_as_ranges():
    ranges = {}
    for place in (2, 3, 3, 4, 7, 9, 10):
        noted(ranges, "taken", place)
    assert said(ranges["taken"]) == "2 to 4, 7, 9 to 10"
    assert said([[n, n] for n in range(0, 200, 2)], most=2) == "0, 2 and more"
