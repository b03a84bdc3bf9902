"""What makes the first plan of a process slower than the second, done before: for a mother of processes that each make a plan.

Fonts are opened, letters drawn, templates compiled, the catalogue and the locales read. All of it is kept by functions that give the same for
the same, so no byte of an exhibit or a document depends on it; no thread is started, and no file stays open that a child could not share.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise, product

from playbook.charts.canvas import Canvas
from playbook.charts.picture import Picture
from playbook.charts.svg import svg_of
from playbook.report.document import Document
from playbook.report.fonts import stock_up
from playbook.text import message_ids
from playbook.units import Count, Day, Lang, Money, Names

__all__ = ["LANGS", "make_stocks", "warm", "warm_for_many"]

LANGS: tuple[Lang, ...] = ("zh", "en")

_DIGITS, _SIGNS = "0123456789", ".,%+−-/ "


def warm(langs: Iterable[Lang] = LANGS) -> None:
    """What every plan needs: about a second. Font stocks are taken from the user's cache, where they are, but not made."""
    from playbook.report.html import page
    from playbook.report.slides import deck

    for lang in langs:
        _print_values(lang)
        svg_of(_picture(lang, ("0", "永")))
        stock_up(lang, make=False)
        document = Document("", lang, ())
        page(document, font_css="")
        deck(document, font_css="")


def warm_for_many(langs: Iterable[Lang] = LANGS) -> None:
    """Also what pays for many plans: the letters of the catalogue, drawn. It takes a second or two a language."""
    for lang in langs:
        warm((lang,))
        svg_of(_picture(lang, [*_pairs(lang), *_figures(lang)]))


def make_stocks(langs: Iterable[Lang] = LANGS, *, tell: Callable[[object], object] | None = None) -> None:
    """Make the font stocks that are missing, once for a machine: half a minute, so a task for a process beside the others.

    Whoever cuts a font finds a stock in the user's cache as soon as it is there; `tell` is not told anything.
    """
    for lang in langs:
        stock_up(lang)


def _print_values(lang: Lang) -> None:
    """The locale, and the catalogue."""
    for value in (Count(1), Money(1, "CNY", 2), Day(date(2003, 1, 23)), Names(())):
        value.printed(lang)
    message_ids()


def _pairs(lang: Lang) -> list[str]:
    """What the catalogue's sentences are made of: their characters, and which Latin letters follow each other."""
    templates = [message[lang] for message in message_ids().values()]
    forms = [form for template in templates for form in ((template,) if isinstance(template, str) else template.values())]
    characters = {character for form in forms for character in form if character.isprintable()}
    pairs = {one + other for form in forms for one, other in pairwise(form)}
    return sorted(characters | {pair for pair in pairs if pair.isascii() and pair.isalpha()})


def _figures(lang: Lang) -> list[str]:
    """Two characters of a printed figure, by themselves and after a letter of each script: whatever figures a client has, these are in them."""
    pairs = [one + other for one, other in product(_DIGITS + _SIGNS, repeat=2) if not {one, other} <= set(_SIGNS)]
    return [script + pair for script in ("", "n", "永")[: 3 if lang == "zh" else 2] for pair in pairs]


def _picture(lang: Lang, texts: Iterable[str]) -> Picture:
    canvas = Canvas(lang)
    for text in texts:
        for bold in (False, True):
            canvas.text(0, 0, text, bold=bold)
    return canvas.figure
