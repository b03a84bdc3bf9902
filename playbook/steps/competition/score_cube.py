"""Scores as one block of numbers: services x operators x the six competition factors.

Competitiveness is a weighted mean over the factors that have a score; the weights of the others are left out, and the
rest made to add up again. The block gives it for one set of weights or for many at a time.

>>> cube = ScoreCube(("data",), ("us",), np.array([[[4.0, 2.0, np.nan, np.nan, np.nan, np.nan]]]), {})
>>> cube.means(np.array([3.0, 1, 1, 1, 1, 1])).item(), cube.known_weight(np.array([3.0, 1, 1, 1, 1, 1])).item()
(3.5, 0.5)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from playbook.client.model import Client
from playbook.client.rows import known
from playbook.client.tables import SCORES

__all__ = ["FACTORS", "ScoreCube", "score_cube", "weight_id", "weights_of"]

#: The six competition factors.
FACTORS = SCORES.column("factor").allowed

#: Weights are decimal fractions: equal scores must give equal means, not a gap of a hair.
_DIGITS = 12


@dataclass(frozen=True)
class ScoreCube:
    """`values` is services x operators x factors, 0-4, NaN where there is no score.

    `statuses` holds, for each service and operator that has a row, how sure each score is: empty where none is known.
    """

    services: tuple[str, ...]
    operators: tuple[str, ...]
    values: np.ndarray = field(repr=False)
    statuses: Mapping[tuple[str, str], Sequence[str]] = field(repr=False)

    def means(self, weights: np.ndarray) -> np.ndarray:
        """Weighted means: `weights` is factors, or many x factors; the result services x operators, or many x services
        x operators."""
        weighed = np.tensordot(weights, np.nan_to_num(self.values), axes=(-1, -1))
        weight = np.tensordot(weights, (~np.isnan(self.values)).astype(float), axes=(-1, -1))
        means = np.divide(weighed, weight, out=np.full(weight.shape, np.nan), where=weight > 0)
        rounded: np.ndarray = np.round(means, _DIGITS)
        return rounded

    def known_weight(self, weights: np.ndarray) -> np.ndarray:
        """The share of the weight that has a score (0-1): services x operators; 0 where no factor weighs anything."""
        total = weights.sum()
        shares: np.ndarray = ~np.isnan(self.values) @ weights / (total if total > 0 else 1.0)
        return shares

    def score(self, service: str, operator: str | None) -> np.ndarray:
        """The six scores of an operator on a service; all NaN for a service or an operator that has none."""
        if service not in self.services or operator not in self.operators:
            return np.full(len(FACTORS), np.nan)
        scores: np.ndarray = self.values[self.services.index(service), self.operators.index(operator)]
        return scores


def score_cube(client: Client) -> ScoreCube:
    """The client's scores, none while nobody says which operator is ours. Services and operators come in the order in
    which the table names them."""
    rows = client.by_operator("scores")
    services = tuple(dict.fromkeys(str(row["service"]) for row in rows))
    operators = tuple(dict.fromkeys(str(row["operator"]) for row in rows))
    values = np.full((len(services), len(operators), len(FACTORS)), np.nan)
    statuses: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        sure = statuses.setdefault((row["service"], row["operator"]), [])
        if known(row["score"]):
            values[services.index(row["service"]), operators.index(row["operator"]), FACTORS.index(row["factor"])] = (
                row["score"]
            )
            sure.append(row["status"])
    return ScoreCube(services, operators, values, statuses)


def weight_id(factor: str) -> str:
    """The id of the assumption that holds a factor's weight."""
    return f"weight_{factor}"


def weights_of(client: Client) -> np.ndarray:
    """The weights of the six factors, as the assumptions give them."""
    return np.array([client.assume(weight_id(factor)) for factor in FACTORS])
