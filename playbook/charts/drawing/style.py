"""One look for all charts: colours and fonts.

The message is drawn in the accent colour, a danger in the warning colour, everything else in greys. Texts are set in
the Chinese and Latin fonts that come with the installation, under a family name of our own, so that a font of the
machine with the same name is never taken. Nothing here changes matplotlib's settings: charts name their fonts
themselves, so no setting leaks into or out of a notebook.

>>> colour_of("accent")
'#0B6E99'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import matplotlib
from matplotlib.font_manager import FontEntry, FontProperties, fontManager

from playbook.units import Lang

__all__ = [
    "ACCENT",
    "BROAD",
    "DPI",
    "FIRM",
    "GREY_1",
    "GREY_2",
    "GREY_3",
    "GREY_4",
    "HAIRLINE",
    "HEAVY",
    "INK",
    "LIGHT",
    "PLAIN",
    "POINT",
    "SEQUENTIAL",
    "SLIGHT",
    "SLIM",
    "STATUS_COLOURS",
    "STRONG",
    "THIN",
    "TINT",
    "WARNING",
    "WARNING_TINT",
    "WHITE",
    "Z_AXIS",
    "Z_FIELD",
    "Z_GRID",
    "Z_GROUND",
    "Z_LOWEST",
    "Z_MARK",
    "Z_TOP",
    "FontFiles",
    "Role",
    "colour_of",
    "fallback_files",
    "font_files",
    "font_of",
    "language_of",
    "on_colour",
]

Role = Literal["accent", "grey", "light", "warning", "ink"]

INK, ACCENT, WARNING, WHITE = "#14213D", "#0B6E99", "#C8452D", "#FFFFFF"
GREY_1, GREY_2, GREY_3, GREY_4 = "#EEF1F4", "#CBD2D9", "#8A94A0", "#4A5560"
TINT, WARNING_TINT = "#F3F8FB", "#FBEEEB"
#: Thicknesses of lines in pixels: leaders, rules under rows and heads, edges of marks, what is the message.
HAIRLINE, SLIGHT, THIN, SLIM, LIGHT, PLAIN, FIRM, BROAD, STRONG, HEAVY = (
    0.9,
    1.1,
    1.2,
    1.3,
    1.4,
    1.5,
    1.6,
    1.8,
    2.2,
    2.4,
)
#: Heights in the stack, from the ground of a figure to what lies over its texts. What names none lies where its method
#: of the canvas puts it: lines, then fills, then circles, then texts.
Z_LOWEST, Z_GROUND, Z_FIELD, Z_GRID, Z_MARK, Z_AXIS, Z_TOP = 0.1, 0.2, 0.4, 0.6, 3, 4, 6
SEQUENTIAL = ("#F3F8FB", "#C9E1EC", "#8BBCD3", "#3F8FB5", "#0B4F70")
STATUS_COLOURS = {
    "published": ACCENT,
    "measured": ACCENT,
    "estimated": GREY_4,
    "illustrative": WARNING,
    "partly_illustrative": WARNING,
    "unknown": GREY_3,
}
_CHINESE = re.compile(r"[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\u3000-\u303F]")
_ROLES: dict[str, str] = {"accent": ACCENT, "grey": GREY_3, "light": GREY_2, "warning": WARNING, "ink": INK}
#: Pixels of an inch, and a pixel in points.
DPI, POINT = 100, 0.72
_FAMILY, _FALLBACK = "Playbook Sans", "Playbook Symbols"


@dataclass(frozen=True)
class FontFiles:
    """Where two fonts of the installation are: regular (the first face, if it is a collection) and bold."""

    regular: Path
    bold: Path


def colour_of(role: Role) -> str:
    """The colour that a role is drawn in; ValueError for a role that does not exist."""
    if role not in _ROLES:
        raise ValueError(f"role {role!r}: expected one of {', '.join(_ROLES)}")
    return _ROLES[role]


def on_colour(fill: str) -> str:
    """The colour of a text that stands on a fill: white on dark fills, ink on light ones.

    >>> on_colour("#14213D"), on_colour("#CBD2D9")
    ('#FFFFFF', '#14213D')
    """
    red, green, blue = (int(fill[start : start + 2], 16) for start in (1, 3, 5))
    return WHITE if 0.299 * red + 0.587 * green + 0.114 * blue < 128 else INK


@lru_cache(maxsize=1)
def font_files() -> FontFiles:
    """The font files of the two font packages; ModuleNotFoundError if one is not installed."""
    return FontFiles(
        _inside("noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc"),
        _inside("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf"),
    )


@lru_cache(maxsize=1)
def fallback_files() -> FontFiles:
    """The font files for signs that the house font lacks: matplotlib's own."""
    folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
    return FontFiles(folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf")


def font_of(size: float, *, bold: bool = False) -> FontProperties:
    """The house font at a size in pixels of a 780 px wide figure."""
    _register()
    return FontProperties(family=[_FAMILY, _FALLBACK], weight="bold" if bold else "normal", size=size * POINT)


def language_of(lang: Lang, text: str = "") -> str:
    """The tag that makes the font pick its glyph forms: Simplified Chinese also for a Chinese name in an English
    plan."""
    return "zh-Hans" if lang == "zh" or _CHINESE.search(text) else "en"


def _inside(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            f"the font package {package} is not installed: install the project with its dependencies"
        )
    return Path(spec.origin).with_name(name)


def _register() -> None:
    """Make our families known; again after matplotlib has rebuilt its list of fonts."""
    if any(entry.name == _FAMILY for entry in fontManager.ttflist[:3]):
        return
    fontManager.ttflist[:0] = [
        FontEntry(fname=str(path), name=name, weight=weight)
        for name, files in ((_FAMILY, font_files()), (_FALLBACK, fallback_files()))
        for weight, path in ((400, files.regular), (700, files.bold))
    ]
