"""Tables of figures: each then and now, by how much it moved, and why."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Values
from playbook.steps.difference.plan_money import moved
from playbook.units import Name, Side, bounded

__all__ = ["FIGURES", "figure_row", "figures_table", "sides_of", "total_row"]

#: The totals of the money, in the order in which a reader is told of them.
FIGURES = ("base", "landing", "target", "short", "exposed", "risk")
_KNOWN: tuple[Side, Side] = ("exact", "exact")


def figures_table(page: DiffPage, rows: Sequence[Row], *, item: str = "difference.words.item") -> Values:
    """The table of these figures; `item` is the message that heads what they are."""
    unit, unknown = page.client.currency, page.say("difference.words.no_value")
    before, after = page.dates()
    return table(
        page,
        rows,
        (
            Column("item", itemgetter("item"), "category", label=page.say(item)),
            Column("before", itemgetter("before"), "low", unit, numeric=True, label=before, reason=unknown),
            Column("after", itemgetter("after"), "high", unit, numeric=True, label=after, reason=unknown),
            Column(
                "moved",
                itemgetter("moved"),
                "value",
                unit,
                numeric=True,
                label=page.say("difference.words.moved"),
                reason=unknown,
            ),
            Column("why", itemgetter("why"), "note", label=page.say("difference.words.why")),
        ),
    )


def figure_row(
    page: DiffPage, item: Name | str, amounts: Sequence[float], why: str, sides: tuple[Side, Side] = _KNOWN
) -> Row:
    """A figure then, now and by how much it moved; `sides` tells how then and now are to be read."""
    (before, after), (then, now) = amounts, sides
    return {
        "item": item,
        "before": bounded(page.money(before), then),
        "after": bounded(page.money(after), now),
        "moved": page.money(moved(before, after, sides), sign=True),
        "why": why,
    }


def total_row(page: DiffPage, name: str) -> Row:
    """A total of the money then and now, with its cause; of the base both what is known and what is expected."""
    amounts = [money.totals[name] for money in page.of.money]
    why = page.because(page.of.causes("landing" if name == "short" else name))
    row = figure_row(page, page.say(f"difference.words.totals.{name}"), amounts, why, sides_of(page, name))
    if name != "base":
        return row
    before, after = (money.base.money(page.client.currency) for money in page.of.money)
    return {**row, "before": before, "after": after}


def sides_of(page: DiffPage, name: str) -> tuple[Side, Side]:
    """How a total of both plans is to be read."""
    then, now = (money.bounds.get(name, "exact") for money in page.of.money)
    return then, now
