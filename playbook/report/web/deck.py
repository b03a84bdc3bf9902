"""slides.html: the plan as a deck, one exhibit a slide, with speaker notes; offline.

reveal.js comes from the installed package `pyreveal` and is written into the deck when it is made, so no copy of it is
kept here. Tables that are too long for a slide go on over the next slides.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters.slides import SlidesExporter
from traitlets import default

from playbook.charts.drawing.picture import Drawing
from playbook.exhibits.exhibit import Body
from playbook.report.document import Document, anchor_of
from playbook.report.fonts.document import font_css
from playbook.report.paging import Space, estimated_width
from playbook.report.web.exporter import DocumentExporter
from playbook.report.web.tables import Part, split_table

__all__ = ["FILE_NAME", "DeckExporter", "deck"]

FILE_NAME = "slides.html"
WIDTH, BESIDE_SO_WHAT = 1168.0, 850.0  # what a slide offers a table, px
HEIGHT, TITLE_LINE, SUBTITLE_LINE = 560.0, 36.0, 27.0  # between title and foot, and what each line above takes away, px
STRIP, STRIP_LINE = 38.0, 23.0  # the so-what under a table: its frame, and each of its lines, px
TITLE_SIZE, SUBTITLE_SIZE, STRIP_SIZE = 27.0, 14.5, 14.5
PART = " " * 30  # what the number of the part may take of a title


class DeckExporter(DocumentExporter, SlidesExporter):  # type: ignore[misc]
    """nbconvert's slides exporter with the template of the deck, and reveal.js inside."""

    export_from_notebook = ""

    @default("template_name")
    def _our_template(self) -> str:
        return "deck"

    @default("reveal_url_prefix")
    def _no_address(self) -> str:
        return ""

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.globals.update(parts_of=_parts, reveal=_reveal)
        return environment


def deck(document: Document) -> bytes:
    """The deck."""
    return DeckExporter(document, font_css(document.characters, document.lang)).export().encode()


def _parts(exhibit: Mapping[str, Any], body: Body) -> tuple[Part, ...]:
    """An exhibit's slides: one, or as many as its table needs.

    A table stands beside its so-what where one slide holds it, else above it in the whole width.
    """
    if isinstance(body, Drawing):
        return (Part("", 1, 1, 0),)
    height = (
        HEIGHT
        - _lines(exhibit["title"] + PART, TITLE_SIZE) * TITLE_LINE
        - _lines(exhibit["subtitle"], SUBTITLE_SIZE) * SUBTITLE_LINE
    )
    said = [
        *exhibit["so_what"],
        *(" ".join((remark["text"], remark["evidence"], remark["by"])) for remark in exhibit["remarks"]),
    ]
    if not said:
        return split_table(body, Space(WIDTH, height), _address)
    beside = split_table(body, Space(BESIDE_SO_WHAT, height), _address)
    strip = STRIP + STRIP_LINE * sum(_lines(line, STRIP_SIZE) for line in said)
    return beside if len(beside) == 1 else split_table(body, Space(WIDTH, height - strip), _address)


def _address(exhibit_id: str) -> str:
    """The address of an exhibit's slide."""
    return f"#/{anchor_of(exhibit_id)}"


def _lines(text: str, size: float) -> int:
    return ceil(estimated_width(text) * size / WIDTH)


@cache
def _reveal(name: str) -> Markup:
    """A file of reveal.js's distribution, safe inside a script or style element."""
    text = files("pyreveal").joinpath("revealjs", "dist", *name.split("/")).read_text(encoding="utf-8")
    return Markup(text.replace("</script", "<\\/script").replace("<!--", "<\\!--"))
