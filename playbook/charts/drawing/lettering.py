"""A line of text as letters: which glyph of the house font stands where.

HarfBuzz lays texts out: it knows every rule of a script (`To` is narrower than `T` and `o`, `ffi` is one letter).
matplotlib asks it too, but through layers that take a text a hundred times as long; so it is asked here, and what the
house font lacks is left to matplotlib, which has other fonts for it. Positions are in hundredths of the size; both ways
give the same letters.

>>> line = lettering("To", bold=False, language="en")
>>> [letter.x for letter in line.letters], line.advance
([0.0, 52.5], 113.09375)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any
from unicodedata import bidirectional

import numpy as np
import uharfbuzz as hb
from fontTools.unicodedata import script as script_of
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font, GlyphIndexType, LoadFlags
from matplotlib.textpath import text_to_path

from playbook.charts.drawing.compact import FACES, relative_path
from playbook.charts.drawing.style import fallback_files, font_files

__all__ = ["EM", "Letter", "Lettering", "lettering", "outline_of"]

#: The size that positions and outlines are given for.
EM = 100.0

_UNITS = 64  # of an outline, for each of a position
_COMMANDS = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("z", 1)}
#: What characters without a script of their own are called.
_SHARED = ("Zyyy", "Zinh")
#: Opening and closing ones, which stand in the script that the opening one stands in.
_BRACKETS = dict(zip(")>]}»’”›》」』】〉〕〗〙〛", "(<[{«‘“‹《「『【〈〔〖〘〚", strict=True))
#: Directions of what is written from the left, or either way.
_TO_THE_RIGHT = frozenset(("L", "EN", "ES", "ET", "CS", "NSM", "WS", "ON"))
#: Stands after a text to show how wide it is.
_END = "一"


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
    to_the_right = all(bidirectional(character) in _TO_THE_RIGHT for character in text)
    letters, ended = (_shaped(one, bold, language) if to_the_right else None for one in (text, text + _END))
    if letters is None or ended is None:
        letters, ended = _laid_out(text, bold, language), _laid_out(text + _END, bold, language)
    return Lettering(letters, ended[-1].x)


def outline_of(name: str) -> str:
    """The path of a letter that :func:`lettering` has given, in 6400ths of the size, y upwards; empty for a blank."""
    return _outlines[name]


def _shaped(text: str, bold: bool, language: str) -> tuple[Letter, ...] | None:
    """The letters of the house font; None where it lacks one."""
    letters, x = [], 0
    for script, run in groupby(zip(_scripts(text), text, strict=True), lambda pair: pair[0]):
        buffer = hb.Buffer()
        buffer.add_str("".join(character for _, character in run))
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        hb.shape(_shaper(bold), buffer)
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if not glyph.codepoint:
                return None
            letters.append(Letter(_drawn(glyph.codepoint, bold), (x + place.x_offset) / _UNITS))
            x += place.x_advance
    return tuple(letters)


def _scripts(text: str) -> list[str]:
    """Each character's script, as libraqm, which matplotlib lays out with, tells it: a digit or a mark has that of the
    letter before it, else of the one behind; a closing bracket that of the opening one."""
    scripts: list[str] = []
    opened: list[tuple[str, str]] = []
    for character in text:
        script = script_of(character)
        if scripts and script in _SHARED:
            script = scripts[-1]
            if character in _BRACKETS.values():
                opened.append((character, script))
            elif character in _BRACKETS:
                while opened and opened[-1][0] != _BRACKETS[character]:
                    opened.pop()
                script = opened[-1][1] if opened else script
        scripts.append(script)
    for place in range(len(scripts) - 2, -1, -1):
        if scripts[place] in _SHARED:
            scripts[place] = scripts[place + 1]
    return scripts


@cache
def _shaper(bold: bool) -> hb.Font:
    """The house font for HarfBuzz, in 64ths of a position."""
    files = font_files()
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(files.bold if bold else files.regular)), 0))
    font.scale = (int(EM * _UNITS), int(EM * _UNITS))
    return font


@cache
def _drawn(glyph: int, bold: bool) -> str:
    """The letter's name; its outline is drawn at its first sight."""
    name, font = f"{'b' if bold else 'r'}-{glyph:x}", _font(bold)
    font.load_glyph(GlyphIndexType(glyph), flags=LoadFlags.NO_HINTING)
    _outlines[name] = _path(*font.get_path())
    return name


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
