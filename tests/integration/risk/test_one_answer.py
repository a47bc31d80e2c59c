"""A floor is told alike by the command, the page and what was stored; the past is told as it was stored."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.config.cli import main
from firstlight.kernel import clock
from firstlight.people.services import take_in
from firstlight.risk import services
from firstlight.risk.selectors import assessed_at, assessment, history, history_seen
from tests.integration.chain.conftest import words
from tests.integration.risk.told import CASES, NOW, told, who
from tests.integration.risk.valeshire import SYSTEM, valeshire

__all__ = ["valeshire"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120)]
THREE = (("T20", 0, "t"), ("3B", 0, "c"), ("T1", 1, "c"))


@pytest.fixture
def reader(valeshire, db, monkeypatch):
    """An inspector's browser, at the moment of every case."""
    monkeypatch.setattr(clock, "_reader", [lambda: NOW])
    ref = add_user(username="insp.vale", full_name="Officer Vale", rank="Inspector", collar="v1",
                   roles=["inspector", "response"], by=SYSTEM, at=NOW - timedelta(days=2)).ref  # fmt: skip
    client = Client()
    client.force_login(User.objects.get(ref=ref))
    return client


def stored(person):
    """Give what is stored of somebody, but for when it was worked."""
    found = assessment(person, SYSTEM).to_json()
    return {key: value for key, value in found.items() if key != "at"}


@pytest.mark.parametrize("where", THREE, ids=lambda where: where[0])
def test_command_page_and_stored_findings_agree_and_each_record_opens(
    valeshire, reader, capsys, where
):
    person = valeshire[where]
    capsys.readouterr()
    assert main(["assess", person, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    printed.pop("at")
    assert printed == stored(person)
    page = reader.get(f"/risk/{person}")
    said, text = words(page), page.content.decode()
    rows = [one for floor in printed["floors"].values() for one in floor["findings"]]
    assert rows
    for one in rows:
        assert one["because"] in said, one["rule"]
        assert all(f'href="/records/{ref}"' in text for ref in one["evidence"]), one["rule"]
    for ref in {ref for one in rows for ref in one["evidence"]}:
        assert reader.get(f"/records/{ref}").status_code == 200, ref
    for one in printed["asks"]:
        assert one["question"] in said


def test_a_past_assessment_is_told_from_what_was_stored_and_not_worked_again(
    valeshire, db, monkeypatch
):
    person = valeshire["T7", 0, "c"]
    first = services.assess(person=person, by=SYSTEM, at=NOW)
    seq = history(person)[-1].seq
    name, born = CASES["T7"][0]["people"][0]["given"], "2014-10-10"
    raw = told(
        "vale-control", "police_protection", 0.01, [who("c", "subject", f"{name} Calder", born)]
    )
    assert take_in(raw, by=SYSTEM, at=NOW).people["c"] == person  # fmt: skip
    later = services.assess(person=person, by=SYSTEM, at=NOW + timedelta(minutes=5))
    assert "CUM_S46" not in first.answers()
    assert "CUM_S46" in later.answers()

    def refused(*_args, **_more):
        raise AssertionError("what was stored is read, and no rule is run")

    monkeypatch.setattr("firstlight.risk.assessing.work_out", refused)
    assert assessed_at(person, seq, SYSTEM).to_json() == first.to_json()
    held = [past.because["cumulative"] for past in history_seen(person, SYSTEM)]
    assert ["Police protection" in one for one in held][-2:] == [False, True]
