"""How a promise, what we can keep of it and the difference are printed: in words, shares of the time, hours, days.

What can be kept is rounded to the careful side: an availability down, a time up, so that a printed figure never
promises more than the exact one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isinf

from playbook.client.model import Client
from playbook.units import BOUNDS, UNKNOWN, Count, Lang, Name, Number, Percent, Printable, is_unknown

__all__ = [
    "AtLeast",
    "Days",
    "Difference",
    "Hours",
    "Kept",
    "NoneOf",
    "Promised",
    "commitment_names",
    "difference",
    "slack_of",
]

_NO_LIMIT: dict[Lang, str] = {"zh": "无上限", "en": "no limit"}
#: Below this much of a unit a rounding up or down is the arithmetic's error.
_TINY = 1e-9


@dataclass(frozen=True)
class Hours:
    """Hours with at most one decimal; below one hour in minutes; infinite is without limit.

    >>> Hours(1).printed("en"), Hours(5.57).printed("en"), Hours(0.5).printed("zh"), Hours(8).printed("zh")
    ('1 hour', '5.6 hours', '30分钟', '8小时')
    """

    value: float

    def printed(self, lang: Lang) -> str:
        """`5.6 hours`, `30 minutes`."""
        if is_unknown(self.value):
            return UNKNOWN[lang]
        if isinf(self.value):
            return _NO_LIMIT[lang]
        if self.value > 0 and round(self.value * 60) < 60:
            return _counted(max(1, round(self.value * 60)), "minute", lang, "分钟")
        return _counted(round(self.value, 1), "hour", lang, "小时")


@dataclass(frozen=True)
class Days:
    """Whole days, a part of one counted as one.

    >>> Days(75).printed("en"), Days(0.5).printed("en"), Days(60).printed("zh")
    ('75 days', '1 day', '60天')
    """

    value: float

    def printed(self, lang: Lang) -> str:
        """`75 days`."""
        return UNKNOWN[lang] if is_unknown(self.value) else _counted(ceil(self.value - _TINY), "day", lang, "天")


def _counted(value: float, noun: str, lang: Lang, unit: str) -> str:
    number = Number(value, 0 if float(value).is_integer() else 1).printed(lang)
    return f"{number}{unit}" if lang == "zh" else f"{number} {noun}{'' if value == 1 else 's'}"


@dataclass(frozen=True)
class AtLeast:
    """A sum of which a part may be unknown: then it is at least so much.

    >>> AtLeast(Number(5), partly=True).printed("en"), AtLeast(Number(5), partly=False).printed("en")
    ('at least 5', '5')
    """

    value: Printable
    partly: bool

    def printed(self, lang: Lang) -> str:
        """`at least £800`."""
        unknown = is_unknown(getattr(self.value, "value", 0.0))
        return ("" if unknown or not self.partly else BOUNDS["at_least"][lang]) + self.value.printed(lang)


@dataclass(frozen=True)
class NoneOf(Count):
    """A count that begins a sentence: English says None for 0.

    >>> NoneOf(0).printed("en"), NoneOf(3).printed("en"), NoneOf(0).printed("zh")
    ('None', '3', '0')
    """

    def printed(self, lang: Lang) -> str:
        """`None`, `3`."""
        return "None" if lang == "en" and self.value == 0 else super().printed(lang)


@dataclass(frozen=True)
class Promised:
    """What is promised, in the unit of its measure (a share of the time, hours, days), with as many decimals as it has.

    >>> Promised(0.999, "availability").printed("en"), Promised(8, "restoration_hours").printed("en")
    ('99.9%', '8 hours')
    """

    value: float
    measure: str

    def printed(self, lang: Lang) -> str:
        """`99.9%`, `8 hours`, `60 days`."""
        if self.measure == "availability":
            return Percent(self.value, _digits(self.value)).printed(lang)
        return Days(self.value).printed(lang) if self.measure == "lead_days" else Hours(self.value).printed(lang)


@dataclass(frozen=True)
class Kept:
    """What we can keep: an availability rounded down, hours and days rounded up.

    >>> (
    ...     Kept(0.994601, "availability").printed("en"),
    ...     Kept(0.99996, "availability").printed("en"),
    ...     Kept(5.51, "response_hours").printed("en"),
    ... )
    ('99.46%', '99.996%', '5.6 hours')
    """

    value: float
    measure: str

    def printed(self, lang: Lang) -> str:
        """`99.46%`, `5.6 hours`."""
        if is_unknown(self.value) or isinf(self.value):
            return Hours(self.value).printed(lang)
        return Promised(self.rounded, self.measure).printed(lang)

    @property
    def rounded(self) -> float:
        """The value as it is printed."""
        if is_unknown(self.value) or isinf(self.value):
            return self.value
        if self.measure == "availability":
            scale = 10**5 if self.value >= 0.9995 else 10**4
            return floor(self.value * scale + _TINY) / scale
        if self.measure == "lead_days":
            return float(ceil(self.value - _TINY))
        return ceil(self.value * (10 if self.value >= 1 else 60) - _TINY) / (10 if self.value >= 1 else 60)


@dataclass(frozen=True)
class Difference:
    """How far a promise and what can be kept are apart, without its sign: percentage points, hours or days.

    >>> Difference(-0.0044, "availability").printed("en"), Difference(2.43, "response_hours").printed("zh")
    ('0.44 points', '2.4小时')
    """

    value: float
    measure: str

    def printed(self, lang: Lang) -> str:
        """`0.44 points`, `2.4 hours`."""
        if is_unknown(self.value):
            return UNKNOWN[lang]
        size = abs(self.value)
        if self.measure == "availability":
            number = Number(size * 100, 2 if round(size, 4) else 3).printed(lang)
            return f"{number}个百分点" if lang == "zh" else f"{number} points"
        return Days(size).printed(lang) if self.measure == "lead_days" else Hours(size).printed(lang)


def commitment_names(client: Client) -> dict[str, Name]:
    """Id -> what is promised, in words; without words the id."""
    return {
        commitment: name if name.en else Name(commitment, commitment)
        for commitment, name in client.names("commitments").items()
    }


def difference(promise: float, capability: float, measure: str) -> Difference:
    """The difference between the two as they are printed, so that a reader who subtracts finds it; below 0 what is
    over-promised.

    >>> difference(2, 2.97, "response_hours").printed("en"), difference(0.999, 0.994601, "availability").value < 0
    ('1 hour', True)
    """
    kept = Kept(capability, measure).rounded
    return Difference(kept - promise if measure == "availability" else promise - kept, measure)


def _digits(share: float) -> int:
    return next((digits for digits in (1, 2, 3) if abs(round(share * 100, digits) - share * 100) < 1e-7), 3)


def slack_of(promise: float, capability: float, measure: str) -> float:
    """What is left of the promised limit, as a share of it: 1 uses nothing up, 0 all of it, below 0 more than it; NaN
    where unknown.

    The limit of an availability is the downtime that it allows, 1 - promise; that of a time is the time. A limit of 0
    that is not kept is -inf.

    >>> (
    ...     round(slack_of(0.999, 0.9995, "availability"), 6),
    ...     slack_of(8, 6, "restoration_hours"),
    ...     slack_of(4, 8, "response_hours"),
    ... )
    (0.5, 0.25, -1.0)
    """
    limit, used = (1 - promise, 1 - capability) if measure == "availability" else (promise, capability)
    if is_unknown(used) or is_unknown(limit):
        return float("nan")
    if limit <= _TINY:
        return 0.0 if used <= _TINY else float("-inf")
    return (limit - used) / limit
