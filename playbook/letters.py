r"""Texts by the letters that a reader sees: where one ends, and which way it runs.

A letter may be several characters: an accent, a flag, a family of signs, a Hangul or a Devanagari syllable. A text is
cut between letters, never inside one.

Characters without a shape of their own can turn the direction of what stands around them: after U+202E "live" is shown
as "evil". A client's text needs none of them (:func:`undirected`). A name in Arabic or Hebrew runs from the right by
itself; it is kept between two marks that no text around it can be turned by (:func:`isolated`), which every browser,
title and terminal understands.

>>> [len(letter) for letter in clusters("e\u0301t")], undirected("\u202elive")
([2, 1], 'live')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

__all__ = [
    "CLOSE",
    "DIRECTIONS",
    "OPEN",
    "beginning",
    "clusters",
    "isolated",
    "lines_isolated",
    "printable",
    "shown",
    "undirected",
]

#: What begins and ends a text that turns nothing around it (first strong isolate, pop directional isolate).
OPEN, CLOSE = "\u2068", "\u2069"
#: Embeddings, overrides and isolates, which turn what follows them.
_TURNS = "\u202a-\u202e\u2066-\u2069"
#: Single marks of a direction; writers of Arabic and Hebrew use them.
_MARKS = "\u200e\u200f\u061c"
#: Every character that has no shape and changes the direction of others.
DIRECTIONS = re.compile(f"[{_TURNS}{_MARKS}]")
_TURNING = re.compile(f"[{_TURNS}]")
#: Letters that run from the right: Hebrew, Arabic, Syriac, Thaana, N'Ko and others.
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u0605\u0608\u060b\u060d\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
#: Texts in which every character is a letter: Latin ones, Chinese ones, and their marks.
_SINGLE = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u203b\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u30a0-\u3130\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe6]*"
)


def clusters(text: str) -> Sequence[str]:
    """The letters of a text as a reader sees them, each a string of one character or more (Unicode's extended grapheme
    clusters)."""
    return list(text) if _SINGLE.fullmatch(text) else _pattern().findall(text)


def beginning(text: str, length: int) -> str:
    """The text's first letters, as many as have at most `length` characters; what is isolated in it stays so."""
    if len(text) <= length:
        return text
    end = 0
    for letter in clusters(text[: length + 1] if _SINGLE.fullmatch(text) else text):
        if end + len(letter) > length:
            break
        end += len(letter)
    return lines_isolated([text[:end]])[0]


def undirected(text: str) -> str:
    r"""The text without what turns the direction of others; single marks stay beside letters that run from the right,
    which are isolated.

    >>> undirected("a\u200fb"), undirected("\u202dא\u200f!") == "א\u200f!"
    ('ab', True)
    """
    if text.isascii():
        return text
    return (_TURNING if _FROM_THE_RIGHT.search(text) else DIRECTIONS).sub("", text)


def isolated(text: str) -> str:
    """The text, which turns nothing around it: between two marks where letters in it run from the right."""
    if text.isascii() or text.startswith(OPEN) or not _FROM_THE_RIGHT.search(text):
        return text
    return f"{OPEN}{text}{CLOSE}"


def lines_isolated(lines: Iterable[str]) -> list[str]:
    r"""The lines of one text, each whole by itself: what is isolated across lines is closed and opened again.

    >>> lines_isolated(["a \u2068b", "c\u2069 d"]) == ["a \u2068b\u2069", "\u2068c\u2069 d"]
    True
    """
    whole, depth = [], 0
    for line in lines:
        before, depth = depth, max(depth + line.count(OPEN) - line.count(CLOSE), 0)
        whole.append(OPEN * before + line + CLOSE * depth)
    return whole


@cache
def _pattern() -> Any:
    import regex  # slow to load, and few texts need it

    return regex.compile(r"\X")


def printable(text: str) -> str:
    r"""The text as any terminal and any file may have it: what has no shape of its own, or is no character, as its
    number.

    >>> printable("福州\udcff"), printable("bills\u200b.csv")
    ('福州\\udcff', 'bills\\u200b.csv')
    """
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def shown(line: str) -> str:
    r"""A line for the terminal: printable, but for pairs of marks that isolate a text which runs from the right.

    >>> shown("a\u202eb"), shown("\u2068א\u2069") == "\u2068א\u2069"
    ('a\\u202eb', True)
    """
    if line.isprintable():
        return line
    parts = _ISOLATED.split(line)
    return "".join(part if place % 2 else printable(part) for place, part in enumerate(parts))


#: A text that is isolated, with nothing in it that has no shape.
_ISOLATED = re.compile(rf"({OPEN}[^{OPEN}{CLOSE}\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]*{CLOSE})")
