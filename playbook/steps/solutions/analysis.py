"""Step 4, customised solutions: which combination of offers answers the needs, pays, can be done, and in what order?

Initiatives (I1, ..) work on today's service lines, solutions (S1, ..) are what is proposed. How each is scored and
phased is told in :mod:`playbook.steps.solutions.road_map`, what the chosen solutions bring in
:mod:`playbook.steps.solutions.waterfall`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.shares import total_of
from playbook.steps.solutions.designs import Designs, designs_of
from playbook.steps.solutions.growth import growth_findings
from playbook.steps.solutions.need_coverage import NeedCoverage, need_coverage
from playbook.steps.solutions.outcome import Outcome, outcome_of
from playbook.steps.solutions.road_map import PHASES, ROAD_COLUMNS, ROAD_FIGURES, ids_of, road_items, road_map
from playbook.steps.solutions.selection import Selection, selection_of
from playbook.steps.solutions.ranking import Stability, stability_of
from playbook.steps.solutions.waterfall import Waterfall, waterfall_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Number, Percent, Printable

__all__ = ["SolutionsAnalysis", "analyse"]


@dataclass(frozen=True)
class SolutionsAnalysis:
    """What step 4 found.

    `items`: initiatives and solutions in the order in which they are taken up (columns: see `road_map`). `solutions`:
    the solutions alone, the best score first, ties by id, unknown last, with `rank` (NaN where the score is unknown).
    `mean_benefit` is the mean known base benefit of the solutions in currency a month; `flow` is what 4.7 shows,
    `waterfall` its bars.
    """

    items: pd.DataFrame
    solutions: pd.DataFrame
    mean_benefit: float
    flow: Waterfall
    status: str
    coverage: NeedCoverage
    designs: Designs
    stability: Stability
    outcome: Outcome
    selection: Selection
    own_findings: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the matrix, the road map and the waterfall, then those of the parts."""
        parts = (self.coverage, self.designs, self.stability, self.outcome, self.selection)
        return (*self.own_findings, *(finding for part in parts for finding in part.findings))

    @property
    def waterfall(self) -> pd.DataFrame:
        """The bars of the waterfall: label, kind, amount_month, known_month, running_month, solutions, status."""
        return self.flow.bars.copy()

    @property
    def growth_year(self) -> float:
        """Growth of the revenue a month from the base to month 12; NaN where it is not exactly known."""
        return self.flow.growth_year if self.flow.bound == "exact" else float("nan")

    @property
    def target_growth(self) -> float:
        """The growth that the plan sets out to reach; NaN without a target."""
        return self.flow.target_growth

    @property
    def landed(self) -> bool | None:
        """True where the waterfall lands on its target, None where nobody can tell."""
        return {"lands": True, "over": False, "short": False}.get(self.flow.verdict)


@remembered
def analyse(client: Client) -> SolutionsAnalysis:
    """Step 4 for a client. What has no input is unknown in the result; nothing is raised for it."""
    items, flow = road_items(client), waterfall_of(client)
    solutions = _ranked(items)
    benefits = [row["benefit_month"] for row in solutions if known(row["benefit_month"])]
    mean = float(np.mean(benefits)) if benefits else float("nan")
    findings = (
        (*_matrix(client, solutions, mean), *_phases(client, items), *growth_findings(client, solutions, flow))
        if items
        else ()
    )
    frame = frame_of(solutions, ROAD_COLUMNS, figures=ROAD_FIGURES).assign(rank=[row["rank"] for row in solutions])
    return SolutionsAnalysis(
        road_map(client),
        frame,
        mean,
        flow,
        weakest(row["status"] for row in items),
        coverage=need_coverage(client),
        designs=designs_of(client),
        stability=stability_of(client),
        outcome=outcome_of(client),
        selection=selection_of(client),
        own_findings=findings,
    )


def _ranked(items: Sequence[Row]) -> list[Row]:
    """The solutions, the best score first, each with its rank."""
    rows = ordered((row for row in items if row["kind"] == "solution"), "-score", "id")
    return [row | {"rank": place if known(row["score"]) else float("nan")} for place, row in enumerate(rows, start=1)]


