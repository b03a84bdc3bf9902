"""Amounts as a reader takes them in: large ones in round units, and shares that are unknown where a part is.

>>> LargeMoney(25_600_000, "CNY").printed("zh")
'2,560万元'
>>> LargeMoney(25_600_000, "CNY").printed("en")
'¥25.6m'
>>> LargeMoney(64_007.8, "CNY").printed("en")
'¥64,008'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from playbook.steps.shares import printed_shares
from playbook.text import say
from playbook.units import Lang, Money, is_unknown

__all__ = ["BilledMoney", "Bound", "LargeMoney", "shares_of"]

#: How to read what is known: it is all there is, it is the least, or (where something takes away) it is just what is
#: known.
Bound = Literal["exact", "at_least", "known"]

_WAN, _MILLION = 10_000, 1_000_000


@dataclass(frozen=True)
class LargeMoney:
    """An amount in the currency's unit, printed in 万 (Chinese, from 10,000) or millions (English, from 1,000,000) with
    as many decimals as it has, two at most; smaller amounts print as money does.
    """

    value: float
    currency: str

    def printed(self, lang: Lang) -> str:
        """`2,560万元`, `¥25.6m`, `£1.86m`."""
        unit, letter = (_WAN, "万") if lang == "zh" else (_MILLION, "m")
        if is_unknown(self.value) or abs(self.value) < unit:
            return Money(self.value, self.currency).printed(lang)
        text = Money(self.value / unit, self.currency, _digits(self.value / unit)).printed(lang)
        return text.removesuffix("元") + letter + ("元" if text.endswith("元") else "")


def _digits(value: float) -> int:
    return next(digits for digits in (0, 1, 2) if round(value, digits) == round(value, 2))


@dataclass(frozen=True)
class BilledMoney:
    """What is expected (`value`) beside what is known, where bills are missing; the one amount where none is.

    >>> BilledMoney(31_000, 21_000, "CNY", "at_least").printed("en")
    'at least ¥21,000 (¥31,000 expected)'
    """

    value: float
    known: float
    currency: str
    bound: Bound = "exact"
    digits: int = 0

    def printed(self, lang: Lang) -> str:
        """`¥31,000`, `at least ¥21,000 (¥31,000 expected)`, `¥21,000 billed (¥31,000 expected)`."""
        known, expected = (Money(amount, self.currency, self.digits) for amount in (self.known, self.value))
        if self.bound == "exact" or known.printed(lang) == expected.printed(lang):
            return expected.printed(lang)
        return say(lang, f"common.billed.{self.bound}", known=known, expected=expected)


def shares_of(values: Sequence[float], *, digits: int = 1) -> tuple[float, ...]:
    """Shares that add up to 100% as printed; all NaN where a value is unknown or negative, or nothing is there to
    share.

    >>> shares_of([1, 3])
    (0.25, 0.75)
    >>> shares_of([1, -1])
    (nan, nan)
    """
    if any(is_unknown(value) or value < 0 for value in values) or not sum(values) > 0:
        return (float("nan"),) * len(values)
    return printed_shares(values, digits=digits)
