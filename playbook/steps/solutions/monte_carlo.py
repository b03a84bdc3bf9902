"""Random draws: triangular amounts that move together by a Gaussian copula, and weights around given ones.

An amount that somebody judged as low, base and high is read as a *triangular* distribution with the base as its mode. A
share of 0 to 1 picks its quantile, so draws of shares become draws of amounts. A *Gaussian copula* makes the shares of
several amounts move together: normal variables with the given correlations are drawn, and each is turned into its share
by the normal distribution. The amounts keep their own distributions whatever the correlation is; sums keep their mean,
and only their spread changes. (The correlation is that of the normal variables; that of the amounts is a little
smaller.)

Everything here is a pure function of its arguments: the same generator state gives the same draws.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playbook.units import Percent

__all__ = [
    "chance_of",
    "copula_shares",
    "domain_correlation",
    "dominance",
    "nearest_correlation",
    "random_weights",
    "ranks_of",
    "triangular_quantiles",
]

#: Eigenvalues below this are raised to it.
_LEAST = 1e-9


def triangular_quantiles(shares: np.ndarray, low: np.ndarray, mode: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Quantiles of triangular distributions: shares (0..1), low <= mode <= high, element by element; low = high is a
    constant.

    Below the mode low + sqrt(u (high - low)(mode - low)), above it high - sqrt((1 - u)(high - low)(high - mode)): the
    inverse of the distribution function.

    >>> triangular_quantiles(np.array([0.0, 0.5, 1.0]), np.array(0.0), np.array(1.0), np.array(2.0)).tolist()
    [0.0, 1.0, 2.0]
    """
    span = high - low
    left = low + np.sqrt(shares * span * (mode - low))
    right = high - np.sqrt((1 - shares) * span * (high - mode))
    return np.asarray(np.where(shares * span < mode - low, left, right))


def domain_correlation(domains: Sequence[str | None], *, same: float, other: float) -> np.ndarray:
    """The correlation matrix of items by their domain: `same` within one, `other` across; an item without a domain
    shares none.

    >>> domain_correlation(["voice", "voice", None], same=0.4, other=0.1).tolist()
    [[1.0, 0.4, 0.1], [0.4, 1.0, 0.1], [0.1, 0.1, 1.0]]
    """
    alike = [first is not None and first == second for first in domains for second in domains]
    matrix = np.where(np.array(alike, dtype=bool), same, other).astype(float).reshape(len(domains), len(domains))
    np.fill_diagonal(matrix, 1.0)
    return matrix


def nearest_correlation(matrix: np.ndarray) -> np.ndarray:
    """The matrix itself where it is positive definite; else one near it: its eigenvalues below a tiny positive number
    are clipped to that, and the result is scaled back to ones on the diagonal.

    >>> nearest_correlation(np.array([[1.0, 0.4], [0.4, 1.0]])).tolist()
    [[1.0, 0.4], [0.4, 1.0]]
    """
    values, vectors = np.linalg.eigh(matrix)
    if not len(values) or values.min() >= _LEAST:
        return matrix
    clipped = (vectors * np.maximum(values, _LEAST)) @ vectors.T
    scale = np.sqrt(np.diag(clipped))
    return np.asarray(clipped / np.outer(scale, scale))


def copula_shares(correlation: np.ndarray, draws: int, generator: np.random.Generator) -> np.ndarray:
    """Shares (0..1) of a Gaussian copula with that correlation matrix: draws x items.

    A matrix that is not positive definite is replaced by the nearest that is (see `nearest_correlation`).
    """
    from scipy.special import ndtr

    normal = generator.standard_normal((draws, len(correlation)))
    return np.asarray(ndtr(normal @ np.linalg.cholesky(nearest_correlation(correlation)).T))


def random_weights(
    weights: Sequence[float], concentration: float, draws: int, generator: np.random.Generator
) -> np.ndarray:
    """Weights that add up to 1, drawn from a Dirichlet distribution around the given ones: draws x weights.

    Their mean is the given weights; the larger the concentration, the closer they stay (variance w (1 - w) /
    (concentration + 1)). A weight of 0 stays 0.
    """
    centre = np.asarray(weights, dtype=float)
    drawn = np.zeros((draws, len(centre)))
    drawn[:, centre > 0] = generator.dirichlet(concentration * centre[centre > 0] / centre.sum(), draws)
    return drawn


def ranks_of(scores: np.ndarray) -> np.ndarray:
    """Ranks along the last axis, 1 for the highest score; of equal scores the first comes first.

    >>> ranks_of(np.array([[2.0, 3.0, 2.0]])).tolist()
    [[2, 1, 3]]
    """
    order = np.argsort(-scores, axis=-1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, scores.shape[-1] + 1), axis=-1)
    return ranks


def dominance(criteria: np.ndarray) -> np.ndarray:
    """Which item dominates which: item x item, True where the column's item is at least as good as the row's on every
    criterion and better on one. An item without a True in its row is on the Pareto front. `criteria` is item x
    criterion.

    >>> dominance(np.array([[4.0, 1.0], [1.0, 4.0], [1.0, 1.0], [4.0, 1.0]])).any(axis=1).tolist()
    [False, False, True, False]
    """
    others, own = criteria[None, :, :], criteria[:, None, :]
    return np.asarray((others >= own).all(axis=2) & (others > own).any(axis=2))


def chance_of(share: float) -> Percent:
    """A share of the draws in whole percents, with a decimal where these would say never or always and it is neither.

    >>> chance_of(0.396).printed("en"), chance_of(0.9996).printed("en"), chance_of(1.0).printed("en")
    ('40%', '99.9%', '100%')
    """
    if 0 < share < 0.005 or 0.995 <= share < 1:
        return Percent(min(max(share, 0.001), 0.999), 1)
    return Percent(share, 0)
