"""How a total went from then to now, part by part.

The steps of a bridge are the differences of the parts, so they add up by construction, and a test holds that they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook.units import Name

__all__ = ["Bridge", "BridgeStep", "bridge_of", "largest_first"]

_DIGITS = 6


@dataclass(frozen=True)
class BridgeStep:
    """One part that moved: its name, the amounts then and now in currency a month, and what input rows call it."""

    id: str
    name: Name
    before: float
    after: float
    ids: frozenset[str]

    @property
    def amount(self) -> float:
        """By how much it moved."""
        return round(self.after - self.before, _DIGITS)


@dataclass(frozen=True)
class Bridge:
    """From a total then to a total now, in currency a month; parts that did not move are left out and counted in
    `unmoved`."""

    before: float
    after: float
    steps: tuple[BridgeStep, ...]
    unmoved: int

    @property
    def amount(self) -> float:
        """By how much the total moved."""
        return round(self.after - self.before, _DIGITS)


def bridge_of(before: float, after: float, steps: Sequence[BridgeStep]) -> Bridge:
    """The bridge of these parts, in their order."""
    moved = tuple(step for step in steps if step.amount)
    return Bridge(before, after, moved, len(steps) - len(moved))


def largest_first(steps: Sequence[BridgeStep]) -> list[BridgeStep]:
    """What grew most first, what fell most last."""
    return sorted(steps, key=lambda step: (-step.amount, step.id))
