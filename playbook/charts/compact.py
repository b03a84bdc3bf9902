"""SVG in fewer bytes, the picture unchanged: most of a figure are the outlines of its letters, and Chinese letters have long ones.

Matplotlib writes every point of an outline in full and on a line of its own. Here outlines of whole numbers are written relative to
the point before, and blanks that nobody needs go; all other paths keep two decimals of a point, finer than any screen.

>>> compact_path("M 2554 2509 L 2630 2054 L 3910 2253 z")
'M2554 2509l76-455l1280 199z'
>>> compact_path("M 87.169326 18.72 L 244.613346 18.72")
'M87.17 18.72L244.61 18.72'
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["compact_path", "compact_svg"]

_STEP = re.compile(r"([MLQCz])([^MLQCz]*)")
_PATH = re.compile(r' d="([^"]*)"')
_HEAD = re.compile(r"<!DOCTYPE[^>]*>\s*|<metadata>.*?</metadata>\s*", re.DOTALL)
_FACES = (("NotoSansCJKjp-Regular-", "r-"), ("NotoSansCJKjp-Bold-", "b-"))
_INDENT = re.compile(r">\s+<")


def compact_svg(svg: str) -> str:
    """The same picture: no metadata, no indentation, short paths and short names of letters."""
    short = _PATH.sub(lambda found: f' d="{compact_path(found[1])}"', _HEAD.sub("", svg))
    for name, letter in _FACES:
        short = short.replace(name, letter)
    return _INDENT.sub("><", short)


@lru_cache(maxsize=16384)
def compact_path(path: str) -> str:
    """A path's data in fewer characters; one with other commands than M, L, Q, C and z only loses its line breaks."""
    if not re.fullmatch(r"[MLQCz\s\d.+e-]*", path):
        return " ".join(path.split())
    return _relative(path) if "." not in path and "e" not in path else _rounded(path)


def _relative(path: str) -> str:
    """Whole numbers, each step relative to the point before; every part of the outline begins at an absolute point."""
    parts, x, y = [], 0, 0
    for command, text in _STEP.findall(path):
        numbers = [int(number) for number in text.split()]
        if command in "Mz":
            parts.append(command + _joined(map(str, numbers)))
        else:
            parts.append(command.lower() + _joined(str(number - (y if place % 2 else x)) for place, number in enumerate(numbers)))
        if numbers:
            x, y = numbers[-2:]
    return "".join(parts)


def _rounded(path: str) -> str:
    return "".join(command + _joined(map(_short, text.split())) for command, text in _STEP.findall(path))


def _short(number: str) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _joined(numbers: Iterable[str]) -> str:
    """Numbers one after the other; a minus sign parts them by itself."""
    return " ".join(numbers).replace(" -", "-")
