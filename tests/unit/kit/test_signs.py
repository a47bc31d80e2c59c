"""What a sign says, and what it must never be mistaken for."""

from datetime import UTC, date, datetime, timedelta
from enum import Enum

import pytest

from firstlight.kit.rules import glossary, levels

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)


def test_a_time_says_its_zone_in_winter_and_summer(draw):
    summer = datetime(2026, 6, 1, 9, 5, tzinfo=UTC)
    said = draw("{% when a %} {% when b %}", a=AT, b=summer)
    assert "Sun 22 Nov 2026 02:10 GMT" in said
    assert "Mon 1 Jun 2026 10:05 BST" in said


def test_the_repeated_hour_of_october_is_told_apart(draw):
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    said = draw("{% when a %}|{% when b %}", a=first, b=first + timedelta(hours=1))
    assert "01:30 BST" in said.split("|")[0]
    assert "01:30 GMT" in said.split("|")[1]


def test_a_time_without_a_zone_is_refused(draw):
    with pytest.raises(ValueError, match="zone"):
        draw("{% when a %}", a=datetime(2026, 1, 1))


def test_an_absent_time_is_said_to_be_not_known(draw):
    assert "time not known" in draw("{% when a %}", a=None)
    assert "date not known" in draw("{% day a %}", a=None)
    assert "no time set" in draw("{% due a at %}", a=None, at=AT)


def test_a_date_is_said_in_words(draw):
    assert ">14 May 2012<" in draw("{% day a %}", a=date(2012, 5, 14))


@pytest.mark.parametrize(
    ("minutes", "words", "state"),
    [
        (40, "due in 40 min", "soon"),
        (61, "due in 1 h 1 min", "later"),
        (-12, "late by 12 min", "late"),
        (-0.5, "late by less than a minute", "late"),
        (0, "due now", "soon"),
        (51 * 60, "due in 2 days 3 h", "later"),
    ],
)
def test_a_deadline_has_words_and_a_shape(draw, minutes, words, state):
    said = draw("{% due a at %}", a=AT + timedelta(minutes=minutes), at=AT)
    assert words in said
    assert f"fl-due--{state}" in said
    assert "<svg" in said


def test_how_long_ago_is_never_a_negative_number(draw):
    assert "3 h 10 min ago" in draw("{% ago a at %}", a=AT - timedelta(minutes=190), at=AT)
    assert "in 5 min" in draw("{% ago a at %}", a=AT + timedelta(minutes=5), at=AT)


def test_missing_and_domestic_abuse_share_no_colour():
    missing = {levels.level_sign(v, "missing").scale for v in levels.level_steps("missing")}
    domestic = {levels.level_sign(v, "domestic").scale for v in levels.level_steps("domestic")}
    assert not missing & domestic


@pytest.mark.parametrize("value", [None, "", "unknown", "urgent", "standard"])
def test_a_level_that_is_not_on_the_scale_is_not_known_and_never_low(draw, value):
    said = draw("{% level v 'missing' %}", v=value)
    assert "Not known" in said
    assert "fl-level--unknown" in said


def test_a_level_says_its_framework_and_fills_its_bars(draw):
    said = draw("{% level 'high' 'missing' %}")
    assert "Missing:" in said
    assert "High" in said
    assert said.count('fill-opacity="1"') == 4


class Grade(Enum):
    MEDIUM = 2


def test_a_level_may_be_an_enum(draw):
    assert "Medium" in draw("{% level v 'domestic' %}", v=Grade.MEDIUM)


@pytest.mark.parametrize("value", [None, "", "unknown", "perhaps", 0])
def test_unknown_is_an_answer_and_never_a_no(draw, value):
    said = draw("{% answer v %}", v=value)
    assert "Not known" in said
    assert "fl-answer--no" not in said
    assert "fl-answer--yes" not in said


def test_yes_and_no_are_words_with_different_shapes(draw):
    yes, no = draw("{% answer v %}", v=True), draw("{% answer v %}", v="no")
    assert "Yes" in yes
    assert "No" in no
    assert yes.split("</svg>")[0] != no.split("</svg>")[0]


def test_a_source_nobody_asked_is_not_checked(draw):
    said = [draw("{% source_state v %}", v=v) for v in ("found", "none", "unavailable", None)]
    for words, html in zip(
        ("Found", "None that you may see", "Unavailable", "Not checked"), said, strict=True
    ):
        assert words in html


def test_the_glossary_knows_the_trade(draw):
    wanted = "POLE PPN MASH MARAC NRM DASH DARA RHI S46 S47 CSC EDT FIM DSL LADO IIOC KIRAT"
    assert all(glossary.find(acronym) for acronym in wanted.split())
    assert 'title="Emergency duty team"' in draw("{% definition 'edt' %}")
    assert draw("{% definition 'XQZ' %}") == "XQZ"
    assert len({term.acronym for term in glossary.TERMS}) == len(glossary.TERMS)


def test_what_is_shown_is_escaped(draw):
    parts = "{% tag v 'red' %}{% empty v %}{% warning v %}{% panel v %}x{% endpanel %}"
    said = draw(parts, v="<b>")
    assert "<b>" not in said
    assert said.count("&lt;b&gt;") == 4
