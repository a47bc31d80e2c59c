"""A name typed with a slip or two still finds its child, near the top."""

import pytest

from firstlight.people.rules.search import SearchCandidate, SearchQuery, rerank, search_keys

HELD = [
    SearchCandidate("p1", "Kayden", "Priest"),
    SearchCandidate("p2", "Sophie", "Alder"),
    SearchCandidate("p3", "Katherine", "Wainwright"),
    SearchCandidate("p4", "Łukasz", "Wójcik"),
    SearchCandidate("p5", "Muhammad", "Rahman-Khan"),
    SearchCandidate("p6", "Юлія", "Іваненко"),
    SearchCandidate("p7", "Kate", "Winright"),
]


def found(given, family):
    asked = set(search_keys(given, family))
    hits = [c for c in HELD if asked & set(search_keys(c.given, c.family))]
    return [c.ref for c in rerank(SearchQuery(given, family), hits)]


@pytest.mark.parametrize(
    ("given", "family", "first"),
    [
        ("Kayden", "Priest", "p1"), ("Kaden", "Preist", "p1"), ("Kaydne", "Pirest", "p1"),
        ("Sofie", "Aldre", "p2"), ("Katherine", "Wainright", "p3"), ("Lukasz", "Wojick", "p4"),
        ("Mohammed", "Khan", "p5"), ("Юлія", "Іваненко", "p6"), ("", "Wainwrihgt", "p3"),
    ],
)  # fmt: skip
def test_a_slip_still_finds_the_name(given, family, first):
    assert found(given, family)[0] == first


def test_a_short_form_finds_the_long_one():
    assert "p3" in found("Kate", "Wainwright")


def test_names_the_wrong_way_round_are_put_first_all_the_same():
    assert rerank(SearchQuery("Priest", "Kayden"), HELD)[0].ref == "p1"


def test_nothing_typed_asks_for_nothing():
    assert search_keys("", "") == ()
