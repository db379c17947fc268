"""Logistic regression."""

import numpy as np
import pytest

from bot.matching import judgement

NAMES = ("one", "other")


def test_probabilities_are_what_happens() -> None:
    """Of those that are said to happen in so many cases, about so many do."""
    chance = np.random.default_rng(5)
    features = chance.standard_normal((8_000, 2)).astype(np.float32)
    truth = 1 / (1 + np.exp(-(2 * features[:, 0] - features[:, 1] - 0.5)))
    outcomes = chance.random(len(truth)) < truth
    weights = judgement.fit(NAMES, features, outcomes)
    said = judgement.probability(weights, NAMES, features)
    for least in (0.1, 0.3, 0.5, 0.7):
        among = (said >= least) & (said < least + 0.2)
        assert outcomes[among].mean() == pytest.approx(said[among].mean(), abs=0.05)
    assert [weights[name] for name in (*NAMES, judgement.BIAS)] == pytest.approx([2, -1, -0.5], abs=0.15)


def test_a_clear_case_is_no_error() -> None:
    """Weights stay finite where every case is decided by one feature."""
    features = np.array([[-1, 0], [-2, 0], [1, 0], [2, 0]], dtype=np.float32)
    weights = judgement.fit(NAMES, features, np.array([False, False, True, True]))
    said = judgement.probability(weights, NAMES, features)
    assert said[0] < 0.5 < said[3]
    assert np.isfinite(list(weights.values())).all()


@pytest.mark.parametrize("outcome", [True, False])
def test_what_always_or_never_happens(outcome: bool) -> None:
    """Is likely, or unlikely."""
    features = np.ones((20, 2), dtype=np.float32)
    weights = judgement.fit(NAMES, features, np.full(20, outcome))
    assert (judgement.probability(weights, NAMES, features) > 0.5).all() == outcome


def test_a_feature_without_a_weight_does_not_count() -> None:
    """As in a file that an older version wrote."""
    features = np.array([[3, 5]], dtype=np.float32)
    assert judgement.probability({}, NAMES, features)[0] == 0.5
    known = judgement.probability({"one": 1.0}, NAMES, features)
    assert known[0] == pytest.approx(1 / (1 + np.exp(-3)))
