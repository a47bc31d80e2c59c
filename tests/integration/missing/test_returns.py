"""Found is not safe, and safe is not over: what a return asks, looks up and holds open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.models import User
from firstlight.duties import selectors as duties
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing import selectors, services
from firstlight.missing.models import Episode
from firstlight.people.selectors import person_at
from firstlight.picture.selectors import person as picture_of
from firstlight.sharing import gathering
from tests.integration.missing.conftest import run
from tests.integration.missing.test_episodes import PLACE, TEGAN

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
FLAT = "Flat 2, 9 Tannery Row, Wexcombe ZX4 3QQ"
RICO = {"given": "Rico", "family": "Sandgate", "born_on": "1989-05-05"}
ELLA = {"given": "Ella", "family": "Thornbury", "born_on": "2010-08-08"}


@pytest.fixture
def coordinator(officer, at):
    return officer("coord", "Sergeant", "missing", "missing_coordinator", at)


@pytest.fixture
def ref(at, tell, coordinator):
    tell("missing_report", "care-homes", at, TEGAN, {"from_care_home": True}, places=PLACE)
    return Episode.objects.get().ref


def owed(ref, at):
    return {row.clock: row for row in duties.about(ref, SYSTEM, at, closed=False)}


def seen(ref, view, at, **more):
    told = {"state": "safe_and_seen", "seen_by": "PC 4417", "said": "At the flat."} | more
    services.return_or_sighting(ref=ref, **told, by=view, at=at)
    run(at)


def settled(ref, by, at, *codes):
    for code, outcome in codes:
        services.answer_plan(ref=ref, code=code, outcome=outcome, said="Asked and checked.", by=by, at=at)  # fmt: skip


@pytest.mark.parametrize("state", ["located_not_safe", "in_custody", "in_hospital", "sighted"])
def test_only_safe_and_seen_ends_the_search(ref, coordinator, at, state):
    seen(ref, coordinator, at, state=state)
    assert Episode.objects.get().returned_at is None
    assert "MISS_GRADE" in owed(ref, at)
    assert ("MISS_FOUND" in owed(ref, at)) is (state != "sighted")


def test_an_offenders_flat_where_another_girl_was_found_is_told_at_once(ref, tell, coordinator, at):
    tell("offender_management", "oak-ppn", at, [{"key": "p1", "role": "subject", **RICO,
         "address": {"text": FLAT}}], {"poses_risk_to_children": "yes"})  # fmt: skip
    tell("return", "oak-missing", at, ELLA, {"state": "located_not_safe", "seen_by": "PC 2203"},
         places=[{"role": "found", "address": {"text": FLAT}}])  # fmt: skip
    seen(
        ref, coordinator, at, where=FLAT, adult_given="Rico", adult_family="Sandgate", adult_age=37
    )
    view = selectors.episode(ref, coordinator, at)
    words = " ".join(hit.words for check in view.checks for hit in check.hits)
    assert "Somebody who poses a risk to children" in words
    assert "Another missing person was found" in words
    held = owed(ref, at)["FOUND_HELD"]
    assert held.due_at == at + timedelta(minutes=30)
    assert "Rico" not in held.because
    settled(ref, coordinator, at, ("place", "checked"))
    assert "FOUND_HELD" not in owed(ref, at)


def test_a_place_of_which_nothing_is_held_interrupts_nobody(ref, coordinator, at):
    seen(ref, coordinator, at, where="12 Fallow Road, Wexcombe ZX4 9AA")
    assert "FOUND_HELD" not in owed(ref, at)
    (check,) = selectors.episode(ref, coordinator, at).checks
    assert check.hits == ()


def test_a_boyfriend_nobody_has_named_stays_an_open_line_and_holds_the_closing(
    ref, coordinator, at
):
    seen(ref, coordinator, at, adult_said="boyfriend")
    view = selectors.episode(ref, coordinator, at)
    assert [check.unknown for check in view.checks] == [True]
    settled(ref, coordinator, at, ("adult", "unidentified"), ("place", "checked"),
            ("others", "nobody"), ("protection", "not_needed"), ("told_back", "told"))  # fmt: skip
    services.prevention_interview(ref=ref, how="alone", seen_by="PC 4417", words="Leave it.",
                                  harm="unknown", said="", by=coordinator, at=at)  # fmt: skip
    services.offer_return_interview(ref=ref, offered_to="Oakshire Council", answer="yes",
                                    by=coordinator, at=at)  # fmt: skip
    services.answer_tonight(ref=ref, where="Larkspur House", with_whom="staff", checked="seen there",
                            checked_by="PC 4417", by=coordinator, at=at)  # fmt: skip
    with pytest.raises(Refusal) as refused:
        services.close(ref=ref, outcome="Back.", by=coordinator, at=at)
    assert [name for name, _ in refused.value.faults] == ["adult"]
    assert "MISS_FOUND" in owed(ref, at)
    settled(ref, coordinator, at, ("adult", "identified"))
    assert "MISS_FOUND" not in owed(ref, at)
    services.close(ref=ref, outcome="Back.", by=coordinator, at=at)
    run(at)
    assert "RHI" in owed(ref, at), "a yes is no interview, and closing ends no council's duty"


def test_a_child_who_was_there_too_needs_a_line_and_is_sighted_if_missing(
    ref, tell, coordinator, at
):
    tell("missing_report", "council", at, ELLA)
    other = Episode.objects.exclude(ref=ref).get()
    seen(ref, coordinator, at)
    services.also_there(ref=ref, given="Ella", family="Thornbury", said="In the back room.",
                        missing_as=other.ref, by=coordinator, at=at)  # fmt: skip
    run(at)
    (line,) = selectors.lines_wanted(ref, coordinator, at)
    assert line.name == "Ella Thornbury"
    other.refresh_from_db()
    assert other.state == "sighted"


def test_police_protection_has_two_officers_and_72_hours_that_nothing_extends(ref, coordinator, at):
    with pytest.raises(Refusal):
        services.police_protection(ref=ref, initiating="4417", designated="4417",
                                   by=coordinator, at=at)  # fmt: skip
    used = at - timedelta(hours=1)
    record = services.police_protection(
        ref=ref, initiating="4417", begins_at=used, by=coordinator, at=at
    )
    run(at)
    clocks = owed(ref, at)
    assert clocks["S46"].due_at == used + timedelta(hours=72)
    assert "designated officer" in clocks["S46_TELL"].because
    with pytest.raises(Refusal):
        services.protection_ended(ref=ref, record_ref=record, ended_by="returned",
                                  ended_at=used + timedelta(hours=73), by=coordinator, at=at)  # fmt: skip
    later = used + timedelta(hours=20)
    services.protection_ended(
        ref=ref, record_ref=record, ended_by="accommodated", by=coordinator, at=later
    )
    run(later)
    person = person_at(Episode.objects.get().anchor, viewer=SYSTEM)
    assert not [d for d in duties.about(person, SYSTEM, later) if d.clock == "S46" and d.state != "closed"]  # fmt: skip
    (view,) = picture_of(person, viewer=SYSTEM, at=later).of_kind("police_protection")
    assert view.details.ended_by == "accommodated"


def test_the_return_interview_is_chased_and_what_it_tells_is_in_the_picture(ref, coordinator, at):
    seen(ref, coordinator, at)
    later = at + timedelta(hours=49)
    run(later)
    assert "RHI_CHASE" in owed(ref, later)
    with pytest.raises(Refusal) as refused:
        services.return_interview(ref=ref, outcome="declined", by=coordinator, at=later)
    assert {name for name, _ in refused.value.faults} == {"why_not", "parents_offered"}
    services.return_interview(
        ref=ref, outcome="held", held_by="A. Marlow, independent", independent="yes",
        places="Canal basin\nFlat above the shop", words="He gets me things.", by=coordinator, at=later,
    )  # fmt: skip
    assert {"RHI", "RHI_CHASE"}.isdisjoint(owed(ref, later))
    person = person_at(Episode.objects.get().anchor, viewer=SYSTEM)
    (view,) = picture_of(person, viewer=SYSTEM, at=later).of_kind("return_interview")
    assert view.details.told_places == ["Canal basin", "Flat above the shop"]


def test_an_interview_the_council_sends_itself_ends_what_asked_for_it(ref, tell, coordinator, at):
    seen(ref, coordinator, at)
    later = at + timedelta(hours=50)
    run(later)
    tell("return_interview", "council", later, TEGAN, {"accepted": "yes", "independent": "yes"})
    assert {"RHI", "RHI_CHASE"} <= set(owed(ref, later)), "accepted is not held"
    told = {"accepted": "yes", "independent": "yes", "harm_suffered": "no"}
    tell("return_interview", "council", later, TEGAN, told)
    assert {"RHI", "RHI_CHASE"}.isdisjoint(owed(ref, later))


def test_an_interview_that_comes_before_its_return_counts_when_the_return_is_here(ref, tell, at):
    later = at + timedelta(hours=20)
    told = {"accepted": "yes", "independent": "yes", "harm_suffered": "no"}
    tell("return_interview", "council", later, TEGAN, told)
    back = {"state": "safe_and_seen", "seen_by": "PC 4417"}
    tell("return", "oak-missing", later, TEGAN, back, told_at=at + timedelta(hours=3))
    assert "RHI" not in owed(ref, later)


def test_what_a_child_says_of_the_home_goes_its_own_way_and_not_to_the_home(
    ref, coordinator, officer, at
):
    record = services.allegation(ref=ref, against="a night worker", said="He comes in at night.",
                                 by=coordinator, at=at)  # fmt: skip
    run(at)
    assert [d.queue for d in duties.about(record, SYSTEM, at) if d.clock == "LADO_REFERRAL"] == [
        "hub"
    ]
    person = person_at(Episode.objects.get().anchor, viewer=SYSTEM)
    made = gathering.given((person,), by=SYSTEM, at=at)
    home = gathering.Recipient("H-1", "Larkspur House", "care_home", "", "", ())
    council = gathering.Recipient("C-1", "Oakshire Council", "council", "", "", ())
    held = {kind: {r.ref for r in gathering.kept_from(made, whom).pictures[person].records}
            for kind, whom in (("home", home), ("council", council))}  # fmt: skip
    assert record not in held["home"]
    assert record in held["council"]


def test_the_page_asks_looks_up_and_answers(ref, client, coordinator, at):
    clock.use(lambda: at)
    try:
        client.force_login(User.objects.get(username="coord"))
        seen(ref, coordinator, at, where=FLAT, adult_said="boyfriend")
        page = client.get(f"/missing/{ref}").content.decode()
        assert "Who was the adult they were with" in page
        assert "“boyfriend”" in page
        refused = client.post(f"/missing/{ref}/plan/adult", {"plan-adult-outcome": "identified"})
        assert refused.status_code == 422
        body = {
            "plan-adult-outcome": "identified",
            "plan-adult-said": "Rico Sandgate, 37; offender.",
        }
        assert client.post(f"/missing/{ref}/plan/adult", body).status_code == 302
        assert "Identified and checked" in client.get(f"/missing/{ref}").content.decode()
        used = {"protection-initiating": "4417", "protection-designated": "2203"}
        assert client.post(f"/missing/{ref}/do/protection", used).status_code == 302
        page = client.get(f"/missing/{ref}").content.decode()
        record = Episode.objects.get().history.get(verb="protection").record
        ended = {f"end-{record}-ended_by": "returned"}
        assert f"/missing/{ref}/protection/{record}" in page
        assert client.post(f"/missing/{ref}/protection/{record}", ended).status_code == 302
        assert client.get(f"/missing/{ref}/print").status_code == 200
    finally:
        clock.use(clock._real)
