"""Tables as HTML, with columns of fixed widths: one of the page, and parts of one on the slides of a deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playbook.exhibits.markup import head_html, in_page, rows_html, table_html
from playbook.exhibits.table import Table
from playbook.report.paging import Columns, Setting, Space, paged

__all__ = ["Part", "columns_html", "sized_table", "split_table", "style_of"]


@dataclass(frozen=True)
class Part:
    """The table of one slide, its number and the number of slides, and how many rows stand only in the page."""

    html: str
    number: int
    total: int
    left_out: int


def split_table(table: Table, space: Space, address: Callable[[str], str] = in_page) -> tuple[Part, ...]:
    """The table as one part a slide, one without rows as one part; `address` tells where links lead."""
    if not table.rows:
        return (Part(table_html(table), 1, 1, 0),)
    cut = paged(table, space)
    opening = f'{_opening(cut.setting)}<table class="pb-table">{columns_html(cut.widths)}{head_html(table)}'
    return tuple(
        Part(
            f"{opening}<tbody>{rows_html(table, slice(rows.start, rows.stop), address)}</tbody></table></div>",
            number,
            len(cut.pages),
            cut.left_out if number == len(cut.pages) else 0,
        )
        for number, rows in enumerate(cut.pages, start=1)
    )


def sized_table(table: Table, sizes: Columns) -> str:
    """The table with columns of fixed shares of a page, and a width below which it scrolls."""
    body = f"{columns_html(sizes.widths)}{head_html(table)}<tbody>{rows_html(table)}</tbody>"
    return f'<table class="pb-table" style="{style_of(sizes)}">{body}</table>'


def style_of(sizes: Columns) -> str:
    """How wide such a table is at least."""
    return f"min-width:{sizes.least:.0f}px"


def columns_html(widths: Sequence[float]) -> str:
    """Each column's share of the table."""
    shares = (f'<col style="width:{100 * width / sum(widths):.2f}%">' for width in widths)
    return f"<colgroup>{''.join(shares)}</colgroup>"


def _opening(setting: Setting) -> str:
    return f'<div class="cut" style="font-size:{setting.size:g}px;--row-padding:{(setting.padding - 1) / 2:g}px">'
