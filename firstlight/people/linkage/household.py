"""Learning the second score: one person, or two of one home.

A two-class mixture over pairs that share a telephone, an e-mail address or a
home, on first name, date of birth and sex alone, fitted by expectation
maximisation. Relatives of one name would be learnt as one person, so that what
an equal first name may tell is held down by hand (family guard, R4).
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, Any

from firstlight.people.linkage.comparisons import case_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

FIELDS = ("given", "born", "sex")
# Shares of unlike relatives in one home that are never taken as lower than this.
U_FLOORS = {"given": {1: 0.01, 2: 0.001, 3: 0.02, 5: 0.004}}
CAPS = {"given": {3: 0.5, 4: 2.0, 6: 2.0, 7: 0.5, 10: 0.5, 11: 0.0}, "born": {10: 2.0}}
# Levels that hold middle names and aliases alike keep the weight set by hand.
BY_HAND = {"given": {10, 11}}
BUSY = 60
ROUNDS = 60
SMOOTHING = 0.5
Pattern = tuple[int, ...]


def _pairs(connection: duckdb.DuckDBPyConnection) -> list[tuple[Pattern, int]]:
    columns = ", ".join(f"{case_of(f)} AS {f}_level" for f in FIELDS)
    sides = ", ".join(
        f"{s}.{c} AS {c}_{s}"
        for s in "lr"
        for c in ("given", "given_script", "given_single", "kin", "others", "shorts", "firsts",
                  "family", "born_y", "born_m", "born_d", "precision", "sex")
    )  # fmt: skip
    sql = f"""
    WITH keys AS (
      SELECT unique_id, unnest(phones) AS key FROM mentions
      UNION SELECT unique_id, unnest(emails) FROM mentions
      UNION SELECT unique_id, postcode || '|' || address FROM mentions WHERE address IS NOT NULL
    ), light AS (
      SELECT key FROM keys WHERE key IS NOT NULL GROUP BY key HAVING count(*) BETWEEN 2 AND {BUSY}
    ), shared AS (
      SELECT DISTINCT a.unique_id AS one, b.unique_id AS other
      FROM keys a JOIN light USING (key) JOIN keys b USING (key) WHERE a.unique_id < b.unique_id
    ), sides AS (
      SELECT {sides} FROM shared
      JOIN mentions l ON l.unique_id = one JOIN mentions r ON r.unique_id = other
    ), levels AS (SELECT {columns} FROM sides)
    SELECT given_level, born_level, sex_level, count(*) FROM levels GROUP BY 1, 2, 3
    """  # noqa: S608 -- every part is a constant of this package, nothing comes from outside
    return [((g, b, s), n) for g, b, s, n in connection.execute(sql).fetchall()]


def _chance(pattern: Pattern, shares: Sequence[Mapping[int, float]]) -> float:
    chance = 1.0
    for level, share in zip(pattern, shares, strict=True):
        if level:
            chance *= share.get(level, 1e-4)
    return chance


def _shares(patterns: list[tuple[Pattern, int]], belief: list[float]) -> list[dict[int, float]]:
    found: list[dict[int, float]] = []
    for place in range(len(FIELDS)):
        weight: dict[int, float] = {}
        for (pattern, times), share in zip(patterns, belief, strict=True):
            level = pattern[place]
            if level:
                weight[level] = weight.get(level, SMOOTHING) + times * share
        total = sum(weight.values()) or 1.0
        found.append({level: w / total for level, w in weight.items()})
    return found


def _first_belief(pattern: Pattern) -> float:
    given, born, _ = pattern
    if given in {1, 2} and born in {0, 1, 2, 3, 4, 9}:
        return 0.95
    return 0.02 if given == 8 or born in {6, 7, 8} else 0.4


def learn_household(
    connection: duckdb.DuckDBPyConnection, base: Mapping[str, Any]
) -> dict[str, Any]:
    """Learn the home's prior and weights from the table `mentions`, in bits.

    A level nobody met keeps its earlier weight.
    """
    patterns = _pairs(connection)
    belief = [_first_belief(p) for p, _ in patterns]
    total = sum(n for _, n in patterns) or 1
    same, rest, prior = _shares(patterns, belief), _shares(patterns, [1 - b for b in belief]), 0.5
    for _ in range(ROUNDS):
        prior = sum(n * b for (_, n), b in zip(patterns, belief, strict=True)) / total
        belief = []
        for pattern, _ in patterns:
            one, other = prior * _chance(pattern, same), (1 - prior) * _chance(pattern, rest)
            belief.append(one / (one + other) if one + other > 0 else 0.5)
        same, rest = _shares(patterns, belief), _shares(patterns, [1 - b for b in belief])
    learnt: dict[str, Any] = {"prior": log2(prior / (1 - prior))}
    for place, field in enumerate(FIELDS):
        learnt[field] = dict(base[field]) | _weights(field, same[place], rest[place])
    return learnt


def _weights(field: str, same: Mapping[int, float], rest: Mapping[int, float]) -> dict[str, float]:
    floors, caps = U_FLOORS.get(field, {}), CAPS.get(field, {})
    weights = {}
    for level in set(same) - BY_HAND.get(field, set()):
        u = max(rest.get(level, 1e-4), floors.get(level, 1e-4))
        weight = log2(max(same[level], 1e-5) / u)
        weights[str(level)] = round(min(weight, caps.get(level, 20.0)), 4)
    return weights
