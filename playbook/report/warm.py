"""What makes the first plan of a process slower than the second, done before: for a warm process, whose
children each make a plan.

Fonts are opened, letters drawn, templates compiled, the catalogue and the locales read. All of it is kept by functions
that give the same for the same, so no byte of an exhibit or a document depends on it; no thread is started, and no file
stays open that a child could not share.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from string import ascii_letters

from playbook.charts.drawing.canvas import Canvas
from playbook.charts.drawing.picture import Picture
from playbook.charts.drawing.svg import svg_of
from playbook.report.document import Document
from playbook.report.fonts.document import stock_up
from playbook.text import message_ids
from playbook.units import Count, Day, Lang, Money, Names

__all__ = ["LANGS", "make_stocks", "warm", "warm_for_many"]

LANGS: tuple[Lang, ...] = ("zh", "en")

#: The signs of figures and of Chinese sentences, and those that the font makes of two or three letters.
_SIGNS, _WIDE_SIGNS = "0123456789.,%+−–-/ :;?'&·…≤≥±×→£€¥()<>", "，。、；：？！（）万亿永"
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")


def warm(langs: Iterable[Lang] = LANGS) -> None:
    """What every plan needs: about a second. Font stocks are taken from the user's cache, where they are, but not
    made."""
    from playbook.report.web.deck import DeckExporter
    from playbook.report.web.page import PageExporter

    for lang in langs:
        _print_values(lang)
        svg_of(_picture(lang, ("0", "永")))
        stock_up(lang, make=False)
        document = Document("", lang, ())
        for exporter in (PageExporter, DeckExporter):
            exporter(document, "").export()


def warm_for_many(langs: Iterable[Lang] = LANGS) -> None:
    """Also what pays for many plans: the letters of figures, words and the catalogue, drawn, in half a second."""
    for lang in langs:
        warm((lang,))
        svg_of(_picture(lang, (ascii_letters, _SIGNS, *_LIGATURES, *(_chinese() if lang == "zh" else ()))))


def make_stocks(langs: Iterable[Lang] = LANGS) -> None:
    """Make the font stocks that are missing, once for a machine: half a minute, so a task for a process beside the
    others.

    Whoever cuts a font finds a stock in the user's cache as soon as it is there.
    """
    for lang in langs:
        stock_up(lang)


def _print_values(lang: Lang) -> None:
    """The locale, and the catalogue."""
    for value in (Count(1), Money(1, "CNY", 2), Day(date(2003, 1, 23)), Names(())):
        value.printed(lang)
    message_ids()


def _chinese() -> tuple[str, ...]:
    """The characters of the catalogue, and its signs; digits beside them have forms of their own."""
    characters = {
        character
        for message in message_ids().values()
        for character in str(message["zh"])
        if "\u4e00" <= character <= "\u9fff"
    }
    return "".join(sorted(characters)), _WIDE_SIGNS, f"永{_SIGNS}"


def _picture(lang: Lang, texts: Iterable[str]) -> Picture:
    canvas = Canvas(lang)
    for text in texts:
        for bold in (False, True):
            canvas.text(0, 0, text, bold=bold)
    return canvas.figure
