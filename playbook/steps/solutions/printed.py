"""How the amounts of step 4 print where a plain one would say too much or too little."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.steps.phrases import worded
from playbook.units import Lang, Money, Name, Number, Percent, is_unknown

__all__ = ["Yearly", "capacity_of", "days", "short_percent"]

_WAN = 10_000


@dataclass(frozen=True)
class Yearly:
    """An amount a year: Chinese plans print it in 万 with one decimal from 10,000 yuan on.

    >>> Yearly(768_093.6, "CNY").printed("zh"), Yearly(768_093.6, "CNY").printed("en")
    ('76.8万元', '¥768,094')
    """

    value: float
    currency: str

    def printed(self, lang: Lang) -> str:
        """`76.8万元`, `¥768,094`."""
        if is_unknown(self.value) or lang != "zh" or self.currency != "CNY" or abs(self.value) < _WAN:
            return Money(self.value, self.currency).printed(lang)
        return Money(self.value / _WAN, self.currency, 1).printed(lang).removesuffix("元") + "万元"


def capacity_of(kbps: float) -> Name:
    """A sum of bandwidths, which is no rate that one can order: three digits.

    >>> capacity_of(15_296).en, capacity_of(4_880_000).en, capacity_of(960).en
    ('15.3M', '4.88G', '960K')
    """
    if is_unknown(kbps):
        return worded("common.unknown")
    unit, size = next(((unit, size) for unit, size in (("G", 1_000_000), ("M", 1000)) if kbps >= size), ("K", 1))
    return Name(f"{kbps / size:.3g}{unit}", f"{kbps / size:.3g}{unit}")


def short_percent(value: float, *, sign: bool = False) -> Percent:
    """A share without decimals where it has none, else with one.

    >>> short_percent(0.23).printed("en"), short_percent(0.035).printed("en")
    ('23%', '3.5%')
    """
    whole = value != value or abs(value * 100 - round(value * 100)) < 0.05
    return Percent(value, 0 if whole else 1, sign)


def days(amount: float) -> Number:
    """Person-days, with a decimal where they are not whole."""
    return Number(amount, 0 if is_unknown(amount) or float(amount).is_integer() else 1)
