"""The document as one notebook: a cell an exhibit, and a cell before each step's first, from which both documents are
made.

Every cell has a fixed id and says in its metadata what it is (`role`) and that it starts a slide, so that nbconvert's
exporters, and anything else that reads notebooks, can show it. The pictures and tables stand in the outputs. What was
checked when the exhibits were collected is taken as it is, neither copied nor checked again.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode

from playbook.charts.drawing.picture import Drawing
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.exhibits.markup import picture_html, table_html
from playbook.report.document import Document, Entry, Section, anchor_of

__all__ = ["HTML_LANG", "html_of", "notebook_of"]

HTML_LANG = {"zh": "zh-CN", "en": "en"}


def notebook_of(document: Document) -> NotebookNode:
    """The document's notebook: cover, summary, then each section's opener and exhibits."""
    cells = [
        _exhibit(entry, role) for entry, role in ((document.cover, "cover"), (document.summary, "summary")) if entry
    ]
    for section in (*document.steps, document.back):
        if section.entries:
            cells += [_opener(section), *(_exhibit(entry, "exhibit") for entry in section.entries)]
    language = {"name": "python", "pygments_lexer": "ipython3"}
    about = {
        "client": document.client,
        "kind": document.kind,
        "lang": document.lang,
        "html_lang": HTML_LANG[document.lang],
    }
    metadata = NotebookNode(
        language_info=language, playbook=NotebookNode(about), title=f"{document.client} {document.kind}".strip()
    )
    return NotebookNode(nbformat=4, nbformat_minor=5, metadata=metadata, cells=cells)


def html_of(entry: Entry) -> str:
    """What an exhibit shows, as HTML."""
    body = entry.body
    return picture_html(body, entry.data["alt"]) if isinstance(body, Drawing) else table_html(body)


def _opener(section: Section) -> NotebookNode:
    about = {name: getattr(section, name) for name in ("key", "name", "purpose", "question")}
    source = f"## {section.name}\n\n{section.purpose}\n\n{section.question}".strip()
    return NotebookNode(
        cell_type="markdown",
        id=section.key,
        metadata=_metadata({"role": "opener", "step": section.number, **about}),
        source=source,
    )


def _exhibit(entry: Entry, role: str) -> NotebookNode:
    anchor = anchor_of(entry.id)
    data = {MIME_TYPE: entry.data, "text/html": html_of(entry), "text/plain": f"{entry.id}  {entry.data['title']}"}
    output = NotebookNode(output_type="display_data", data=data, metadata={})
    metadata = _metadata({"role": role, "exhibit": entry.data, "anchor": anchor})
    return NotebookNode(
        cell_type="code", id=anchor, metadata=metadata, execution_count=None, source="", outputs=[output]
    )


def _metadata(about: dict[str, Any]) -> NotebookNode:
    return NotebookNode(playbook=NotebookNode(about), slideshow=NotebookNode(slide_type="slide"))
