"""The Mann-Whitney rank test, two-sided, by its normal approximation with ties corrected."""

from __future__ import annotations

import math
from collections import Counter


def rank_test(one: list[float], other: list[float]) -> float:
    """Give p: how often two samples alike would lie at least so far apart by rank."""
    n, m = len(one), len(other)
    pooled = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks, place = 0.0, 0
    ties = Counter(value for value, _ in pooled)
    while place < n + m:
        size = ties[pooled[place][0]]
        middle = place + (size + 1) / 2
        ranks += middle * sum(1 for _, side in pooled[place : place + size] if side == 0)
        place += size
    u = ranks - n * (n + 1) / 2
    tied = sum(t**3 - t for t in ties.values()) / ((n + m) * (n + m - 1))
    spread = math.sqrt(n * m / 12 * (n + m + 1 - tied))
    if not spread:
        return 1.0
    z = (abs(u - n * m / 2) - 0.5) / spread
    return math.erfc(max(0.0, z) / math.sqrt(2))
