"""The client's goals, what it does for them, and what that means for telecom (exhibit 3.6).

An initiative that no service of ours supports is an opening: for us today, for a rival tomorrow. Whether one is supported
is a judgement in the data; where nobody gave it, it is unknown, and neither a yes nor a no.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Printable, inline, is_unknown, name_of

__all__ = ["GoalMap", "goal_map"]

_ORDER = {False: 0, None: 1, True: 2}


@dataclass(frozen=True)
class GoalMap:
    """`goals`: initiative, goal, name, telecom (names; telecom None: unknown), service (id or None), supported (True, False, None:
    unknown), amount_month (currency a month, NaN: unknown), status. Goals with something unsupported come first.

    `unsupported_month` is what supporting the unsupported ones would bring, of the known amounts; `unsized` counts those
    of them without an amount.
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
    lacking = goals[_flagged(goals, False)]
    amount, unsized = float(lacking["amount_month"].sum()), int(lacking["amount_month"].isna().sum())
    return GoalMap(goals, amount, unsized, weakest(goals["status"]), _findings(client, goals) if len(goals) else ())


def _ordered(client: Client) -> pd.DataFrame:
    """Goals with the largest unsupported amount first; in a goal what is not supported, then what is not known, then by amount."""
    rows = [_initiative(row) for row in client.rows("goals")]
    best: dict[Name, tuple[int, float]] = {}
    for row in rows:
        rank, lost = best.get(row.goal, (2, 0.0))
        best[row.goal] = min(rank, _ORDER[row.supported]), lost - (row.size if row.supported is False else 0.0)
    rows.sort(key=lambda row: (best[row.goal], row.goal.en, _ORDER[row.supported], -row.size, row.initiative))
    frame = pd.DataFrame([vars(row) for row in rows], columns=list(_Initiative.__dataclass_fields__)).astype({"amount_month": float})
    return frame.assign(**{name: pd.Series([getattr(row, name) for row in rows], dtype=object) for name in ("telecom", "service", "supported")})


def _initiative(row: Mapping[Any, Any]) -> _Initiative:
    telecom, service, supported = name_of(row, "telecom"), row["service"], row["supported"]
    return _Initiative(
        row["initiative"], name_of(row, "goal"), name_of(row), telecom if telecom.zh or telecom.en else None,
        None if is_unknown(service) else service,
        None if is_unknown(supported) else bool(supported), row["amount_month"], row["status"],
    )


def _flagged(goals: pd.DataFrame, flag: bool | None) -> pd.Series:
    return pd.Series([given is flag for given in goals["supported"]], index=goals.index, dtype=bool)


def _findings(client: Client, goals: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 3.6: what has no support from us, then of what that is not known, else that all is supported."""
    lacking = goals[_flagged(goals, False)]
    unknown = goals[_flagged(goals, None)]
    whole = (*_group(client, goals, lacking, "lacking"), *_group(client, goals, unknown, "unknown"))
    if whole:
        return whole
    return (Finding("goals.supported", "3.6", _figures(client, goals, goals), confidence=0.6, internal=True),)


def _group(client: Client, goals: pd.DataFrame, rows: pd.DataFrame, what: str) -> tuple[Finding, ...]:
    """One finding on the initiatives that are not supported, or not known to be: with their amount as far as it is known."""
    if rows.empty:
        return ()
    known = rows["amount_month"].notna().sum()
    part = "" if known == len(rows) else "_at_least" if known else "_unsized"
    rule = f"goals.{what}_all" if what == "unknown" and len(rows) == len(goals) else f"goals.{what}{part}"
    figures = _figures(client, goals, rows)
    return (Finding(rule, "3.6", figures, float(rows["amount_month"].sum()), confidence=0.6 if what == "lacking" else 0.4, internal=True),)


def _figures(client: Client, goals: pd.DataFrame, rows: pd.DataFrame) -> dict[str, Printable]:
    largest = rows.sort_values(["amount_month", "initiative"], ascending=[False, True], na_position="last")
    first = largest.iloc[0]
    telecom = first["telecom"] if first["telecom"] is not None else first["name"]
    return {
        "n": Count(len(rows)), "initiatives": Count(len(goals)), "goals": Count(goals["goal"].nunique()),
        "amount": Money(float(rows["amount_month"].sum()), client.currency), "unsized": Count(int(rows["amount_month"].isna().sum())),
        "first": inline(first["name"]), "telecom": inline(telecom), "first_amount": Money(first["amount_month"], client.currency),
        "which": several([inline(name) for name in largest["name"]], 2),
    }
