"""Cleaning: an executed notebook says what was computed, and nothing about when, where or for how long.

papermill writes paths, times and durations into the metadata, and gives the cell that it injects a random id. Without
them the same inputs give the same bytes; when and how long stands in the plan's manifest alone.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
import orjson
from nbformat import NotebookNode

__all__ = ["INJECTED_ID", "clean", "clean_file", "write_clean"]

#: The id of the cell that papermill injects the parameters with.
INJECTED_ID = "injected-parameters"


def clean(notebook: NotebookNode) -> NotebookNode:
    """The same notebook with what changes from run to run left out; the notebook that is given is changed."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if INJECTED_ID in cell.metadata.get("tags", []):
            cell.id = INJECTED_ID
    return notebook


def write_clean(notebook: NotebookNode, path: Path) -> NotebookNode:
    """Clean a notebook that has just run and write it, keys sorted; it is handed back."""
    path.write_bytes(_json(clean(notebook)))
    return notebook


def clean_file(path: Path) -> NotebookNode:
    """Clean a notebook where it lies, and hand it back."""
    return write_clean(nbformat.read(path, as_version=4), path)


def _json(notebook: NotebookNode) -> bytes:
    """The notebook's JSON. nbformat copies the whole of a notebook and encodes it in Python, which takes fifty times as
    long; it is left what orjson does not take, such as numbers of more than 64 bits."""
    try:
        return orjson.dumps(notebook, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        return f"{nbformat.writes(notebook)}\n".encode()
