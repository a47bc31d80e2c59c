"""Unusual access: own surname, own address, volume, out of hours; reading it is a line too."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.models import User
from firstlight.audit.selectors import lines
from firstlight.audit.services import look
from firstlight.config.viewers import viewer_of
from firstlight.desk.watching import unusual
from firstlight.duties.services import set_shift
from firstlight.force.services import set_up
from firstlight.people.selectors import place_of
from firstlight.people.services import note_search
from integration.desk.conftest import NOW, SYSTEM

pytestmark = pytest.mark.django_db
DAY = (NOW - timedelta(days=1)).replace(hour=11)


def looked(who, *refs, at=DAY, why="job 0412"):
    who.seen.refs.clear()
    who.seen.add(*refs)
    return look(who, action="look.people.see", at=at, justification=why)


def found(dpo, **more):
    signs = unusual(dpo, NOW - timedelta(days=7), NOW + timedelta(days=1), **more)
    return {(one.kind, one.line.seq) for one in signs}


@pytest.fixture
def dpo(user):
    return user("kingdom", "dpo")


def test_somebody_of_the_readers_own_surname_is_told(family, user, dpo):
    moss, hale = user("moss", "response"), user("hale", "response")
    seq = looked(moss, family)
    looked(hale, family)
    assert found(dpo) == {("surname", seq)}


def test_a_search_for_the_own_surname_is_told_though_it_found_nothing(county, user, dpo):
    quill = user("quill", "response")
    seq = note_search(words={"words": "Ada Quill"}, justification="x", found=(), by=quill, at=DAY)
    assert ("surname", seq) in found(dpo)


def test_somebody_at_the_readers_own_address_or_beside_it_is_told(family, told, user, dpo):
    told(people=[{"key": "n", "given": "Ned", "family": "Vole",
                  "address": {"text": "Flat 2, 9 Larch Court, Wexcombe, ZX1 4AB"}}])  # fmt: skip
    home = place_of("14 Larch Court, Wexcombe, ZX1 4AB")
    hale = user("hale", "response")
    User.objects.filter(ref=hale.ref).update(own_refs=[home])
    assert found(dpo) == set()
    seq = looked(hale, family)
    assert found(dpo, by=hale.ref) == {("address", seq)}


def test_more_people_in_a_day_than_the_limit_set_are_told(county, user, dpo):
    set_up(values={"journal.people_a_day": 10}, by=SYSTEM, at=DAY)
    hale = user("hale", "response")
    looked(hale, *(f"P-000000000{n}" for n in range(9)))
    assert found(dpo) == set()
    seq = looked(hale, "P-0000000009", "P-000000000A")
    assert found(dpo) == {("volume", seq)}


def test_off_the_rota_is_out_of_hours_and_without_any_rota_the_night_is(family, user, dpo):
    hale, ray = user("hale", "response"), user("ray", "inspector")
    set_shift(
        post="fim", user=ray.ref, begins_at=DAY, ends_at=DAY + timedelta(hours=8), by=SYSTEM, at=DAY
    )
    looked(ray, family, at=DAY + timedelta(hours=1))
    late = looked(ray, family, at=DAY + timedelta(hours=9))
    looked(hale, family, at=DAY)
    night = looked(hale, family, at=NOW)
    assert found(dpo) == {("hours", late), ("hours", night)}


def test_the_page_tells_it_with_reasons_and_the_file_without(family, user, as_user):
    moss = user("moss", "response")
    looked(moss, family, why="a family matter")
    client = as_user("kingdom", "dpo")
    page = client.get("/journal/unusual", {"kind": "surname", "days": "28"}).content.decode()
    assert "Own surname" in page
    assert "a family matter" in page
    assert lines(ref=moss.ref)[0].action == "look.journal.see"
    file = client.get("/journal/unusual.csv").content.decode()
    assert moss.ref in file
    assert "a family matter" not in file
    assert "Moss" not in file
    assert (
        client.get("/journal/unusual", {"kind": "volume"}).content.decode().count("Nothing unusual")
        == 1
    )


def test_an_officer_is_told_there_is_nothing_there(as_user):
    client = as_user("hale", "response")
    assert client.get("/journal/unusual").status_code == 404
    assert client.get("/journal/unusual.csv").status_code == 404


def test_own_looks_of_the_one_who_reads_are_left_out(family, user):
    row = viewer_of(User.objects.get(ref=user("moss", "dpo").ref), NOW)
    looked(row, family)
    assert found(row) == set()
