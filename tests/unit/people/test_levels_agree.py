"""Python and DuckDB give one answer, level by level and bit by bit."""

import random
from datetime import date
from itertools import combinations

import duckdb
import pytest

from firstlight.people.linkage.bulk import weigh_pairs
from firstlight.people.linkage.comparisons import FIELDS, case_of
from firstlight.people.linkage.table import table_of
from firstlight.people.rules import levels as lv
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.model import load_model
from firstlight.people.rules.scoring import score

PYTHON = {
    "given": lv.given_level,
    "family": lv.family_level,
    "born": lv.born_level,
    "sex": lv.sex_level,
    "phone": lv.phone_level,
    "email": lv.email_level,
    "address": lv.address_level,
}
GIVEN = [
    "KADEN",
    "KAYDEN",
    "K",
    "IVY",
    "IRA",
    "I",
    "WILLIAM",
    "BILL",
    "PRIEST",
    "PHILIP",
    "PHILLIP",
]
GIVEN += [
    "ЮЛИЯ",
    "ЮЛІЯ",
    "مريم",
    "",
    "AL",
    "ALI",
    "SOPHIE",
    "SOFIE",
    "J",
    "JAMES",
    "MARTHA",
    "MARHTA",
    "KIMBERLEE",
    "KIMBERLY",
]
FAMILY = ["PRIEST", "PRIESTLY", "OBRIEN", "O BRIEN", "SMITH JONES", "JONES", "KADEN", "MARSH", ""]
FAMILY += [
    "IVANENKO",
    "\u0406\u0412\u0410\u041d\u0415\u041d\u041a\u041e",
    "PREIST",
    "MC CARTHY",
    "MCCARTHY",
    "IVY",
    "DIXON",
    "DICKSONX",
]
BORN = [
    date(2012, 2, 12),
    date(2012, 12, 2),
    date(2012, 1, 1),
    date(2012, 2, 21),
    date(2013, 2, 12),
]
BORN += [
    date(2012, 2, 17),
    date(2022, 2, 12),
    date(2012, 7, 12),
    date(2010, 5, 1),
    date(1984, 2, 12),
]
HOMES = ["2|14 LARCH COURT", "|14 LARCH COURT", "3|14 LARCH COURT", "|9 MILL ROAD", ""]


def _somebody(luck: random.Random) -> Identity:
    return Identity(
        given=luck.choice(GIVEN),
        family=luck.choice(FAMILY),
        others=tuple(
            luck.sample(["JAMES", "J", "KADEN", "MARIE", "M", "BILL"], luck.choice([0, 0, 1, 2]))
        ),
        born_on=luck.choice([*BORN, None]),
        born_precision=luck.choice(["day"] * 6 + ["month", "year", "estimated"]),
        sex=luck.choice(["M", "F", ""]),
        phones=tuple(luck.sample(["+447700900111", "+447700900222"], luck.choice([0, 1, 1, 2]))),
        emails=tuple(luck.sample(["a@example.org", "b@example.org"], luck.choice([0, 0, 1]))),
        postcode=luck.choice(["ZX42AB", "ZX42AC", "ZX19ZZ", ""]),
        address=luck.choice(HOMES),
        retired_phone=luck.random() < 0.1,
    )


@pytest.fixture(scope="module")
def people():
    luck = random.Random(7)
    return {f"m{i:03}": _somebody(luck) for i in range(260)}


@pytest.fixture(scope="module")
def database(people):
    connection = duckdb.connect(":memory:")
    connection.register("arrow", table_of(people, load_model().frequencies))
    connection.execute("CREATE TABLE mentions AS SELECT * FROM arrow")
    return connection


@pytest.mark.parametrize("field", FIELDS)
def test_every_level_is_the_same_in_both_engines(field, people, database):
    columns = [n for n, *_ in database.execute("DESCRIBE mentions").fetchall()]
    sides = ", ".join(f"{s}.{c} AS {c}_{s}" for s in "lr" for c in columns)
    rows = database.execute(
        f"WITH sides AS (SELECT {sides} FROM mentions l JOIN mentions r "  # noqa: S608 - the table's own columns
        "ON l.unique_id < r.unique_id) "
        f"SELECT unique_id_l, unique_id_r, {case_of(field)} FROM sides"
    ).fetchall()
    other = [
        (people[a], people[b], level, PYTHON[field](people[a], people[b]))
        for a, b, level in rows
        if PYTHON[field](people[a], people[b]) != level
    ]
    assert len(rows) == 260 * 259 // 2
    assert other[:3] == []


@pytest.mark.parametrize("field", FIELDS)
def test_every_level_occurs_in_the_golden_pairs(field, people):
    met = {PYTHON[field](a, b) for a, b in combinations(people.values(), 2)}
    assert {level for level, _ in FIELDS[field]} - met == set()


def test_splink_weighs_each_pair_as_the_live_door_does(people, database):
    model = load_model()
    database.execute(
        "CREATE OR REPLACE TABLE blocked AS SELECT l.unique_id AS one, r.unique_id AS other "
        "FROM mentions l JOIN mentions r ON l.unique_id < r.unique_id"
    )
    weighed = weigh_pairs(database, model)
    assert len(weighed) == 260 * 259 // 2
    rules = {"household", "swap"}
    for left, right, weight in weighed:
        parts = score(people[left], people[right], model).parts
        live = sum(p.weight for p in parts if p.name not in rules)
        assert live == pytest.approx(weight, abs=1e-9), (people[left], people[right], parts)
