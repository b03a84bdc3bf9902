"""The client's goals, what it does for them, and what that means for telecom (exhibit 3.6)."""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding

__all__ = ["GoalMap", "goal_map"]


@dataclass(frozen=True)
class GoalMap:
    """To be built."""

    findings: tuple[Finding, ...] = ()


def goal_map(client: Client) -> GoalMap:
    """To be built."""
    return GoalMap()
