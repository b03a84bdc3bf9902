"""How wide a text is, and how it is broken into lines that fit.

Widths are measured with the font that the text is drawn in, before anything is drawn. Chinese breaks between any two
characters, but not before a closing mark or after an opening one, nor inside a number or a Latin word; English breaks
between words. Lines are balanced: the last one is not left with a single character.

>>> wrap("local 2M circuits", 15, width=80)
('local 2M', 'circuits')
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from matplotlib.ft2font import FT2Font, LoadFlags

from playbook.charts.style import font_files

__all__ = ["Fitted", "fit", "text_width", "widest", "wrap"]

_EM = 1000
_NOT_FIRST = "，。、；：！？）》」』】〕…—·%％‰℃,.;:!?)]}/"
_NOT_LAST = "（《「『【〔([{¥$£€"
_TOKEN = re.compile(r"\s+|[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\u3000-\u303F]|[^\s\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\u3000-\u303F]+")

Fitted = tuple[tuple[str, ...], float]


@lru_cache(maxsize=2)
def _face(bold: bool) -> FT2Font:
    files = font_files()
    face = FT2Font(str(files.bold if bold else files.regular))
    face.set_size(_EM, 72)
    return face


@lru_cache(maxsize=8192)
def _advance(character: str, bold: bool) -> float:
    return float(_face(bold).load_char(ord(character), LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / _EM


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in pixels at a size in pixels."""
    return size * sum(_advance(character, bold) for character in text)


def widest(texts: Sequence[str], size: float, *, bold: bool = False) -> float:
    """The width of the widest of the texts, 0.0 if there are none."""
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)


def wrap(text: str, size: float, *, width: float, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines as fit the width, balanced; a word that is wider than a line is cut.

    A line break in the text is kept. An empty text is one empty line.
    """
    return tuple(line for part in text.split("\n") for line in _balanced(part.strip(), size, width, bold))


def fit(text: str, sizes: Sequence[float], *, width: float, lines: int, bold: bool = False) -> Fitted:
    """The lines and the size: the first of `sizes` at which the text needs at most `lines` lines.

    If it fits at none, it is shown at the last size, cut with an ellipsis.
    """
    for size in sizes:
        wrapped = wrap(text, size, width=width, bold=bold)
        if len(wrapped) <= lines and not _cuts_word(wrapped, text):
            return wrapped, size
    size = sizes[-1]
    wrapped = wrap(text, size, width=width, bold=bold)
    if len(wrapped) <= lines:
        return wrapped, size
    greedy = _greedy(_tokens(text), size, width, bold)[:lines]
    return (*greedy[:-1], _shortened(greedy[-1], size, width, bold)), size


def _cuts_word(wrapped: Sequence[str], text: str) -> bool:
    words = set(text.split())
    tokens = {token for token in _TOKEN.findall(text)}
    return any(piece not in tokens and not any(piece in word and word in wrapped for word in words)
               and any(piece != token and token.startswith(piece) and token not in "".join(wrapped[i:i + 1])
                       for i, _ in enumerate(wrapped) for token in tokens if len(token) > 1 and token.isascii())
               for piece in wrapped if piece.isascii() and " " not in piece)


def _balanced(text: str, size: float, width: float, bold: bool) -> list[str]:
    tokens = _tokens(text)
    best = _greedy(tokens, size, width, bold)
    low, high = (widest(best, size, bold=bold) / len(best), width) if len(best) > 1 else (width, width)
    while high - low > size / 4:
        middle = (low + high) / 2
        lines = _greedy(tokens, size, middle, bold)
        if len(lines) > len(best) or widest(lines, size, bold=bold) > middle:
            low = middle
        else:
            high, best = middle, lines
    return best
