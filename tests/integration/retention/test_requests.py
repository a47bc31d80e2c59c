"""A parent asks what is held of a child: checked against what is held, others struck, answered."""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta

import pytest

from firstlight.audit.services import act
from firstlight.duties.models import Duty
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.people.services import rely
from firstlight.retention.rules.requests import due_on
from firstlight.retention.selectors import bundle, corrections, request
from firstlight.retention.services import answer, enter, prepare
from integration.retention.conftest import BEFORE, NOW, SYSTEM

pytestmark = pytest.mark.django_db
CHILD = {"key": "p1", "role": "child", "given": "Nell", "family": "Ardley", "born_on": "2011-02-03"}
FATHER = {
    "key": "p2",
    "role": "suspect",
    "given": "Corin",
    "family": "Ardley",
    "phones": ["07700 900142"],
}
FRIEND = {"key": "p3", "role": "witness", "given": "Tamsin", "family": "Quorn"}
TIE = [{"one": "p2", "kind": "parent_of", "other": "p1"}]


@pytest.fixture
def asked(told, dpo):
    """Have a father ask about his daughter, in whose record he is a suspect."""
    taken = told(people=[CHILD, FATHER, FRIEND], relations=TIE, title="Shouting heard",
                 narrative="Nell said Corin pushed Tamsin. Ring 07700 900142.")  # fmt: skip
    people = taken.people
    ref = enter(person=people["p1"], kind="access", claims="parent", asker_said="Father, by letter",
                asker=people["p2"], by=dpo, at=NOW)  # fmt: skip
    return ref, taken


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def test_it_is_due_a_month_after_it_came():
    assert due_on(date(2026, 1, 31)) == date(2026, 2, 28)
    assert due_on(date(2026, 12, 15)) == date(2027, 1, 15)


def test_who_asks_is_checked_against_what_is_held_and_nothing_is_decided(asked, dpo):
    ref, taken = asked
    found = {sign.said: sign for sign in bundle(ref, dpo, NOW).signs}
    assert found["They are a suspect or respondent in 1 of the child's records."].records == (
        taken.ref,
    )
    assert any(sign.tone == "for" and "parent of" in sign.said for sign in found.values())
    assert "Parental responsibility is not held here: ask for proof of it." in found
    assert request(ref).state == "open"


def test_others_are_struck_until_a_person_says_why_they_stay(asked, dpo):
    ref, taken = asked
    told = json.dumps(bundle(ref, dpo, NOW).to_json())
    assert "Nell said" in told
    assert not any(word in told for word in ("Corin", "Tamsin", "Quorn", "900142"))
    prepare(ref=ref, shown={taken.people["p2"]: "he asks himself"}, withheld={}, identity="passport",
            by=dpo, at=NOW)  # fmt: skip
    told = json.dumps(bundle(ref, dpo, NOW).to_json())
    assert "Corin" in told
    assert "Tamsin" not in told


def test_what_is_withheld_is_counted_and_not_given(asked, dpo, signed_in):
    ref, taken = asked
    page = signed_in(dpo)
    wrong = page.post(f"/retention/requests/{ref}/prepare", {f"withhold-{taken.ref}": "1"})
    assert wrong.status_code == 422
    page.post(f"/retention/requests/{ref}/prepare",
              {f"withhold-{taken.ref}": "1", f"why-{taken.ref}": "an investigation"})  # fmt: skip
    given = words(page.get(f"/retention/requests/{ref}/bundle"))
    assert "1 withheld" in given
    assert "Nell said" not in given
    assert page.get(f"/retention/requests/{ref}/bundle.json").json()["records"] == []


def test_nothing_is_given_before_it_was_said_how_the_asker_was_identified(asked, dpo):
    with pytest.raises(Refusal, match="how you checked who they are"):
        answer(ref=asked[0], outcome="part", said="Given by post.", by=dpo, at=NOW)
    answer(ref=asked[0], outcome="refused", said="He is a suspect in it.", by=dpo, at=NOW)
    assert request(asked[0]).state == "refused"
    with pytest.raises(NotThere):
        answer(ref=asked[0], outcome="refused", said="again", by=dpo, at=NOW)


def test_the_whole_is_done_on_pages_and_is_not_there_for_an_officer(asked, dpo, user, signed_in):
    ref, taken = asked
    page, other = signed_in(dpo), signed_in(user("hale", "response"))
    wrong = page.post("/retention/requests", {"person": taken.people["p1"]})
    assert wrong.status_code == 422
    sent = page.post("/retention/requests", {"person": taken.people["p1"], "kind": "access", "claims": "self",
                                             "asker_said": "The child, at the desk"})  # fmt: skip
    assert "To be asked" in words(page.get(sent.headers["Location"]))
    assert "Father, by letter" in words(page.get(f"/retention/requests/{ref}"))
    for path in ("", f"/{ref}", f"/{ref}/bundle", f"/{ref}/bundle.json"):
        assert other.get(f"/retention/requests{path}").status_code == 404
    assert page.get("/retention/corrections").status_code == 200


def test_a_correction_lists_who_was_told_the_version_before_it(told, dpo):
    taken = told(people=[CHILD], source_ref="C1", source_version=1)
    with act("test.shared", by=SYSTEM, at=NOW) as line:
        rely(
            line,
            kind="disclosure",
            ref="S-0000000001",
            people=[taken.people["p1"]],
            left_force=True,
        )
    told(
        people=[CHILD],
        source_ref="C1",
        source_version=2,
        at=BEFORE + timedelta(days=39),
        title="Put right",
    )
    (one,) = corrections(dpo, NOW)
    assert (one.record, one.number, one.told) == (taken.ref, 2, ("S-0000000001",))


def test_a_request_is_a_duty_to_the_end_of_its_month_and_closed_by_its_answer(asked, dpo):
    ref, _ = asked
    duty = Duty.objects.get(clock="RIGHTS_REQUEST")
    assert (duty.post, duty.due_at.isoformat()) == ("dpo", "2026-12-23T00:00:00+00:00")
    assert ref in duty.because
    prepare(ref=ref, shown={}, withheld={}, identity="passport", by=dpo, at=NOW)
    answer(ref=ref, outcome="part", said="Sent by post.", by=dpo, at=NOW)
    duty.refresh_from_db()
    assert duty.state == "closed"
