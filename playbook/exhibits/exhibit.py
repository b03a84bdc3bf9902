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
from playbook.exhibits.markup import table_html
from playbook.exhibits.table import Span, Table, table_of
from playbook.exhibits.values import Cell, Field, Values
from playbook.units import Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "BODY_END",
    "BODY_START",
    "MIME_TYPE",
    "SCHEMA_VERSION",
    "Cell",
    "Exhibit",
    "Field",
    "Span",
    "Table",
    "Values",
]

MIME_TYPE = "application/vnd.playbook.exhibit+json"
SCHEMA_VERSION = 2
BODY_START, BODY_END = "<!--playbook:body-->", "<!--/playbook:body-->"


@dataclass(frozen=True)
class Exhibit:
    """One exhibit in one language.

    `status` is published, measured, estimated, illustrative, partly_illustrative or unknown; `status_label` its
    word. `kind` names the mark (bar, harvey, waterfall, .., table, summary, cover, card). `draw` makes the figure;
    an exhibit without one shows its `table`, or its values where it has none. `notes` are the speaker notes: method and
    evidence. `remarks` are the consultant's own findings that stand beside the computed so-what (text, evidence, by).
    `extra` holds what only its kind needs (a summary's claim and findings, a cover's lines).
    """

    id: str
    family: str
    chapter: str
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
    table: Table | None = None
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
                    "family",
                    "chapter",
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
        return table_html(self.shown)

    @property
    def shown(self) -> Table:
        """The table of an exhibit without a figure."""
        return self.table or table_of(self.values, self.lang)
