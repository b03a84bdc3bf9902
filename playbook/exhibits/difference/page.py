"""The page that an exhibit of a difference is made for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from playbook.client.model import Client
from playbook.exhibits.compose import Page
from playbook.exhibits.difference.causes import spans, why
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.kinds import Kind
from playbook.steps.difference.analysis import PlanDiff, analyse
from playbook.steps.difference.comparison import Comparison
from playbook.steps.difference.row_changes import RowChange
from playbook.units import Day, Money, Printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["DiffPage"]


@dataclass(frozen=True)
class DiffPage(Page[Comparison]):
    """The page that an exhibit of the difference is made for."""

    @property
    def of(self) -> PlanDiff:
        """The difference."""
        return analyse(self.subject)

    @property
    def client(self) -> Client:
        """The client as it is known now."""
        return self.subject.after

    def days(self) -> dict[str, Printable | str | int]:
        """Both dates, as a sentence prints them."""
        return {"before": Day(self.of.before), "after": Day(self.of.after)}

    def dates(self) -> tuple[str, str]:
        """Both dates, as a head or a legend prints them."""
        return self.of.before.isoformat(), self.of.after.isoformat()

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

    def because(self, causes: Sequence[RowChange], columns: Sequence[str] = ()) -> str:
        """Why: the causes in a line; `columns` are those that tell it."""
        nothing = "difference.words.cause.assumptions" if self.of.assumptions else "difference.words.cause.date"
        return why(self, causes, nothing=self.say(nothing), columns=columns)
