"""Linking many mentions at once: DuckDB finds and weighs the pairs, the pure rules decide.

The blocking keys are the live door's own, joined in DuckDB; Splink weighs the
pairs with the same levels and drops what cannot matter; what is left goes
through the same rules as a live write, so that both give the same edges.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import duckdb
from splink import DuckDBAPI, Linker, block_on

from firstlight.people.linkage.comparisons import comparisons
from firstlight.people.linkage.table import keys_of, one_column, table_of
from firstlight.people.rules.clusters import Judgement, partition
from firstlight.people.rules.zones import Edge, is_kept, judge, scored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from firstlight.people.rules.identity import Identity
    from firstlight.people.rules.model import Model

# The rules after Splink's weight only raise pairs that reach this or share an identifier.
MARGIN = 1e-6
# A key that more distinct mentions ever had is too heavy to search: retired for good.
CAP = 200


class BulkResult(NamedTuple):
    """Edges from `keep` upward, groups, links refused when grouping, keys retired."""

    edges: list[Edge]
    groups: list[frozenset[str]]
    refused: list[Edge]
    retired: frozenset[str]


class Found(NamedTuple):
    """Pairs worth weighing, the identities as weighed, and keys over the cap."""

    pairs: list[tuple[str, str]]
    people: dict[str, Identity]
    retired: frozenset[str]


def _retire(
    connection: duckdb.DuckDBPyConnection, retired: Collection[str], cap: int
) -> frozenset[str]:
    """Give the keys retired before or now, and keep them as a table."""
    heavy = connection.execute(
        "SELECT key FROM keys GROUP BY key HAVING count(DISTINCT ref) > ?", [cap]
    ).fetchall()
    gone = frozenset(retired) | {key for (key,) in heavy}
    connection.register("retired_arrow", one_column("key", sorted(gone)))
    connection.execute("CREATE TABLE retired AS SELECT * FROM retired_arrow")
    return gone


def _block(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE blocked AS SELECT a.ref AS one, b.ref AS other, "
        "bool_or(key LIKE 'id:%') AS numbered FROM keys a JOIN keys b USING (key) "
        "WHERE a.ref < b.ref AND key NOT IN (SELECT key FROM retired) GROUP BY 1, 2"
    )


def _without_retired_phones(
    people: Mapping[str, Identity], retired: Collection[str]
) -> dict[str, Identity]:
    """Mark whose telephone is retired: it is no evidence and no household."""
    heavy = {key[3:] for key in retired if key.startswith("ph:")}
    return {
        ref: replace(who, retired_phone=True) if not heavy.isdisjoint(who.phones) else who
        for ref, who in people.items()
    }


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
        "SELECT unique_id_l, unique_id_r, match_weight "  # noqa: S608 -- Splink's own table name
        f"FROM {weighed.physical_name}"
    ).fetchall()


def find_pairs(
    people: Mapping[str, Identity], model: Model, *, retired: Collection[str] = (), cap: int = CAP
) -> Found:
    """Find every pair that shares an un-retired key and that Splink does not rule out."""
    connection = duckdb.connect(":memory:")
    connection.register("keys_arrow", keys_of(people.items()))
    connection.execute("CREATE TABLE keys AS SELECT * FROM keys_arrow")
    gone = _retire(connection, retired, cap)
    marked = _without_retired_phones(people, gone)
    connection.register("mentions_arrow", table_of(marked, model.frequencies))
    connection.execute("CREATE TABLE mentions AS SELECT * FROM mentions_arrow")
    _block(connection)
    pairs = {
        (min(a, b), max(a, b))
        for a, b, _ in weigh_pairs(connection, model, least=model.keep - MARGIN)
    }
    numbered = connection.execute("SELECT one, other FROM blocked WHERE numbered").fetchall()
    pairs.update((one, other) for one, other in numbered)
    return Found(sorted(pairs), marked, gone)


def candidates_of(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Give each record's candidates of one home: whoever could be its rival or sibling."""
    candidates: dict[str, list[str]] = {}
    for edge in edges:
        if not edge.household:
            continue
        candidates.setdefault(edge.left, []).append(edge.right)
        candidates.setdefault(edge.right, []).append(edge.left)
    return candidates


def link_all(
    rows: Iterable[tuple[str, Identity]],
    *,
    model: Model,
    judgements: Iterable[Judgement] = (),
    retired: Collection[str] = (),
    cap: int = CAP,
) -> BulkResult:
    """Link and group many mentions under one model.

    `rows` are (reference, identity) pairs; `retired` are keys retired before;
    a key held by more than `cap` mentions is retired too. Edges that can change
    nothing (`is_kept`) are dropped, as they are live.
    """
    found = find_pairs(dict(rows), model, retired=retired, cap=cap)
    people = found.people
    weighed = (scored(a, b, people[a], people[b], model) for a, b in found.pairs)
    fresh = [edge for edge in weighed if is_kept(edge, model)]
    edges = judge(fresh, people, candidates_of(fresh), model)
    parted = partition(people, edges, judgements, people)
    return BulkResult(edges, parted.groups, parted.refused, found.retired)
