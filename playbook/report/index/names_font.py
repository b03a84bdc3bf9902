"""The index's type: one small font for what the page itself says, another for the names in its rows.

What the page says does not change, so its two weights are cut once and kept; English takes its quotation marks and
dashes from a cut of their own, since Chinese ones are as wide as a character. Clients' names and failures are shown in
regular weight alone, and ten thousand Chinese names use some two thousand characters: the most frequent of them are
embedded, and the rare rest falls back on the reader's own fonts. Industries stand in headings too, and are few: they
are embedded in both weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from playbook.report.document import PLAIN_CHARACTERS
from playbook.report.fonts.document import font_css, font_face, subset

__all__ = ["FAMILY", "LATIN", "MOST", "characters_of_names", "page_fonts"]

FAMILY, LATIN = "Playbook Names", "Playbook Latin"
#: How many characters of names are embedded at most; they weigh 0.45 MB.
MOST = 2000
#: What the browser prints beyond the catalogue: the units of large numbers, of money and of dates, and the languages'
#: own names.
_PRINTED = "万亿元年月日中文"
_WIDE = "“”‘’—…"


def page_fonts(data: Mapping[str, Any]) -> str:
    """`@font-face` rules for the page's data, as :func:`playbook.report.index.page.payload` gives it."""
    own = PLAIN_CHARACTERS | _printable(_texts(data["words"])) | _printable(_PRINTED)
    rules = [font_css(own, "zh"), *(font_face(subset(_WIDE, weight, "en"), weight, LATIN) for weight in (400, 700))]
    for weight, texts in ((400, [*_industries(data), *_names(data)]), (700, [*_industries(data)])):
        names = characters_of_names(texts, own)
        rules += [font_face(subset(names, weight, "zh"), weight, FAMILY)] if names else []
    return "\n".join(rules)


def characters_of_names(texts: Iterable[str], own: frozenset[str]) -> str:
    """The characters of texts beyond the page's own, the most frequent ones, in the order of their codes.

    >>> characters_of_names(["海盛", "海达"], frozenset("盛"))
    '海达'
    """
    counted = Counter("".join(texts))
    wanted = sorted(
        (character for character in _printable(counted) - own), key=lambda character: (-counted[character], character)
    )
    return "".join(sorted(wanted[:MOST]))


def _industries(data: Mapping[str, Any]) -> Iterator[str]:
    for _, *names in data["industries"]:
        yield from names


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    for _, zh, en, *_, failure in data["rows"]:
        yield from (zh, en, failure[1] if failure else "")


def _printable(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(character for text in texts for character in text if character.isprintable())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values():
            yield from _texts(item)
