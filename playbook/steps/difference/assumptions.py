"""3.3, the assumptions on which the two plans differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook.client.model import Assumption
from playbook.steps.difference.comparison import Comparison
from playbook.steps.difference.finding import finding
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.units import Count, Name

__all__ = ["Assumed", "assumed_by", "assumptions_findings"]


@dataclass(frozen=True)
class Assumed:
    """An assumption on which the two plans differ: its name, and its values then and now (None: it did not exist)."""

    id: str
    name: Name
    unit: str
    before: float | None
    after: float | None


def assumed_by(comparison: Comparison) -> tuple[Assumed, ...]:
    """The assumptions that have another value in each plan, by their ids."""
    before, after = comparison.before.assumptions, comparison.after.assumptions
    every = (
        Assumed(key, one.name, one.unit, _value(before.get(key)), _value(after.get(key)))
        for key, one in sorted({**before, **after}.items())
    )
    return tuple(assumed for assumed in every if assumed.before != assumed.after)


def _value(assumption: Assumption | None) -> float | None:
    return assumption.value if assumption else None


def assumptions_findings(assumed: Sequence[Assumed]) -> Iterator[Finding]:
    """Whether the two plans rest on other assumptions, and which."""
    if assumed:
        which = several([one.name for one in assumed])
        yield finding("assumptions.differ", {"n": Count(len(assumed)), "which": which})
