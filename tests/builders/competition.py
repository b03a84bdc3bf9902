"""Clients with scores, rivals' moves and rated networks, and what step 2 finds of them."""

from __future__ import annotations

from playbook.families.plan import PLAN
from playbook.steps.competition.analysis import analyse
from playbook.steps.competition.score_cube import FACTORS
from playbook.steps.findings import Finding

SHARES = [
    {"bill_service": "data", "service": "data", "share": 1},
    {"bill_service": "voice", "service": "voice", "share": 0.5},
]


def scores(service: str, operator: str, values: list[float | None]) -> list[dict[str, object]]:
    return [
        {"service": service, "operator": operator, "factor": factor, "score": "" if value is None else value}
        for factor, value in zip(FACTORS, values, strict=True)
    ]


def rated(operator: str, **ratings: float | str) -> list[dict[str, object]]:
    return [{"operator": operator, "resource": resource, "rating": rating} for resource, rating in ratings.items()]


def move(name: str, operator: str = "rival", **fields: str) -> dict[str, object]:
    return {"move": name, "operator": operator, "service": "data", "stage": "piloting", "what": name, **fields}


def rows_by_service(client: object) -> dict[str, dict[str, object]]:
    return {row["service"]: row for row in analyse(client).revenue_at_risk.services.to_dict("records")}  # type: ignore[arg-type, misc]


def by_rule(findings: tuple[Finding, ...], exhibit: str) -> dict[str, Finding]:
    return {finding.rule.rpartition(".")[2]: finding for finding in findings if PLAN.id_of(finding.topic) == exhibit}
