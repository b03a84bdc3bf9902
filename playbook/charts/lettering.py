"""A line of text as letters: which glyph of the house font stands where.

HarfBuzz, which matplotlib lays texts out with, knows every rule of a script; but a call takes a third of a millisecond, and a plan
has two thousand texts. Chinese characters stand side by side, and plain Latin letters follow each other in pairs (`To` is narrower than `T`
and `o`), so those are laid out once and put together here. What is more than that (ligatures, quotation marks, dashes, signs that the font
lacks) is left to HarfBuzz, text by text. Positions are in hundredths of the size; the same text gives the same letters, whatever was set before.

>>> line = lettering("To", bold=False, language="en")
>>> [letter.x for letter in line.letters], line.width
([0.0, 52.5], 113.09375)
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from playbook.charts.compact import FACES, relative_path
from playbook.charts.style import fallback_files, font_files

__all__ = ["EM", "Letter", "Lettering", "lettering", "outline_of"]

#: The size that positions and outlines are given for.
EM = 100.0

_UNITS = 64  # of an outline, for each of a position
_COMMANDS = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("z", 1)}
_HAN = "\u4E00-\u9FFF"
_WIDE = rf"{_HAN}\u3000-\u3029\uFF01-\uFF60"
_NARROW = r" !#-&*-Z\\^-z|~£¥€−±×≥≤"
#: Texts whose letters depend on nothing but their neighbours: no quotation marks, and brackets only where they cannot change script.
_PLAIN = {"en": re.compile(rf"[{_NARROW}()\[\]{{}}]*"), "zh-Hans": re.compile(rf"[{_NARROW}]*|[{_NARROW}{_WIDE}]*[{_HAN}][{_NARROW}{_WIDE}]*")}
_IS_WIDE = re.compile(rf"[{_WIDE}]")
_IS_LATIN = re.compile("[A-Za-z]")
#: A character of each script, which others are laid out beside: digits and marks take the forms of the script that they stand in.
_CHINESE, _LATIN = "一", "n"


@dataclass(frozen=True, slots=True)
class Letter:
    """A glyph by its name (`r-36`: number 36, hexadecimal, of the regular font), and where it begins."""

    name: str
    x: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """The letters of one line, and where the next one would begin."""

    letters: tuple[Letter, ...]
    width: float


@lru_cache(maxsize=65536)
def lettering(text: str, *, bold: bool, language: str) -> Lettering:
    """One line in the glyph forms of a language (`zh-Hans`, `en`); what no font has comes from matplotlib's LastResort font."""
    side_by_side = _side_by_side(text, bold, language) if language in _PLAIN and _PLAIN[language].fullmatch(text) else None
    if side_by_side is not None:
        return side_by_side
    return Lettering(_laid_out(text, bold, language), _laid_out(text + _CHINESE, bold, language)[-1].x)


def outline_of(name: str) -> str:
    """The path of a letter that :func:`lettering` has given, in 6400ths of the size, y upwards; empty for a blank."""
    return _outlines[name]


def _side_by_side(text: str, bold: bool, language: str) -> Lettering | None:
    """The letters put together from pairs; None where two characters make one sign."""
    found, x = [], 0.0
    for (character, script), (following, next_script) in pairwise([*zip(text, _scripts(text), strict=True), (_CHINESE, _CHINESE)]):
        alone = script != next_script or _IS_WIDE.match(character) or _IS_WIDE.match(following)
        one = _placed((script, character, (next_script or _CHINESE) if alone else following), bold, language)
        if one is None:
            return None
        found.append(Letter(one[0], x))
        x += one[1]
    return Lettering(tuple(found), x)


def _scripts(text: str) -> list[str]:
    """Each character's script: a digit or a mark has that of the letter before it, else of the first one, else none."""
    own = [_CHINESE if _IS_WIDE.match(character) else _LATIN if _IS_LATIN.match(character) else "" for character in text]
    script = next(filter(None, own), "")
    return [script := one or script for one in own]


@lru_cache(maxsize=65536)
def _placed(characters: tuple[str, str, str], bold: bool, language: str) -> tuple[str, float] | None:
    """The letter of the second character, between the first and the third, and how far the third one is from it."""
    line = _laid_out("".join(characters), bold, language)
    if len(line) != len("".join(characters)):
        return None
    here, following = line[-2:]
    return here.name, following.x - here.x


#: Names of letters, by the names that matplotlib gives them, and their outlines.
_names: dict[str, str] = {}
_outlines: dict[str, str] = {}


def _laid_out(text: str, bold: bool, language: str) -> tuple[Letter, ...]:
    """The letters as the library lays them out."""
    known: Any = _names  # only looked into for names
    placed, fresh, _ = text_to_path.get_glyphs_with_font(_font(bold), text, glyph_map=known, return_new_glyphs_only=True, language=language)
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
        steps.append((command, [number for point in points[place:place + count] for number in point] if command != "z" else []))
        place += count
    return relative_path(steps)
