"""Every report makes an episode; one child has one; only safe and seen ends a search."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.duties import selectors as duties
from firstlight.duties.services import acknowledge
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing import differences, selectors, services
from firstlight.missing.models import Episode
from firstlight.missing.tasks import after_record
from firstlight.people.selectors import appearance_of
from firstlight.people.services import judge, split
from tests.integration.missing.conftest import run

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
TEGAN = {"given": "Tegan", "family": "Rowbottom", "born_on": "2011-02-11"}
RETURN = {"adult": "no_adult", "place": "checked", "others": "nobody", "protection": "not_needed",
          "told_back": "told"}  # fmt: skip
PLACE = [{"role": "last_seen", "address": {"text": "4 Larkspur Way, Wexcombe ZX4 2AB"}}]


def owed(ref, at):
    return {row.clock: row for row in duties.about(ref, SYSTEM, at, closed=False)}


def test_a_report_opens_an_episode_at_once_with_its_clocks_from_when_the_force_was_told(at, tell):
    told = at - timedelta(minutes=25)
    tell("missing_report", "care-homes", at, TEGAN, {"words_used": "unauthorised absence"},
         told_at=told, places=PLACE)  # fmt: skip
    (row,) = Episode.objects.all()
    assert (row.state, row.area, row.told_at, row.adult) == ("reported", "north", told, False)
    clocks = owed(row.ref, at)
    assert {"MISS_ACK", "MISS_GRADE", "MISS_FIRST_ACTION", "MISS_HOME_ENQUIRY"} <= set(clocks)
    assert clocks["MISS_ACK"].post == "duty_inspector_north"
    assert clocks["MISS_ACK"].due_at == told + timedelta(minutes=10)


def test_the_same_record_again_opens_nothing_more(at, tell):
    taken = tell("missing_report", "care-homes", at, TEGAN)
    before = len(duties.about(Episode.objects.get().ref, SYSTEM, at))
    after_record((taken.ref,), at)
    after_record((taken.ref,), at + timedelta(minutes=1))
    assert Episode.objects.count() == 1
    assert len(duties.about(Episode.objects.get().ref, SYSTEM, at)) == before


def test_four_routes_and_words_are_one_episode_of_one_child(at, tell):
    tell("missing_report", "care-homes", at, TEGAN, {"words_used": "absent"})
    later = at + timedelta(hours=1)
    tell(
        "incident",
        "oak-cad",
        later,
        TEGAN,
        {"job_type": "concern for safety", "whereabouts_known": "no"},
    )
    tell(
        "partner_concern",
        "schools",
        later,
        [{"key": "c", "role": "child", **TEGAN}],
        {"whereabouts_known": "no"},
    )
    tell(
        "vulnerability_report",
        "oak-ppn",
        later,
        [{"key": "c", "role": "child", **TEGAN}],
        {"concern": ["missing"]},
    )
    row = Episode.objects.exclude(state="joined").get()
    assert row.reports.count() == 4
    assert row.told_at == at


def test_a_row_of_a_yearly_return_opens_nothing(at, tell):
    tell("missing_report", "council", at, TEGAN, {"is_return_row": True, "letter": "M"})
    assert not Episode.objects.exists()


def test_away_whereabouts_known_turns_into_missing_by_itself(at, tell):
    until = at + timedelta(hours=2)
    tell("missing_report", "care-homes", at, TEGAN,
         {"whereabouts_known": "yes", "how_known": "rang from his aunt's", "spoken_to": "yes",
          "next_contact_at": until.isoformat()})  # fmt: skip
    row = Episode.objects.get()
    assert row.state == "away"
    assert set(owed(row.ref, at)) == {"MISS_NEXT_CONTACT"}
    run(until - timedelta(minutes=1))
    assert Episode.objects.get().state == "away"
    run(until + timedelta(seconds=1))
    row.refresh_from_db()
    assert row.state == "reported"
    clocks = owed(row.ref, until)
    assert "MISS_ACK" in clocks
    assert "MISS_NEXT_CONTACT" not in clocks
    assert clocks["MISS_ACK"].told_at >= until


def test_words_alone_ask_a_person_to_read_and_open_no_episode(at, tell):
    taken = tell(
        "contact",
        "oak-cad",
        at,
        TEGAN,
        {"channel": "101"},
        narrative="Home do not know where she is.",
    )
    assert not Episode.objects.exists()
    (duty,) = [d for d in duties.about(taken.ref, SYSTEM, at) if d.clock == "MISS_READ"]
    assert duty.state == "waiting"
    (row,) = selectors.unrecorded(at)
    assert row.to_read


def test_whoever_reads_it_as_missing_opens_the_episode(at, tell, officer):
    rao = officer("rao", "Inspector", "inspector", "duty_inspector_central", at)
    taken = tell(
        "contact",
        "oak-cad",
        at,
        TEGAN,
        {"channel": "101"},
        narrative="Home do not know where she is.",
    )
    ref = services.read_report(record=taken.ref, missing=True, reason="", by=rao, at=at)
    assert Episode.objects.get().ref == ref
    assert selectors.unrecorded(at) == ()


def test_a_report_that_is_recorded_is_compared_without_a_picture(at, tell, monkeypatch):
    tell("missing_report", "care-homes", at, TEGAN)
    monkeypatch.setattr(differences, "persons", None)
    assert selectors.unrecorded(at) == ()


def test_a_home_saying_safe_by_telephone_does_not_end_the_search(at, tell):
    tell("missing_report", "care-homes", at, TEGAN)
    back = at + timedelta(hours=3)
    tell("return", "oak-missing", back, TEGAN, {"state": "safe_and_seen", "seen_by": "by phone"})
    assert Episode.objects.get().state == "located"
    tell("sighting", "oak-missing", back + timedelta(minutes=9), TEGAN, {"confirmed": "no"})
    assert Episode.objects.get().state == "sighted"


def test_safe_and_seen_ends_the_search_and_begins_what_follows(at, tell):
    tell("missing_report", "care-homes", at, TEGAN)
    back = at + timedelta(hours=3)
    tell("return", "oak-missing", back, TEGAN, {"state": "safe_and_seen", "seen_by": "PC 4417"})
    row = Episode.objects.get()
    assert (row.state, row.returned_at) == ("safe", back)
    clocks = owed(row.ref, back)
    assert set(clocks) == {"MISS_PREVENTION_INTERVIEW", "RHI", "WELFARE_TONIGHT", "MISS_FOUND"}
    assert clocks["RHI"].due_at == back + timedelta(hours=72)


def test_a_report_after_a_safe_return_is_another_episode(at, tell):
    tell("missing_report", "care-homes", at, TEGAN)
    tell(
        "return",
        "oak-missing",
        at + timedelta(hours=3),
        TEGAN,
        {"state": "safe_and_seen", "seen_by": "PC 4417"},
    )
    tell("missing_report", "care-homes", at + timedelta(hours=6), TEGAN)
    assert [e.state for e in Episode.objects.order_by("told_at")] == ["safe", "reported"]


def test_a_report_that_came_late_joins_the_night_it_tells_of(at, tell):
    tell("missing_report", "care-homes", at, TEGAN)
    tell(
        "return",
        "oak-missing",
        at + timedelta(hours=3),
        TEGAN,
        {"state": "safe_and_seen", "seen_by": "PC 4417"},
    )
    tell(
        "missing_report",
        "oak-missing",
        at + timedelta(hours=9),
        TEGAN,
        told_at=at + timedelta(hours=1),
    )
    assert Episode.objects.count() == 1


def test_a_concern_written_up_after_the_return_is_read_by_a_person(at, tell):
    tell("missing_report", "care-homes", at, TEGAN)
    tell(
        "return",
        "oak-missing",
        at + timedelta(hours=3),
        TEGAN,
        {"state": "safe_and_seen", "seen_by": "PC 4417"},
    )
    child = [{"key": "c", "role": "child", **TEGAN}]
    taken = tell(
        "vulnerability_report", "oak-ppn", at + timedelta(hours=5), child, {"concern": ["missing"]}
    )
    assert Episode.objects.count() == 1
    assert any(d.clock == "MISS_READ" for d in duties.about(taken.ref, SYSTEM, at))


def test_nothing_closes_before_interview_tonight_and_lines(at, tell, officer):
    rao = officer("rao", "Inspector", "inspector", "duty_inspector_central", at)
    sister = {"key": "s", "role": "mentioned", "given": "Mia", "family": "Rowbottom",
              "born_on": "2015-03-03"}  # fmt: skip
    tell("incident", "oak-cad", at, [{"key": "p1", "role": "subject", **TEGAN}, sister],
         {"job_type": "missing", "whereabouts_known": "no"},
         relations=[{"one": "s", "kind": "sibling_of", "other": "p1"}])  # fmt: skip
    ref = Episode.objects.get().ref
    services.acknowledge(ref=ref, by=rao, at=at)
    with pytest.raises(Refusal):
        services.close(ref=ref, outcome="done", by=rao, at=at)
    services.return_or_sighting(
        ref=ref, state="safe_and_seen", seen_by="PC 4417", said="At home.", by=rao, at=at
    )
    services.prevention_interview(
        ref=ref,
        how="alone",
        seen_by="PC 4417",
        words="I was bored.",
        harm="no",
        said="",
        by=rao,
        at=at,
    )
    services.offer_return_interview(
        ref=ref, offered_to="Oakshire Council", answer="yes", by=rao, at=at
    )
    with pytest.raises(Refusal) as refused:
        services.close(ref=ref, outcome="done", by=rao, at=at)
    assert {name for name, _ in refused.value.faults} == {"tonight", "lines", *RETURN}
    for code, outcome in RETURN.items():
        services.answer_plan(ref=ref, code=code, outcome=outcome, said="Asked.", by=rao, at=at)
    services.answer_tonight(
        ref=ref,
        where="Larkspur House",
        with_whom="staff",
        checked="seen there",
        checked_by="PC 4417",
        by=rao,
        at=at,
    )
    (child,) = selectors.lines_wanted(ref, rao, at)
    services.consider(ref=ref, person=child.person, outcome="Seen, well.", by=rao, at=at)
    services.close(ref=ref, outcome="Back and spoken to.", by=rao, at=at)
    assert Episode.objects.get().state == "closed"


def test_two_who_turn_out_to_be_one_are_shown_as_one_and_can_be_parted(at, tell, officer):
    rao = officer("rao", "Inspector", "inspector", "duty_inspector_central", at)
    one = tell("missing_report", "care-homes", at + timedelta(minutes=30), TEGAN)
    other = tell(
        "missing_report", "oak-missing", at, {"given": "Unknown", "family": "Girl", "age": 15}
    )
    assert Episode.objects.exclude(state="joined").count() == 2
    a, b = appearance_of(one.ref), appearance_of(other.ref)
    judge(one=a, other=b, answer="same", reason="seen together", by=rao, at=at)
    run(at)
    row = Episode.objects.exclude(state="joined").get()
    assert row.reports.count() == 2
    assert row.told_at == at
    split(appearance=b, reason="another girl", by=rao, at=at)
    run(at + timedelta(minutes=1))
    assert Episode.objects.exclude(state="joined").count() == 2


def test_an_adult_reported_missing_has_an_episode_marked_so(at, tell):
    tell(
        "missing_report",
        "oak-missing",
        at,
        {"given": "Moira", "family": "Standish", "born_on": "1951-02-02"},
    )
    assert Episode.objects.get().adult


def test_acknowledging_on_the_dutys_page_counts(at, tell, officer):
    rao = officer("rao", "Inspector", "inspector", "duty_inspector_central", at)
    tell("missing_report", "care-homes", at, TEGAN)
    row = Episode.objects.get()
    acknowledge(owed(row.ref, at)["MISS_ACK"].ref, rao, at)
    run(at)
    row.refresh_from_db()
    assert row.state == "acknowledged"
    assert "MISS_ACK" not in owed(row.ref, at)
