"""After a history's load: one duty a child at high, a child not found, an order ending; once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.assurance import services
from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import system_viewer
from firstlight.risk.services import assess

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
CHILD = {"given": "Ada", "family": "Thornbury", "born_on": "2012-03-04"}
BACK = {"given": "Idris", "family": "Lomax", "born_on": "2011-05-06"}
GROWN = {"given": "Conrad", "family": "Peverell", "born_on": "1980-07-08"}


def owed(at):
    return [r for r in duties.board(SYSTEM, at, limit=200).rows if r.clock == "BASELINE"]


def test_a_child_not_known_to_be_found_is_owed_a_look_and_one_found_or_grown_is_not(take, at):
    lost = take("missing_report", CHILD, days=40, whereabouts_known="no")
    take("missing_report", BACK, days=40, whereabouts_known="no")
    take("return", BACK, days=39, state="safe_and_seen")
    take("missing_report", GROWN, days=40, whereabouts_known="no")
    services.baseline(by=SYSTEM, at=at)
    rows = [r for r in owed(at) if "Reported missing" in r.because]
    assert len(rows) == 1
    assert lost.ref in rows[0].about


def test_located_and_not_safe_is_not_found(take, at):
    take("missing_report", BACK, days=40, whereabouts_known="no")
    take("return", BACK, days=39, state="located_not_safe")
    services.baseline(by=SYSTEM, at=at)
    assert len([r for r in owed(at) if "Reported missing" in r.because]) == 1


def test_a_child_at_high_has_one_duty_whatever_the_number_of_frameworks(take, at):
    took = take(
        "domestic_abuse_incident", GROWN | {"role": "suspect"}, CHILD | {"role": "child", "present": "yes"},
        days=2, strangulation="yes", children_present="yes", tool="DARA", grade="high",
    )  # fmt: skip
    found = assess(person=took.people["p2"], by=SYSTEM, at=at)
    assert "high" in {floor.level for floor in found.floors.values()}, "the case must stand at high"
    services.baseline(by=SYSTEM, at=at)
    assert len([r for r in owed(at) if "at high" in r.because]) == 1


def test_an_order_is_owed_a_look_by_its_end_and_no_later_one_is(take, at):
    ends = at + timedelta(days=3)
    near = take("order", GROWN | {"role": "respondent"}, days=20, ends_at=ends.isoformat())
    take(
        "order",
        GROWN | {"role": "respondent"},
        days=20,
        ends_at=(at + timedelta(days=30)).isoformat(),
    )
    services.baseline(by=SYSTEM, at=at)
    (row,) = owed(at)
    assert near.ref in row.about
    assert row.due_at == ends


def test_the_same_again_opens_nothing_new_and_not_everybody_may(take, viewer, at):
    take("missing_report", CHILD, days=40, whereabouts_known="no")
    services.baseline(by=SYSTEM, at=at)
    before = len(owed(at))
    services.baseline(by=SYSTEM, at=at + timedelta(days=1))
    assert len(owed(at)) == before >= 1
    with pytest.raises(NotThere):
        services.baseline(by=viewer("pc", "response"), at=at)
