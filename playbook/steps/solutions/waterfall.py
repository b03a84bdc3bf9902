"""The waterfall: from today's base to month 12, by what the chosen solutions bring and what is expected to go.

A bar is a group of chosen solutions with the same effect (new, won back, retained) and the same name of that effect; it
holds their base benefits a month, if they earn by month 12. Erosions are taken away. No bar is ever adjusted: the end
is reconciled with the target, and a difference is said.

Where an addition is not known the end is *at least* the sum of the known; where an erosion is not known it is *at most*
that; where both are, it is unknown. A table that nobody has filled in is not a table of nothing: without erosions that
somebody looked for, the end is at most that; without solutions, at least.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names
from playbook.steps.memory import remembered
from playbook.steps.shares import Total
from playbook.steps.solutions.printed import short_percent
from playbook.steps.solutions.road_map import road_items, solutions_by_score
from playbook.steps.solutions.waterfall_bars import EFFECTS, MONTH, additions, bar_of, bound_of, earning, erosions
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Names, Percent, Printable, Side, inline, is_unknown

__all__ = ["Waterfall", "waterfall_of"]

_MADE_UP = ("illustrative", "partly_illustrative")
Figures = dict[str, Printable]


@dataclass(frozen=True)
class Waterfall:
    """The waterfall of a client, in currency a month.

    `rows`, and as a frame `bars`: label (Name, None for base and target), kind (base, new, won_back, retained, other,
    erosion, target), amount_month (erosions negative; NaN where a part is unknown), known_month (its known part),
    running_month (sum of the known so far), running_bound (how that is to be read), solutions (their ids), status.
    `end` is the sum of the known amounts, `bound` says how to read it: exact, at_least, at_most or unknown. `unlisted`
    is True where nobody has looked for what goes. `growth_year` is end / base - 1. `target_growth` and `target`
    (currency a month) are NaN without a target. `verdict`: lands, over, short, no_target, or open where an amount is
    unknown. `undecided` are the solutions of which nobody has said whether they are chosen.
    """

    rows: tuple[Row, ...]
    base: float
    end: float
    bound: Side
    growth_year: float
    target_growth: float
    target: float
    verdict: str
    undecided: tuple[str, ...]
    unlisted: bool
    status: str
    findings: tuple[Finding, ...] = ()

    @cached_property
    def bars(self) -> pd.DataFrame:
        """The bars as a frame."""
        return pd.DataFrame(self.rows)

    @property
    def additions(self) -> tuple[Row, ...]:
        """The bars of the chosen solutions."""
        return tuple(bar for bar in self.rows if bar["kind"] in EFFECTS)

    @property
    def erosions(self) -> tuple[Row, ...]:
        """The bars of what goes."""
        return tuple(bar for bar in self.rows if bar["kind"] == "erosion")


@remembered
def waterfall_of(client: Client) -> Waterfall:
    """The waterfall of a client's chosen solutions at their base case in month 12."""
    base, undecided = base_of(client), tuple(row["solution"] for row in earning(client) if row["chosen"] is None)
    changes, unlisted = [*additions(client), *erosions(client)], not client.answered("erosions")
    more = bool(undecided) or not client.answered("solutions")
    end, bound = (
        round(base.total + sum(bar["known_month"] for bar in changes), 6),
        bound_of(changes, more=more, less=unlisted),
    )
    growth = end / base.total - 1 if base.total else float("nan")
    target_growth = _target(client)
    target = base.total * (1 + target_growth)
    first = bar_of(None, "base", Total(base.total, 0), status=base.status)
    last = bar_of(
        None,
        "target",
        Total(end, int(bound != "exact")),
        status=weakest([base.status, *(bar["status"] for bar in changes)]),
    )
    running = [*accumulate(bar["known_month"] for bar in (first, *changes)), end]
    sides = [*(bound_of(changes[:place], more=more and place > 0) for place in range(len(changes) + 1)), bound]
    bars = zip((first, *changes, last), running, sides, strict=True)
    rows = tuple(bar | {"running_month": sum_so_far, "running_bound": side} for bar, sum_so_far, side in bars)
    verdict = _verdict(client, end, target, exact=bound == "exact")
    waterfall = Waterfall(
        rows, base.total, end, bound, growth, target_growth, target, verdict, undecided, unlisted, last["status"]
    )
    return replace(waterfall, findings=_findings(client, waterfall)) if road_items(client) else waterfall


def _target(client: Client) -> float:
    return next(
        (row["value"] for row in client.rows("targets") if row["target"] == "revenue_growth_year"), float("nan")
    )


def _verdict(client: Client, end: float, target: float, *, exact: bool) -> str:
    if not exact:
        return "open"
    if is_unknown(target):
        return "no_target"
    if abs(end - target) <= client.assume("target_tolerance") * abs(target):
        return "lands"
    return "over" if end > target else "short"


def _findings(client: Client, waterfall: Waterfall) -> tuple[Finding, ...]:
    """How far the revenue grows, on what that hangs, whether it lands on the target, what is still open."""
    figures, largest = _figures(client, waterfall), _largest(waterfall)
    if largest is not None:
        figures |= _largest_figures(client, waterfall, largest)
    share = _share(waterfall, largest)
    hangs = share >= client.assume("concentrated_from")
    rule, change = _rule(waterfall, largest, hangs=hangs), abs(waterfall.end - waterfall.base)
    message = Finding(f"solutions.waterfall.{rule}", figures, money_month=change, confidence=0.6, internal=True)
    return (
        message,
        *(_hangs_on(figures, largest) if hangs and largest is not None else ()),
        *_undecided(waterfall),
        *_closing(client, waterfall),
        *_without_erosion(waterfall, figures),
        *_made_up(waterfall),
    )


