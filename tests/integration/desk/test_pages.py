"""The desk's pages on real records: right words, a journal line for each look, one 404."""

from __future__ import annotations

import base64
import re
from datetime import timedelta

import pytest

from firstlight.access.services import restrict
from firstlight.audit.selectors import lines
from firstlight.duties.models import Duty
from firstlight.people.selectors import place_of, records_of
from firstlight.records.services import register_source
from integration.desk.conftest import BEFORE, NOW, SYSTEM


def body(response) -> str:
    """A page without what differs at random: its token."""
    text = response.content.decode()
    text = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"X-CSRFToken\": \"[^\"]+\"", "", text)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_somebody_not_signed_in_is_sent_to_sign_in_and_back(client, county):
    response = client.get("/search")
    assert response.status_code == 302
    assert response.url == "/sign-in?next=/search"


def test_signing_in_goes_on_only_to_our_own_pages(client, user):
    user("hale", "response")
    typed = {"username": "hale", "password": "a long test password"}
    client.post("/sign-in", {**typed, "next": "https://elsewhere.test/"})
    assert client.session["halfway"]["onward"] == "/"
    client.post("/sign-in", {**typed, "next": "/search"})
    assert client.session["halfway"]["onward"] == "/search"


def test_a_wrong_password_does_not_say_which_was_wrong(client, user):
    user("hale", "response")
    wrong = client.post("/sign-in", {"username": "hale", "password": "x"})
    nobody = client.post("/sign-in", {"username": "noone", "password": "x"})
    assert wrong.status_code == nobody.status_code == 422
    assert body(wrong).replace("hale", "noone") == body(nobody)


def test_the_role_switcher_is_nowhere_but_in_a_demonstration(client, user, settings):
    who = user("hale", "response")
    settings.DEMO = False
    assert "Try it as somebody" not in client.get("/sign-in").content.decode()
    assert client.post("/sign-in/as", {"user": who.ref}).status_code == 404
    settings.DEMO = True
    assert "Hale" in words(client.get("/sign-in"))
    assert client.post("/sign-in/as", {"user": who.ref}).url == "/"


@pytest.mark.parametrize("path", ["/", "/search", "/glossary", "/review", "/concern/child"])
def test_the_desk_opens_for_an_officer(as_user, path):
    assert as_user().get(path).status_code == 200


def test_a_childs_page_says_what_is_known_and_is_journaled(as_user, family):
    client = as_user()
    response = client.get(f"/people/{family}")
    said = words(response)
    assert response.status_code == 200
    for wanted in ("Ayla Moss", "3 May 2017", "14 Larch Court", "Dilys Moss", "parent", "neglect",
                   "may be restricted"):  # fmt: skip
        assert wanted.lower() in said.lower(), wanted
    (look,) = lines(ref=family, by=client.who.ref)
    assert look.action == "look.people.see"


def test_a_source_that_was_not_connected_is_not_said_to_hold_nothing(as_user, family, told):
    register_source(code="far", name="Far away force", owner="x", by=SYSTEM, at=NOW)
    page = as_user().get(f"/people/{family}").content.decode()
    row = page[page.index("Far away force") :][:600]
    assert "fl-source--not_checked" in row
    assert "Command and control" in page
    assert "fl-source--found" in page


