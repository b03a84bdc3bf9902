"""What loading names, with the money that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from playbook.client.model import Client
from playbook.errors import Fault
from playbook.steps.billing import base_of
from playbook.steps.guards.caution import Caution

__all__ = ["named_by_loading"]


def named_by_loading(client: Client) -> Iterator[Caution]:
    """A caution for each warning of loading."""
    for fault in client.warnings:
        rule = fault.rule or "files.other"
        yield Caution(
            rule,
            fault.file,
            fault.row,
            fault.column,
            fault.value,
            money_month=_money(client, fault),
            fault=fault,
        )


def _money(client: Client, fault: Fault) -> float:
    """What the base owes to what is named; nothing where it is no matter of money."""
    if fault.rule in ("bills.contract_not_listed", "ids.zeros_lost") and fault.column == "contract":
        return fsum(one.expected_month for one in base_of(client).series if one.contract == fault.value)
    if fault.rule == "bills.looks_like_total":
        return abs(float(fault.value))
    return float("nan")
