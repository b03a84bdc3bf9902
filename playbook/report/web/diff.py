"""diff.html: plan against plan as one page that asks nobody for anything.

Its exhibits go the way of the plan's: shown once, collected into a :class:`Document`, rendered by the house's exporter
with a template of its own. The sections are the difference's, not the six steps.
"""

from __future__ import annotations

from collections.abc import Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets import default

from playbook.exhibits.exhibit import Exhibit
from playbook.report.collect import collect
from playbook.report.document import Document
from playbook.report.fonts.document import font_css
from playbook.report.web.notebook import HTML_LANG
from playbook.report.web.page import PageExporter
from playbook.text import message_ids

__all__ = ["FILE_NAME", "diff", "diff_page"]

FILE_NAME = "diff.html"


class DiffExporter(PageExporter):
    """The exporter of the page, with the template of a difference."""

    @default("template_name")
    def _our_template(self) -> str:
        return "diff"

    def export(self) -> str:
        """The whole page as HTML, ending in a line break."""
        html, _ = self.from_notebook_node(_notebook(self.document))
        return html.rstrip() + "\n"


def diff(document: Document) -> bytes:
    """The page of a difference; its first exhibit is the overview."""
    return DiffExporter(document, font_css(document.characters | _characters(), document.lang)).export().encode()


def diff_page(exhibits: Sequence[Exhibit]) -> str:
    """The page of these exhibits, all in one language; the first is the overview."""
    return diff(_document(exhibits)).decode()


def _document(exhibits: Sequence[Exhibit]) -> Document:
    cells = [
        new_code_cell(id=f"d-{place}", outputs=[new_output("display_data", one._repr_mimebundle_())])
        for place, one in enumerate(exhibits)
    ]
    return collect([new_notebook(cells=cells, metadata={"title": FILE_NAME})])


def _characters() -> frozenset[str]:
    """What the template itself may print."""
    own = [
        message
        for key, message in message_ids().items()
        if key.startswith(("difference.page.step_name", "difference.page.question", "difference.page.summary"))
    ]
    texts = (message[lang] for message in own for lang in HTML_LANG)
    return frozenset(
        character for text in texts if isinstance(text, str) for character in text if character.isprintable()
    )


def _notebook(document: Document) -> NotebookNode:
    """The notebook that the template is given: all that it shows stands in its metadata."""
    cover = document.entries[0].data
    about = {
        "client": document.client,
        "lang": document.lang,
        "html_lang": HTML_LANG[document.lang],
        "cover": dict(cover),
        "sections": list(document.sections),
    }
    title = f"{document.client} {cover['extra']['document']}".strip()
    notebook: NotebookNode = new_notebook(
        cells=[], metadata={"language_info": {"name": "python"}, "playbook": about, "title": title}
    )
    return notebook
