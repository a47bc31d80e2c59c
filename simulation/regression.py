"""A logistic regression by iteratively reweighted least squares, with a little ridge: a rival of the floors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
RIDGE, STEPS, STILL = 1.0, 50, 1e-8


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for standardised columns; the first is the intercept."""

    weights: Array
    middle: Array
    spread: Array


def _columns(rows: Sequence[Sequence[float]], middle: Array, spread: Array) -> Array:
    told = (np.asarray(rows, dtype=float) - middle) / spread
    return np.column_stack([np.ones(len(told)), told])


def fitted(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> Model:
    """Fit weights to labelled rows; with no rows or one label alone every chance is the same."""
    held = np.asarray(rows, dtype=float)
    if not len(held) or len(set(labels)) < 2:
        width = held.shape[1] if held.ndim > 1 else 0
        return Model(np.zeros(width + 1), np.zeros(width), np.ones(width))
    middle, spread = held.mean(axis=0), held.std(axis=0)
    spread[spread == 0] = 1.0
    x, y = _columns(rows, middle, spread), np.asarray(labels, dtype=float)
    weights = np.zeros(x.shape[1])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - penalty @ weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < STILL:
            break
    return Model(weights, middle, spread)


def scored(model: Model, rows: Sequence[Sequence[float]]) -> list[float]:
    """Give each row's chance under a model."""
    if not rows:
        return []
    if len(model.weights) != len(rows[0]) + 1:
        return [0.5] * len(rows)
    x = _columns(rows, model.middle, model.spread)
    return [float(one) for one in 1 / (1 + np.exp(-x @ model.weights))]
