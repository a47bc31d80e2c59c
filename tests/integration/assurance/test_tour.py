"""The tour: of a demonstration alone, honest about what it does not hold."""

from __future__ import annotations

import json

import pytest

from firstlight.assurance.rules.tour import STOPS

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO, settings.HOME = True, tmp_path
    return tmp_path


def test_there_is_no_tour_outside_a_demonstration(browse, settings):
    settings.DEMO = False
    assert browse("chief", "chief").get("/tour").status_code == 404


def test_without_stories_every_stop_says_what_is_missing_and_its_fixed_pages_open(browse, demo):
    page = browse("chief", "chief").get("/tour").content.decode()
    assert page.count("The story of this stop is not held here") == len(STOPS) <= 7
    assert "The stories of this demonstration are not in its folder" in page
    assert 'href="/leaders/queries/sharing"' in page
    assert 'href="/people/' not in page


def test_a_stop_leads_to_the_storys_case_and_says_what_is_still_to_come(browse, demo, take, user):
    took = take("incident", {"given": "Mina", "family": "Hollis", "born_on": "2012-01-01"})
    user("insp.coyle", "inspector")
    (demo / "simulation").mkdir()
    told = {
        "maya": {"people": {"maya": {"appearances": [["oak-rms", "T-1", "p1"]]}}, "records": {}},
        "da_tonight": {
            "people": {},
            "records": {"job": {"source": "oak-cad", "source_ref": "J-1", "upcoming": True}},
        },
    }
    (demo / "simulation" / "stories.json").write_text(json.dumps(told))
    page = browse("chief", "chief").get("/tour").content.decode()
    assert f'href="/people/{took.people["p1"]}"' in page
    assert "comes when the next hours are played" in page
    assert "Be Officer Insp.coyle" in page
    assert 'action="/sign-in/as"' in page
    assert "Hollis" not in page, "a stop names nobody"
