"""How concentrated a sum is: does it hang on a few parts, or is it spread over many?

Four measures of the same distribution. The HHI (Herfindahl-Hirschman index) is the sum of the squared shares: 1 where
one part is everything, 1/n where n parts are equal; its reciprocal is the number of equal parts that would be as
concentrated. The share of the top three says it in plain words. The Lorenz curve adds the parts up from the smallest;
the Gini coefficient is twice the area between the curve and the straight line of equal parts: 0 for equal parts, at
most 1 - 1/n.

>>> parts = concentration_of([1, 2, 3, 4])
>>> round(parts.hhi, 6), round(parts.gini, 6), round(parts.top_three, 6), parts.half
(0.3, 0.25, 0.9, 2)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from playbook.client.model import Client
from playbook.client.rows import Row, known
from playbook.steps.amounts import LargeMoney
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.units import Count, Number, Percent, Printable, inline, is_unknown

__all__ = [
    "Concentration",
    "concentration_findings",
    "concentration_of",
    "gini_of",
    "hhi_of",
    "lorenz_points",
    "top_share",
]

#: A half may come out a hair below it.
_ROUNDING = 1e-12
#: How many industries a sentence names.
_NAMED = 4


@dataclass(frozen=True)
class Concentration:
    """Of the `count` known parts (`unknown` others are left out): `hhi` and `gini` (0-1), `top_three` (share of the
    largest three), `half` (how few parts carry half of the sum), `half_share` (what these carry), `points` (the Lorenz
    curve, from (0, 0) to (1, 1)). All NaN, and `points` empty, where there is nothing to share out.
    """

    count: int
    unknown: int
    hhi: float
    gini: float
    top_three: float
    half: int
    half_share: float
    points: tuple[tuple[float, float], ...]

    @property
    def equal_parts(self) -> float:
        """How many parts of equal size would be as concentrated: 1 / HHI."""
        return 1 / self.hhi


def concentration_of(values: Iterable[float]) -> Concentration:
    """The measures of the known amounts, in any order; unknown ones are counted, never read as 0."""
    items = list(values)
    amounts = [float(value) for value in items if not is_unknown(value)]
    missing, nan = len(items) - len(amounts), float("nan")
    if not sum(amounts) > 0 or min(amounts) < 0:
        return Concentration(len(amounts), missing, nan, nan, nan, 0, nan, ())
    carried = np.cumsum(sorted(_shares(amounts), reverse=True))
    half = int(np.argmax(carried >= 0.5 - _ROUNDING)) + 1
    return Concentration(
        len(amounts),
        missing,
        hhi_of(amounts),
        gini_of(amounts),
        top_share(amounts),
        half,
        float(carried[half - 1]),
        lorenz_points(amounts),
    )


def _shares(values: Sequence[float]) -> np.ndarray:
    amounts = np.asarray(values, dtype=float)
    if len(amounts) == 0 or not amounts.sum() > 0 or (amounts < 0).any():
        raise ValueError("concentration needs amounts of at least 0 with a total above 0")
    return np.asarray(amounts / amounts.sum())


def hhi_of(values: Sequence[float]) -> float:
    """The sum of the squared shares, 1/n to 1. Negative amounts or a total of 0: ValueError, as for the others here."""
    return float((_shares(values) ** 2).sum())


def gini_of(values: Sequence[float]) -> float:
    """Gini coefficient, 0 to 1 - 1/n: sum of (2i - n - 1) x_i over n times the sum, the x_i rising (i from 1)."""
    rising = np.sort(_shares(values))
    count = len(rising)
    return max(0.0, float(((2 * np.arange(1, count + 1) - count - 1) * rising).sum() / count))


def top_share(values: Sequence[float], count: int = 3) -> float:
    """What the largest `count` parts are of the sum."""
    return min(1.0, float(np.sort(_shares(values))[-count:].sum()))


def lorenz_points(values: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """The Lorenz curve: after the i smallest of n parts, (i / n, their share of the sum)."""
    rising = np.sort(_shares(values))
    carried = [0.0, *np.cumsum(rising)[:-1].tolist(), 1.0]
    return tuple((place / len(rising), float(share)) for place, share in enumerate(carried))


def concentration_findings(
    client: Client, industries: Sequence[Row], concentration: Concentration
) -> tuple[Finding, ...]:
    """Whether revenue hangs on a few industries, in plain words; with one whose revenue nobody knows, how concentrated
    the whole is is not known either."""
    missing = [row for row in industries if not known(row["revenue_month"])]
    if not concentration.points:
        figures: dict[str, Printable] = {"n": Count(len(industries))}
        return (Finding("industry.concentration.concentration_unknown", figures),) if industries else ()
    if missing:
        names = client.market.names("industries")
        which = several([inline(names[row["industry"]]) for row in missing], _NAMED)
        counts: dict[str, Printable] = {"n": Count(concentration.count), "every": Count(len(industries))}
        return (
            Finding("industry.concentration.concentration_partly", counts),
            Finding("industry.concentration.revenue_left_out", {"n": Count(len(missing)), "which": which}),
        )
    concentrated = concentration.hhi >= client.assume("concentrated_hhi")
    rule = "industry.concentration.concentrated" if concentrated else "industry.concentration.spread"
    return (Finding(rule, _figures(client, industries, concentration)),)


def _figures(client: Client, industries: Sequence[Row], concentration: Concentration) -> dict[str, Printable]:
    top = industries[0]
    return {
        "n": Count(concentration.count),
        "half": Count(concentration.half),
        "half_share": Percent(concentration.half_share),
        "hhi": Number(concentration.hhi, 2),
        "limit": Number(client.assume("concentrated_hhi"), 2),
        "gini": Number(concentration.gini, 2),
        "three": Percent(concentration.top_three),
        "equal": Number(concentration.equal_parts, 1),
        "top": inline(client.market.names("industries")[top["industry"]]),
        "top_share": Percent(top["revenue_month"] / sum(row["revenue_month"] for row in industries)),
        "tenth": LargeMoney(round(top["revenue_month"] / 10), client.currency),
    }
