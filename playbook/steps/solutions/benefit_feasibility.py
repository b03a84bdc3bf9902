"""The solutions by what they bring and whether they can be done: what is chosen, what is left out, what is not rated.

How each is scored is told in :mod:`playbook.steps.solutions.road_map`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known
from playbook.steps.findings import Finding
from playbook.steps.shares import total_of
from playbook.steps.solutions.road_map import ROAD_COLUMNS, ROAD_FIGURES, ids_of, solutions_by_score
from playbook.units import Count, Money, Number, Percent, Printable

__all__ = ["BenefitFeasibility", "benefit_feasibility"]

Figures = dict[str, Printable]


@dataclass(frozen=True)
class BenefitFeasibility:
    """`solutions`: the best score first, ties by id, unknown last (columns: see `RoadMap`), with `rank` (NaN where the
    score is unknown). `mean_benefit` is the mean known base benefit of the solutions in currency a month.
    """

    solutions: pd.DataFrame
    mean_benefit: float
    findings: tuple[Finding, ...]


def benefit_feasibility(client: Client) -> BenefitFeasibility:
    """The solutions of a client, ranked."""
    solutions = solutions_by_score(client)
    benefits = [row["benefit_month"] for row in solutions if known(row["benefit_month"])]
    mean = float(np.mean(benefits)) if benefits else float("nan")
    frame = frame_of(solutions, ROAD_COLUMNS, figures=ROAD_FIGURES).assign(rank=[row["rank"] for row in solutions])
    return BenefitFeasibility(frame, mean, _findings(client, solutions, mean))


def _findings(client: Client, solutions: Sequence[Row], mean: float) -> tuple[Finding, ...]:
    """Are the chosen solutions feasible, what do they bring, which good one is left out, which is not rated."""
    if not solutions:
        return ()
    return (_choice(client, solutions), *_left_out(client, solutions, mean), *_not_rated(solutions))


def _left_out(client: Client, solutions: Sequence[Row], mean: float) -> Iterator[Finding]:
    """Feasible solutions of at least the mean benefit that are not chosen."""
    floor = client.assume("feasible_from")
    spare = [
        row
        for row in solutions
        if row["chosen"] is False and row["feasibility"] >= floor and row["benefit_month"] >= mean
    ]
    if spare:
        amount = float(sum(row["benefit_month"] for row in spare))
        figures: Figures = {
            "n": Count(len(spare)),
            "which": ids_of(spare),
            "amount": Money(amount, client.currency),
        }
        yield _finding("left_out", figures, amount, confidence=0.4)


def _not_rated(solutions: Sequence[Row]) -> Iterator[Finding]:
    unrated = [row for row in solutions if not (known(row["feasibility"]) and known(row["benefit_month"]))]
    if unrated:
        yield _finding("not_rated", {"n": Count(len(unrated)), "which": ids_of(unrated)})


def _choice(client: Client, solutions: Sequence[Row]) -> Finding:
    """The chosen solutions, their benefit and whether they can be done."""
    chosen = [row for row in solutions if row["chosen"] is True]
    benefit, every = (total_of(row["benefit_month"] for row in rows) for rows in (chosen, solutions))
    unfeasible = [row for row in chosen if row["feasibility"] < client.assume("feasible_from")]
    unrated = [row for row in chosen if not known(row["feasibility"])]
    undecided = [row for row in solutions if row["chosen"] is None]
    figures: Figures = {
        "n": Count(len(chosen)),
        "all": Count(len(solutions)),
        "which": ids_of(chosen),
        "benefit": Money(benefit.known, client.currency),
        "share": Percent(benefit.known / every.known if every.known > 0 else float("nan"), 0),
        "known": Money(every.known, client.currency),
        "open": Count(len(undecided)),
        "m": Count(len(unfeasible)),
        "unfeasible": ids_of(unfeasible),
        "unrated": Count(len(unrated)),
    }
    if not chosen:
        return _finding("choice_unknown", figures) if undecided else _none_chosen(solutions, figures)
    unsure = unrated or benefit.unknown or undecided
    rule = "chosen_unfeasible" if unfeasible else "chosen_unrated" if unsure else "chosen_feasible"
    return _finding(rule, figures, benefit.known, confidence=0.6)


def _none_chosen(solutions: Sequence[Row], figures: Figures) -> Finding:
    """Nothing is chosen: which one is the best."""
    best = [row for row in solutions if known(row["score"])][:1]
    score = Number(float(sum(row["score"] for row in best)), 1)
    rule = "none_chosen" if best else "none_chosen_nor_rated"
    return _finding(rule, figures | {"best": ids_of(best), "score": score})


def _finding(rule: str, figures: Figures, amount: float = 0.0, *, confidence: float = 0.5) -> Finding:
    return Finding(
        f"solutions.benefit_feasibility.{rule}", figures, money_month=amount, confidence=confidence, internal=True
    )
