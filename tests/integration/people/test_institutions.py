"""Who is told at a home, a school or a hospital makes no household: by a record, by the register, and no longer."""

from datetime import UTC, datetime

import pytest

from firstlight.audit.models import Task
from firstlight.force.services import keep_organisations
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import institution_told, place_of, places
from firstlight.people.services import name_institutions, take_in
from firstlight.picture.selectors import person as picture_of
from firstlight.picture.selectors import place as place_picture
from firstlight.records.services import register_source

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
HERE = {"text": "Larkmoor House, 9 Kestrel Rise, Wexcombe ZX4 2AB"}
IVY = {"key": "i", "role": "child", "given": "Ivy", "family": "Marsh", "born_on": "2012-05-14"}
ODD = {"key": "o", "role": "subject", "given": "Odhran", "family": "Pell", "born_on": "2011-02-03"}


@pytest.fixture(autouse=True)
def source():
    register_source(code="csc", name="council", owner="x", by=SYSTEM, at=AT)


def told(ref, kind, person, version=1, **more):
    row = {
        "source": "csc", "source_ref": ref, "source_version": version, "kind": kind,
        "recorded_at": "2026-11-20T10:00:00Z", "people": [{"address": HERE, **person}], **more,
    }  # fmt: skip
    return take_in(row, by=SYSTEM, at=AT)


def placed(kind, version=1):
    child = {**IVY, "address_is": "placement"}
    return told("p1", "care_placement", child, version, details={"placement_type": kind})


def households(*persons):
    return [picture_of(one, viewer=SYSTEM, at=AT).household for one in persons]


def test_a_placement_in_a_home_makes_its_address_one_and_a_correction_makes_it_a_dwelling_again():
    odd = told("c1", "contact", ODD).people["o"]
    ivy = placed("U6").people["i"]
    assert households(ivy, odd) == [(odd,), (ivy,)], "a foster home is a household"
    Task.objects.all().delete()
    taken = placed("K2", 2)
    assert households(ivy, odd) == [(), ()]
    assert Task.objects.filter(name="risk.assess", refs__contains=odd).exists(), "worked again"
    place = place_of(HERE)
    assert place_picture(place, viewer=SYSTEM, at=AT).institution == "care_home"
    assert institution_told(place, viewer=SYSTEM) == ("", (taken.ref,))
    placed("U6", 3)
    assert households(ivy, odd) == [(odd,), (ivy,)]


def test_the_register_says_it_of_an_address_whoever_came_first_and_takes_it_back(db):
    row = {
        "code": "larkmoor",
        "kind": "care_home",
        "name": "Larkmoor House",
        "address": HERE["text"],
    }
    ivy = told("c0", "contact", {**IVY, "role": "subject"}).people["i"]
    keep_organisations(rows=[row], by=SYSTEM, at=AT)
    assert Task.objects.filter(name="people.name_institutions").exists(), "the worker is asked"
    assert name_institutions(by=SYSTEM, at=AT) == 1
    odd = told("c1", "contact", ODD).people["o"]
    assert households(ivy, odd) == [(), ()]
    place = place_of(HERE)
    assert institution_told(place, viewer=SYSTEM) == ("Larkmoor House", ())
    assert name_institutions(by=SYSTEM, at=AT) == 0, "nothing is said twice"
    keep_organisations(rows=[{**row, "address": "2 Mill Lane, Wexcombe ZX4 2AC"}], by=SYSTEM, at=AT)
    assert name_institutions(by=SYSTEM, at=AT) == 2
    assert places([place])[place].institution == ""
    assert households(ivy, odd) == [(odd,), (ivy,)]
