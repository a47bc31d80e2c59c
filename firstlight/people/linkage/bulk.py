"""Linking many mentions at once: DuckDB finds and weighs the pairs, the pure rules decide.

The blocking keys are the live door's own, joined in DuckDB; Splink weighs the
pairs with the same levels and drops what cannot matter; what is left goes
through the same rules as a live write, so that both give the same edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import duckdb
from splink import DuckDBAPI, Linker, block_on

from firstlight.people.linkage.comparisons import comparisons
from firstlight.people.linkage.table import keys_of, table_of
from firstlight.people.rules.clusters import Judgement, partition
from firstlight.people.rules.zones import Edge, judge, scored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from firstlight.people.rules.identity import Identity
    from firstlight.people.rules.model import Model

# The rules after Splink's weight only raise pairs that reach this or share an identifier.
MARGIN = 1e-6


class BulkResult(NamedTuple):
    """Edges from `keep` upward, groups, and links refused when grouping."""

    edges: list[Edge]
    groups: list[frozenset[str]]
    refused: list[Edge]


class Found(NamedTuple):
    """Pairs worth weighing, each record's candidates, and keys over the cap."""

    pairs: list[tuple[str, str, float]]
    candidates: dict[str, list[str]]
    retired: frozenset[str]


def _block(
    connection: duckdb.DuckDBPyConnection, retired: Collection[str], cap: int
) -> frozenset[str]:
    """Make the table of blocked pairs; give the keys retired now or before."""
    heavy = connection.execute(
        "SELECT key FROM keys GROUP BY key HAVING count(DISTINCT ref) > ?", [cap]
    ).fetchall()
    gone = frozenset(retired) | {key for (key,) in heavy}
    connection.execute("CREATE TABLE retired (key VARCHAR)")
    if gone:
        connection.executemany("INSERT INTO retired VALUES (?)", [[k] for k in sorted(gone)])
    connection.execute(
        "CREATE TABLE blocked AS SELECT DISTINCT a.ref AS one, b.ref AS other "
        "FROM keys a JOIN keys b USING (key) "
        "WHERE a.ref < b.ref AND key NOT IN (SELECT key FROM retired)"
    )
    return gone


def _linker(connection: duckdb.DuckDBPyConnection, model: Model) -> tuple[Linker, DuckDBAPI]:
    api = DuckDBAPI(connection)
    odds = 2.0**model.prior.weight
    settings = {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "comparisons": comparisons(model.raw["levels"]),
        "blocking_rules_to_generate_predictions": [block_on("given", "family")],
        "probability_two_random_records_match": odds / (1 + odds),
        "retain_matching_columns": False,
    }
    return Linker(api.register("mentions"), settings), api


def weigh_pairs(
    connection: duckdb.DuckDBPyConnection, model: Model, *, least: float | None = None
) -> list[tuple[str, str, float]]:
    """Weigh the table `blocked` by Splink; give (left, right, weight) from `least` up."""
    linker, api = _linker(connection, model)
    connection.execute(
        "CREATE TABLE blocked_pairs AS SELECT one AS join_key_l, other AS join_key_r, "
        "'0' AS match_key FROM blocked"
    )
    linker.table_management.register_blocked_pairs_for_predict(api.register("blocked_pairs"))
    weighed = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    return connection.execute(
        "SELECT unique_id_l, unique_id_r, match_weight "  # noqa: S608 - Splink's own table name
        f"FROM {weighed.physical_name}"
    ).fetchall()


def find_pairs(
    people: Mapping[str, Identity], model: Model, *, retired: Collection[str] = (), cap: int = 500
) -> Found:
    """Find and roughly weigh every pair that shares an un-retired key."""
    connection = duckdb.connect(":memory:")
    connection.register("mentions_arrow", table_of(people, model.frequencies))
    connection.execute("CREATE TABLE mentions AS SELECT * FROM mentions_arrow")
    connection.register("keys_arrow", keys_of(people.items()))
    connection.execute("CREATE TABLE keys AS SELECT * FROM keys_arrow")
    gone = _block(connection, retired, cap)
    numbered = connection.execute(
        "SELECT DISTINCT a.ref, b.ref FROM keys a JOIN keys b USING (key) "
        "WHERE a.ref < b.ref AND key LIKE 'id:%' AND key NOT IN (SELECT key FROM retired)"
    ).fetchall()
    weighed = weigh_pairs(connection, model, least=model.keep - MARGIN)
    pairs = {(min(a, b), max(a, b)): w for a, b, w in weighed}
    for pair in numbered:
        pairs.setdefault(pair, model.keep)
    candidates: dict[str, list[str]] = {}
    for one, other in connection.execute("SELECT one, other FROM blocked").fetchall():
        candidates.setdefault(one, []).append(other)
        candidates.setdefault(other, []).append(one)
    return Found([(a, b, w) for (a, b), w in sorted(pairs.items())], candidates, gone)


def link_all(
    rows: Iterable[tuple[str, Identity]],
    *,
    model: Model,
    judgements: Iterable[Judgement] = (),
    retired: Collection[str] = (),
    cap: int = 500,
) -> BulkResult:
    """Link and group many mentions under one model.

    `rows` are (reference, identity) pairs; `retired` are keys retired before.
    An identity's `retired_phone` is the caller's to set. Edges below the
    model's `keep` are dropped, as they are live.
    """
    people = dict(rows)
    found = find_pairs(people, model, retired=retired, cap=cap)
    fresh = [scored(a, b, people[a], people[b], model) for a, b, _ in found.pairs]
    edges = [e for e in judge(fresh, people, found.candidates, model) if e.weight >= model.keep]
    parted = partition(people, edges, judgements, people)
    return BulkResult(edges, parted.groups, parted.refused)
