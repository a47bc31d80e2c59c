"""Pages of sharing, asked over HTTP."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from firstlight.audit.models import Journal
from firstlight.kit.forms import KitForm
from firstlight.picture.selectors import person as picture_of
from firstlight.sharing import selectors
from firstlight.sharing.models import Decision
from firstlight.sharing.panels import for_person
from firstlight.sharing.tasks import encompass_after_record

from .test_deciding import CSC, decide


@pytest.fixture
def browser(hub, sign_in):
    return sign_in(hub)


def test_the_form_shows_the_levels_and_has_no_decision_chosen(family, browser):
    page = browser.get(f"/sharing/decide?about={family.children[0]}").content.decode()
    assert "They are shown and decide nothing" in page
    part = page.split('name="decision"')[1:]
    assert len(part) == 4
    assert not any("checked" in one.split(">")[0] for one in part)
    assert "16LA" not in page
    assert "onsent is not needed" in page
    assert "style=" not in page
    assert "<script>" not in page


def test_a_decision_is_made_looked_at_and_released_on_pages(family, browser, hub, at, somebody):
    somebody("worker", "partner", organisation=CSC)
    url = f"/sharing/decide?about={family.children[0]}"
    sent = {"decision": "shared", "recipient": CSC, "purpose": "To protect.", "basis": "CA2004-11",
            "items": [f"children:{one}" for one in family.children], "withheld_why": "Not needed there.",
            "harm": "Harm.", "asked": "Visit.", "by_when": "Tonight"}  # fmt: skip
    look = browser.post(url, sent | {"look": "1"}).content.decode()
    assert "The document as it would go" in look
    assert not Decision.objects.exists()
    made = browser.post(url, sent)
    assert made.status_code == 302
    ref = made.url.rsplit("/", 1)[-1]
    page = browser.get(made.url).content.decode()
    assert "Blank, and a partner needs it" in page
    assert browser.post(f"/sharing/{ref}/release").status_code == 422
    assert browser.post(f"/sharing/{ref}/release", {"blanks": "not_asked"}).status_code == 302
    assert selectors.decision(ref, hub, at).row.state == "sent"
    paper = browser.get(f"/sharing/{ref}/print").content.decode()
    assert paper.count("OFFICIAL-SENSITIVE - PERSONAL") == 2
    pdf = browser.get(f"/sharing/{ref}.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert Journal.objects.filter(action="look.sharing.see").exists()


def test_what_is_wrong_is_told_together_on_the_form(family, browser):
    url = f"/sharing/decide?about={family.children[0]}"
    page = browser.post(url, {"decision": "not"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Say why. A low grade alone is no reason." in text
    assert "Name the supervisor" in text


def test_the_list_shows_each_choice(family, browser, hub, at):
    decide(family, hub, at, decision="not", reason="Green.", supervisor="DI Orme")
    for show in ("", *selectors.FILTERS):
        assert browser.get("/sharing", {"show": show}).status_code == 200
    page = browser.get("/sharing").content.decode()
    assert "Rests on the grade" in page
    assert "DI Orme" in page


def test_a_persons_page_tells_what_was_shared_and_what_not(family, hub, at):
    decide(family, hub, at, decision="not", reason="Told already.", supervisor="DI Orme")
    request = RequestFactory().get("/")
    request.viewer, request.at = hub, at
    panel = for_person(request, picture_of(family.children[0], viewer=hub, at=at))
    assert "Told already." in panel
    assert "Oakshire Council" in panel


def test_notices_are_read_and_released_on_their_page(family, incident, browser, hub, at):
    taken = incident(ref="DA2")
    encompass_after_record((taken.ref,), at)
    rows = selectors.drafts(hub, at)
    page = browser.get("/encompass").content.decode()
    assert page.count('type="checkbox"') == 3
    assert "Do not approach" in browser.get(f"/encompass/{rows[0].ref}").content.decode()
    assert (
        browser.post("/encompass/release", {"ref": [rows[0].ref, rows[1].ref]}).status_code == 302
    )
    assert len(selectors.drafts(hub, at)) == 1
    nobody = browser.post(f"/encompass/{rows[2].ref}/nobody", {"because": "not present"})
    assert nobody.status_code == 422


def test_who_may_not_see_it_finds_nothing(family, somebody, sign_in, hub, at):
    ref = decide(family, hub, at)
    admin = sign_in(somebody("adm", "admin"))
    for path in ("/sharing", f"/sharing/{ref}", f"/sharing/{ref}.pdf", "/encompass"):
        assert admin.get(path).status_code == 404


def test_every_form_is_the_kits():
    from firstlight.sharing import forms  # noqa: PLC0415 -- looked through by name

    made = [
        one
        for one in vars(forms).values()
        if isinstance(one, type) and one.__name__.endswith("Form")
    ]
    assert all(issubclass(one, KitForm) for one in made)
