"""The page that an exhibit of a difference is made for, and the columns that its tables of figures share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from playbook.client.model import Client
from playbook.exhibits.compose import Page, cell
from playbook.exhibits.difference.causes import spans, why
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.exhibits.kinds import Kind
from playbook.steps.difference.comparison import Comparison
from playbook.steps.difference.plan_diff import PlanDiff, plan_diff
from playbook.steps.difference.plan_money import moved
from playbook.steps.difference.row_changes import RowChange
from playbook.units import Day, Money, Printable, Side, bounded

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["DiffPage", "amounts", "fields"]


@dataclass(frozen=True)
class DiffPage(Page[Comparison]):
    """The page that an exhibit of the difference is made for."""

    @property
    def of(self) -> PlanDiff:
        """The difference."""
        return plan_diff(self.subject)

    @property
    def client(self) -> Client:
        """The client as it is known now."""
        return self.subject.after

    def days(self) -> dict[str, Printable | str | int]:
        """Both dates, as a sentence prints them."""
        return {"before": Day(self.of.before), "after": Day(self.of.after)}

    def money(self, amount: float, *, sign: bool = False) -> Money:
        """An amount in the client's currency."""
        return Money(amount, self.client.currency, sign=sign)

    def compose(
        self,
        kind: Kind,
        subtitle: str,
        values: Values,
        *,
        causes: Sequence[RowChange],
        status: str,
        draw: Callable[[], Figure] | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Exhibit:
        """The exhibit, with the rows that it comes from as its source."""
        made = self.make(kind, subtitle, values, sources=(), status=status, draw=draw, extra=extra)
        return replace(made, source=spans(self, causes), notes=())

    def because(self, causes: Sequence[RowChange], columns: Sequence[str] = ()) -> Cell:
        """Why: the causes as a cell; `columns` are those that tell it."""
        nothing = "difference.words.cause.assumptions" if self.of.assumptions else "difference.words.cause.date"
        text = why(self, causes, nothing=self.say(nothing), columns=columns)
        return Cell(text, text)


def fields(page: DiffPage, first: str) -> tuple[Field, ...]:
    """The columns of a table of figures: what, then, now, the change, and why."""
    unit = page.client.currency
    return (
        Field("item", page.say(f"difference.words.{first}"), "category"),
        Field("before", page.of.before.isoformat(), "low", unit, numeric=True),
        Field("after", page.of.after.isoformat(), "high", unit, numeric=True),
        Field("moved", page.say("difference.words.moved"), "value", unit, numeric=True),
        Field("why", page.say("difference.words.why"), "note"),
    )


def amounts(
    page: DiffPage, before: float, after: float, sides: tuple[Side, Side] = ("exact", "exact")
) -> tuple[Cell, ...]:
    """Then, now and the change, in the client's currency; `sides` tells how then and now are to be read."""
    reason = page.say("difference.words.no_value")
    ends = (bounded(page.money(amount), side) for amount, side in zip((before, after), sides, strict=True))
    return tuple(
        cell(amount, page.lang, reason) for amount in (*ends, page.money(moved(before, after, sides), sign=True))
    )
