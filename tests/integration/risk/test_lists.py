"""Lists: whose floor rose and to what, and grades below the floor with what happened later."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from firstlight.access.services import restrict
from firstlight.people.services import take_in
from firstlight.risk import selectors
from firstlight.risk.below import graded_below, with_later
from firstlight.risk.grouping import newest
from firstlight.risk.rules.suppressing import LEAST
from firstlight.risk.services import agree, grade
from tests.integration.chain.conftest import SYSTEM, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya(oakshire):
    return oakshire.person("maya", "maya")


def report(oakshire, maya, kind="vulnerability_report", role="subject"):
    """Tell of harm, some hours later."""
    oakshire.now += timedelta(hours=3)
    at = oakshire.now.isoformat()
    raw = {"source": "firstlight", "source_ref": "LATER", "kind": kind, "told_at": at,
           "recorded_at": at, "occurred": {"begins": at}, "people": [{"key": "p1", "role": role}]}  # fmt: skip
    taken = take_in(raw, by=SYSTEM, at=oakshire.now, about={"p1": maya})
    assert taken.outcome == "taken", taken.faults
    oakshire.work()


def test_a_grade_below_the_floor_is_reviewed_with_what_came_after(oakshire, maya):
    at = oakshire.now
    ref = grade(
        person=maya, framework="missing", level="low", rationale="Said to be with an aunt.",
        by=oakshire.viewer("insp.coyle"), at=at,
    )  # fmt: skip
    agree(grade=ref, by=oakshire.viewer("supt.okafor"), at=at)
    report(oakshire, maya)
    reader = oakshire.viewer("supt.okafor")
    (one,) = with_later(graded_below(reader), reader, oakshire.now)
    assert (one.grade.ref, one.state) == (ref, "agreed")
    assert any("vulnerability" in line.lower() for line in one.later), one.later
    assert graded_below(reader, state="waiting") == ()
    page = words(oakshire.signed_in("supt.okafor").get("/risk/below"))
    assert "Maya Trelawney" in page
    assert "Coyle" not in page.split("Grades below the floor, newest first")[-1], (
        "no grader is named"
    )
    restrict(target=maya, level="sealed", custodians=["U-KEEPER"], reason="x", by=SYSTEM, at=at)
    assert graded_below(oakshire.viewer("supt.okafor")) == ()


def test_rises_are_told_at_the_level_risen_to_filtered_and_as_a_file_without_names(oakshire, maya):
    pages = oakshire.signed_in("insp.coyle")
    assert "Maya Trelawney" in words(pages.get("/risk/rises"))
    risen = selectors.rises(oakshire.now - timedelta(days=1))
    assert {(r.framework, r.level) for r in risen if r.person == maya} >= {("missing", "high")}
    other = words(pages.get("/risk/rises", {"framework": "images"}))
    assert "Maya Trelawney" not in other
    late = words(pages.get("/risk/rises", {"since": "2026-11-22T23:00"}))
    assert "No floor rose" in late
    file = pages.get("/risk/rises.csv").content.decode()
    assert maya in file
    assert "Trelawney" not in file
    restrict(
        target=maya, level="sealed", custodians=["U-KEEPER"], reason="x", by=SYSTEM, at=oakshire.now
    )
    assert maya not in pages.get("/risk/rises.csv").content.decode()
    assert "Maya" not in words(pages.get("/risk/rises"))


def test_a_floor_that_stays_while_another_rises_has_not_risen(oakshire, maya):
    report(oakshire, maya, "domestic_abuse_incident", "child")
    since = oakshire.now - timedelta(minutes=1)
    risen = {(row.framework, row.level) for row in selectors.rises(since) if row.person == maya}
    assert risen == {("domestic", "standard")}
    pages, asked = oakshire.signed_in("insp.coyle"), {"since": f"{since:%Y-%m-%dT%H:%M}"}
    asked["framework"] = "domestic"
    shown = words(pages.get("/risk/rises", asked))
    assert "No floor rose" in shown
    assert "1 more rose only to the least level" in shown
    assert "Maya Trelawney" in words(pages.get("/risk/rises", {**asked, "least": "on"}))


def test_groups_are_counted_by_the_worker_and_told_with_small_numbers_left_out(oakshire, maya):
    pages = oakshire.signed_in("supt.okafor")
    assert "Nobody has been counted yet" in words(pages.get("/risk/groups"))
    assert pages.post("/risk/groups/reckon").status_code == 302
    oakshire.work()
    counted, counts = newest()
    assert counted == oakshire.now
    ages = counts["missing floor age"]
    assert sum(n for row in ages.values() for n in row.values()) >= 1
    small = [n for row in ages.values() for n in row.values() if 0 < n < LEAST]
    assert small, "the stories tell of few"
    page = words(pages.get("/risk/groups", {"framework": "missing", "what": "floor"}))
    assert "left out" in page
    file = pages.get("/risk/groups.csv", {"framework": "missing"}).content.decode()
    assert '"left out"' in file
    assert not re.search(r'"[1-4]"', file)
    restrict(
        target=maya, level="sealed", custodians=["U-KEEPER"], reason="x", by=SYSTEM, at=oakshire.now
    )
    pages.post("/risk/groups/reckon")
    oakshire.work()
    fewer = newest()[1]["missing floor age"]
    assert (
        sum(n for r in fewer.values() for n in r.values())
        == sum(n for r in ages.values() for n in r.values()) - 1
    )
