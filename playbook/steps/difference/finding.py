"""How a difference says what it found: each finding is for our own eyes, and as sure as a comparison of plans is."""

from __future__ import annotations

from playbook.steps.findings import Finding
from playbook.units import Printable

__all__ = ["Figures", "direction", "finding"]

Figures = dict[str, Printable]
_CONFIDENCE = 0.8


def finding(rule: str, figures: Figures, money: float = 0.0) -> Finding:
    """A finding of the difference; `rule` begins with its topic, `base.up`, and `money` is what moved, a month."""
    return Finding(f"difference.{rule}", figures, abs(money), _CONFIDENCE, internal=True)


def direction(amount: float) -> str:
    """What an amount that moved did: `up`, `down`, or it stayed the `same`."""
    return "up" if amount > 0 else "down" if amount < 0 else "same"
