"""The exhibit: one message, one chart or table, what follows from it, its source and how sure we are.

An exhibit shows itself in a notebook as a MIME bundle. Its HTML is what a reader sees; its JSON
(`application/vnd.playbook.exhibit+json`, described by `exhibit.schema.json`) is what every document is made from: what
the exhibit says, its values, and its body. A figure is drawn only when the exhibit is displayed, once for all times
that it is. The JSON holds its marks, and where in the HTML its SVG stands, which is stored once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from playbook.charts.drawing.picture import Drawing
from playbook.charts.drawing.svg import drawing_of
from playbook.exhibits.kinds import Kind
from playbook.exhibits.markup import image_place, picture_html, table_html
from playbook.exhibits.table import Span, Table, table_of
from playbook.exhibits.values import Cell, Field, Values
from playbook.units import Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "MIME_TYPE",
    "SCHEMA_VERSION",
    "Body",
    "Cell",
    "Exhibit",
    "Field",
    "Span",
    "Table",
    "Values",
    "body_of",
]

MIME_TYPE = "application/vnd.playbook.exhibit+json"
SCHEMA_VERSION = 3

#: What an exhibit shows: a figure, or a table.
Body = Drawing | Table


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
    kind: Kind
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

    @cached_property
    def body(self) -> Body:
        """What is shown: the figure, which is drawn now and not again, else the table, else the values as they are."""
        return drawing_of(self.draw()) if self.draw else self.table or table_of(self.values, self.lang)

    def as_json(self) -> dict[str, Any]:
        """What it says; plain JSON, no NaN. The figure comes to it when the exhibit is shown."""
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
            **({"table": self.table.as_json()} if self.table and self.draw is None else {}),
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """What Jupyter shows and stores; it does not change with `include` or `exclude`."""
        return dict(self._bundle)  # to which a shell adds what it finds missing

    @cached_property
    def _bundle(self) -> Mapping[str, Any]:
        data, html = self.as_json(), self._html()
        json.dumps(data, allow_nan=False)
        if isinstance(self.body, Drawing):
            data["picture"] = self.body.as_json()
            if not self.body.foreign:
                data["picture"]["image"] = image_place(html, self.body)
        return {MIME_TYPE: data, "text/html": html, "text/plain": f"{self.id}  {self.title}"}

    def _html(self) -> str:
        so_what = "".join(f"<p>{escape(line)}</p>" for line in self.so_what)
        remarks = "".join(
            f"<p>{escape(remark['text'])} <small>{escape(remark['by'])}</small></p>" for remark in self.remarks
        )
        return (
            f'<section class="pb-exhibit" lang="{self.lang}"><h3>{escape(self.title)}</h3><p'
            f' class="pb-subtitle">{escape(self.subtitle)}</p>{self._body_html()}'
            + (f'<aside class="pb-so-what"><b>{escape(self.so_what_label)}</b>{so_what}</aside>' if so_what else "")
            + (f'<aside class="pb-remarks"><b>{escape(self.remarks_label)}</b>{remarks}</aside>' if remarks else "")
            + f'<p class="pb-source"><span class="pb-chip">{escape(self.status_label)}</span>'
            f" {escape(self.source)}</p></section>"
        )

    def _body_html(self) -> str:
        return picture_html(self.body, self.alt) if isinstance(self.body, Drawing) else table_html(self.body)


def body_of(data: Mapping[str, Any]) -> Body:
    """What an exhibit shows, from its JSON: its picture, else its table, else its values as they are."""
    if "picture" in data:
        return Drawing.from_json(data["picture"])
    if "table" in data:
        return Table.from_json(data["table"])
    return table_of(Values.from_json(data["values"]), data["lang"])
