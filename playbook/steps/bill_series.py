"""Bills by service and contract over time: trend, season and outliers (exhibit 3.2b)."""
from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding

__all__ = ["BillSeries", "bill_series"]


@dataclass(frozen=True)
class BillSeries:
    """To be built."""

    findings: tuple[Finding, ...] = ()


def bill_series(client: Client) -> BillSeries:
    """To be built."""
    return BillSeries()
