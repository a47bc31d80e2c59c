"""Training the who-is-who model without labels, by Splink on DuckDB.

u by random sampling; m by expectation maximisation over several blockings, none
of them on a telephone, since pairs of one telephone are families and spoil m.
The household's second score is learnt by a two-class mixture of its own.
"""

from __future__ import annotations

import json
from collections import Counter
from math import log2
from typing import TYPE_CHECKING, Any

import duckdb
from splink import DuckDBAPI, Linker, block_on

from firstlight.people.linkage.comparisons import FIELDS, comparisons
from firstlight.people.linkage.household import learn_household
from firstlight.people.linkage.table import table_of
from firstlight.people.rules.model import (
    DEFAULT,
    FREQUENCIES,
    FrozenFrequencies,
    Model,
    model_from,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from firstlight.people.rules.identity import Identity

RANDOM_PAIRS = 4e6
RECALL_OF_CERTAIN_RULES = 0.45
FLOOR_COUNT = 3
LEAST, MOST = 1e-6, 1 - 1e-6
CERTAIN = (
    (
        "l.given = r.given AND l.family = r.family AND l.born_y = r.born_y "
        "AND l.born_m = r.born_m AND l.born_d = r.born_d"
    ),
)
# Never on both names alone: namesakes who are strangers would be learnt as one
# person with two dates of birth.
BLOCKINGS = (
    ("given", "postcode"),
    ("born_y", "born_m", "born_d"),
    ("family", "postcode"),
)
# Further names hold middle names and aliases alike, and a swap is told by the first
# name already: what these levels weigh is set by hand in the base model.
BY_HAND = {"given": {10, 11}, "family": {5}}


def frequencies_of(people: Iterable[Identity]) -> dict[str, Any]:
    """Count first names and surnames: shares of mentions, and a floor for the rare."""
    counts = {"given": Counter[str](), "family": Counter[str]()}
    for who in people:
        if who.given:
            counts["given"][who.given] += 1
        if who.family:
            counts["family"][who.family] += 1
    shares, floors = {}, {}
    for column, found in counts.items():
        total = max(sum(found.values()), 1)
        floors[column] = FLOOR_COUNT / total
        kept = sorted((v, n / total) for v, n in found.items() if n > FLOOR_COUNT)
        shares[column] = {value: round(share, 8) for value, share in kept}
    return {"floors": floors, "shares": shares}


def _settings(base: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "comparisons": comparisons({}),
        "blocking_rules_to_generate_predictions": [block_on("given", "family")],
        "em_convergence": 0.001,
        "max_iterations": 25,
        "probability_two_random_records_match": 2.0 ** float(base["prior"]),
    }


def _fit(linker: Linker, seed: int) -> dict[str, Any]:
    fit = linker.training
    fit.estimate_probability_two_random_records_match(list(CERTAIN), recall=RECALL_OF_CERTAIN_RULES)
    fit.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=seed)
    for columns in BLOCKINGS:
        fit.estimate_parameters_using_expectation_maximisation(
            block_on(*columns), fix_u_probabilities=True
        )
    found: dict[str, Any] = linker.misc.save_model_to_json()
    return found


def _odds(field: str, learnt: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """Pair m and u with our level numbers; a level nobody met keeps its earlier odds."""
    odds = {}
    rows = zip(FIELDS[field], learnt["comparison_levels"], strict=True)
    for (level, _), found in rows:
        if level == 0:
            continue
        m, u = found.get("m_probability"), found.get("u_probability")
        by_hand = level in BY_HAND.get(field, ())
        if by_hand or m is None or u is None or m <= 0 or u <= 0:
            odds[str(level)] = base["levels"][field][str(level)]
        else:
            odds[str(level)] = {k: min(max(v, LEAST), MOST) for k, v in (("m", m), ("u", u))}
    return odds


def train(
    mentions: Iterable[tuple[str, Identity]],
    out_path: Path,
    seed: int,
    *,
    version: str,
    made_from: str,
) -> Model:
    """Learn a model from mentions without labels and write it, frequencies beside it.

    `mentions` are (reference, identity) pairs in standard form. The thresholds
    stay those of the present model file. Raises ValueError when there are too
    few mentions to learn from.
    """
    people = dict(mentions)
    if len(people) < 1000:
        message = "training needs at least 1,000 mentions"
        raise ValueError(message)
    base = json.loads(DEFAULT.read_text(encoding="utf-8"))
    counted = frequencies_of(people.values())
    frozen = FrozenFrequencies(shares=counted["shares"], floors=counted["floors"])
    connection = duckdb.connect(":memory:")
    table = table_of(people, frozen)
    connection.register("mentions_arrow", table)
    connection.execute("CREATE TABLE mentions AS SELECT * FROM mentions_arrow")
    api = DuckDBAPI(connection)
    linker = Linker(api.register("mentions"), _settings(base))
    learnt = _fit(linker, seed)
    raw = _model(learnt, base, version, made_from)
    raw["household"] = learn_household(connection, base["household"])
    _write(out_path, raw, counted | {"made_from": made_from})
    return model_from(raw, frozen)


def _model(
    learnt: Mapping[str, Any], base: Mapping[str, Any], version: str, made_from: str
) -> dict[str, Any]:
    chance = learnt["probability_two_random_records_match"]
    by_field = {c["output_column_name"]: c for c in learnt["comparisons"]}
    return {
        "version": version,
        "made_from": made_from,
        "prior": log2(chance / (1 - chance)),
        "zones": base["zones"],
        "levels": {field: _odds(field, by_field[field], base) for field in FIELDS},
    }


def _write(out_path: Path, raw: Mapping[str, Any], counted: Mapping[str, Any]) -> None:
    out_path.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    beside = out_path.with_name(FREQUENCIES.name)
    beside.write_text(json.dumps(counted, indent=0) + "\n", encoding="utf-8")
