"""Step 4, customised solutions: which combination of offers answers the needs, pays, can be done, and in what order?

Initiatives (I1, ..) work on today's service lines, solutions (S1, ..) are what is proposed. How each is scored and phased
is told in :mod:`playbook.steps.solutions.road_map`, what the chosen solutions bring in :mod:`playbook.steps.solutions.waterfall`.
"""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.shares import total_of
from playbook.steps.solutions.designs import Designs, designs_of
from playbook.steps.solutions.growth import growth_findings
from playbook.steps.solutions.need_coverage import NeedCoverage, need_coverage
from playbook.steps.solutions.outcome import Outcome, outcome_of
from playbook.steps.solutions.road_map import PHASES, ids_of, road_map
from playbook.steps.solutions.selection import Selection, selection_of
from playbook.steps.solutions.stability import Stability, stability_of
from playbook.steps.solutions.waterfall import Waterfall, waterfall_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Number, Percent, Printable

__all__ = ["SolutionsAnalysis", "analyse"]


@dataclass(frozen=True)
class SolutionsAnalysis:
    """What step 4 found.

    `items`: initiatives and solutions in the order in which they are taken up (columns: see `road_map`). `solutions`: the
    solutions alone, the best score first, ties by id, unknown last, with `rank` (NaN where the score is unknown).
    `mean_benefit` is the mean known base benefit of the solutions in currency a month; `flow` is what 4.7 shows, `waterfall` its bars.
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
    items, flow = road_map(client), waterfall_of(client)
    solutions = _ranked(items)
    mean = float(solutions["benefit_month"].mean())
    findings = (*_matrix(client, solutions, mean), *_phases(client, items), *growth_findings(client, solutions, flow)) if len(items) else ()
    return SolutionsAnalysis(
        items, solutions, mean, flow, weakest(items["status"]),
        coverage=need_coverage(client), designs=designs_of(client), stability=stability_of(client), outcome=outcome_of(client),
        selection=selection_of(client), own_findings=findings,
    )


def _ranked(items: pd.DataFrame) -> pd.DataFrame:
    rows = items[items["kind"] == "solution"].sort_values(["score", "id"], ascending=[False, True], na_position="last").reset_index(drop=True)
    return rows.assign(rank=rows["score"].notna().cumsum().where(rows["score"].notna()))


def _matrix(client: Client, solutions: pd.DataFrame, mean: float) -> tuple[Finding, ...]:
    """Exhibit 4.4: are the chosen solutions feasible, what do they bring, which good one is left out, which is not rated."""
    floor = client.assume("feasible_from")
    chosen = solutions[solutions["chosen"].eq(True)]
    unrated = solutions[solutions["feasibility"].isna() | solutions["benefit_month"].isna()]
    spare = solutions[~solutions["chosen"].eq(True) & (solutions["feasibility"] >= floor) & (solutions["benefit_month"] >= mean)]
    asks = [Finding("solutions.not_rated", "4.4", {"n": Count(len(unrated)), "which": ids_of(unrated)}, internal=True)] if len(unrated) else []
    if len(spare):
        amount = float(spare["benefit_month"].sum())
        figures: dict[str, Printable] = {"n": Count(len(spare)), "which": ids_of(spare), "amount": Money(amount, client.currency)}
        asks.insert(0, Finding("solutions.left_out", "4.4", figures, money_month=amount, confidence=0.4, internal=True))
    return (_choice(client, solutions, chosen), *asks) if len(solutions) else ()


def _choice(client: Client, solutions: pd.DataFrame, chosen: pd.DataFrame) -> Finding:
    """The message of 4.4: the chosen solutions, their benefit and whether they can be done."""
    benefit, every = total_of(chosen["benefit_month"]), total_of(solutions["benefit_month"])
    unfeasible = chosen[chosen["feasibility"] < client.assume("feasible_from")]
    unrated = chosen[chosen["feasibility"].isna()]
    figures: dict[str, Printable] = {
        "n": Count(len(chosen)), "all": Count(len(solutions)), "which": ids_of(chosen), "benefit": Money(benefit.known, client.currency),
        "share": Percent(benefit.known / every.known if every.known > 0 else float("nan"), 0), "known": Money(every.known, client.currency),
        "m": Count(len(unfeasible)), "unfeasible": ids_of(unfeasible), "unrated": Count(len(unrated)),
    }
    if chosen.empty:
        best = solutions[solutions["score"].notna()].head(1)
        rule = "none_chosen" if len(best) else "none_chosen_nor_rated"
        return Finding(f"solutions.{rule}", "4.4", figures | {"best": ids_of(best), "score": Number(float(best["score"].sum()), 1)}, internal=True)
    rule = "chosen_unfeasible" if len(unfeasible) else "chosen_unrated" if len(unrated) or benefit.unknown else "chosen_feasible"
    return Finding(f"solutions.{rule}", "4.4", figures, money_month=benefit.known, confidence=0.6, internal=True)


def _phases(client: Client, items: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 4.6: what to act on now, in which order; what waits for its time; what to prepare."""
    groups = {phase: items[items["phase"] == phase] for phase in PHASES}
    unknown = items[items["phase"].isna()]
    figures: dict[str, Printable] = {"all": Count(len(items)), "unknown": Count(len(unknown)), "unknown_ids": ids_of(unknown)}
    for phase, rows in groups.items():
        figures |= {phase: Count(len(rows)), f"{phase}_ids": ids_of(rows)}
    now = groups["act_now"]
    money = float(now["benefit_month"].sum())
    if now.empty:
        rule = "solutions.nothing_now" if len(groups["prepare"]) else "solutions.all_wait"
        first = Finding(rule, "4.6", figures | {"n": Count(len(groups["prepare"]))}, internal=True)
    else:
        figures |= {"first": ids_of(now.head(1))}
        rule = "solutions.act_now" if len(groups["prepare"]) else "solutions.act_now_only"
        first = Finding(rule, "4.6", figures | {"n": Count(len(now))}, money_month=money, confidence=0.6, internal=True)
    later = [
        Finding(f"solutions.{phase}", "4.6", figures | {"n": Count(len(groups[phase]))}, internal=True)
        for phase in ("prepare", "launch_when_ready") if len(groups[phase])
    ]
    asks = [Finding("solutions.phase_unknown", "4.6", figures | {"n": Count(len(unknown))}, internal=True)] if len(unknown) else []
    return (first, *asks, *later)
