"""What the waterfall says: how far the revenue grows, on what that hangs, whether it lands on the target, what is still
open."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names
from playbook.steps.solutions.waterfall import MONTH, Waterfall
from playbook.units import Count, Money, Name, Names, Percent, Printable, inline, is_unknown

__all__ = ["growth_findings", "short_percent"]

_MADE_UP = ("illustrative", "partly_illustrative")
Figures = dict[str, Printable]


def growth_findings(client: Client, solutions: Sequence[Row], waterfall: Waterfall) -> tuple[Finding, ...]:
    """The findings of exhibit 4.7; `solutions` are the ranked solutions of step 4."""
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
        *_closing(client, solutions, waterfall),
        *_without_erosion(waterfall, figures),
        *_made_up(waterfall),
    )


def short_percent(value: float, *, sign: bool = False) -> Percent:
    """A share without decimals where it has none, else with one.

    >>> short_percent(0.23).printed("en"), short_percent(0.035).printed("en")
    ('23%', '3.5%')
    """
    whole = value != value or abs(value * 100 - round(value * 100)) < 0.05
    return Percent(value, 0 if whole else 1, sign)


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


def _closing(client: Client, solutions: Sequence[Row], waterfall: Waterfall) -> tuple[Finding, ...]:
    """Where the plan is short of its target: the best solution not chosen that is feasible and earns by month 12."""
    floor = client.assume("feasible_from")
    free = (
        row for row in solutions if row["chosen"] is False and row["start_month"] <= MONTH and row["benefit_month"] > 0
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
