"""A part of a whole over another chart: one bar, the part in the accent colour, so that a share is seen before its mix
is read.

>>> from playbook.charts.mix import MixRow, mix_chart
>>> mix = mix_chart([MixRow("Client", (1, 3), ("25%", "75%"))], ["Data", "Voice"], lang="en", height=200)
>>> round(
...     share_over(mix, ShareBar("Market", 0.142, "Client 14.2%", "Others 85.8%", "450,000"), lang="en").get_figheight()
...     * 100
... )
310
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.charts.drawing import (
    ACCENT,
    BASE,
    GREY_2,
    GREY_4,
    INK,
    LINE,
    SMALL,
    WIDTH,
    Canvas,
    Picture,
    fit,
    text_width,
)
from playbook.units import Lang

__all__ = ["ShareBar", "share_over"]

_HEIGHT, _LEFT, _GAP, _THICK, _TOP = 110.0, 194.0, 12.0, 34.0, 40.0


@dataclass(frozen=True)
class ShareBar:
    """The whole's name, the part as a share (0-1), what is printed over the part and over the rest, and the whole's
    amount."""

    label: str
    share: float
    part: str
    rest: str
    total: str = ""


def share_over(figure: Picture, bar: ShareBar, *, lang: Lang) -> Picture:
    """The figure with the bar over it. ValueError for a share that is not between 0 and 1."""
    if not 0 <= bar.share <= 1:
        raise ValueError(f"{bar.label}: {bar.share} is no share")
    strip = Canvas(lang, height=_HEIGHT)
    right = WIDTH - 12.0 - (text_width(bar.total, BASE, bold=True) + _GAP if bar.total else 0)
    end, middle = _LEFT + (right - _LEFT) * bar.share, _TOP + _THICK / 2
    strip.rect(_LEFT, _TOP, right - _LEFT, _THICK, fill=GREY_2, gid="rest")
    strip.rect(_LEFT, _TOP, end - _LEFT, _THICK, fill=ACCENT, gid="part")
    strip.fitted(_LEFT - _GAP, middle, fit(bar.label, (BASE, SMALL), width=_LEFT - 24, lines=2), align="right")
    wide = text_width(bar.rest, SMALL)
    lines, size = fit(bar.part, (SMALL,), width=WIDTH - 12 - wide - 20 - _LEFT, lines=2, bold=True)
    part = strip.text(_LEFT, _TOP - 14 - (len(lines) - 1) * size * LINE / 2, lines, size=size, bold=True, colour=ACCENT)
    strip.text(max(part.x1 + 20, right - wide), _TOP - 14, bar.rest, size=SMALL, colour=GREY_4)
    strip.text(right + _GAP, middle, bar.total, bold=True, colour=INK)
    return strip.figure.over(figure)
