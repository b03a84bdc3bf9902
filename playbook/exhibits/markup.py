"""The HTML of what exhibits show: a figure, or a table, for notebooks and for every document that is HTML.

>>> rows_html(Table((Field("a", "A"),), ((Cell("x", "<x>", link="2.4"),),)))
'<tr><td><a href="#x-2-4">&lt;x&gt;</a></td></tr>'
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from html import escape
from typing import Any

from playbook.charts.drawing.picture import Drawing
from playbook.exhibits.table import Row, Span, Table
from playbook.exhibits.values import Cell, Field

__all__ = ["anchor_of", "head_html", "image_at", "image_place", "in_page", "picture_html", "rows_html", "table_html"]


def anchor_of(exhibit_id: str) -> str:
    """The anchor of an exhibit in the page: `x-2-4` for 2.4."""
    return "x-" + exhibit_id.replace(".", "-")


def in_page(exhibit_id: str) -> str:
    """The address of an exhibit in the page that a link stands in."""
    return f"#{anchor_of(exhibit_id)}"


def picture_html(picture: Drawing, alt: str) -> str:
    """The figure as an image that holds itself, and its alternative text."""
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{_data(picture)}">'


def image_place(html: str, picture: Drawing) -> dict[str, Any]:
    """Where in some HTML the figure's SVG stands, as base64, and the SVG's digest."""
    data = _data(picture)
    start = html.index(data)
    return {"start": start, "end": start + len(data), "sha256": sha256(picture.svg).hexdigest()}


def image_at(html: str, place: Mapping[str, Any]) -> bytes:
    """The SVG that stands there; nothing where it is not the one that was put there."""
    try:
        svg = base64.b64decode(html[place["start"] : place["end"]], validate=True)
    except (KeyError, TypeError, ValueError):
        return b""
    return svg if sha256(svg).hexdigest() == place.get("sha256") else b""


def _data(picture: Drawing) -> str:
    return base64.b64encode(picture.svg).decode("ascii")


def table_html(table: Table) -> str:
    """The table; unknown values are marked and give their reason."""
    return f'<table class="pb-table">{head_html(table)}<tbody>{rows_html(table)}</tbody></table>'


def head_html(table: Table) -> str:
    """The heads of the columns."""
    heads = (f'<th scope="col"{_numeric(column)}>{escape(column.label)}</th>' for column in table.fields)
    return f"<thead><tr>{''.join(heads)}</tr></thead>"


def rows_html(table: Table, rows: slice = slice(None), address: Callable[[str], str] = in_page) -> str:
    """The rows, or some of them; `address` tells where a link to an exhibit leads."""
    return "".join(_row_html(row, table.fields, address) for row in table.rows[rows])


def _row_html(row: Row, fields: tuple[Field, ...], address: Callable[[str], str]) -> str:
    spans = "".join(_span_html(one) for one in row if isinstance(one, Span))
    return f"<tr>{spans or ''.join(_cells_html(row, fields, address))}</tr>"


def _span_html(span: Span) -> str:
    return f'<th colspan="{span.columns}" scope="colgroup">{escape(span.heading)}</th>'


def _cells_html(row: Row, fields: tuple[Field, ...], address: Callable[[str], str]) -> Iterator[str]:
    for cell, column in zip(row, fields, strict=True):
        assert isinstance(cell, Cell)
        text = escape(cell.printed)
        if cell.link:
            text = f'<a href="{address(cell.link)}">{text}</a>'
        yield f"<td{_marks(cell, column)}>{text}</td>"


def _marks(cell: Cell, column: Field) -> str:
    """What is to be seen of a cell beside its text."""
    if not cell.known:
        return ' class="pb-unknown"' + (f' title="{escape(cell.reason)}"' if cell.reason else "")
    return ' class="pb-gap"' if cell.gap else _numeric(column)


def _numeric(column: Field) -> str:
    return ' class="pb-number"' if column.numeric else ""
