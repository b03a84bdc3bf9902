"""A line of text as letters: which glyph of the house font stands where.

HarfBuzz, which matplotlib lays texts out with, knows every rule of a script; but a letter takes it a tenth of a
millisecond, and a plan has two thousand texts. Chinese characters stand side by side, and Latin letters follow each
other in pairs (`To` is narrower than `T` and `o`, and `ffi` is one letter), so what stands side by side is laid out
once, at its first sight, and texts are put together from it. What is more than that (curly quotation marks, brackets
among Chinese characters, signs that the font lacks) is left to HarfBuzz, text by text. Positions are in hundredths of
the size; the same text gives the same letters, whatever was set before.

>>> line = lettering("To", bold=False, language="en")
>>> [letter.x for letter in line.letters], line.advance
([0.0, 52.5], 113.09375)
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any

import numpy as np
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from playbook.charts.drawing.compact import FACES, relative_path
from playbook.charts.drawing.style import fallback_files, font_files

__all__ = ["EM", "Letter", "Lettering", "lettering", "outline_of"]

#: The size that positions and outlines are given for.
EM = 100.0

_UNITS = 64  # of an outline, for each of a position
_COMMANDS = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("z", 1)}
_HAN = "\u3005\u3007\u4e00-\u9fff"
_WIDE_SIGNS = r"\u3001\u3002\uFF01-\uFF0F\uFF1A-\uFF1F"
_SIGNS = rf" !#-&*-;=?@\\^-`|~£¥€−–→±×≥≤{_WIDE_SIGNS}"
#: These have other forms in a text without letters.
_MARKS = r"'\"·…"
_BRACKETS = r"()<>\[\]{}"
#: Texts whose letters depend on nothing but their neighbours. A closing bracket takes the script of the opening one:
#: among Chinese characters, or where a bracket stands between the beginning and the first letter, that can be another
#: one than its neighbours'.
_LATIN_TEXT = rf"[{_SIGNS}{_BRACKETS}]*|[{_BRACKETS}]?[{_SIGNS}{_MARKS}]*[A-Za-z][A-Za-z{_SIGNS}{_MARKS}{_BRACKETS}]*"
_CHINESE_TEXT = rf"(?=.*[{_HAN}])[A-Za-z{_SIGNS}{_MARKS}{_HAN}]*"
_PLAIN = {"en": re.compile(_LATIN_TEXT), "zh-Hans": re.compile(f"{_LATIN_TEXT}|{_CHINESE_TEXT}")}
_IS_WIDE = re.compile(rf"[{_HAN}{_WIDE_SIGNS}]")
_IS_HAN = re.compile(rf"[{_HAN}]")
_IS_LATIN = re.compile("[A-Za-z]")
#: What is one letter: a character, or those that the font draws as one.
_UNIT = re.compile("ff[il]?|f[il]|.")
#: A character of each script, which others are laid out after: digits and marks take the forms of the script that they
#: stand in.
_CHINESE, _LATIN = "一", "n"
#: Stands after a letter to show how wide it is; it has no script and no kerning.
_BLANK = "\u3000"

#: A unit's script (a character of it), the unit, and the next one if that can move: not in another script, or beside a
#: Chinese character.
_Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """A glyph by its name (`r-36`: number 36, hexadecimal, of the regular font), and where it begins."""

    name: str
    x: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """The letters of one line, and where the next one would begin."""

    letters: tuple[Letter, ...]
    advance: float


@lru_cache(maxsize=65536)
def lettering(text: str, *, bold: bool, language: str) -> Lettering:
    """One line in the glyph forms of a language (`zh-Hans`, `en`); what no font has comes from matplotlib's LastResort
    font."""
    side_by_side = (
        _side_by_side(text, bold, language) if language in _PLAIN and _PLAIN[language].fullmatch(text) else None
    )
    if side_by_side is not None:
        return side_by_side
    return Lettering(_laid_out(text, bold, language), _laid_out(text + _CHINESE, bold, language)[-1].x)


def outline_of(name: str) -> str:
    """The path of a letter that :func:`lettering` has given, in 6400ths of the size, y upwards; empty for a blank."""
    return _outlines[name]


def _side_by_side(text: str, bold: bool, language: str) -> Lettering | None:
    """The letters put together from what is known of each place; None where characters make one sign that is not a
    unit."""
    places, known = _places(text), _known[bold, language]
    for fresh, stretch in groupby(places, lambda place: place not in known):
        if fresh:
            _learn([*stretch], bold, language)
    letters, x = [], 0.0
    for place in places:
        if place not in known:
            return None
        name, advance = known[place]
        letters.append(Letter(name, x))
        x += advance
    return Lettering(tuple(letters), x)


def _places(text: str) -> list[_Place]:
    units: list[str] = _UNIT.findall(text)
    places = []
    for (unit, script), (following, next_script) in pairwise([*zip(units, _scripts(units), strict=True), ("", "")]):
        alone = script != next_script or _IS_WIDE.match(unit) or _IS_WIDE.match(following)
        places.append((script, unit, "" if alone else following))
    return places


def _scripts(units: list[str]) -> list[str]:
    """Each unit's script: a digit or a mark has that of the letter before it, else of the first one, else none."""
    own = [_CHINESE if _IS_HAN.match(unit) else _LATIN if _IS_LATIN.match(unit) else "" for unit in units]
    script = next(filter(None, own), "")
    return [script := one or script for one in own]


#: The letter of each place, and how far the next one is from it, by weight and language.
_known: defaultdict[tuple[bool, str], dict[_Place, tuple[str, float]]] = defaultdict(dict)


def _learn(stretch: list[_Place], bold: bool, language: str) -> None:
    """Lay out what stands side by side in a text; nothing is learnt where the letters are not the units."""
    before, after = stretch[0][0], stretch[-1][2] or _BLANK
    line = _laid_out(before + "".join(unit for _, unit, _ in stretch) + after, bold, language)[len(before) :]
    if len(line) == len(stretch) + 1:
        advances = (following.x - here.x for here, following in pairwise(line))
        _known[bold, language].update(
            (place, (here.name, advance)) for place, here, advance in zip(stretch, line, advances, strict=False)
        )


#: Names of letters, by the names that matplotlib gives them, and their outlines.
_names: dict[str, str] = {}
_outlines: dict[str, str] = {}


def _laid_out(text: str, bold: bool, language: str) -> tuple[Letter, ...]:
    """The letters as the library lays them out."""
    known: Any = _names  # only looked into for names
    placed, fresh, _ = text_to_path.get_glyphs_with_font(
        _font(bold), text, glyph_map=known, return_new_glyphs_only=True, language=language
    )
    for long, outline in fresh.items():
        name = long
        for face, letter in FACES:
            name = name.replace(face, letter)
        _names[long], _outlines[name] = name, _path(*outline)
    return tuple(Letter(_names[long], x) for long, x, _, _ in placed)


def _font(bold: bool) -> FT2Font:
    house, signs = font_files(), fallback_files()
    font = get_font([house.bold, signs.bold] if bold else [house.regular, signs.regular])
    font.set_size(EM, 72)
    return font


def _path(vertices: np.ndarray, codes: np.ndarray) -> str:
    """The outline in whole numbers, as SVG writes it."""
    points, kinds = np.rint(vertices * _UNITS).astype(int).tolist(), codes.tolist()
    steps, place = [], 0
    while place < len(kinds):
        command, count = _COMMANDS[kinds[place]]
        steps.append(
            (command, [number for point in points[place : place + count] for number in point] if command != "z" else [])
        )
        place += count
    return relative_path(steps)
