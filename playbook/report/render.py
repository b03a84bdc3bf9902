"""From a document to files: plan.html and slides.html, the same bytes for the same document."""

from __future__ import annotations

from pathlib import Path

from playbook.report.document import Document
from playbook.report.fonts.document import font_css

__all__ = ["FILES", "render"]

FILES = ("plan.html", "slides.html")


def render(document: Document, folder: Path) -> None:
    """Write plan.html and slides.html into `folder`, which is made where it is missing."""
    from playbook.report.web.deck import deck
    from playbook.report.web.page import page  # nbconvert takes a second to import

    css = font_css(document.characters, document.lang)
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in zip(FILES, (page, deck), strict=True):
        (folder / name).write_text(write(document, font_css=css), encoding="utf-8", newline="\n")
