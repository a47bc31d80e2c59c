"""Any officer records a concern about any child: three steps, gaps kept, the child's voice apart."""

from __future__ import annotations

from firstlight.access.selectors import draft
from firstlight.people.models import Appearance
from firstlight.people.selectors import person_at
from firstlight.records.selectors import newest, waiting
from integration.desk.test_pages import words


def send(client, query="", **steps):
    for slug in ("child", "what", "tonight"):
        client.post(f"/concern/{slug}{query}", {**steps.get(slug, {}), "wizard": "save"})
    return client.post(f"/concern/check{query}")


def test_a_concern_with_nothing_but_a_sentence_is_taken(as_user):
    sent = send(as_user(), what={"seen": "A small boy alone on the step"})
    assert sent.status_code == 302
    (record,) = newest(kinds=["vulnerability_report"])
    assert record.details.seen == "A small boy alone on the step"
    assert record.details.tonight == ""
    assert record.details.disclosed_by_child == "not_asked"


def test_the_receipt_gives_the_reference_and_asks_about_tonight(as_user):
    client = as_user()
    sent = send(client, what={"seen": "x"})
    (record,) = newest(kinds=["vulnerability_report"])
    said = words(client.get(sent.url))
    assert record.ref in said
    assert "Nobody has said where the child sleeps tonight" in said


def test_a_concern_from_a_childs_page_opens_filled_and_links_to_the_child(as_user, family):
    client = as_user()
    page = client.get(f"/concern/child?person={family}").content.decode()
    for wanted in ('value="Ayla"', 'value="Moss"', 'value="2017-05-03"', "14 Larch Court"):
        assert wanted in page, wanted
    child = {"given": "Ayla", "family": "Moss", "born_on": "2017-05-03", "sex": "female",
             "address": "14 Larch Court, Wexcombe, ZX1 4AB",
             "others": "Finn Moss, 4\nUnborn baby", "present": "Dilys Moss, mother"}  # fmt: skip
    what = {"seen": "s", "told": "t", "inferred": "i", "spoken": "alone", "words": "I am hungry",
            "concern": ["neglect"], "disclosed_by_child": "yes"}  # fmt: skip
    sent = send(
        client, f"?person={family}", child=child, what=what, tonight={"tonight": "At gran's"}
    )
    assert sent.status_code == 302
    report = next(r for r in newest(kinds=["vulnerability_report"]) if r.source == "firstlight")
    (voice,) = newest(kinds=["voice_of_child"])
    subject = Appearance.objects.get(record_ref=report.ref, key="child")
    assert person_at(subject.ref) == family
    assert voice.envelope.happening == report.envelope.happening
    assert voice.details.words == "I am hungry"
    finn = next(p for p in report.envelope.people if p.given == "Finn")
    assert (finn.role, finn.age) == ("child", 4)
    assert (report.details.seen, report.details.told, report.details.inferred) == ("s", "t", "i")
    assert report.author == client.who.ref


def test_a_draft_is_kept_for_its_owner_and_cleared_when_sent(as_user):
    client = as_user()
    client.post("/concern/child", {"given": "Ayla", "wizard": "save"})
    assert draft("concern:new", client.who)["child"]["given"] == ["Ayla"]
    other = as_user("bell", "missing")
    assert "Ayla" not in other.get("/concern/child").content.decode()
    client.post("/concern/check")
    assert draft("concern:new", client.who) == {}


def test_a_concern_opened_from_a_sealed_child_opens_empty(as_user, sealed):
    page = as_user().get(f"/concern/child?person={sealed}")
    assert page.status_code == 200
    assert "Ayla" not in page.content.decode()
    assert "2017" not in page.content.decode()


def test_an_impossible_birth_date_waits_with_its_fault_and_nothing_is_lost(as_user):
    sent = send(as_user(), child={"given": "Ayla", "born_on": "2030-01-01"}, what={"seen": "x"})
    assert sent.url == "/"
    (held,) = [one for one in waiting() if one.source == "firstlight"]
    assert "Ayla" in held.text
