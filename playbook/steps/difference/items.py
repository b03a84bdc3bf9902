"""What a plan says, item by item, in a form that can be held against another plan.

An item is one need, one person, one solution; its facts are what the steps found about it, each as a value that is
compared and a value that is printed. An unknown fact is None, and equal to another unknown one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playbook.client.model import Client
from playbook.steps.phrases import worded
from playbook.units import Money, Name, Number, Percent, Printable, is_unknown

__all__ = ["Fact", "Item", "code", "flag", "known_or_0", "money", "number", "percent"]

_DIGITS = 6


@dataclass(frozen=True)
class Fact:
    """One fact about an item: what is measured, the value that is compared (None unknown), and the one that is
    printed."""

    measure: str
    value: Any
    shown: Printable


@dataclass(frozen=True)
class Item:
    """One item of a topic. `ids` are what input rows call it, or what it stands at; `near` what else it is about: its
    service, its rival.

    `money_month` is what it is about, in currency a month (0 where money is not the point, or unknown); the first fact
    is its head. `tables` are those that it is found in, where they are fewer than its topic's.
    """

    id: str
    name: Name
    facts: tuple[Fact, ...]
    ids: frozenset[str]
    status: str
    near: frozenset[str] = frozenset()
    money_month: float = 0.0
    tables: tuple[str, ...] = ()

    def fact(self, measure: str) -> Fact:
        """The fact of that measure."""
        return next(fact for fact in self.facts if fact.measure == measure)


def known_or_0(amount: float) -> float:
    """The amount; 0 for an unknown one."""
    return 0.0 if is_unknown(amount) else float(amount)


def money(client: Client, measure: str, amount: float) -> Fact:
    """A fact in the client's currency."""
    return Fact(measure, _rounded(amount, _DIGITS), Money(amount, client.currency))


def percent(measure: str, share: float) -> Fact:
    """A fact that is a share of one."""
    return Fact(measure, _rounded(share, _DIGITS), Percent(share, 0))


def number(measure: str, value: float, *, digits: int = 0, sign: bool = False) -> Fact:
    """A fact that is a number, with so many decimals; with one where it is no whole number and none are asked for."""
    places = digits if is_unknown(value) or digits or float(value).is_integer() else 1
    return Fact(measure, _rounded(value, digits or _DIGITS), Number(value, places, sign))


def flag(measure: str, value: bool | None) -> Fact:
    """A fact that is so or is not."""
    known = None if is_unknown(value) else bool(value)
    return Fact(measure, known, worded("common.unknown" if known is None else "common.yes" if known else "common.no"))


def code(topic: str, measure: str, value: str | None) -> Fact:
    """A fact that is a code, in the words of the catalogue: `difference.solutions.phase.act_now`."""
    shown: Name = worded("common.unknown" if value is None else f"difference.{topic}.{measure}.{value}")
    return Fact(measure, value, shown)


def _rounded(value: Any, digits: int) -> float | None:
    return None if is_unknown(value) else round(float(value), digits)
