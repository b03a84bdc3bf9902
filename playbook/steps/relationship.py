"""The history of the relationship (exhibit 3.3)."""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding

__all__ = ["Relationship", "relationship"]


@dataclass(frozen=True)
class Relationship:
    """To be built."""

    findings: tuple[Finding, ...] = ()


def relationship(client: Client) -> Relationship:
    """To be built."""
    return Relationship()
