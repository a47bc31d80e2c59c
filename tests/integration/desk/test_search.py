"""One box finds by name, slip, date, address, phone and reference; what is sealed is as if not held."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firstlight.access.models import User
from firstlight.access.services import restrict
from firstlight.audit.models import EventRow, Task
from firstlight.audit.selectors import lines
from firstlight.desk.tasks import after_search
from firstlight.people.selectors import place_of, read_words
from firstlight.people.services import take_in
from integration.desk.conftest import BEFORE, NOW, SYSTEM
from integration.desk.test_pages import body, words

NOTHING = "Nothing that you may see matches. No record is not no history."


def ask(client, text, **more):
    return client.post("/search", {"words": text, "justification": "job 0412", **more})


@pytest.mark.parametrize(
    "text",
    ["Ayla Moss", "ayla mos", "Alya Moss", "Moss, Ayla", "MOSS", "Ayla Moss 03/05/2017",
     "14 Larch Court", "ZX1 4AB"],
)  # fmt: skip
def test_a_child_is_found_by_what_is_known(as_user, family, text):
    response = ask(as_user(), text)
    assert family in response.content.decode()
    assert "2 records from Command and control" in words(response)


def test_a_phone_finds_whose_it_is_and_the_record(as_user, family, told, mother):
    response = ask(as_user(), "07700 900123")
    assert "Dilys Moss" in words(response)
    assert "Records that name it" in words(response)


def test_a_vehicle_finds_the_record_that_names_it(as_user, told, ayla):
    taken = told(people=[ayla], vehicles=[{"vrm": "AB12CDE"}])
    assert taken.ref in ask(as_user(), "ab12 cde").content.decode()


def test_a_reference_opens_its_page(as_user, family):
    assert ask(as_user(), family.lower()).url == f"/people/{family}"


def test_nobody_is_found_or_named_by_what_handling_code_c_keeps_to_its_owner(as_user, family, ayla):
    raw = {
        "source": "oak-cad", "kind": "intelligence", "told_at": BEFORE.isoformat(),
        "recorded_at": BEFORE.isoformat(),
        "statement": {"nature": "intelligence", "handling": "C", "owner": "Intelligence unit"},
    }  # fmt: skip
    called = ayla | {"given": "Zarya", "family": "Vexley", "phones": ["07700900555"]}
    alone = {"key": "p1", "given": "Quoll", "family": "Vexley"}
    take_in(raw | {"source_ref": "C1", "people": [called]}, by=SYSTEM, at=NOW, about={"a": family})
    take_in(raw | {"source_ref": "C2", "people": [alone]}, by=SYSTEM, at=NOW)
    user = as_user()
    for text in ("Zarya Vexley", "Quoll Vexley", "07700 900555"):
        assert NOTHING in words(ask(user, text)), text
    assert "2 records from Command and control" in words(ask(user, "Ayla Moss"))
    assert "Vexley" not in words(ask(user, "Ayla Moss"))


def test_an_empty_answer_never_reassures(as_user, family):
    assert NOTHING in words(ask(as_user(), "Nobody Atall"))


def test_a_search_needs_its_reason(as_user, family):
    response = as_user().post("/search", {"words": "Ayla Moss"})
    assert response.status_code == 422
    assert "Say why you are searching" in words(response)
    assert family not in response.content.decode()


def test_filters_leave_out_only_who_is_known_not_to_fit(as_user, told, ayla, family):
    told(people=[{"key": "z", "role": "child", "given": "Ayla", "family": "Moss"}])
    client = as_user()
    assert "2 people" in words(ask(client, "Ayla Moss"))
    assert "1 person" in words(ask(client, "Ayla Moss", born_from="2019"))
    assert "2 people" in words(ask(client, "Ayla Moss", children="on"))
    assert "1 person" in words(ask(client, "Ayla Moss", area="Tarnley"))


def test_a_search_is_journaled_with_words_that_can_be_erased(as_user, family):
    client = as_user()
    ask(client, "Ayla Moss")
    (line,) = [one for one in lines(by=client.who.ref) if one.action == "people.searched"]
    details = json.loads(line.details)
    assert details["words"]["words"] == "Ayla Moss"
    assert details["justification"] == "job 0412"
    assert family in line.refs


def test_a_restricted_person_is_told_by_existence_alone(as_user, user, family):
    boss = user("boss", "inspector")
    restrict(target=family, level="restricted", custodians=(boss.ref,), reason="x", by=boss, at=NOW)
    said = words(ask(as_user(), "Ayla Moss"))
    assert "Restricted: existence only" in said
    assert "2017" not in said
    assert "Command and control" not in said


def test_a_sealed_child_and_nobody_have_one_answer(as_user, sealed):
    client = as_user()
    client.get("/search")
    with CaptureQueriesContext(connection) as first:
        nobody = ask(client, "Zora Quix")
    with CaptureQueriesContext(connection) as second:
        hidden = ask(client, "Ayla Moss")
    assert hidden.status_code == nobody.status_code == 200
    assert body(hidden).replace("Ayla Moss", "*") == body(nobody).replace("Zora Quix", "*")
    assert len(first) == len(second)
    assert hidden.headers.items() == nobody.headers.items()


@pytest.mark.parametrize("text", ["14 Larch Court", "ZX1 4AB"])
def test_a_sealed_place_is_as_one_never_told(as_user, user, family, text):
    orme = user("orme", "inspector")
    place = place_of("14 Larch Court, Wexcombe, ZX1 4AB")
    restrict(target=place, level="sealed", custodians=(orme.ref,), reason="x", by=orme, at=NOW,
             safety_line="Child here. See before leaving.")  # fmt: skip
    assert NOTHING in words(ask(as_user(), text))


def test_the_custodian_finds_the_child(as_user, sealed):
    client = Client()
    client.force_login(User.objects.get(username="orme"))
    assert sealed in ask(client, "Ayla Moss").content.decode()


def _searched(client, text):
    ask(client, text)
    task = Task.objects.get(name="desk.after_search")
    after_search(tuple(json.loads(task.refs)), NOW)
    task.delete()


def test_the_custodian_hears_who_searched_and_why_and_the_searcher_nothing(as_user, sealed):
    client = as_user()
    _searched(client, "Zora Quix")
    assert not EventRow.objects.filter(kind="people.sealed_touched").exists()
    _searched(client, "Ayla Moss")
    event = EventRow.objects.get(kind="people.sealed_touched")
    assert sealed in json.loads(event.refs)
    assert client.who.ref in json.loads(event.refs)
    assert json.loads(event.audience) == []
    told = next(one for one in lines() if one.action == "desk.sealed_searched")
    assert "job 0412" in told.details


def test_a_sealed_reference_is_told_to_its_custodian_too(as_user, sealed):
    client = as_user()
    response = ask(client, sealed)
    assert client.get(response.url).status_code == 404
    task = Task.objects.get(name="desk.after_search")
    after_search(tuple(json.loads(task.refs)), NOW)
    assert sealed in json.loads(EventRow.objects.get(kind="people.sealed_touched").refs)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [("P-7K3M9XQ2RD", "reference", "P-7K3M9XQ2RD"), ("07700 900123", "phone", "+447700900123"),
     ("ab12 cde", "vehicle", "AB12CDE"), ("zx1 4ab", "postcode", "ZX1 4AB"),
     ("Moss, Ayla", "family", "Moss"), ("Flat 2, 9 Mill Lane", "address", "Flat 2, 9 Mill Lane")],
)  # fmt: skip
def test_what_is_typed_is_read_as_what_it_looks_like(text, field, value):
    assert getattr(read_words(text), field) == value


def test_bounds_of_the_as_of_box_are_the_journals_for_everybody(as_user, told, ayla, mother):
    one = told(people=[ayla]).people["a"]
    other = told(at=BEFORE.replace(day=20), people=[{**mother, "given": "Other", "phones": []}])
    client = as_user()
    pages = [client.get(f"/people/{ref}").content.decode() for ref in (one, other.people["m"])]
    boxes = [page[page.index('id="id_as_of"') - 200 :][:420] for page in pages]
    assert boxes[0] == boxes[1]
