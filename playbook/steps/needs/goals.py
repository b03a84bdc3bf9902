"""The client's goals, what it does for them, and what that means for telecom.

An initiative that no service of ours supports is an opening: for us today, for a rival tomorrow. Whether one is
supported is a judgement in the data; where nobody gave it, it is unknown, and neither a yes nor a no.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.shares import Total
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Printable, inline, is_unknown, name_of

__all__ = ["GoalMap", "goal_map"]

_ORDER = {False: 0, None: 1, True: 2}


@dataclass(frozen=True)
class GoalMap:
    """`goals`: initiative, goal, name, telecom (names; telecom None: unknown), service (id or None), supported (True,
    False, None: unknown), amount_month (currency a month, NaN: unknown), status. Goals with something unsupported come
    first.

    `unsupported_month` is what supporting the unsupported ones would bring, of the known amounts; `unsized` counts
    those of them without an amount.
    """

    goals: pd.DataFrame
    unsupported_month: float = 0.0
    unsized: int = 0
    status: str = "unknown"
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Initiative:
    """A row of the map."""

    initiative: str
    goal: Name
    name: Name
    telecom: Name | None
    service: str | None
    supported: bool | None
    amount_month: float
    status: str

    @property
    def size(self) -> float:
        """Its amount for sorting: an unknown one comes last."""
        return 0.0 if is_unknown(self.amount_month) else self.amount_month


def goal_map(client: Client) -> GoalMap:
    """The initiatives by goal, and how many lack telecom support."""
    goals = _ordered(client)
    lacking = _amount([row for row in goals if row.supported is False])
    frame = frame_of([vars(row) for row in goals], list(_Initiative.__dataclass_fields__), figures=("amount_month",))
    return GoalMap(
        frame,
        lacking.known,
        lacking.unknown,
        weakest(row.status for row in goals),
        _findings(client, goals) if goals else (),
    )


def _ordered(client: Client) -> list[_Initiative]:
    """Goals with the largest unsupported amount first; in a goal what is not supported, then what is not known, then by
    amount."""
    rows = [_initiative(row) for row in client.rows("goals")]
    best: dict[Name, tuple[int, float]] = {}
    for row in rows:
        rank, lost = best.get(row.goal, (2, 0.0))
        best[row.goal] = min(rank, _ORDER[row.supported]), lost - (row.size if row.supported is False else 0.0)
    return sorted(rows, key=lambda row: (best[row.goal], row.goal.en, _ORDER[row.supported], -row.size, row.initiative))


def _initiative(row: Mapping[Any, Any]) -> _Initiative:
    telecom, service, supported = name_of(row, "telecom"), row["service"], row["supported"]
    return _Initiative(
        row["initiative"],
        name_of(row, "goal"),
        name_of(row),
        telecom if telecom.zh or telecom.en else None,
        None if is_unknown(service) else service,
        None if is_unknown(supported) else bool(supported),
        row["amount_month"],
        row["status"],
    )


def _amount(rows: Sequence[_Initiative]) -> Total:
    """The amounts together, as far as they are known; of nothing it is 0."""
    return Total(float(sum(row.size for row in rows)), sum(is_unknown(row.amount_month) for row in rows))


def _findings(client: Client, goals: Sequence[_Initiative]) -> tuple[Finding, ...]:
    """What has no support from us, then of what that is not known, else that all is supported."""
    lacking, unknown = ([row for row in goals if row.supported is flag] for flag in (False, None))
    whole = (*_group(client, goals, lacking, "lacking"), *_group(client, goals, unknown, "unknown"))
    if whole:
        return whole
    return (Finding("needs.goals.supported", _figures(client, goals, goals), confidence=0.6, internal=True),)


def _group(client: Client, goals: Sequence[_Initiative], rows: Sequence[_Initiative], what: str) -> tuple[Finding, ...]:
    """One finding on the initiatives that are not supported, or not known to be: with their amount as far as it is
    known."""
    if not rows:
        return ()
    amount = _amount(rows)
    part = "" if not amount.unknown else "_at_least" if amount.unknown < len(rows) else "_unsized"
    rule = f"needs.goals.{what}_all" if what == "unknown" and len(rows) == len(goals) else f"needs.goals.{what}{part}"
    figures = _figures(client, goals, rows)
    return (Finding(rule, figures, amount.known, confidence=0.6 if what == "lacking" else 0.4, internal=True),)


def _figures(client: Client, goals: Sequence[_Initiative], rows: Sequence[_Initiative]) -> dict[str, Printable]:
    largest = sorted(rows, key=lambda row: (is_unknown(row.amount_month), -row.size, row.initiative))
    first, amount = largest[0], _amount(rows)
    return {
        "n": Count(len(rows)),
        "initiatives": Count(len(goals)),
        "goals": Count(len({row.goal for row in goals})),
        "amount": Money(amount.known, client.currency),
        "unsized": Count(amount.unknown),
        "first": inline(first.name),
        "telecom": inline(first.telecom or first.name),
        "first_amount": Money(first.amount_month, client.currency),
        "which": several([inline(row.name) for row in largest], 2),
    }
