"""Whoever reads, whatever is held: no protected address, no name where none may be, no child's words."""

import json
import re
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstlight.briefs.rules.compose import compose
from firstlight.briefs.rules.document import Given
from firstlight.briefs.rules.guarding import forms, guard
from firstlight.briefs.rules.silence import silenced
from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.values import (
    Concerned,
    Dated,
    Link,
    MarkerView,
    Nearness,
    Residence,
)
from firstlight.records.rules.kinds.care import CarePlacement
from firstlight.records.rules.kinds.concern import VoiceOfChild
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.incidents import Incident
from firstlight.records.rules.kinds.intelligence import Intelligence
from firstlight.records.rules.parts import Statement

sys.path.insert(0, str(Path(__file__).parent))
from making import AT, given_orders, picture, record

REFUGE = "Flat 2, 41 Wherry Lane, Stanbridge, ZX9 9QQ"
NEVER = forms(REFUGE, "ZX9 9QQ", "Wren House")
WRITTEN = ("41 Wherry Lane", "41  wherry lane", "ZX9 9QQ", "Wren House", "FLAT 2, 41 WHERRY LANE")
WORDS = "he had the shinything"
SLOW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def _home(place, text):
    return Residence(
        place, text, "home", date(2026, 1, 1), date(2026, 11, 1), ("R-h",), current=True
    )


@st.composite
def told(draw):
    """A household of up to nine children and forty orders, some of it protected, some restricted."""
    number = draw(st.integers(1, 9))
    kids = [f"P-{n}" for n in range(number)]
    hidden = frozenset(draw(st.lists(st.sampled_from(["P-man", "P-she", *kids]), unique=True)))
    protected = frozenset(
        draw(st.lists(st.sampled_from(["P-she", *kids]), unique=True, min_size=1))
    )
    terms = draw(
        st.lists(st.sampled_from([f"not to go near {way}" for way in WRITTEN]), max_size=3)
    )
    held = {}
    for ref in ("P-man", "P-she", *kids):
        child = ref in kids
        records = [
            record(f"R-a{ref}", "domestic_abuse_incident", DomesticAbuse(grade="high", codeword=True),
                   [(ref, "child" if child else "victim"), ("P-man", "suspect")], narrative=WORDS),
            record(f"R-v{ref}", "voice_of_child", VoiceOfChild(spoken="alone", words=WORDS),
                   [(ref, "child")], narrative=WORDS),
            record(f"R-c{ref}", "care_placement", CarePlacement(home=draw(st.sampled_from(WRITTEN))),
                   [(ref, "subject")]),
            record(f"R-i{ref}", "intelligence", Intelligence(topic="silentword"), [(ref, "subject")],
                   statement=Statement(nature="intelligence", handling="C", owner="OWNERWORD")),
        ]  # fmt: skip
        held[ref] = picture(
            ref, f"Name{ref[2:]}x Quillon", date(2015 if child else 1990, 1, 1),
            records=tuple(records), residences=(_home("L-1", REFUGE if ref in protected else "1 Mill Lane"),),
            orders=given_orders(draw, terms) if ref == "P-man" else (),
            school=Dated("Wren House", date(2026, 9, 1), "R-s", "Schools") if child else None,
        )  # fmt: skip
    concerned = tuple(
        Concerned(ref, draw(st.sampled_from(list(Nearness))), "told", (f"R-a{ref}",),
                  draw(st.sampled_from((Link.LINKED, Link.SAME, Link.MAY_BE))),
                  Answer.YES if ref in kids else Answer.NO)
        for ref in held
    )  # fmt: skip
    return hidden, silenced(Given(
        about_kind="place", heading="1 Mill Lane", concerned=concerned, sources=(),
        pictures={ref: one for ref, one in held.items() if ref not in hidden},
        protected=protected, never=NEVER, restricted_line="The same for all.",
    ))  # fmt: skip


def said(brief):
    document = brief.to_json()
    document.pop("heading")
    return re.sub(r"\s+", " ", json.dumps(document, ensure_ascii=False)).lower()


@SLOW
@given(told())
def test_no_brief_tells_a_protected_address_however_it_was_written(made):
    _, given_ = made
    text = said(compose(given_, AT))
    for way in WRITTEN:
        assert " ".join(way.split()).lower() not in text


