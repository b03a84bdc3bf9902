"""How a value is printed: money, shares, counts, scores, dates and names, in Chinese and in English.

A sentence is a message of the catalogue with placeholders; what fills them are the small values of this module,
which know how to print themselves in a language. NaN and None mean unknown and print as such, never as 0.

>>> Money(64007.81, "CNY").printed("en")
'¥64,008'
>>> Percent(float("inf")).printed("en")
'∞%'
>>> Money(64007.81, "CNY").printed("zh")
'64,008元'
>>> Percent(0.1422).printed("zh")
'14.2%'
>>> Names((Name("本地", "Local"), Name("长话", "Long distance"))).printed("en")
'Local and Long distance'
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal, Protocol

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

__all__ = [
    "BOUNDS",
    "LOCALES",
    "UNKNOWN",
    "Bound",
    "Count",
    "Day",
    "Lang",
    "Measure",
    "Money",
    "Name",
    "Names",
    "Number",
    "Percent",
    "Printable",
    "Side",
    "bounded",
    "inline",
    "is_unknown",
    "name_of",
]

Lang = Literal["zh", "en"]
LOCALES: dict[str, str] = {"zh": "zh_Hans_CN", "en": "en_GB"}
UNKNOWN: dict[str, str] = {"zh": "未知", "en": "unknown"}
#: How a figure is to be read of which only one end is known.
Side = Literal["exact", "at_least", "at_most", "unknown"]
BOUNDS: dict[str, dict[str, str]] = {
    "at_least": {"zh": "至少", "en": "at least "},
    "at_most": {"zh": "最多", "en": "at most "},
}


def is_unknown(value: Any) -> bool:
    """True for None, NaN, NA and the blank text: a value that nobody has given."""
    if value is None or value == "":
        return True
    try:
        return bool(math.isnan(value))
    except TypeError:
        return bool(value != value)


class Printable(Protocol):
    """What can fill a placeholder."""

    def printed(self, lang: Lang) -> str:
        """The value as a reader of that language expects it."""


def _decimal(value: float, digits: int, lang: Lang, *, sign: bool = False) -> str:
    if is_unknown(value):
        return UNKNOWN[lang]
    text = "\N{INFINITY}" if math.isinf(value) else f"{Decimal(str(abs(value))):,.{digits}f}".translate(_marks(lang))
    negative = value < 0 and any(digit in text for digit in "123456789\N{INFINITY}")
    return ("\N{MINUS SIGN}" if negative else "+" if sign and value > 0 else "") + text


@cache
def _marks(lang: Lang) -> dict[int, str]:
    """What a language writes for the comma between thousands and for the decimal point; both put a mark after three
    digits."""
    return str.maketrans({",": get_group_symbol(LOCALES[lang]), ".": get_decimal_symbol(LOCALES[lang])})


@cache
def _symbol(currency: str, lang: Lang) -> str:
    return get_currency_symbol(currency, locale=LOCALES[lang])


@lru_cache(maxsize=4096)
def _long_date(day: date, lang: Lang) -> str:
    return format_date(day, format="long", locale=LOCALES[lang])


@dataclass(frozen=True)
class Number:
    """A plain number with so many decimals; `sign` prints the plus too."""

    value: float
    digits: int = 0
    sign: bool = False

    def printed(self, lang: Lang) -> str:
        """`12,345.6`, with a true minus sign."""
        return _decimal(self.value, self.digits, lang, sign=self.sign)


@dataclass(frozen=True)
class Count:
    """A whole number of things; it also picks the plural form of its sentence."""

    value: int

    def printed(self, lang: Lang) -> str:
        """`3`."""
        return _decimal(self.value, 0, lang)


@dataclass(frozen=True)
class Percent:
    """A share, 0.142 for 14.2%."""

    value: float
    digits: int = 1
    sign: bool = False

    def printed(self, lang: Lang) -> str:
        """`14.2%`."""
        if is_unknown(self.value):
            return UNKNOWN[lang]
        return _decimal(self.value * 100, self.digits, lang, sign=self.sign) + "%"


@dataclass(frozen=True)
class Money:
    """An amount in the currency's unit; yuan follow the number in Chinese (`元`), other symbols lead."""

    value: float
    currency: str
    digits: int = 0
    sign: bool = False

    def printed(self, lang: Lang) -> str:
        """`64,008元`, `¥64,008`, `£1,200`."""
        if is_unknown(self.value):
            return UNKNOWN[lang]
        text = _decimal(self.value, self.digits, lang, sign=self.sign)
        if lang == "zh" and self.currency == "CNY":
            return text + "元"
        symbol = "¥" if self.currency == "CNY" else _symbol(self.currency, lang)
        head = text[0] if text[0] in "+\N{MINUS SIGN}" else ""
        return head + symbol + text[len(head) :]


