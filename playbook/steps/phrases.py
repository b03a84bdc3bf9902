"""Phrases that stand inside sentences, in both languages: a catalogue message as a name, an amount that may be partly
unknown, a bandwidth."""

from __future__ import annotations

from playbook.steps.shares import Total
from playbook.text import say
from playbook.units import Money, Name, Printable, is_unknown

__all__ = ["bandwidth_of", "money_of", "worded"]


def worded(message: str, **figures: Printable | str | int) -> Name:
    """A message of the catalogue as a name, so that it can fill a placeholder of another one."""
    return Name(say("zh", message, **figures), say("en", message, **figures))


def money_of(total: Total, currency: str) -> Name:
    """A total as a phrase: `£3,990 a month`, `at least £3,990 a month`, `an unknown amount`.

    >>> money_of(Total(3990.0, 1), "GBP").en
    'at least £3,990 a month'
    """
    form = "known" if not total.unknown else "at_least" if total.known > 0 else "unknown"
    return worded(f"needs.whitespace.money.{form}", amount=Money(total.known, currency))


def bandwidth_of(kbps: float) -> Name:
    """`64K`, `2M`, `100M`, `1G`. A rate such as 2,048 kbit/s is a 2M circuit.

    >>> bandwidth_of(2048).en, bandwidth_of(100_000).en, bandwidth_of(64).en
    ('2M', '100M', '64K')
    """
    if is_unknown(kbps):
        return worded("common.unknown")
    step = 1024 if kbps % 1024 == 0 else 1000
    unit, size = next(((unit, size) for unit, size in (("G", step * step), ("M", step)) if kbps >= size), ("K", 1))
    return Name(f"{kbps / size:g}{unit}", f"{kbps / size:g}{unit}")
