"""What to build first, by what it unlocks for its cost (exhibit 5.5).

A candidate is a site where a chosen solution waits for building; where none of the chosen waits, any feasible one
counts (feasibility from `feasible_from`). A solution's base benefit a month is unlocked when all the sites that hold it
back are cleared: it is shared equally among them, also those that building alone does not clear (unknown, or not
deliverable), whose part is not counted. What a site unlocks, for each 1,000 of its cost, ranks it; what has no known
cost or benefit cannot be ranked, and comes last. A site of which nobody knows whether it holds a solution back may turn
out not to: then the others unlock more, so that theirs is *at least* so much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, grouped, known, natural, ordered, records
from playbook.steps.capability.deliverability import deliveries_of
from playbook.steps.capability.promise_units import AtLeast, Days
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.memory import remembered
from playbook.steps.shares import total_of
from playbook.steps.solutions.road_map import road_items
from playbook.steps.status import weakest
from playbook.units import Count, Money, Number, Printable, Side, bounded, is_unknown

__all__ = ["UNIT", "Builds", "builds_of"]

#: Value is told for so much of the cost, in the currency's unit.
UNIT = 1000.0
#: As many solutions as a sentence names.
_NAMED = 4
_COLUMNS = [
    "site",
    "solutions",
    "others",
    "unlocked_month",
    "known_month",
    "days",
    "cost_once",
    "per_unit",
    "rank",
    "at_least",
    "status",
]
_FIGURES = ("unlocked_month", "known_month", "days", "cost_once", "per_unit")
_UNKNOWN = float("nan")
Figures = dict[str, Printable]


@dataclass(frozen=True)
class Builds:
    """What can be built.

    `sites`: one row a site, the most value for its cost first, unknown ones last: site, solutions (that wait there and
    count), others (further feasible ones that wait there), unlocked_month (currency a month; NaN where a benefit is
    unknown), known_month (of the known benefits), days, cost_once (currency), per_unit (unlocked a month for each 1,000
    of cost), rank (NaN where it cannot be ranked), at_least (unlocked and per_unit may be more), status. `basis`:
    chosen or feasible: which solutions count. `unlocked`: the sum over the sites, as far as it is known.
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
    unsure = {row["solution"] for row in deliveries if row["state"] == "unknown"}
    rows = [
        _site(group, counted, feasible - counted, shares=shares)
        | {"at_least": any(row["solution"] in unsure for row in group)}
        for _, group in sorted(grouped(waiting, "site").items())
    ]
    sites = _ranked([row for row in rows if row["solutions"]])
    unlocked, status = float(sum(row["known_month"] for row in sites)), weakest(row["status"] for row in sites)
    findings = tuple(_findings(client, sites, basis=basis, money=unlocked)) if deliveries else ()
    frame = frame_of(sites, _COLUMNS, figures=_FIGURES).assign(rank=[row["rank"] for row in sites])
    return Builds(frame, basis, unlocked, status, findings)


def _shares(deliveries: Iterable[Row], benefits: dict[str, float]) -> dict[str, float]:
    """Solution -> what clearing one of the sites that hold it back unlocks a month."""
    holding = Counter(row["solution"] for row in deliveries if row["state"] != "now")
    return {solution: benefits[solution] / count for solution, count in holding.items()}


def _site(group: list[Row], counted: set[str], others: set[str], *, shares: dict[str, float]) -> Row:
    waiting = sorted((row["solution"] for row in group), key=natural)
    here = tuple(solution for solution in waiting if solution in counted)
    total = total_of(shares[solution] for solution in here)
    days, cost = (group[0][name] for name in ("days", "cost_once"))
    return {
        "site": group[0]["site"],
        "solutions": here,
        "others": tuple(solution for solution in dict.fromkeys(waiting) if solution in others),
        "unlocked_month": total.value,
        "known_month": total.known,
        "days": days,
        "cost_once": cost,
        "per_unit": total.value / cost * UNIT if cost > 0 else _UNKNOWN,
        "status": weakest(row["status"] for row in group),
    }


def _ranked(rows: Iterable[Row]) -> list[Row]:
    """The most value for its cost first, with its rank; then those without: by value, the cheaper first; ties by id."""
    order = enumerate(ordered(rows, "-per_unit", "-known_month", "cost_once", "site"), start=1)
    return [row | {"rank": place if known(row["per_unit"]) else _UNKNOWN} for place, row in order]


def _findings(client: Client, sites: Sequence[Row], *, basis: str, money: float) -> Iterator[Finding]:
    """Where to start, the cheapest first step, what cannot be ranked."""
    ranked, open_ = ([row for row in sites if known(row["rank"]) is whether] for whether in (True, False))
    figures = _figures(client, sites, open_, money)
    if not sites:
        yield _finding("build_none", figures)
        return
    if not ranked:
        yield _finding("build_unpriced" if basis == "chosen" else "build_unpriced_feasible", figures, money)
        return
    first, cheapest = ranked[0], ordered(ranked, "cost_once", "site")[0]
    rule = "build_first" if basis == "chosen" else "build_first_feasible"
    yield _finding(rule if len(sites) > 1 else f"{rule}_only", figures | _step(client, first), money)
    if len(sites) > 1:
        same = cheapest["site"] == first["site"]
        yield _finding(
            "build_cheapest_same" if same else "build_cheapest", _step(client, cheapest), float(cheapest["known_month"])
        )
    if open_:
        yield _finding("build_ask", figures, float(sum(row["known_month"] for row in open_)))


def _figures(client: Client, sites: Sequence[Row], open_: Sequence[Row], money: float) -> Figures:
    """How many sites, which cannot be ranked, for which solutions, and what they unlock together."""
    names, solutions = client.names("sites"), {one for row in sites for one in row["solutions"]}
    partly = any(is_unknown(row["unlocked_month"]) or row["at_least"] for row in sites)
    return {
        "n": Count(len(sites)),
        "ranked": Count(len(sites) - len(open_)),
        "cells": Count(len(deliveries_of(client))),
        "total": AtLeast(Money(money or _UNKNOWN, client.currency), partly),
        "which": several([names[row["site"]] for row in open_]),
        "open": Count(len(open_)),
        "ids": several(as_names(sorted(solutions, key=natural)), _NAMED),
    }


def _finding(rule: str, figures: Figures, money: float = 0.0) -> Finding:
    return Finding(f"capability.builds.{rule}", figures, money_month=money, confidence=0.5, internal=True)


def _step(client: Client, row: Row) -> Figures:
    least: Side
    most: Side
    least, most = ("at_least", "at_most") if row["at_least"] else ("exact", "exact")
    return {
        "site": client.names("sites")[row["site"]],
        "per": bounded(Money(row["per_unit"], client.currency, 0 if row["per_unit"] >= 10 else 1), least),
        "unit": Money(UNIT, client.currency),
        "unlocked": bounded(Money(row["unlocked_month"], client.currency), least),
        "cost": Money(row["cost_once"], client.currency),
        "days": Days(row["days"]),
        "solutions": several(as_names(row["solutions"]), _NAMED),
        "months": bounded(
            Number(row["cost_once"] / row["unlocked_month"] if row["unlocked_month"] > 0 else _UNKNOWN), most
        ),
    }
