"""plan.html: the whole plan as one page that asks nobody for anything."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup
from traitlets import default

from playbook.exhibits.table import Table
from playbook.exhibits.values import Values
from playbook.report.document import Document
from playbook.report.fonts.document import font_css
from playbook.report.paging import Columns, columns
from playbook.report.web.exporter import DocumentExporter
from playbook.report.web.tables import columns_html, sized_table, style_of

__all__ = ["FILE_NAME", "PageExporter", "page"]

FILE_NAME = "plan.html"
WIDTH = 936.0  # of a table on a desk, px


class PageExporter(DocumentExporter):
    """nbconvert's HTML exporter with the template of the page."""

    export_from_notebook = ""

    @default("template_name")
    def _our_template(self) -> str:
        return "plan"

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.globals.update(sized=_sized, sizes_of=_sizes)
        return environment


def page(document: Document) -> bytes:
    """The page."""
    return PageExporter(document, font_css(document.characters, document.lang)).export().encode()


def _sized(table: Table) -> Markup:
    return Markup(sized_table(table, columns(table, WIDTH)))


def _sizes(values: Values) -> dict[str, Markup]:
    """How the columns of the values behind a figure are set."""
    sizes: Columns = columns(Table(values.fields, values.rows), WIDTH, whole=True)
    return {"style": Markup(style_of(sizes)), "columns": Markup(columns_html(sizes.widths))}