def test_what_was_held_before_the_first_record_is_said_to_be_nothing_then(as_user, family):
    client = as_user()
    early = (BEFORE - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    said = words(client.get(f"/people/{family}?as_of={early}&how=held"))
    assert "Nothing was held of this person then" in said
    assert "neglect" not in said


def test_a_page_as_held_before_the_second_record_has_one(as_user, family):
    between = (BEFORE + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    client = as_user()
    assert "2 records, newest first" in words(client.get(f"/people/{family}"))
    then = words(client.get(f"/people/{family}?as_of={between}&how=held"))
    assert "1 record, newest first" in then
    assert "as it stood" in then.lower()


def test_an_address_page_tells_who_lives_there_and_ends_with_the_one_line(as_user, family, told):
    place = place_of("14 Larch Court, Wexcombe, ZX1 4AB")
    client = as_user()
    response = client.get(f"/places/{place}")
    said = words(response)
    assert "Ayla Moss" in said
    assert "Lives here now" in said
    assert "Some information may be restricted and is not shown." in said
    assert lines(ref=place, by=client.who.ref)


def test_a_record_tells_its_four_times_and_what_a_new_version_changed(as_user, told, ayla):
    first = told(people=[ayla], source_ref="V1", source_version=1, narrative="Door was open")
    told(people=[ayla], source_ref="V1", source_version=2, narrative="Door was shut")
    client = as_user()
    said = words(client.get(f"/records/{first.ref}"))
    for wanted in ("It happened", "The force was told", "It was written down", "Firstlight took it in",
                   "Door was open became Door was shut"):  # fmt: skip
        assert wanted in said, wanted
    assert lines(ref=first.ref, by=client.who.ref)


def test_intelligence_under_handling_code_c_shows_its_owners_line_alone(as_user, told, ayla):
    taken = told(
        "intelligence", people=[ayla], narrative="Named source says so", title="Secret title",
        statement={"nature": "intelligence", "handling": "C", "owner": "Intelligence unit",
                   "sanitised": "Ask before going in."},
    )  # fmt: skip
    page = as_user().get(f"/records/{taken.ref}").content.decode()
    assert "Ask before going in." in page
    for hidden in ("Named source", "Secret title", "Ayla"):
        assert hidden not in page, hidden


def test_media_that_was_removed_is_told_and_not_shown(as_user, told, ayla):
    picture = base64.b64encode(b"\xff\xd8\xff" + bytes(3000)).decode()
    taken = told(people=[ayla], narrative=f"A photo {picture} here")
    page = as_user().get(f"/records/{taken.ref}").content.decode()
    assert "narrative, image/jpeg, 3 kB, at source" in page
    assert picture[:40] not in page


def test_not_there_and_not_yours_have_one_body(as_user, sealed):
    client = as_user()
    never = client.get("/people/P-0000000000")
    mine_not = client.get(f"/people/{sealed}")
    assert never.status_code == mine_not.status_code == 404
    assert body(never) == body(mine_not)
    partner = as_user("school", "partner")
    assert body(partner.get("/people/P-0000000000")) == body(partner.get(f"/people/{sealed}"))


def test_something_restricted_opens_with_a_reason_and_a_review_is_due(as_user, user, family):
    boss = user("boss", "inspector")
    restrict(target=family, level="restricted", custodians=(boss.ref,), reason="x", by=boss, at=NOW)
    client = as_user()
    shut = client.get(f"/people/{family}")
    assert "This is restricted" in words(shut)
    assert "Ayla" not in words(shut)
    assert "Ayla" not in words(client.get(f"/people/{family}?as_of=2026-11-01T10:00"))
    for ref in records_of([family]):
        assert "Ayla" not in words(client.get(f"/records/{ref}"))
    assert client.post(f"/open/{family}", {"reason": " "}).status_code == 422
    opened = client.post(f"/open/{family}", {"reason": "job 0412, child in danger"})
    assert opened.url == f"/people/{family}"
    assert "Ayla Moss" in words(client.get(f"/people/{family}"))
    assert Duty.objects.get(clock="BREAK_GLASS").post == "dpo"
    broken = [line for line in lines(by=client.who.ref) if line.action == "desk.glass_broken"]
    assert "job 0412" in broken[0].details


def test_what_is_not_restricted_cannot_be_opened_so(as_user, family):
    assert as_user().post(f"/open/{family}", {"reason": "curious"}).status_code == 404


def test_a_link_taken_apart_leaves_the_person_and_says_where_it_went(as_user, family, told, ayla):
    third = told(people=[{**ayla, "key": "y"}], narrative="third")
    client = as_user()
    assert third.people["y"] == family
    before = words(client.get(f"/people/{family}"))
    assert "3 records, newest first" in before
    page = client.get(f"/records/{third.ref}").content.decode()
    appearance = re.search(r'name="appearance" value="(M-\w+)"', page)[1]
    client.post(f"/records/{third.ref}/not-them",
                {"appearance": appearance, "justification": "another child"})  # fmt: skip
    after = words(client.get(f"/people/{family}"))
    assert "2 records, newest first" in after
    assert "Taken apart in the last 30 days" in after
