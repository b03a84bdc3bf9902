"""Step 4, customised solutions: which combination of offers answers the needs, pays, can be done, and in what order?

Initiatives (I1, ..) work on today's service lines, solutions (S1, ..) are what is proposed. How each is scored and
phased is told in :mod:`playbook.steps.solutions.road_map`, what the chosen solutions bring in
:mod:`playbook.steps.solutions.waterfall`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.solutions.benefit_feasibility import BenefitFeasibility, benefit_feasibility
from playbook.steps.solutions.designs import Designs, designs_of
from playbook.steps.solutions.need_coverage import NeedCoverage, need_coverage
from playbook.steps.solutions.outcome import Outcome, outcome_of
from playbook.steps.solutions.ranking import Ranking, ranking_of
from playbook.steps.solutions.road_map import RoadMap, road_map
from playbook.steps.solutions.selection import Selection, selection_of
from playbook.steps.solutions.service_lines import ServiceLines, service_lines
from playbook.steps.solutions.waterfall import Waterfall, waterfall_of

__all__ = ["SolutionsAnalysis", "analyse"]


@dataclass(frozen=True)
class SolutionsAnalysis:
    """What step 4 found, topic by topic; `flow` is the waterfall, of which `waterfall` are the bars."""

    service_lines: ServiceLines
    need_coverage: NeedCoverage
    designs: Designs
    benefit_feasibility: BenefitFeasibility
    ranking: Ranking
    road_map: RoadMap
    flow: Waterfall
    outcome: Outcome
    selection: Selection

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the matrix, the road map and the waterfall, then those of the other topics."""
        first = (self.benefit_feasibility, self.road_map, self.flow)
        then = (
            self.need_coverage,
            self.service_lines,
            self.designs,
            self.ranking,
            self.outcome,
            self.selection,
        )
        return tuple(finding for topic in (*first, *then) for finding in topic.findings)

    @property
    def status(self) -> str:
        """As sure as the weakest initiative or solution."""
        return self.road_map.status

    @property
    def items(self) -> pd.DataFrame:
        """Initiatives and solutions in the order in which they are taken up (columns: see `RoadMap`)."""
        return self.road_map.items

    @property
    def solutions(self) -> pd.DataFrame:
        """The solutions alone, the best score first (columns: see `BenefitFeasibility`)."""
        return self.benefit_feasibility.solutions

    @property
    def mean_benefit(self) -> float:
        """The mean known base benefit of the solutions in currency a month."""
        return self.benefit_feasibility.mean_benefit

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
    return SolutionsAnalysis(
        service_lines=service_lines(client),
        need_coverage=need_coverage(client),
        designs=designs_of(client),
        benefit_feasibility=benefit_feasibility(client),
        ranking=ranking_of(client),
        road_map=road_map(client),
        flow=waterfall_of(client),
        outcome=outcome_of(client),
        selection=selection_of(client),
    )
