"""plan.html: the whole plan as one page that asks nobody for anything."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup
from traitlets import default

from playbook.report.document import Document
from playbook.report.web.exporter import DocumentExporter
from playbook.report.web.tables import sized_table

__all__ = ["PageExporter", "page"]

WIDTH = 936.0  # of a table on a desk, px


class PageExporter(DocumentExporter):
    """nbconvert's HTML exporter with the template of the page."""

    export_from_notebook = ""

    @default("template_name")
    def _our_template(self) -> str:
        return "plan"

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.globals.update(sized=_sized)
        return environment


def page(document: Document, *, font_css: str) -> str:
    """The page; `font_css` is what :mod:`playbook.report.fonts.document` gave for the document's characters."""
    return PageExporter(document, font_css).export()


def _sized(body: str) -> Markup:
    return Markup(sized_table(str(body), WIDTH))
