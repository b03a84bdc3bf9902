"""The document as one notebook: a cell an exhibit, and a cell before each step's first, from which both documents are made.

Every cell has a fixed id and says in its metadata what it is (`role`) and that it starts a slide, so that nbconvert's
exporters, and anything else that reads notebooks, can show it. The pictures and tables stand in the outputs.
"""
from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from playbook.exhibits.exhibit import MIME_TYPE
from playbook.report.document import Document, Entry, Section, anchor_of

__all__ = ["HTML_LANG", "notebook_of"]

HTML_LANG = {"zh": "zh-CN", "en": "en"}


def notebook_of(document: Document) -> NotebookNode:
    """The document's notebook: cover, summary, then each section's opener and exhibits."""
    cells = [_exhibit(entry, role) for entry, role in ((document.cover, "cover"), (document.summary, "summary")) if entry]
    for section in (*document.steps, document.back):
        if section.entries:
            cells += [_opener(section), *(_exhibit(entry, "exhibit") for entry in section.entries)]
    language = {"name": "python", "pygments_lexer": "ipython3"}
    about = {"client": document.client, "kind": document.kind, "lang": document.lang, "html_lang": HTML_LANG[document.lang]}
    metadata = {"language_info": language, "playbook": about, "title": f"{document.client} {document.kind}".strip()}
    notebook: NotebookNode = new_notebook(cells=cells, metadata=metadata)
    return notebook


def _opener(section: Section) -> NotebookNode:
    about = {"role": "opener", "key": section.key, "step": section.number, "name": section.name, "question": section.question}
    source = f"## {section.name}\n\n{section.question}".strip()
    cell: NotebookNode = new_markdown_cell(source, id=section.key, metadata=_metadata(about))
    return cell


def _exhibit(entry: Entry, role: str) -> NotebookNode:
    about = {"role": role, "exhibit": dict(entry.data), "anchor": anchor_of(entry.id)}
    data = {MIME_TYPE: dict(entry.data), "text/html": entry.body, "text/plain": f"{entry.id}  {entry.data['title']}"}
    cell: NotebookNode = new_code_cell(id=anchor_of(entry.id), metadata=_metadata(about), outputs=[new_output("display_data", data)])
    return cell


def _metadata(about: dict[str, Any]) -> dict[str, Any]:
    return {"playbook": about, "slideshow": {"slide_type": "slide"}}
