"""Growth, season and outliers of one series of monthly amounts, judged so that a single odd month changes nothing.

The log of the amount is regressed on time and two yearly waves (periods of 12 and 6 months) with Huber's weights, which
count a month the less the farther it lies from the others; growth is the slope. A month is an outlier where it lies so
many robust deviations from what trend and season let expect. The deviation is the larger of Qn (Rousseeuw and Croux,
1993: a quantile of the distances between all pairs) and the median absolute deviation, corrected for the six
parameters: Qn raised the fewest false alarms of the usual measures on series of two to four years, and the median keeps
it from collapsing where half of all pairs are equal.

What is shown as trend and season is STL (Cleveland et al., 1990) on the log, in its robust form with one season for all
years. It knows no gaps, and three years of outliers would become a season, so months that do not count are filled with
what the regression expects; the filled months are told.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Decomposition", "Models", "TrendFit", "decompose", "fit_trend"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
#: Regressions by the months that they count: series of which the same months count share one, whose set-up takes longer
#: than a fit.
Models: TypeAlias = dict[bytes, Any]

_YEAR = 12
#: Parameters of the regression: level, slope, and sine and cosine of two waves.
_PARAMETERS = 6
#: The regression stops when no coefficient, all of them shares, moves by more than a thousandth.
_TOLERANCE, _ROUNDS = 1e-3, 20
#: Residuals below it are rounding: the series is what the regression says, to the last digit.
_EXACT = 1e-9
#: The season is the same in all years: its window is far wider than any series, and its local fit is a mean.
_PERIODIC: dict[str, Any] = {"seasonal": 1201, "seasonal_deg": 0, "robust": True}
_CONFIDENCE = 0.95


@dataclass(frozen=True)
class TrendFit:
    """What the regression says of a series, an entry a calendar month.

    `growth` is a share a year with its 95% interval `low` to `high`; `trend` the level without season, `expected` the
    level with it (both in the amounts' unit); `deviation` is amount / expected - 1, NaN where the amount did not count;
    `outlier` tells the months that stand out.
    """

    growth: float
    low: float
    high: float
    trend: Floats
    expected: Floats
    deviation: Floats
    outlier: Flags


@dataclass(frozen=True)
class Decomposition:
    """Trend (in the amounts' unit), season (a factor a month, 1.1 is 10% above the trend), its amplitude (half the way
    from the lowest to the highest month, as a share), and the months that were filled before it was computed.
    """

    trend: Floats
    season: Floats
    amplitude: float
    filled: Flags


def fit_trend(amounts: Floats, *, deviations: float, least: float, models: Models | None = None) -> TrendFit | None:
    """The regression on the amounts above 0; NaN, zero and negative months do not count. None where fewer count than it
    has parameters.

    An outlier lies at least `deviations` robust deviations and at least the share `least` from what is expected: in a
    series that hardly moves, a difference of one percent is many deviations and no news. Who fits many series hands
    each the same `models`.

    >>> found = fit_trend(np.array([100 * 1.01**month for month in range(24)]), deviations=4, least=0.05)
    >>> round(found.growth, 4), int(found.outlier.sum())
    (0.1268, 0)
    """
    counts = np.nan_to_num(amounts, nan=-1.0) > 0
    if counts.sum() <= 2 * _PARAMETERS:
        return None
    design = _design(len(amounts))
    logs = np.log(amounts[counts])
    parameters, error = _regress(logs, design[counts], {} if models is None else models)
    expected = design @ parameters
    residuals = logs - expected[counts]
    deviation = np.full(len(amounts), np.nan)
    deviation[counts] = np.expm1(residuals)
    outlier = np.zeros(len(amounts), dtype=bool)
    outlier[counts] = _outside(residuals, deviations) & (np.abs(np.expm1(residuals)) >= least)
    half = error * _quantile(int(counts.sum()) - _PARAMETERS)
    growth, low, high = (float(value) for value in np.expm1(parameters[1] + np.array([0.0, -half, half])))
    return TrendFit(growth, low, high, np.exp(design[:, :2] @ parameters[:2]), np.exp(expected), deviation, outlier)


def decompose(amounts: Floats, expected: Floats) -> Decomposition:
    """Trend and season of a series of at least two years; months that are not above 0 are filled with what is
    `expected`."""
    from statsmodels.tsa.stl._stl import STL

    filled = ~(np.nan_to_num(amounts, nan=-1.0) > 0)
    logs = np.log(np.where(filled, expected, amounts))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        parts = STL(logs, period=_YEAR, **_PERIODIC).fit(inner_iter=1, outer_iter=5)
    season = np.exp(parts.seasonal)
    return Decomposition(np.exp(parts.trend), season, float(season.max() - season.min()) / 2, filled)


def _design(months: int) -> Floats:
    time = np.arange(months, dtype=float)
    angle = 2 * np.pi * time / _YEAR
    return np.column_stack(
        [np.ones(months), time / _YEAR, np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)]
    )


def _regress(logs: Floats, design: Floats, models: Models) -> tuple[Floats, float]:
    """The six parameters, and the standard error of the slope; a series that the waves fit exactly needs no weights."""
    plain: Floats = np.asarray(np.linalg.lstsq(design, logs, rcond=None)[0], dtype=np.float64)
    if np.abs(logs - design @ plain).max() < _EXACT:
        return plain, 0.0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter(
            "ignore"
        )  # a series of which most months are equal to the penny ends with a scale of 0, and says so
        fit = _model(logs, design, models).fit(conv="coefs", tol=_TOLERANCE, maxiter=_ROUNDS, start_params=plain)
        error = float(fit.bse[1])
    parameters: Floats = np.asarray(fit.params, dtype=np.float64)
    return (parameters, error if np.isfinite(error) else 0.0) if np.isfinite(parameters).all() else (plain, 0.0)


def _model(logs: Floats, design: Floats, models: Models) -> Any:
    """The robust regression of the logs on the design. All that its set-up works out depends on the design alone."""
    from statsmodels.robust.norms import HuberT
    from statsmodels.robust.robust_linear_model import RLM

    key = design.tobytes()
    if key not in models:
        models[key] = RLM(logs, design, M=HuberT(), hasconst=True)
    models[key].endog = logs
    return models[key]


def _outside(residuals: Floats, deviations: float) -> Flags:
    """The residuals beyond so many robust deviations. Qn takes time, and can but widen the limit: it is computed where
    it may matter."""
    from statsmodels.robust.scale import mad, qn_scale

    limit = deviations * np.sqrt(len(residuals) / (len(residuals) - _PARAMETERS))
    size = np.abs(residuals)
    outside: Flags = size > limit * float(mad(residuals, center=0))
    return outside & (size > limit * float(qn_scale(residuals))) if outside.any() else outside


def _quantile(freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + _CONFIDENCE) / 2))