def _figures(client: Client, waterfall: Waterfall) -> Figures:
    changes = (*waterfall.additions, *waterfall.erosions)
    added, gone = (
        Money(abs(sum(bar["known_month"] for bar in bars)), client.currency)
        for bars in (waterfall.additions, waterfall.erosions)
    )
    unknown = sum(is_unknown(bar["amount_month"]) for bar in changes) + len(waterfall.undecided) + waterfall.unlisted
    return {
        "growth": short_percent(abs(waterfall.growth_year)),
        "fall": short_percent(abs(waterfall.growth_year)),
        "base": base_of(client).money(client.currency),
        "end": Money(waterfall.end, client.currency),
        "added": added,
        "gone": gone,
        "bars": Count(len(waterfall.additions)),
        "n": Count(unknown),
        "target_growth": short_percent(waterfall.target_growth),
        "target": Money(waterfall.target, client.currency),
        "difference": Money(abs(waterfall.end - waterfall.target), client.currency),
    }


def _largest(waterfall: Waterfall) -> Row | None:
    """The bar that adds most; None where no chosen solution is known to add anything."""
    return max((bar for bar in waterfall.additions if bar["amount_month"] > 0), key=_amount, default=None)


def _amount(bar: Row) -> float:
    return float(bar["amount_month"])


def _share(waterfall: Waterfall, largest: Row | None) -> float:
    """The largest bar's share of the additions; 0 where there is none, or where they are not all known."""
    if largest is None or waterfall.verdict == "open":
        return 0.0
    return _amount(largest) / float(sum(bar["known_month"] for bar in waterfall.additions))


def _largest_figures(client: Client, waterfall: Waterfall, largest: Row) -> Figures:
    without = (waterfall.end - largest["amount_month"]) / waterfall.base - 1 if waterfall.base else float("nan")
    return {
        "largest": inline(largest["label"]),
        "amount": Money(largest["amount_month"], client.currency),
        "share": Percent(_share(waterfall, largest), 0),
        "without": Percent(without, 0),
        "loss": Percent(-without, 0),
        "solutions": Names(as_names(largest["solutions"])),
    }


def _rule(waterfall: Waterfall, largest: Row | None, *, hangs: bool) -> str:
    falls = waterfall.end < waterfall.base
    if waterfall.verdict == "open":
        unlisted = "_unlisted" if waterfall.unlisted and waterfall.bound == "at_most" else ""
        return f"open_{waterfall.bound}" + ("_falls" if falls and waterfall.bound != "unknown" else "") + unlisted
    if largest is None:
        return "no_gain" if falls else "no_change"
    return "falls" if falls else f"{waterfall.verdict}_{'one' if hangs else 'many'}"


def _hangs_on(figures: Figures, largest: Row) -> tuple[Finding, ...]:
    without: Printable = figures["without"]
    rule = (
        "solutions.waterfall.hangs_on_loss"
        if isinstance(without, Percent) and without.value < 0
        else "solutions.waterfall.hangs_on"
    )
    return (Finding(rule, figures, money_month=float(largest["amount_month"]), confidence=0.5, internal=True),)


def _undecided(waterfall: Waterfall) -> tuple[Finding, ...]:
    if not waterfall.undecided:
        return ()
    names = Names(as_names(waterfall.undecided))
    return (
        Finding(
            "solutions.waterfall.undecided",
            {"n": Count(len(waterfall.undecided)), "which": names},
            internal=True,
        ),
    )


def _closing(client: Client, waterfall: Waterfall) -> tuple[Finding, ...]:
    """Where the plan is short of its target: the best solution not chosen that is feasible and earns by month 12."""
    floor = client.assume("feasible_from")
    free = (
        row
        for row in solutions_by_score(client)
        if row["chosen"] is False and row["start_month"] <= MONTH and row["benefit_month"] > 0
    )
    best = next((row for row in free if row["feasibility"] >= floor), None)
    if waterfall.verdict != "short" or best is None:
        return ()
    gap = waterfall.target - waterfall.end
    figures: Figures = {
        "best": Name(best["id"], best["id"]),
        "name": inline(best["name"]),
        "amount": Money(best["benefit_month"], client.currency),
        "part": Percent(min(best["benefit_month"] / gap, 1), 0),
        "gap": Money(gap, client.currency),
    }
    return (
        Finding(
            "solutions.waterfall.closes",
            figures,
            money_month=float(best["benefit_month"]),
            confidence=0.4,
            internal=True,
        ),
    )


def _without_erosion(waterfall: Waterfall, figures: Figures) -> tuple[Finding, ...]:
    """Nobody has looked for losses; or somebody did, and found none."""
    rule = "solutions.waterfall.erosion_unlisted" if waterfall.unlisted else "solutions.waterfall.no_erosion"
    return () if waterfall.erosions else (Finding(rule, figures, internal=True),)


def _made_up(waterfall: Waterfall) -> tuple[Finding, ...]:
    bars = (*waterfall.additions, *waterfall.erosions)
    weak = [bar for bar in bars if bar["status"] in _MADE_UP]
    rule = "solutions.waterfall.all_illustrative" if len(weak) == len(bars) else "solutions.waterfall.illustrative_bars"
    return (Finding(rule, {"n": Count(len(weak)), "all": Count(len(bars))}, internal=True),) if weak else ()