class Measure(Printable, Protocol):
    """A printable value that is a number."""

    @property
    def value(self) -> float:
        """The number; NaN is unknown."""


@dataclass(frozen=True)
class Bound:
    """A value of which only one end is known.

    >>> Bound(Money(1200, "GBP"), "at_least").printed("en"), Bound(Percent(0.23), "at_most").printed("zh")
    ('at least £1,200', '最多23.0%')
    """

    of: Measure
    side: Literal["at_least", "at_most"]

    @property
    def value(self) -> float:
        """The end that is known."""
        return self.of.value

    def printed(self, lang: Lang) -> str:
        """The value with the words before it; unknown stays unknown."""
        return UNKNOWN[lang] if is_unknown(self.of.value) else BOUNDS[self.side][lang] + self.of.printed(lang)


def bounded(value: Measure, side: Side) -> Printable:
    """The value as it is to be read: itself, one end of it, or unknown.

    >>> (
    ...     bounded(Number(3), "exact").printed("en"),
    ...     bounded(Number(3), "at_most").printed("en"),
    ...     bounded(Number(3), "unknown").printed("en"),
    ... )
    ('3', 'at most 3', 'unknown')
    """
    if side == "unknown":
        return replace(value, value=float("nan"))  # type: ignore[type-var]
    return value if side == "exact" else Bound(value, side)


@dataclass(frozen=True)
class Day:
    """A date in words: `23 January 2003`, `2003年1月23日`."""

    value: date

    def printed(self, lang: Lang) -> str:
        """The date in long form."""
        return _long_date(self.value, lang)


@dataclass(frozen=True)
class Name:
    """A name in both languages; where one twin is missing the other stands in."""

    zh: str
    en: str

    def printed(self, lang: Lang) -> str:
        """The twin of that language."""
        first, second = (self.zh, self.en) if lang == "zh" else (self.en, self.zh)
        return first or second

    @property
    def both(self) -> dict[str, str]:
        """The name in each language."""
        return {"zh": self.printed("zh"), "en": self.printed("en")}


@dataclass(frozen=True)
class Names:
    """Several names as a list of words: `A, B and C`, `A、B和C`."""

    values: tuple[Name, ...]

    def printed(self, lang: Lang) -> str:
        """The names, joined as the language joins them."""
        return format_list([name.printed(lang) for name in self.values], locale=LOCALES[lang])


def name_of(row: Any, field: str = "name") -> Name:
    """The name in a row (a mapping or a pandas Series) with twins: `name_zh`, `name_en`, else `name`."""
    original, zh, en = (row.get(name) for name in (field, f"{field}_zh", f"{field}_en"))
    text = "" if is_unknown(original) else str(original)
    return Name(text if is_unknown(zh) else str(zh), text if is_unknown(en) else str(en))


def inline(name: Name) -> Name:
    """A common name for the middle of a sentence: English lowers its first letter, but not that of DDN or Wi-Fi.

    >>> inline(Name("长话", "Long distance")).en, inline(Name("宽带", "DDN lines")).en, inline(Name("网络", "Wi-Fi")).en
    ('long distance', 'DDN lines', 'Wi-Fi')
    """
    word = name.en.split(" ")[0]
    return Name(
        name.zh, name.en[:1].lower() + name.en[1:] if name.en.startswith("A ") or word[1:].islower() else name.en
    )
