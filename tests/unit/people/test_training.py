"""The model is learnt without labels and written whole."""

import json
import random
from datetime import date, timedelta

import pytest

from firstlight.people.linkage.comparisons import FIELDS
from firstlight.people.linkage.training import train
from firstlight.people.rules.model import load_model
from firstlight.people.rules.standardise import standardise
from firstlight.people.rules.zones import scored

GIVEN = ["Arlo", "Bruno", "Cleo", "Dora", "Enid", "Felix", "Greta", "Hugo", "Ines", "Jonah"]
GIVEN += ["Kezia", "Lowri", "Milo", "Nesta", "Orla", "Piers"]
FAMILY = [
    "Ashdown",
    "Birtle",
    "Corby",
    "Denholm",
    "Eaves",
    "Farrow",
    "Gantry",
    "Hexley",
    "Inskip",
    "Jarrold",
    "Kemble",
    "Lund",
]


def _family(luck, number):
    surname = luck.choice(FAMILY) + luck.choice(["", "s", "by", "ton", "ley"])
    home = {
        "number": str(luck.randint(1, 90)),
        "street": "Sorrel Way",
        "postcode": f"ZX{number % 60} 1AB",
    }
    phone = f"07700 900{number % 1000:03}"
    for given in luck.sample(GIVEN, 3):
        born = date(2006, 1, 1) + timedelta(days=luck.randrange(4000))
        sex = luck.choice("MF")
        for _ in range(luck.randint(1, 4)):
            spelt = given if luck.random() > 0.08 else given[:-1]
            yield {
                "given": spelt,
                "family": surname,
                "born_on": None if luck.random() < 0.1 else born.isoformat(),
                "sex": sex,
                "phones": [phone] if luck.random() < 0.6 else [],
                "address": home if luck.random() < 0.7 else None,
            }


@pytest.fixture(scope="module")
def learnt(tmp_path_factory):
    luck = random.Random(3)
    told = [m for n in range(400) for m in _family(luck, n)]
    mentions = [(f"m{i:05}", standardise(m)) for i, m in enumerate(told)]
    place = tmp_path_factory.mktemp("model") / "model.json"
    return train(mentions, place, 3, version="test", made_from="families of a test, seed 3"), place


def test_the_written_file_is_the_model_that_was_learnt(learnt):
    model, place = learnt
    again = load_model(place)
    assert again.raw == model.raw
    assert json.loads(place.read_text())["made_from"] == "families of a test, seed 3"
    for field, rows in FIELDS.items():
        assert set(again.parts[field]) == {level for level, _ in rows}


def test_what_agrees_speaks_for_one_person_and_what_conflicts_against(learnt):
    parts = learnt[0].parts
    assert parts["given"][1].weight > 2
    assert parts["given"][8].weight < 0
    assert parts["born"][2].weight > 5
    assert parts["born"][8].weight < 0
    home = learnt[0].home
    assert home["given"][8] < -3
    assert home["born"][2] > 3


def test_the_learnt_model_links_a_child_and_parts_the_siblings(learnt):
    model = learnt[0]
    home = {"text": "14 Larch Court, ZX4 2AB"}
    enid, again, hugo = (
        standardise({"given": g, "family": "Corby", "born_on": b, "address": home})
        for g, b in (("Enid", "2012-05-03"), ("Enid", "2012-05-03"), ("Hugo", "2014-09-21"))
    )
    assert scored("a", "b", enid, again, model).zone == "link"
    assert scored("a", "c", enid, hugo, model).zone == "apart"


def test_too_few_mentions_teach_nothing(tmp_path):
    with pytest.raises(ValueError, match="1,000"):
        train([], tmp_path / "model.json", 1, version="test", made_from="nothing")


def test_the_shipped_model_says_what_it_was_made_from():
    assert "synthetic" in load_model().made_from
