"""The pages of missing, as officers open them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.models import User
from firstlight.access.services import restrict
from firstlight.audit.models import Journal
from firstlight.kernel import clock
from firstlight.missing.models import Episode
from tests.integration.missing.conftest import run
from tests.integration.missing.test_episodes import PLACE, RETURN, TEGAN

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, officer, at):
    """A browser in which Inspector Rao, duty inspector north, is signed in at the fixed time."""
    clock.use(lambda: at)
    officer("rao", "Inspector", "inspector", "duty_inspector_north", at)
    client.force_login(
        User.objects.get(username="rao"), backend="django.contrib.auth.backends.ModelBackend"
    )
    yield client
    clock.use(clock._real)


def test_the_board_shows_who_is_missing_and_what_is_next(page, tell, at):
    tell("missing_report", "care-homes", at - timedelta(minutes=9), TEGAN,
         {"words_used": "unauthorised absence", "from_care_home": True, "home": "Larkspur House"},
         places=PLACE)  # fmt: skip
    text = page.get("/missing").content.decode()
    assert "Tegan Rowbottom, 15" in text
    assert "Nobody has acknowledged" in text or "nobody has said they have it" in text
    assert "unauthorised absence" in text
    assert "Tegan" not in page.get("/missing?area=south").content.decode()
    assert page.get("/missing?area=north&care=yes").status_code == 200


def test_a_report_is_recorded_with_gaps_and_leads_to_its_episode(page, at):
    answer = page.post(
        "/missing/record",
        {"do": "save", "given": "Tegan", "worry": "Not back.", "whereabouts_known": "no"},
    )
    ref = Episode.objects.get().ref
    assert answer.headers["Location"] == f"/missing/{ref}"
    run(at)
    text = page.get(f"/missing/{ref}").content.decode()
    assert "Not back." in text
    assert "I have this" in text


def test_nothing_at_all_can_be_saved(page, at):
    answer = page.post("/missing/record", {"do": "save"})
    assert answer.status_code == 302
    assert Episode.objects.count() == 1


def test_somebody_known_is_found_first_and_kept(page, tell, at):
    taken = tell("school_enrolment", "schools", at, TEGAN, {"school": "St Bede's Academy"})
    found = page.post("/missing/record", {"do": "search", "given": "Tegan", "family": "Rowbottom"})
    person = taken.people["p1"]
    assert person in found.content.decode()
    page.post(
        "/missing/record",
        {"do": "save", "person": person, "worry": "Gone.", "whereabouts_known": "no"},
    )
    run(at)
    text = page.get(f"/missing/{Episode.objects.get().ref}").content.decode()
    assert "St Bede" in text


def test_the_whole_way_by_the_pages(page, tell, at):
    tell("missing_report", "care-homes", at, TEGAN, places=PLACE)
    ref = Episode.objects.get().ref

    def do(verb, **given):
        answer = page.post(
            f"/missing/{ref}/do/{verb}", {f"{verb}-{k}": v for k, v in given.items()}
        )
        assert answer.status_code == 302, answer.content.decode()

    assert page.post(f"/missing/{ref}/acknowledge").status_code == 302
    do("grade", level="high", rationale="Fourteen, first time, no contact.")
    do("act", kind="search", said="Room searched.")
    do("return", state="sighted", said="Seen at the canal.", found_with="unknown")
    do("search_on", reason="Gone when we came.")
    assert page.post(f"/missing/{ref}/do/close", {"close-outcome": "x"}).status_code == 422
    do("return", state="safe_and_seen", seen_by="PC 4417", said="At home.", where="4 Larkspur Way")
    do("prevention_interview", how="alone", seen_by="PC 4417", words="Bored.")
    do("offer_return_interview", offered_to="Oakshire Council", answer="")
    do("tonight", where="Larkspur House", with_whom="staff", checked="seen", checked_by="PC 4417")
    for code, outcome in RETURN.items():
        told = {f"plan-{code}-outcome": outcome, f"plan-{code}-said": "Asked."}
        assert page.post(f"/missing/{ref}/plan/{code}", told).status_code == 302
    do("close", outcome="Back, spoken to.")
    assert Episode.objects.get().state == "closed"
    assert page.get(f"/missing/{ref}").status_code == 200
    assert page.get(f"/missing/{ref}/print").status_code == 200


def test_what_is_not_recorded_is_listed_and_can_be_read(page, tell, at):
    taken = tell(
        "contact",
        "oak-cad",
        at,
        TEGAN,
        {"channel": "101"},
        narrative="Home do not know where she is.",
    )
    assert taken.ref in page.get("/missing/unrecorded").content.decode()
    page.post(f"/missing/read/{taken.ref}", {"answer": "not", "reason": ""})
    assert taken.ref in page.get("/missing/unrecorded").content.decode()
    page.post(f"/missing/read/{taken.ref}", {"answer": "missing"})
    assert Episode.objects.count() == 1
    assert taken.ref not in page.get("/missing/unrecorded").content.decode()


def test_a_sealed_childs_episode_is_not_there_for_an_outsider(page, tell, at, officer):
    taken = tell("missing_report", "care-homes", at, TEGAN)
    boss = officer("dpo", "Staff", "dpo", "", at)
    restrict(
        target=taken.people["p1"],
        level="sealed",
        custodians=(boss.ref,),
        reason="family of an officer",
        by=boss,
        at=at,
    )
    ref = Episode.objects.get().ref
    assert page.get(f"/missing/{ref}").status_code == 404
    assert "Tegan" not in page.get("/missing").content.decode()


def test_an_episode_page_writes_a_look(page, tell, at):
    tell("missing_report", "care-homes", at, TEGAN)
    page.get(f"/missing/{Episode.objects.get().ref}")
    assert Journal.objects.filter(action="look.missing.see").exists()


def test_a_persons_page_lists_their_episodes(page, tell, at):
    taken = tell("missing_report", "care-homes", at, TEGAN)
    text = page.get(f"/people/{taken.people['p1']}").content.decode()
    assert "Missing episodes" in text
    assert Episode.objects.get().ref in text