@SLOW
@given(told())
def test_nobody_restricted_to_the_reader_is_named_and_no_child_is_quoted(made):
    hidden, given_ = made
    brief = compose(given_, AT)
    text = said(brief)
    for ref in hidden:
        assert f"name{ref[2:].lower()}x" not in text
    assert "shinything" not in text
    assert not re.search(r"name\w+x", brief.radio.lower())


@SLOW
@given(told())
def test_intelligence_without_its_owners_line_leaves_no_trace(made):
    _, given_ = made
    brief = compose(given_, AT)
    text = said(brief)
    assert "silentword" not in text
    assert "ownerword" not in text
    assert '"r-ip-' not in text
    assert given_.silent or not given_.pictures


def test_what_is_struck_is_one_word_and_the_rest_stays():
    assert guard(("not to go to 41 Wherry Lane again",), NEVER) == (
        "not to go to (protected) again",
    )
    assert guard("141 Wherry Lane", NEVER) == "141 Wherry Lane"
    assert guard("anything", ()) == "anything"


def test_the_place_a_unit_is_sent_to_is_in_the_heading_alone_never_struck():
    brief = compose(
        Given(
            about_kind="place", heading=REFUGE, pictures={}, concerned=(), sources=(), never=NEVER
        ),
        AT,
    )
    assert brief.heading == REFUGE


def test_a_past_with_somebody_else_is_told_without_whom():
    past = record("R-p", "domestic_abuse_incident", DomesticAbuse(grade="high"),
                  [("P-ex", "victim"), ("P-man", "suspect")], moment=AT - timedelta(days=40))  # fmt: skip
    man = picture("P-man", "Ryan Quillon", date(1990, 1, 1), records=(past,))
    given_ = Given(
        about_kind="place", heading="x", pictures={"P-man": man}, sources=(),
        concerned=(Concerned("P-man", Nearness.HOUSEHOLD, "told", (), Link.SAME, Answer.NO),),
    )  # fmt: skip
    lines = [line.text for line in compose(given_, AT).history]
    assert "1 domestic abuse incident told in three years, 1 of them in 12 months" in lines[0]
    assert any("somebody else" in line for line in lines)
    nobody = compose(replace(given_, pictures={}, concerned=()), AT).history
    assert "none told that you may see" in nobody[0].text


def test_none_of_a_code_is_no_disability_and_the_job_itself_is_no_history():
    now = record("R-j", "domestic_abuse_incident", DomesticAbuse(job="OAK-1"), [("P-kid", "child")])
    same = record(
        "R-k", "incident", Incident(job="OAK-1", job_type="domestic"), [("P-kid", "subject")]
    )
    other = record("R-l", "incident", Incident(job="OAK-2"), [("P-kid", "subject")])
    kid = picture(
        "P-kid", "Tam Quillon", date(2019, 1, 1), disability="NONE", records=(now, same, other)
    )
    near = Concerned("P-kid", Nearness.HOUSEHOLD, "told", (), Link.SAME, Answer.YES)
    brief = compose(
        Given(about_kind="record", heading="x", pictures={"P-kid": kid}, concerned=(near,), sources=(), job=now),
        AT,
    )  # fmt: skip
    assert "NONE" not in brief.children[0].short
    assert "disability told as none" in brief.children[0].line
    assert [one.record for one in brief.narrative] == ["R-l"]


def test_what_the_job_itself_tells_is_a_danger_and_a_marker_is_told_by_its_own_kind():
    job = record("R-j", "domestic_abuse_incident", DomesticAbuse(
        strangulation="yes", threat_to_kill="yes", pregnant="yes"), [("P-man", "suspect")])  # fmt: skip
    marker = MarkerView(
        "R-m", "officer_safety", "Large dog", "", "P-man", None, None, in_force=True
    )
    man = picture("P-man", "Ryan Quillon", date(1990, 1, 1), records=(job,), markers=(marker,))
    near = Concerned("P-man", Nearness.HOUSEHOLD, "told", (), Link.SAME, Answer.NO)
    told = compose(
        Given(about_kind="record", heading="x", pictures={"P-man": man}, concerned=(near,), sources=(), job=job),
        AT,
    ).dangers  # fmt: skip
    assert [one.code for one in told] == [
        "strangulation_now", "threat_now", "officer_safety", "pregnant_now",
    ]  # fmt: skip
    assert "violence" not in " ".join(one.words for one in told)
