"""Logistic regression: from a few numbers to a probability (McCullagh and Nelder 1989, chapter 4)."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.letters import Matrix

BIAS = "bias"
PENALTY = 1.0
"""On the squares of the weights, of features in standard deviations: they are few and related."""
STEPS = 50

_TINY = 1e-6


def fit(names: Sequence[str], features: Matrix, outcomes: NDArray[np.bool_]) -> dict[str, float]:
    """The weights by the names of the features, by Newton's method; `features` has a row for each outcome."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + _TINY
    rows = np.column_stack([(features - mean) / spread, np.ones(len(features))]).astype(np.float64)
    penalty = np.diag([PENALTY] * len(names) + [_TINY])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = _logistic(rows @ weights)
        slope = rows.T @ (likely - outcomes) + penalty @ weights
        curve = (rows.T * (likely * (1 - likely))) @ rows + penalty
        weights -= np.linalg.solve(curve, slope)
    scaled = weights[:-1] / spread
    bias = weights[-1] - scaled @ mean
    return {BIAS: float(bias), **dict(zip(names, scaled.tolist(), strict=True))}


def probability(weights: Mapping[str, float], names: Sequence[str], features: Matrix) -> Matrix:
    """How likely each row's outcome is; features without a weight do not count."""
    known = np.array([weights.get(name, 0.0) for name in names])
    return _logistic(features @ known + weights.get(BIAS, 0.0)).astype(np.float32)


def _logistic(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(values, -30, 30)))
