"""From a document to files, each by a renderer of its own; the same bytes for the same document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playbook.report.document import Document, Renderer

__all__ = ["render", "renderers"]


def renderers() -> dict[str, Renderer]:
    """What a plan is made into: a file's name, and what makes it."""
    from playbook.report.web import deck, page  # nbconvert takes a second to import

    return {page.FILE_NAME: page.page, deck.FILE_NAME: deck.deck}


def render(document: Document, folder: Path, files: Mapping[str, Renderer] | None = None) -> None:
    """Write a document's files into `folder`, which is made where it is missing: those of a plan, or the ones that are
    named."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, renderer in (renderers() if files is None else files).items():
        (folder / name).write_bytes(renderer(document))
