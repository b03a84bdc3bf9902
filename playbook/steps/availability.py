"""The availability of each site (exhibit 3.5b)."""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding

__all__ = ["Availability", "availability"]


@dataclass(frozen=True)
class Availability:
    """To be built."""

    findings: tuple[Finding, ...] = ()


def availability(client: Client) -> Availability:
    """To be built."""
    return Availability()
