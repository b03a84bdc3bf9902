"""What to build first, by what it unlocks for its cost (exhibit 5.5).

A candidate is a site where a chosen solution waits for building; where none of the chosen waits, any feasible one counts (feasibility from
`feasible_from`). A solution's base benefit a month is unlocked when all the sites that hold it back are cleared: it is shared equally among them,
also those that building alone does not clear (unknown, or not deliverable), whose part is not counted. What a site unlocks, for each 1,000
of its cost, ranks it; what has no known cost or benefit cannot be ranked, and comes last.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import grouped, records
from playbook.steps.capability.delivery import deliveries_of
from playbook.steps.capability.promise_units import AtLeast, Days
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.shares import total_of
from playbook.steps.solutions.road_map import road_items
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Number, Printable

__all__ = ["UNIT", "Builds", "builds_of"]

#: Value is told for so much of the cost, in the currency's unit.
UNIT = 1000.0
_COLUMNS = ["site", "solutions", "others", "unlocked_month", "known_month", "days", "cost_once", "per_unit", "rank", "status"]
_UNKNOWN = float("nan")
Row = dict[Any, Any]
Figures = dict[str, Printable]


@dataclass(frozen=True)
class Builds:
    """What can be built.

    `sites`: one row a site, the most value for its cost first, unknown ones last: site, solutions (that wait there and count), others (further
    feasible ones that wait there), unlocked_month (currency a month; NaN where a benefit is unknown), known_month (of the known benefits), days,
    cost_once (currency), per_unit (unlocked a month for each 1,000 of cost), rank (NaN where it cannot be ranked), status.
    `basis`: chosen or feasible: which solutions count. `unlocked`: the sum over the sites, as far as it is known.
    """

    sites: pd.DataFrame
    basis: str
    unlocked: float
    status: str
    findings: tuple[Finding, ...] = ()


@remembered
def builds_of(client: Client) -> Builds:
    """What to build for a client, in order."""
    deliveries, feasible_from = records(deliveries_of(client)), client.assume("feasible_from")
    solutions = {row["id"]: row for row in road_items(client) if row["kind"] == "solution"}
    waiting = [row for row in deliveries if row["state"] == "after_build"]
    held = {row["solution"] for row in waiting}
    chosen = {name for name, row in solutions.items() if row["chosen"] is True}
    feasible = {name for name, row in solutions.items() if row["feasibility"] >= feasible_from}
    basis = "chosen" if chosen & held or not feasible & held else "feasible"
    counted = chosen if basis == "chosen" else feasible
    shares = _shares(deliveries, {name: row["benefit_month"] for name, row in solutions.items()})
    rows = [_site(group, counted, feasible - counted, shares=shares) for _, group in sorted(grouped(waiting, "site").items())]
    sites = _ranked([row for row in rows if row["solutions"]])
    found = Builds(sites, basis, float(sites["known_month"].sum()), weakest([*sites["status"]]))
    return Builds(**{**vars(found), "findings": tuple(_findings(client, found)) if len(deliveries) else ()})


def _shares(deliveries: Iterable[Row], benefits: dict[str, float]) -> dict[str, float]:
    """Solution -> what clearing one of the sites that hold it back unlocks a month."""
    holding = Counter(row["solution"] for row in deliveries if row["state"] != "now")
    return {solution: benefits[solution] / count for solution, count in holding.items()}


def _site(group: list[Row], counted: set[str], others: set[str], *, shares: dict[str, float]) -> Row:
    waiting = sorted((row["solution"] for row in group), key=_natural)
    here = tuple(solution for solution in waiting if solution in counted)
    total = total_of(shares[solution] for solution in here)
    days, cost = (group[0][name] for name in ("days", "cost_once"))
    return {
        "site": group[0]["site"], "solutions": here, "others": tuple(solution for solution in dict.fromkeys(waiting) if solution in others),
        "unlocked_month": total.value, "known_month": total.known, "days": days, "cost_once": cost,
        "per_unit": total.value / cost * UNIT if cost > 0 else _UNKNOWN, "status": weakest(row["status"] for row in group),
    }


def _natural(solution: str) -> tuple[int, str]:
    """S2 before S10."""
    return len(solution), solution


def _ranked(rows: Iterable[Row]) -> pd.DataFrame:
    """The most value for its cost first; then those without: by value, the cheaper first; ties by id."""
    frame = pd.DataFrame(list(rows), columns=_COLUMNS)
    order, up = ["per_unit", "known_month", "cost_once", "site"], [False, False, True, True]
    frame = frame.sort_values(order, ascending=up, na_position="last", ignore_index=True)
    return frame.assign(rank=frame["per_unit"].notna().cumsum().where(frame["per_unit"].notna()))


def _findings(client: Client, found: Builds) -> Iterator[Finding]:
    """Exhibit 5.5: where to start, the cheapest first step, what cannot be ranked."""
    sites, names = found.sites, client.names("sites")
    ranked, open_ = sites[sites["rank"].notna()], sites[sites["rank"].isna()]
    figures: Figures = {
        "n": Count(len(sites)), "ranked": Count(len(ranked)), "cells": Count(len(deliveries_of(client))),
        "total": AtLeast(Money(found.unlocked, client.currency), bool(sites["unlocked_month"].isna().any())),
        "which": several([names[site] for site in open_["site"]]), "open": Count(len(open_)),
        "ids": several([Name(one, one) for one in sorted({one for row in sites["solutions"] for one in row}, key=_natural)], 4),
    }
    if sites.empty:
        yield _finding("build_none", figures)
        return
    money = found.unlocked
    if ranked.empty:
        yield _finding("build_unpriced" if found.basis == "chosen" else "build_unpriced_feasible", figures, money)
        return
    first = ranked.iloc[0]
    cheapest = ranked.sort_values(["cost_once", "site"]).iloc[0]
    rule = "build_first" if found.basis == "chosen" else "build_first_feasible"
    yield _finding(rule if len(sites) > 1 else f"{rule}_only", figures | _step(client, first), money)
    if len(sites) > 1:
        same = cheapest["site"] == first["site"]
        yield _finding("build_cheapest_same" if same else "build_cheapest", _step(client, cheapest), float(cheapest["known_month"]))
    if len(open_):
        yield _finding("build_ask", figures, float(open_["known_month"].sum()))


def _finding(rule: str, figures: Figures, money: float = 0.0) -> Finding:
    return Finding(f"promises.{rule}", "5.5", figures, money_month=money, confidence=0.5, internal=True)


def _step(client: Client, row: pd.Series) -> Figures:
    return {
        "site": client.names("sites")[row["site"]], "per": Money(row["per_unit"], client.currency, 0 if row["per_unit"] >= 10 else 1),
        "unit": Money(UNIT, client.currency), "unlocked": Money(row["unlocked_month"], client.currency),
        "cost": Money(row["cost_once"], client.currency), "days": Days(row["days"]),
        "solutions": several([Name(one, one) for one in row["solutions"]], 4),
        "months": Number(row["cost_once"] / row["unlocked_month"] if row["unlocked_month"] > 0 else _UNKNOWN),
    }
