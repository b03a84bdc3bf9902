"""Notebooks of a few cells, and what the engine makes of them."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from papermill import execute_notebook

KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}


def notebook(*sources: str, tags: dict[int, str] | None = None) -> NotebookNode:
    """A notebook with these code cells; `tags` gives a cell's tag by its index."""
    cells = [
        new_code_cell(source, metadata={"tags": [(tags or {})[index]]} if index in (tags or {}) else {})
        for index, source in enumerate(sources)
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def executed(*sources: str, tags: dict[int, str] | None = None, path: Any = None, **options: Any) -> NotebookNode:
    """The notebook with these cells after our engine has executed it."""
    return execute_notebook(notebook(*sources, tags=tags), path, engine_name="playbook", progress_bar=False, **options)


def outputs(done: NotebookNode) -> list[list[Any]]:
    """Each cell's outputs in short: (stream, text), (kind, text or data)."""
    return [[_short(output) for output in cell.outputs] for cell in done.cells]


def printed(source: str, **options: Any) -> str:
    """What one cell writes to its standard output."""
    return "".join(text for kind, text in outputs(executed(source, **options))[0] if kind == "stdout")


def statuses(path: Any) -> list[str]:
    """What a written notebook says of its cells; papermill's marks are left out."""
    return [
        cell.metadata.papermill.status
        for cell in nbformat.read(path, as_version=4).cells
        if "papermill" in cell.metadata
    ]


def _short(output: NotebookNode) -> tuple[str, Any]:
    if output.output_type == "stream":
        return output.name, output.text
    if output.output_type == "error":
        return "error", f"{output.ename}: {output.evalue}"
    return output.output_type, output.data.get("text/plain", dict(output.data))
