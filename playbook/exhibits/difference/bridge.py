"""A bridge from a total then to a total now: a waterfall of the change alone, and the table with the causes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.charts.waterfall import WaterfallStep, waterfall_chart
from playbook.exhibits.difference.figures import figure_row, figures_table, sides_of, total_row
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.difference.bridge import Bridge, BridgeStep
from playbook.steps.difference.causes import Causes
from playbook.steps.status import weakest
from playbook.units import Name, Number, Percent, bounded

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Shown", "bridge_exhibit"]

#: The most steps that a bridge draws; the smallest others are one bar. The table has them all.
_BARS = 6
#: The columns that tell why a bar of a bridge moved.
_TOLD = ("amount_month", "benefit_base_month", "chosen")


@dataclass(frozen=True)
class Shown:
    """How a bridge is shown: the labels of its ends, the totals below its table, of which the first is what it leads
    to, and what is behind each step."""

    ends: tuple[str, str]
    totals: tuple[str, ...]
    causes: Callable[[BridgeStep], Causes]

    @property
    def figure(self) -> str:
        """The total that the bridge leads to."""
        return self.totals[0]


def bridge_exhibit(page: DiffPage, bridge: Bridge, subtitle: str, shown: Shown) -> Exhibit:
    """The exhibit of a bridge; where nothing moved, its totals alone."""
    steps = [
        figure_row(page, step.name, (step.before, step.after), page.because(shown.causes(step), _TOLD))
        for step in bridge.steps
    ]
    totals = [total_row(page, name) for name in shown.totals]
    return page.compose(
        "waterfall",
        subtitle,
        figures_table(page, [*steps, *totals]),
        causes=[cause for step in bridge.steps for cause in shown.causes(step)],
        status=weakest(money.statuses[shown.figure] for money in page.of.money),
        draw=(lambda: _figure(page, bridge, shown)) if bridge.steps else None,
        extra={"total_rows": len(totals)},
    )


def _figure(page: DiffPage, bridge: Bridge, shown: Shown) -> Figure:
    """A waterfall of the change alone: the line that it stands on is the earlier total."""
    sides = sides_of(page, shown.figure)
    before, after = (
        page.say("difference.words.bar", label=label, total=bounded(page.money(total), side))
        for label, total, side in zip(shown.ends, (bridge.before, bridge.after), sides, strict=True)
    )
    first = WaterfallStep(before, 0.0, "0", total=True)
    last = WaterfallStep(after, bridge.amount, _signed(page, bridge.amount), total=True)
    steps = [
        WaterfallStep(page.show(step.name), step.amount, _signed(page, step.amount)) for step in _drawn(page, bridge)
    ]
    share = (
        page.show(Percent(bridge.after / bridge.before - 1, 1, sign=True))
        if bridge.before > 0 and sides == ("exact", "exact")
        else ""
    )
    return waterfall_chart([first, *steps, last], lang=page.lang, growth=share)


def _signed(page: DiffPage, amount: float) -> str:
    return page.show(Number(amount, 0, sign=True))


def _drawn(page: DiffPage, bridge: Bridge) -> list[BridgeStep]:
    """The largest steps in their order; the others as one."""
    if len(bridge.steps) <= _BARS:
        return list(bridge.steps)
    by_size = sorted(bridge.steps, key=lambda step: (-abs(step.amount), step.id))
    largest = [step for step in bridge.steps if step in by_size[: _BARS - 1]]
    rest = [step for step in bridge.steps if step not in largest]
    before, after = (sum(getattr(step, side) for step in rest) for side in ("before", "after"))
    others = page.say("difference.words.other_bars")
    return [*largest, BridgeStep("rest", Name(others, others), before, after, frozenset())]
