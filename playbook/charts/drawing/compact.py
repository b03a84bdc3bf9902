"""SVG in fewer bytes, the picture unchanged: most of a figure are the outlines of its letters, and Chinese letters have
long ones.

Matplotlib writes every point of an outline in full and on a line of its own. Here outlines of whole numbers are written
relative to the point before, and blanks that nobody needs go; all other paths keep two decimals of a point, finer than
any screen.

>>> compact_path("M 2554 2509 L 2630 2054 L 3910 2253 z")
'M2554 2509l76-455l1280 199z'
>>> compact_path("M 87.169326 18.72 L 244.613346 18.72")
'M87.17 18.72L244.61 18.72'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

__all__ = ["FACES", "compact_path", "compact_svg", "joined", "long_number", "relative_path", "short_number"]

_STEP = re.compile(r"([MLQCz])([^MLQCz]*)")
_PATH = re.compile(r' d="([^"]*)"')
_HEAD = re.compile(r"<!DOCTYPE[^>]*>\s*|<metadata>.*?</metadata>\s*", re.DOTALL)
_PLACE = re.compile(r"translate\((\S+) (\S+)\) scale")
_HATCH = re.compile(r"url\(#(h[0-9a-f]{10})\)")
#: What names of letters begin with, and how it is shortened.
FACES = (("NotoSansCJKjp-Regular-", "r-"), ("NotoSansCJKjp-Bold-", "b-"))
_INDENT = re.compile(r">\s+<")


def compact_svg(svg: str) -> str:
    """The same picture: no metadata, no indentation, short paths, and short names of letters and hatches."""
    short = _PATH.sub(lambda match: f' d="{compact_path(match[1])}"', _HEAD.sub("", svg))
    short = _PLACE.sub(
        lambda match: f"translate({short_number(float(match[1]))} {short_number(float(match[2]))}) scale", short
    )
    names = {name: f"h{place}" for place, name in enumerate(dict.fromkeys(_HATCH.findall(short)), start=1)}
    for name, letter in (*FACES, *names.items()):
        short = short.replace(name, letter)
    return _INDENT.sub("><", short)


@lru_cache(maxsize=16384)
def compact_path(path: str) -> str:
    """A path's data in fewer characters; one with other commands than M, L, Q, C and z only loses its line breaks."""
    if not re.fullmatch(r"[MLQCz\s\d.+e-]*", path):
        return " ".join(path.split())
    if "." in path or "e" in path:
        return "".join(
            command + joined(short_number(float(number)) for number in text.split())
            for command, text in _STEP.findall(path)
        )
    return relative_path((command, [int(number) for number in text.split()]) for command, text in _STEP.findall(path))


def relative_path(steps: Iterable[tuple[str, Sequence[int]]]) -> str:
    """Whole numbers, each step relative to the point before; every part of the outline begins at an absolute point.

    >>> relative_path([("M", (10, 10)), ("L", (12, 9)), ("z", ())])
    'M10 10l2-1z'
    """
    parts, x, y = [], 0, 0
    for command, numbers in steps:
        if command == "M":
            x, y = 0, 0
        points = [f"{right - x} {up - y}" for right, up in zip(numbers[::2], numbers[1::2], strict=True)]
        parts.append((command if command == "M" else command.lower()) + joined(points))
        if numbers:
            x, y = numbers[-2:]
    return "".join(parts)


def short_number(number: float) -> str:
    """At most two decimals; what is less than a millionth from the middle of two is rounded as if it stood there.

    >>> short_number(12.50), short_number(-0.996), short_number(-0.0001)
    ('12.5', '-1', '0')
    """
    text = f"{round(number, 6):.2f}"
    text = text[:-3] if text.endswith(".00") else text.rstrip("0")
    return "0" if text == "-0" else text


@lru_cache(maxsize=65536)
def long_number(number: float) -> str:
    """At most six decimals.

    >>> long_number(77.90625), long_number(100.0)
    ('77.90625', '100')
    """
    return f"{number:f}".rstrip("0").rstrip(".")


def joined(numbers: Iterable[str]) -> str:
    """Numbers one after the other; a minus sign parts them by itself."""
    return " ".join(numbers).replace(" -", "-")
