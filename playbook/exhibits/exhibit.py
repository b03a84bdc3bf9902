"""The exhibit: one message, one chart or table, what follows from it, its source and how sure we are.

An exhibit shows itself in a notebook as a MIME bundle. Its HTML is what a reader sees; its JSON
(`application/vnd.playbook.exhibit+json`, described by `exhibit.schema.json`) is what every document is made from.
The picture is drawn only when the exhibit is displayed, once for all times that it is, and stored once: in the HTML.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from playbook.charts.drawing.svg import svg_of
from playbook.units import UNKNOWN, Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["BODY_END", "BODY_START", "MIME_TYPE", "SCHEMA_VERSION", "Cell", "Exhibit", "Field", "Values"]

MIME_TYPE = "application/vnd.playbook.exhibit+json"
SCHEMA_VERSION = 2
BODY_START, BODY_END = "<!--playbook:body-->", "<!--/playbook:body-->"


@dataclass(frozen=True)
class Field:
    """A column of an exhibit's table: its label, the role that it plays in the chart, and its unit.

    `role` is one of category, series, value, low, high, highlight, total, x, y, size, label, start, end, state, note.
    """

    name: str
    label: str
    role: str = "label"
    unit: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """One value: as computed, as printed, and where it is unknown the reason why."""

    value: Any
    printed: str
    reason: str = ""

    @property
    def known(self) -> bool:
        """False for an unknown value."""
        return self.value is not None


@dataclass(frozen=True)
class Values:
    """The table behind an exhibit: what a reader may check, and what a native chart or a sheet is made from."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def as_json(self) -> dict[str, Any]:
        """`{"fields": [..], "rows": [[{"value", "printed", "reason"}]]}`."""
        return {
            "fields": [vars(column) for column in self.fields],
            "rows": [
                [{key: value for key, value in vars(cell).items() if key != "reason" or value} for cell in row]
                for row in self.rows
            ],
        }


@dataclass(frozen=True)
class Exhibit:
    """One exhibit in one language.

    `status` is published, measured, estimated, illustrative, partly_illustrative or unknown; `status_label` its
    word. `kind` names the mark (bar, harvey, waterfall, .., table, summary, cover, card). `draw` makes the figure;
    an exhibit without one shows `html` instead, else its table. `notes` are the speaker notes: method and evidence.
    `remarks` are the consultant's own findings that stand beside the computed so-what (text, evidence, by).
    `extra` holds what only its kind needs (a summary's claim and findings, a cover's lines).
    """

    id: str
    step: int
    lang: Lang
    title: str
    subtitle: str
    so_what: tuple[str, ...]
    source: str
    status: str
    status_label: str
    kind: str
    values: Values
    so_what_label: str = ""
    internal: bool = False
    notes: tuple[str, ...] = ()
    html: str = ""
    remarks: tuple[Mapping[str, Any], ...] = ()
    remarks_label: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    draw: Callable[[], Figure] | None = None

    @property
    def alt(self) -> str:
        """The alternative text of the picture: title and so-what."""
        return " ".join((self.title, *self.so_what))

    def as_json(self) -> dict[str, Any]:
        """What every document is made from; plain JSON, no NaN."""
        return {
            "version": SCHEMA_VERSION,
            **{
                key: getattr(self, key)
                for key in (
                    "id",
                    "step",
                    "lang",
                    "title",
                    "subtitle",
                    "source",
                    "status",
                    "status_label",
                    "kind",
                    "internal",
                    "so_what_label",
                    "remarks_label",
                    "alt",
                )
            },
            "so_what": list(self.so_what),
            "remarks": [dict(remark) for remark in self.remarks],
            "notes": list(self.notes),
            "extra": dict(self.extra),
            "values": self.values.as_json(),
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """What Jupyter shows and stores; it does not change with `include` or `exclude`."""
        return dict(self._bundle)  # to which a shell adds what it finds missing

    @cached_property
    def _bundle(self) -> Mapping[str, Any]:
        bundle = {MIME_TYPE: self.as_json(), "text/html": self._html(), "text/plain": f"{self.id}  {self.title}"}
        json.dumps(bundle[MIME_TYPE], allow_nan=False)
        return bundle

    def _html(self) -> str:
        so_what = "".join(f"<p>{escape(line)}</p>" for line in self.so_what)
        remarks = "".join(
            f"<p>{escape(remark['text'])} <small>{escape(remark['by'])}</small></p>" for remark in self.remarks
        )
        return (
            f'<section class="pb-exhibit" lang="{self.lang}"><h3>{escape(self.title)}</h3><p'
            f' class="pb-subtitle">{escape(self.subtitle)}</p>{BODY_START}{self._body()}{BODY_END}'
            + (f'<aside class="pb-so-what"><b>{escape(self.so_what_label)}</b>{so_what}</aside>' if so_what else "")
            + (f'<aside class="pb-remarks"><b>{escape(self.remarks_label)}</b>{remarks}</aside>' if remarks else "")
            + f'<p class="pb-source"><span class="pb-chip">{escape(self.status_label)}</span>'
            f" {escape(self.source)}</p></section>"
        )

    def _body(self) -> str:
        if self.draw is not None:
            data = base64.b64encode(svg_of(self.draw())).decode("ascii")
            return f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{data}">'
        return self.html or table_html(self.values, self.lang)


def table_html(values: Values, lang: Lang) -> str:
    """The values as an HTML table; unknown ones are marked and give their reason."""
    head = "".join(f'<th scope="col"{_numeric(column)}>{escape(column.label)}</th>' for column in values.fields)
    body = "".join(
        "<tr>"
        + "".join(_cell_html(cell, column, lang) for cell, column in zip(row, values.fields, strict=True))
        + "</tr>"
        for row in values.rows
    )
    return f'<table class="pb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _numeric(column: Field) -> str:
    return ' class="pb-number"' if column.numeric else ""


def _cell_html(cell: Cell, column: Field, lang: Lang) -> str:
    if cell.known:
        return f"<td{_numeric(column)}>{escape(cell.printed)}</td>"
    return f'<td class="pb-unknown" title="{escape(cell.reason)}">{escape(cell.printed or UNKNOWN[lang])}</td>'
