"""Who decides on which purchase, and how much of that power we know and have on our side (exhibit 3.7)."""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding

__all__ = ["DecisionMap", "decision_map"]


@dataclass(frozen=True)
class DecisionMap:
    """To be built."""

    findings: tuple[Finding, ...] = ()


def decision_map(client: Client) -> DecisionMap:
    """To be built."""
    return DecisionMap()
