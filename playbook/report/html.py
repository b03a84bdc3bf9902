"""plan.html: the whole plan as one page that asks nobody for anything."""
from __future__ import annotations

from traitlets import default

from playbook.report.document import Document
from playbook.report.exporter import DocumentExporter

__all__ = ["PageExporter", "page"]


class PageExporter(DocumentExporter):
    """nbconvert's HTML exporter with the template of the page."""

    export_from_notebook = ""

    @default("template_name")
    def _our_template(self) -> str:
        return "plan"


def page(document: Document, *, font_css: str) -> str:
    """The page; `font_css` is what :func:`playbook.report.fonts.font_css` gave for the document's characters."""
    return PageExporter(document, font_css).export()
