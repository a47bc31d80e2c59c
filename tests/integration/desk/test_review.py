"""Pairs nobody has decided are shown apart, never counted, and decided by a person."""

from __future__ import annotations

import re

import pytest

from firstlight.people.selectors import to_review
from integration.desk.test_pages import words


@pytest.fixture
def pair(told, family):
    """A child who may be Ayla: the same name, and nothing else told."""
    unsure = {"key": "u", "role": "child", "given": "Ayla", "family": "Moss", "sex": "female"}
    taken = told(people=[unsure], narrative="who is this")
    assert taken.people["u"] != family
    return family, taken


def test_a_may_be_is_shown_apart_and_never_counted(as_user, pair):
    family, _ = pair
    said = words(as_user().get(f"/people/{family}"))
    assert "1 undecided" in said
    assert "2 records, newest first" in said
    assert "not part of anything counted" in said


def test_who_may_be_near_is_neither_drawn_nor_among_the_children_concerned(as_user, told, pair):
    family, _ = pair
    other = {
        "key": "n",
        "role": "child",
        "given": "Niko",
        "family": "Vane",
        "born_on": "2015-01-09",
    }
    unsure = {"key": "u", "role": "child", "given": "Ayla", "family": "Moss", "sex": "female"}
    taken = told(people=[other, unsure],
                 relations=[{"one": "u", "kind": "sibling_of", "other": "n"}])  # fmt: skip
    page = as_user().get(f"/people/{taken.people['n']}").content.decode()
    page = page[page.index("Family and network") :]
    drawn = page[: page.index("</svg>")]
    assert f"/people/{family}" not in drawn


def test_the_pair_is_shown_with_its_weight_and_decided(as_user, pair):
    client = as_user()
    assert len(to_review(viewer=client.who)) >= 1
    page = client.get("/review").content.decode()
    assert page.count("Ayla Moss") >= 2
    assert "In all" in page
    form = dict(re.findall(r'name="(one|other)" value="(M-\w+)"', page))
    said = client.post("/review/judge", {**form, "answer": "same", "reason": "school confirmed"})
    assert said.url == "/review"
    family, _ = pair
    after = words(client.get(f"/people/{family}"))
    assert "3 records, newest first" in after, after[:3000]
    assert "undecided" not in after
    page = client.get("/review").content.decode()
    judgement = re.search(r'name="judgement" value="(G-\w+)"', page)[1]
    client.post("/review/take-back", {"judgement": judgement})
    assert "2 records, newest first" in words(client.get(f"/people/{family}"))


def test_an_answer_needs_what_it_went_by(as_user, pair):
    client = as_user()
    page = client.get("/review").content.decode()
    form = dict(re.findall(r'name="(one|other)" value="(M-\w+)"', page))
    assert client.post("/review/judge", {**form, "answer": "same", "reason": ""}).status_code == 422


def test_how_we_know_shows_each_appearance_and_two_weighed(as_user, family):
    said = words(as_user().get(f"/people/{family}/identity"))
    assert "Two of them weighed" in said
    assert "Birth date" in said
    assert "Nobody has confirmed or refused a link here" in said
