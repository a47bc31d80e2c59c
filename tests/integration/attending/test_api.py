"""Another system asks for a brief and reads it: the same document as the page."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from firstlight.access.services import issue_token
from firstlight.kernel import clock
from tests.integration.attending.conftest import LONG_AGO, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(officer, at, monkeypatch):
    monkeypatch.setattr(clock, "_reader", [lambda: at])
    hale = officer("hale", "4417")
    secret = issue_token(name="cad", user=hale.ref, source="", by=SYSTEM, at=LONG_AGO)
    client = Client(headers={"authorization": f"Bearer {secret}"})
    return lambda address, body: client.post(
        f"/api/v1/{address}", data=json.dumps(body), content_type="application/json"
    )


def test_a_brief_is_asked_for_and_given_whole(saddler_row, done, post):
    done()
    answer = post("briefs", {"address": "6 Saddler Row, Stanbridge, ZX3 7SR"})
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert told["ref"].startswith("B-")
    assert told["brief"]["children"]
    assert told["state"] == "made"


def test_asking_for_nothing_is_refused_with_its_reason(post):
    answer = post("briefs", {})
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_person_who_is_not_there_is_not_there(post):
    assert post("briefs", {"person": "P-0000000000"}).status_code == 404
