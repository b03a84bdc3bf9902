"""How wide a text is, and how it is broken into lines that fit.

Widths are measured with the font that the text is drawn in, before anything is drawn: :func:`text_width` is the one
measure of a text that layouts are made with. It is the sum of its characters' own widths, so that a text is as wide as
its parts together; where the last letter is drawn (the `advance` of its lettering, with pairs moved together) is a
little less and only tells where a text begins that ends somewhere. Chinese breaks between any two
characters, but not before a closing mark or after an opening one, nor inside a number or a Latin word; English breaks
between words. Lines are balanced: the last one is not left with a single character.

>>> wrap("local 2M circuits", 15, width=80)
('local 2M', 'circuits')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from unicodedata import category

from matplotlib.ft2font import FT2Font, LoadFlags

from playbook.charts.drawing.style import font_files
from playbook.letters import clusters, lines_isolated

__all__ = ["Fitted", "LINE", "fit", "fit_all", "text_width", "widest", "word_width", "wrap"]

LINE = 1.28

_EM = 1000
_NOT_FIRST = "”’，。、；：！？）》」』】〕…—·%％‰℃,.;:!?)]}/"
_NOT_LAST = "“‘（《「『【〔([{¥$£€"
_WIDE = r"\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\u3000-\u303F"
#: Marks that are as wide as a character among Chinese ones, and narrow elsewhere.
_WIDE_AMONG_WIDE = frozenset("“”‘’")
_CHINESE = re.compile(rf"[{_WIDE}]")
#: A word of one or two letters keeps its hyphen and what follows: Wi-Fi is not broken.
_TOKEN = re.compile(
    rf"\s+|[{_WIDE}]|[^\s{_WIDE}/-]{{1,2}}-[^\s{_WIDE}/-]+|[^\s{_WIDE}/-]*[/-](?=[^\s{_WIDE}])|[^\s{_WIDE}/-]+[/-]*|[/-]+"
)

Fitted = tuple[tuple[str, ...], float]


@lru_cache(maxsize=2)
def _face(bold: bool) -> FT2Font:
    files = font_files()
    face = FT2Font(str(files.bold if bold else files.regular))
    face.set_size(_EM, 72)
    return face


@lru_cache(maxsize=8192)
def _advance(character: str, bold: bool) -> float:
    if category(character) == "Cf":  # no shape: what joins letters, or isolates a text
        return 0.0
    face = _face(bold)
    return (
        float(face.load_glyph(face.get_char_index(ord(character)), LoadFlags.NO_HINTING).linearHoriAdvance)
        / 65536
        / _EM
    )


@lru_cache(maxsize=65536)
def _ems(text: str, bold: bool) -> float:
    wide = _WIDE_AMONG_WIDE if _CHINESE.search(text) else ()
    return sum([1.0 if character in wide else _advance(character, bold) for character in text])


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in pixels at a size in pixels."""
    return size * _ems(text, bold)


def widest(texts: Sequence[str], size: float, *, bold: bool = False) -> float:
    """The width of the widest of the texts, 0.0 if there are none."""
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)


def wrap(text: str, size: float, *, width: float, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines as fit the width, balanced; a word that is wider than a line is cut.

    A line break in the text is kept. An empty text is one empty line.
    """
    lines = [line for part in text.split("\n") for line in _balanced(part.strip(), size, width, bold)]
    return tuple(lines if text.isascii() else lines_isolated(lines))


def fit(text: str, sizes: Sequence[float], *, width: float, lines: int, bold: bool = False) -> Fitted:
    """The lines and the size: the first of `sizes` at which the text needs at most `lines` lines and no word is cut.

    If it fits at none, the last size is taken, and what is too much is replaced by an ellipsis.
    """
    for size in sizes:
        if _fits(text, size, width=width, lines=lines, bold=bold):
            return wrap(text, size, width=width, bold=bold), size
    size = sizes[-1]
    wrapped = wrap(text, size, width=width, bold=bold)
    if len(wrapped) <= lines:
        return wrapped, size
    kept = _greedy(_tokens(text), size, width, bold)[:lines]
    return tuple(lines_isolated([*kept[:-1], _shortened(kept[-1], size, width, bold)])), size


def fit_all(
    texts: Sequence[str], sizes: Sequence[float], *, width: float, height: float, bold: bool = False
) -> list[Fitted]:
    """Several texts at one size: the first at which each fits a box of that width and height; else each as `fit`
    would."""
    for size in sizes:
        lines = max(1, int(height / (size * LINE)))
        if all(_fits(text, size, width=width, lines=lines, bold=bold) for text in texts):
            break
    return [fit(text, (size,), width=width, lines=lines, bold=bold) for text in texts]


def _fits(text: str, size: float, *, width: float, lines: int, bold: bool) -> bool:
    """Whether no word is cut, which is quick to see, and the lines are few enough."""
    return word_width(text, size, bold=bold) <= width and len(wrap(text, size, width=width, bold=bold)) <= lines


def word_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the widest piece that a line cannot break: the least width that the text needs."""
    return size * _widest_piece(text, bold)


@lru_cache(maxsize=8192)
def _widest_piece(text: str, bold: bool) -> float:
    return max((_ems(piece, bold) for piece in _tokens(text)), default=0.0)


def _tokens(text: str) -> list[str]:
    """Pieces between which a line may break; blanks are pieces of their own."""
    pieces: list[str] = []
    letters = clusters(text)
    begin = None if len(letters) == len(text) else {0, *accumulate(map(len, letters))}
    for match in _TOKEN.finditer(text):
        token = match[0]
        if begin is not None and match.start() not in begin:  # inside a letter
            pieces[-1] += token
            continue
        sticks = (
            pieces
            and not token.isspace()
            and not pieces[-1].isspace()
            and (token[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST)
        )
        if sticks:
            pieces[-1] += token
        else:
            pieces.append(" " if token.isspace() else token)
    return pieces


def _greedy(tokens: Sequence[str], size: float, width: float, bold: bool) -> list[str]:
    lines = [""]
    for token in tokens:
        if text_width(lines[-1] + token.rstrip(), size, bold=bold) <= width:
            lines[-1] += token
        else:
            *full, rest = _cut(token.strip(), size, width, bold)
            lines += [*full, rest]
    kept = [line.strip() for line in lines if line.strip()]
    return kept or [""]


def _cut(token: str, size: float, width: float, bold: bool) -> list[str]:
    """A piece that is too wide for a line, cut between letters."""
    parts = [""]
    for letter in clusters(token):
        if parts[-1] and text_width(parts[-1] + letter, size, bold=bold) > width:
            parts.append("")
        parts[-1] += letter
    return parts


@lru_cache(maxsize=8192)
def _balanced(text: str, size: float, width: float, bold: bool) -> tuple[str, ...]:
    tokens = _tokens(text)
    best = _greedy(tokens, size, width, bold)
    low, high = max(widest(best, size, bold=bold) / len(best), word_width(text, size, bold=bold)), width
    while len(best) > 1 and high - low > size / 4:
        middle = (low + high) / 2
        lines = _greedy(tokens, size, middle, bold)
        low, high, best = (middle, high, best) if len(lines) > len(best) else (low, middle, lines)
    return tuple(best)


def _shortened(line: str, size: float, width: float, bold: bool) -> str:
    letters = list(clusters(line))
    while letters and text_width("".join(letters) + "…", size, bold=bold) > width:
        letters.pop()
    return "".join(letters).rstrip() + "…"
