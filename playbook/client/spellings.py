"""Two spellings of one id: what the eye takes for the same is the same, and is to be written in one way.

Ids and keys are compared by their plain form: compatible characters are one (NFKC: full-width letters and digits),
invisible ones are gone, so are blanks at the ends; capitals, runs of blanks and the kinds of dashes do not tell. A-1
and ａ－1 are not two contracts.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, normalize

__all__ = ["plain", "seems_blank"]

#: Invisible, though Unicode counts them as letters, marks or symbols.
_HIDDEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")
#: Those that pick one shape of the character before them.
_SHAPES = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    r"""The form in which ids and keys are compared.

    >>> plain(" Ａ－1\u200b"), plain("a  b")
    ('a-1', 'a b')
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    shown = "".join(_shown(character) for character in normalize("NFKC", text))
    return " ".join(normalize("NFKC", shown.casefold()).split())


def _shown(character: str) -> str:
    if character in _HIDDEN or character in _SHAPES:
        return ""
    kind = category(character)
    return "" if kind == "Cf" else "-" if kind == "Pd" or character == "\N{MINUS SIGN}" else character


def seems_blank(text: str) -> bool:
    r"""True where there is nothing to be seen.

    >>> seems_blank("\u200b "), seems_blank("0")
    (True, False)
    """
    return not text or (not text[0].isalnum() and not plain(text))
