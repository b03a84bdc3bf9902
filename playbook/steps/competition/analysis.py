"""Step 2, competitive analysis: who can take what from us at this client, and how likely is it?"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.competition.competitiveness import Competitiveness, cells_of, competitiveness, gaps_of
from playbook.steps.competition.factor_gaps import FactorGaps, factor_gaps
from playbook.steps.competition.revenue_at_risk import RevenueAtRisk, revenue_at_risk, risks_of
from playbook.steps.competition.risk_range import RiskRange, risk_range
from playbook.steps.competition.rival_moves import RivalMoves, rival_moves
from playbook.steps.competition.rival_resources import RivalResources, rival_resources
from playbook.steps.competition.score_cube import score_cube
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered

__all__ = ["CompetitionAnalysis", "analyse"]


@dataclass(frozen=True)
class CompetitionAnalysis:
    """What step 2 found: a result a topic."""

    rival_resources: RivalResources
    competitiveness: Competitiveness
    factor_gaps: FactorGaps
    revenue_at_risk: RevenueAtRisk
    risk_range: RiskRange
    rival_moves: RivalMoves
    findings: tuple[Finding, ...]


@remembered
def analyse(client: Client) -> CompetitionAnalysis:
    """Step 2 for a client. What has no input is unknown in the result; nothing is raised for it."""
    cube = score_cube(client)
    cells = cells_of(client, cube)
    gaps = list(gaps_of(client, cells))
    risks = risks_of(client, gaps)
    spread = risk_range(client, cube, cells, risks)
    compared, at_risk = competitiveness(client, cells, gaps), revenue_at_risk(client, risks, spread)
    resources, factors, moves = (
        rival_resources(client),
        factor_gaps(client, cube, risks),
        rival_moves(client, risks),
    )
    parts = (compared, at_risk, spread, resources, factors, moves)
    return CompetitionAnalysis(
        resources,
        compared,
        factors,
        at_risk,
        spread,
        moves,
        findings=tuple(finding for part in parts for finding in part.findings),
    )