def _matrix(client: Client, solutions: Sequence[Row], mean: float) -> tuple[Finding, ...]:
    """Exhibit 4.4: are the chosen solutions feasible, what do they bring, which good one is left out, which is not
    rated."""
    floor = client.assume("feasible_from")
    unrated = [row for row in solutions if not (known(row["feasibility"]) and known(row["benefit_month"]))]
    spare = [
        row
        for row in solutions
        if row["chosen"] is False and row["feasibility"] >= floor and row["benefit_month"] >= mean
    ]
    asks = (
        [
            Finding(
                "solutions.benefit_feasibility.not_rated",
                {"n": Count(len(unrated)), "which": ids_of(unrated)},
                internal=True,
            )
        ]
        if unrated
        else []
    )
    if spare:
        amount = float(sum(row["benefit_month"] for row in spare))
        figures: dict[str, Printable] = {
            "n": Count(len(spare)),
            "which": ids_of(spare),
            "amount": Money(amount, client.currency),
        }
        asks.insert(
            0,
            Finding(
                "solutions.benefit_feasibility.left_out",
                figures,
                money_month=amount,
                confidence=0.4,
                internal=True,
            ),
        )
    return (_choice(client, solutions), *asks) if solutions else ()


def _choice(client: Client, solutions: Sequence[Row]) -> Finding:
    """The message of 4.4: the chosen solutions, their benefit and whether they can be done."""
    chosen = [row for row in solutions if row["chosen"] is True]
    benefit, every = (total_of(row["benefit_month"] for row in rows) for rows in (chosen, solutions))
    unfeasible = [row for row in chosen if row["feasibility"] < client.assume("feasible_from")]
    unrated = [row for row in chosen if not known(row["feasibility"])]
    figures: dict[str, Printable] = {
        "n": Count(len(chosen)),
        "all": Count(len(solutions)),
        "which": ids_of(chosen),
        "benefit": Money(benefit.known, client.currency),
        "share": Percent(benefit.known / every.known if every.known > 0 else float("nan"), 0),
        "known": Money(every.known, client.currency),
        "open": Count(sum(row["chosen"] is None for row in solutions)),
        "m": Count(len(unfeasible)),
        "unfeasible": ids_of(unfeasible),
        "unrated": Count(len(unrated)),
    }
    undecided = any(row["chosen"] is None for row in solutions)
    if not chosen and undecided:
        return Finding("solutions.benefit_feasibility.choice_unknown", figures, internal=True)
    if not chosen:
        best = [row for row in solutions if known(row["score"])][:1]
        rule = "none_chosen" if best else "none_chosen_nor_rated"
        score = Number(float(sum(row["score"] for row in best)), 1)
        return Finding(
            f"solutions.benefit_feasibility.{rule}",
            figures | {"best": ids_of(best), "score": score},
            internal=True,
        )
    rule = (
        "chosen_unfeasible"
        if unfeasible
        else "chosen_unrated"
        if unrated or benefit.unknown or undecided
        else "chosen_feasible"
    )
    return Finding(
        f"solutions.benefit_feasibility.{rule}",
        figures,
        money_month=benefit.known,
        confidence=0.6,
        internal=True,
    )


def _phases(client: Client, items: Sequence[Row]) -> tuple[Finding, ...]:
    """Exhibit 4.6: what to act on now, in which order; what waits for its time; what to prepare."""
    groups = {phase: [row for row in items if row["phase"] == phase] for phase in PHASES}
    unknown = [row for row in items if row["phase"] is None]
    figures: dict[str, Printable] = {
        "all": Count(len(items)),
        "unknown": Count(len(unknown)),
        "unknown_ids": ids_of(unknown),
    }
    for phase, rows in groups.items():
        figures |= {phase: Count(len(rows)), f"{phase}_ids": ids_of(rows)}
    now, preparing = groups["act_now"], len(groups["prepare"])
    if not now:
        rule = "solutions.road_map.nothing_now" if preparing else "solutions.road_map.all_wait"
        first = Finding(rule, figures | {"n": Count(preparing)}, internal=True)
    else:
        money = float(sum(row["benefit_month"] for row in now if known(row["benefit_month"])))
        figures |= {"first": ids_of(now[:1])}
        rule = "solutions.road_map.act_now" if preparing else "solutions.road_map.act_now_only"
        first = Finding(rule, figures | {"n": Count(len(now))}, money_month=money, confidence=0.6, internal=True)
    later = [
        Finding(f"solutions.road_map.{phase}", figures | {"n": Count(len(groups[phase]))}, internal=True)
        for phase in ("prepare", "launch_when_ready")
        if groups[phase]
    ]
    asks = (
        [Finding("solutions.road_map.phase_unknown", figures | {"n": Count(len(unknown))}, internal=True)]
        if unknown
        else []
    )
    return (first, *asks, *later)
