"""What tests of step 4 read from its result."""

from __future__ import annotations

from typing import Any

from playbook.families.plan import PLAN
from playbook.steps.findings import Finding
from playbook.steps.solutions.analysis import SolutionsAnalysis

__all__ = ["finding", "rows_by_id", "rules"]


def rows_by_id(result: SolutionsAnalysis) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in result.items.to_dict("records")}


def rules(result: SolutionsAnalysis, exhibit: str) -> list[str]:
    return [finding.rule.rpartition(".")[2] for finding in result.findings if PLAN.id_of(finding.topic) == exhibit]


def finding(result: SolutionsAnalysis, rule: str) -> Finding:
    return next(item for item in result.findings if item.rule.rpartition(".")[2] == rule)
