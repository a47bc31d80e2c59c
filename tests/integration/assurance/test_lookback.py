"""A look-back over what is held: duties before charts, resumed after a kill, the sealed in no number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.services import restrict
from firstlight.assurance import selectors, services
from firstlight.assurance.models import Lookback, LookbackChild, LookbackShard
from firstlight.assurance.replay import running
from firstlight.assurance.replay.owing import STOOD
from firstlight.audit.models import JournalRef
from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import anchor
from firstlight.risk.rules.frameworks.domestic import FRESH_DAYS
from firstlight.risk.selectors import latest_of
from firstlight.risk.services import assess

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
MAN = {"given": "Conrad", "family": "Peverell", "born_on": "1980-07-08", "role": "suspect"}
ADA = {
    "given": "Ada",
    "family": "Thornbury",
    "born_on": "2012-03-04",
    "role": "child",
    "present": "yes",
}
IVO = {
    "given": "Ivo",
    "family": "Lomax",
    "born_on": "2014-05-06",
    "role": "child",
    "present": "yes",
}
UNA = {**IVO, "given": "Una", "family": "Quarrington", "born_on": "2013-01-09"}
GRAVE = {"strangulation": "yes", "children_present": "yes", "tool": "DARA", "grade": "standard"}


@pytest.fixture
def held(take, at):
    """Two children at high: one graded after two contacts, one never."""
    first = take("domestic_abuse_incident", MAN, ADA, days=60, **GRAVE)
    take("contact", ADA | {"role": "subject"}, days=50, department="neighbourhood")
    take("vulnerability_report", ADA | {"role": "subject"}, days=45, department="custody")
    take("grading", ADA | {"role": "subject"}, days=40, framework="domestic", level="high")
    take("contact", ADA | {"role": "subject"}, days=30)
    second = take("domestic_abuse_incident", {**MAN, "given": "Silas"}, IVO, days=20, **GRAVE)
    people = first.people["p2"], second.people["p2"]
    for person in people:
        assess(person=person, by=SYSTEM, at=at)
    return people


def run(at, **more):
    return services.look_back(
        begins=at - timedelta(days=90), ends=at - timedelta(hours=1), by=SYSTEM, at=at, **more
    )


def owed(person, at):
    return [r for r in duties.about(person, SYSTEM, at) if r.clock == "LOOKBACK_HIGH"]


def test_it_tells_when_floor_and_grade_were_first_high_and_what_lay_between(held, at):
    found = selectors.lookback_told(run(at), SYSTEM)
    ada, ivo = (next(r for r in found.children if r.person == person) for person in held)
    assert (ada.group, ivo.group) == ("after", "never")
    assert ada.waited == timedelta(days=20)
    assert [one.department for one in ada.between] == ["neighbourhood", "custody"]
    assert found.departments() == [
        ("neighbourhood", "Neighbourhoods", 1, 1), ("custody", "Custody", 1, 1),
    ]  # fmt: skip
    assert found.numbers.never_graded_high == 1


def test_its_end_is_what_live_work_says_now(held, at):
    found = {
        r.anchor: r.spans[-1][1]
        for r in LookbackChild.objects.filter(lookback__ref=run(at))
        if r.spans
    }
    ada, ivo = held
    live = {person: row.levels["domestic"] for person, row in latest_of(held).items()}
    assert live == {ada: "medium", ivo: "high"}
    assert found[anchor(ivo)] is None
    assert found[anchor(ada)] == (at - timedelta(days=60 - FRESH_DAYS)).isoformat()


def test_a_child_still_at_high_without_a_grade_has_one_duty_before_anything_is_drawn(
    held, at, monkeypatch
):
    drawn = []
    monkeypatch.setattr(
        running,
        "owed",
        lambda now, graded: (
            drawn.append(selectors.newest_lookback()) or iter([(anchor(held[1]), "x")])
        ),
    )
    run(at)
    assert drawn == [None]
    assert len(owed(held[1], at)) == 1


def test_a_child_whose_high_faded_before_anybody_graded_has_a_duty_too(held, take, at):
    old = FRESH_DAYS + 3
    third = take("domestic_abuse_incident", {**MAN, "given": "Joss"}, UNA, days=old, **GRAVE)
    una = third.people["p2"]
    assert assess(person=una, by=SYSTEM, at=at).level("domestic") == "medium"
    run(at)
    (duty,) = owed(una, at)
    assert duty.because == STOOD
    assert owed(held[0], at) == [], "she was graded"


def test_who_is_asked_about_already_is_not_asked_about_twice(held, at):
    run(at)
    run(at + timedelta(hours=2))
    assert [len(owed(person, at)) for person in held] == [0, 1], "the other was graded"


def test_one_that_was_killed_goes_on_where_it_was(held, at, monkeypatch):
    monkeypatch.setattr(running, "SHARD", 1)
    whole = selectors.lookback_told(run(at), SYSTEM)
    kept = running._keep

    def killed(row, worked, by, now):
        kept(row, worked, by, now)
        raise KeyboardInterrupt

    later = at + timedelta(minutes=1)
    monkeypatch.setattr(running, "_keep", killed)
    period = {"begins": at - timedelta(days=90), "ends": at - timedelta(hours=1)}
    with pytest.raises(KeyboardInterrupt):
        services.look_back(**period, by=SYSTEM, at=later)
    assert selectors.newest_lookback() == whole.ref, "half a look-back is not drawn"
    monkeypatch.setattr(running, "_keep", kept)
    assert LookbackShard.objects.filter(done=False).exists()
    again = selectors.lookback_told(services.look_back(**period, by=SYSTEM, at=later), SYSTEM)
    assert again.children == whole.children
    assert Lookback.objects.count() == 2


def test_a_sealed_child_is_in_no_number_of_whoever_may_not_know(held, at, browse, viewer):
    run(at)
    restrict(
        target=held[0], level="sealed", custodians=("user:nobody",), reason="a test",
        by=viewer("dpo", "dpo"), at=at,
    )  # fmt: skip
    chief = browse("chief", "chief")
    for page in ("/leaders/lookback", "/leaders/lookback/children", "/leaders/lookback.csv"):
        text = chief.get(page).content.decode()
        assert held[0] not in text
        assert "Neighbourhoods" not in text
        assert "neighbourhood" not in text.replace("/leaders/", "")
    told = selectors.lookback_told(selectors.newest_lookback(), viewer("other", "chief"))
    assert [row.person for row in told.children] == [held[1]]
    assert told.numbers.children_whose_floor_reached_high == 1


def test_looking_is_written_down_and_names_nobody(held, at, browse):
    run(at)
    chief = browse("chief", "chief")
    for page in ("/leaders/lookback/children", "/leaders/lookback.csv"):
        before = JournalRef.objects.filter(ref=held[0]).count()
        text = chief.get(page).content.decode()
        assert held[0] in text
        assert "Thornbury" not in text
        assert JournalRef.objects.filter(ref=held[0]).count() == before + 1
    cut = chief.get("/leaders/lookback/children?group=never").content.decode()
    assert held[1] in cut
    assert held[0] not in cut


def test_who_graded_is_not_said_unless_the_force_has_chosen_so(held, at, browse):
    run(at)
    chief = browse("chief", "chief")
    assert " by PS 2204" not in chief.get("/leaders/lookback/children").content.decode()


def test_it_refuses_a_period_that_is_none_and_who_may_not(at, viewer):
    with pytest.raises(Refusal):
        services.look_back(begins=at, ends=at - timedelta(days=1), by=SYSTEM, at=at)
    with pytest.raises(Refusal):
        services.look_back(begins=at, ends=at + timedelta(days=1), by=SYSTEM, at=at)
    with pytest.raises(NotThere):
        services.look_back(
            begins=at - timedelta(days=1), ends=at, by=viewer("pc", "response"), at=at
        )


def test_the_page_says_how_to_have_one_run_where_there_is_none(browse):
    text = browse("chief", "chief").get("/leaders/lookback").content.decode()
    assert "firstlight lookback" in text
    assert "<svg" not in text.split("<main", 1)[1]
