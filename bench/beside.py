"""What others do for the same job, on the same county in the same run: trigrams, and Splink's weighing.

Runs inside the program, once a county was taken in.
"""

from __future__ import annotations

import time
from collections import defaultdict
from importlib.metadata import version
from random import Random
from typing import Any

import duckdb
import psycopg
from rapidfuzz import fuzz
from splink import DuckDBAPI, Linker, block_on

from bench.county import Postgres
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.linkage.comparisons import comparisons
from firstlight.people.linkage.table import row_of, table_of
from firstlight.people.models import Membership, Mention
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.keys import blocking_keys
from firstlight.people.rules.model import load_model
from firstlight.people.rules.zones import scored
from firstlight.people.selectors import search
from firstlight.people.taking.mentions import unpacked

BY = system_viewer("bench")
FIRST = 20  # a search that does not show the person among so many has not found them
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def peers(seed: int, tries: int = 40) -> dict[str, Any]:
    """Search by misspelt name and weigh single mentions, ours and theirs; times in seconds."""
    held = {code: unpacked(text) for code, text in Mention.objects.values_list("code", "identity")}
    random = Random(seed)
    named = sorted(code for code, one in held.items() if min(len(one.given), len(one.family)) > 3)
    asked = random.sample(named, min(tries, len(named)))
    return {
        "versions": f"Splink {version('splink')}, rapidfuzz {version('rapidfuzz')}",
        "search": _searched(held, {code: misspelt(held[code], random) for code in asked}),
        "weigh": _weighed(held, asked),
    }


def misspelt(one: Identity, random: Random) -> str:
    """Write a name with one letter wrong, or two changed about."""
    name = f"{one.given} {one.family}"
    place = random.randrange(1, len(name) - 1)
    if name[place] == " " or name[place + 1] == " ":
        place = 1
    if random.random() < 0.5:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name[:place] + random.choice(LETTERS) + name[place + 1 :]


def _searched(held: dict[str, Identity], asked: dict[str, str]) -> dict[str, Any]:
    rows = Membership.objects.filter(to_seq__isnull=True).values_list(
        "appearance__mention__code", "person__ref"
    )
    persons: dict[str, str] = dict(rows)
    told: dict[str, Any] = {"ours": [], "ours_found": 0}
    for code, typed in asked.items():
        begun = time.perf_counter()
        hits, _ = search(name=typed, viewer=BY, limit=FIRST)
        told["ours"].append(time.perf_counter() - begun)
        told["ours_found"] += persons.get(code) in {hit.person for hit in hits}
    if Postgres.answers():
        names = [(persons[c], f"{o.given} {o.family}") for c, o in held.items() if c in persons]
        told |= _trigrams(names, {code: (persons.get(code), t) for code, t in asked.items()})
    return told


def _trigrams(
    names: list[tuple[str, str]], asked: dict[str, tuple[str | None, str]]
) -> dict[str, Any]:
    """Find names by PostgreSQL's own trigram index, and put the likest first by their letters."""
    server, took, found = Postgres(), [], 0
    server.create()
    try:
        with psycopg.connect(server.url, autocommit=True) as database:
            database.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            database.execute("CREATE TABLE names (person text, name text)")
            with database.cursor().copy("COPY names FROM STDIN") as copy:
                for row in names:
                    copy.write_row(row)
            database.execute("CREATE INDEX ON names USING gin (name gin_trgm_ops)")
            database.execute("ANALYZE names")
            for person, typed in asked.values():
                begun = time.perf_counter()
                rows = database.execute(
                    "SELECT person, name FROM names WHERE name %% %s "
                    "ORDER BY similarity(name, %s) DESC LIMIT 200",
                    (typed, typed),
                ).fetchall()
                rows.sort(key=lambda row: -fuzz.WRatio(row[1], typed))
                first = list(dict.fromkeys(row[0] for row in rows))[:FIRST]
                took.append(time.perf_counter() - begun)
                found += person in first
    finally:
        server.drop()
    return {"trigrams": took, "trigrams_found": found}


def _weighed(held: dict[str, Identity], asked: list[str]) -> dict[str, Any]:
    """Weigh one mention at a time against all that share a key with it, by one model."""
    model = load_model()
    by_key: dict[str, list[str]] = defaultdict(list)
    for code, one in held.items():
        for key in blocking_keys(one):
            by_key[key].append(code)
    connection = duckdb.connect(":memory:")
    connection.register("mentions_arrow", table_of({c: held[c] for c in asked}, model.frequencies))
    connection.execute("CREATE TABLE mentions AS SELECT * FROM mentions_arrow")
    odds = 2.0**model.prior.weight
    linker = Linker(
        DuckDBAPI(connection).register("mentions"),
        {
            "link_type": "dedupe_only",
            "unique_id_column_name": "unique_id",
            "comparisons": comparisons(model.raw["levels"]),
            "blocking_rules_to_generate_predictions": [block_on("given", "family")],
            "probability_two_random_records_match": odds / (1 + odds),
        },
    )
    told: dict[str, Any] = {"ours": [], "splink": [], "pairs": 0}
    for code in asked:
        near = {other for key in blocking_keys(held[code]) for other in by_key[key]} - {code}
        if not near:
            continue
        told["pairs"] += len(near)
        begun = time.perf_counter()
        for other in near:
            scored(code, other, held[code], held[other], model)
        told["ours"].append(time.perf_counter() - begun)
        alone = [row_of(code, held[code], model.frequencies)]
        rows = [row_of(other, held[other], model.frequencies) for other in near]
        begun = time.perf_counter()
        linker.inference.score_pairs(alone, rows).as_record_list()
        told["splink"].append(time.perf_counter() - begun)
    return told
