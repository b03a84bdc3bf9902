"""The document's own type: a small font that holds exactly the characters that the document prints.

A reader's machine may have no Chinese font, and no document asks a server for one. What is embedded is a subset
(:mod:`playbook.report.fonts.cut`) of a few hundred characters in each of two weights, once in the page and once in the
deck, from the same bytes.

The same characters give the same bytes. A cut takes more than a second, so it is kept in memory and in the user's cache
folder (`PLAYBOOK_CACHE`, else `XDG_CACHE_HOME`, else `~/.cache`; an empty PLAYBOOK_CACHE keeps nothing on disk). Every
client prints other characters: who makes many plans calls :func:`stock_up` first, and each cut takes a quarter of a
second.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from playbook.files import put
from playbook.units import Lang

__all__ = ["FAMILY", "WEIGHTS", "font_css", "font_face", "stock_up", "subset"]

FAMILY = "Playbook Sans"
WEIGHTS = (400, 700)
PACKAGES = ("noto-cjk-sans-otc", "noto-cjk-sans-jp-bold", "fonttools", "brotli")
#: Raise it when the way of cutting changes: old files in the cache are then left alone.
RECIPE = 2
#: Where the header of a WOFF2 font names the file's length, and how many bytes a stock's digest has.
_LENGTH, _DIGEST = slice(8, 12), hashlib.sha256().digest_size

_stocks: dict[tuple[int, Lang], bytes] = {}


def font_css(characters: Iterable[str], lang: Lang) -> str:
    """`@font-face` rules for both weights, with the fonts inside as data: URIs."""
    text = "".join(sorted(set(characters)))
    return "\n".join(font_face(subset(text, weight, lang), weight) for weight in WEIGHTS)


def subset(text: str, weight: int, lang: Lang) -> bytes:
    """A WOFF2 font of that weight (400 or 700) with the characters of `text`; the same bytes for the same
    characters."""
    return _kept("".join(sorted(set(text))), weight, lang)


def stock_up(lang: Lang, *, make: bool = True) -> None:
    """Have the stocks of a language at hand, from the cache folder or else made: ten seconds a weight for Chinese, once
    for a machine.

    No byte of a document depends on it. With `make=False` only what is in the cache folder is taken.
    """
    from playbook.report.fonts.cut import make_stock  # fontTools is slow to load

    for weight in WEIGHTS:
        if _stock(weight, lang) is None and make:
            _stocks[weight, lang] = stock = make_stock(weight, lang)
            if path := _stock_path(weight, lang):
                _keep(path, hashlib.sha256(stock).digest() + stock)


def font_face(font: bytes, weight: int, family: str = FAMILY) -> str:
    """The `@font-face` rule of a WOFF2 font, with the font inside as a data: URI."""
    data = base64.b64encode(font).decode("ascii")
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:normal;font-display:block;'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )


@cache
def _kept(text: str, weight: int, lang: Lang) -> bytes:
    path = _path(text, weight, lang, "woff2")
    if path is not None:
        with suppress(OSError):
            font = path.read_bytes()
            if font[:4] == b"wOF2" and int.from_bytes(font[_LENGTH], "big") == len(font):
                return font
    from playbook.report.fonts.cut import cut  # who has the font already does without fontTools, which is slow to load

    font = cut(text, weight, lang, _stock(weight, lang))
    if path is not None:
        _keep(path, font)
    return font


def _stock(weight: int, lang: Lang) -> bytes | None:
    """The stock of a weight, if there is one; a broken file is none."""
    if (weight, lang) not in _stocks and (path := _stock_path(weight, lang)) is not None:
        with suppress(OSError):
            kept = path.read_bytes()
            digest, stock = kept[:_DIGEST], kept[_DIGEST:]
            if hashlib.sha256(stock).digest() == digest:
                _stocks[weight, lang] = stock
    return _stocks.get((weight, lang))


def _stock_path(weight: int, lang: Lang) -> Path | None:
    from playbook.report.fonts.cut import stock_characters  # fontTools is slow to load

    return _path("stock" + "".join(sorted(stock_characters(lang))), weight, lang, "otf")


def _path(what: str, weight: int, lang: Lang, suffix: str) -> Path | None:
    folder = _cache_folder()
    if folder is None:
        return None
    parts = (str(RECIPE), str(weight), lang, *_versions(), what)
    return folder / f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}.{suffix}"


@cache
def _versions() -> tuple[str, ...]:
    return tuple(version(package) for package in PACKAGES)


def _cache_folder() -> Path | None:
    named = os.environ.get("PLAYBOOK_CACHE")
    if named is not None:
        return Path(named) / "fonts" if named else None
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    with suppress(RuntimeError):
        return Path(base).expanduser() / "keyaccount-playbook" / "fonts"
    return None


def _keep(path: Path, font: bytes) -> None:
    """Write whole or not at all; a cache that cannot be written is no fault."""
    with suppress(OSError):
        put(path, font)
