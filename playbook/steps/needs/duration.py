"""How long a site is without its hub: hours, as they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.units import BOUNDS, UNKNOWN, Lang, Number, is_unknown

__all__ = ["HOURS_A_YEAR", "Duration"]

HOURS_A_YEAR = 8760


@dataclass(frozen=True)
class Duration:
    """Hours, printed in hours or minutes; `most` says that it is an upper bound, `least` that it is a lower one (with
    both it is unknown).

    >>> (
    ...     Duration(45.5).printed("en"),
    ...     Duration(1.36).printed("en"),
    ...     Duration(0.03).printed("zh"),
    ...     Duration(18, most=True).printed("en"),
    ... )
    ('46 hours', '1.4 hours', '2分钟', 'at most 18 hours')
    """

    value: float
    most: bool = False
    least: bool = False

    def printed(self, lang: Lang) -> str:
        """`46 hours`, `25 minutes`, `under a minute`."""
        if is_unknown(self.value) or (self.most and self.least):
            return UNKNOWN[lang]
        minutes = round(self.value * 60)
        if minutes < 1 and self.least:
            return UNKNOWN[lang]
        if minutes < 1:
            return "不到1分钟" if lang == "zh" else "under a minute"
        bound = (
            BOUNDS["at_least"][lang] if self.least else "" if not self.most else "至多" if lang == "zh" else "at most "
        )
        if minutes < 60:
            return f"{bound}{minutes}分钟" if lang == "zh" else f"{bound}{minutes} minute{'s' * (minutes > 1)}"
        text = Number(self.value, 0 if self.value >= 9.95 else 1).printed(lang)
        return f"{bound}{text}小时" if lang == "zh" else f"{bound}{text} hours"
