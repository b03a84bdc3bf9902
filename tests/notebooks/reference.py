"""The reference notebooks: those of the smallest client, executed in both languages. As a script: run them again.

nbval runs their cells and compares; a test beside this file holds their cells equal to those of notebooks/.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbformat import NotebookNode

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.run.sequence import execute

ROOT = Path(__file__).resolve().parents[2]
_MARK = "a mark of a figure, number "
FOLDER, CLIENT, LANGUAGES = ROOT / "tests" / "reference", "bare-minimum", ("zh", "en")


def parameters(lang: str) -> dict[str, object]:
    """What the reference notebooks of a language are run with."""
    as_of = load_client(CLIENT, root=ROOT / "data").as_of
    return {"client": CLIENT, "as_of": as_of.isoformat(), "lang": lang}


def regenerate() -> None:
    """Run the notebooks in both languages and put them in the place of those that are there, laid out so that a change
    is few lines."""
    for lang in LANGUAGES:
        with TemporaryDirectory() as folder:
            executed = execute(parameters(lang), data=ROOT / "data", folder=Path(folder))
            shutil.rmtree(FOLDER / lang, ignore_errors=True)
            (FOLDER / lang).mkdir(parents=True)
            for notebook in executed:
                text = laid_out(nbformat.read(notebook.path, as_version=4))
                (FOLDER / lang / notebook.path.name).write_text(text, encoding="utf-8")


def laid_out(notebook: NotebookNode) -> str:
    """A notebook as nbformat writes it, but each mark of a figure on one line."""
    marks: list[str] = []
    for panel in _panels(notebook):
        first = len(marks)
        marks += [json.dumps(mark, ensure_ascii=False, sort_keys=True) for mark in panel["marks"]]
        panel["marks"] = [f"{_MARK}{number}" for number in range(first, len(marks))]
    text = nbformat.writes(notebook) + "\n"
    return re.sub(rf'"{_MARK}(\d+)"', lambda match: marks[int(match[1])], text)


def _panels(notebook: NotebookNode) -> list[dict[str, Any]]:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    exhibits = (output.data[MIME_TYPE] for output in outputs if MIME_TYPE in output.get("data", {}))
    return [panel for exhibit in exhibits for panel in exhibit.get("picture", {}).get("panels", [])]


if __name__ == "__main__":
    regenerate()
