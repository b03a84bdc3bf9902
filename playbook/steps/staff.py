"""What the client's employees spend themselves on telecom (exhibit 3.4)."""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding

__all__ = ["StaffSpend", "staff_spend"]


@dataclass(frozen=True)
class StaffSpend:
    """To be built."""

    findings: tuple[Finding, ...] = ()


def staff_spend(client: Client) -> StaffSpend:
    """To be built."""
    return StaffSpend()
