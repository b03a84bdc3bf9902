"""An executed notebook keeps what was computed, and nothing of when, where or for how long."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from playbook.run.clean import clean, clean_file, write_clean

_SOURCE = "# 行业\nfor row in rows:\n    print(row)\n"


def _executed(identity: str, seconds: float) -> nbformat.NotebookNode:
    timing = {
        "papermill": {"duration": seconds, "status": "completed"},
        "execution": {"iopub.execute_input": f"t{seconds}"},
    }
    injected = new_code_cell(
        'client = "acme"', id=identity, metadata={"tags": ["injected-parameters"], **timing}, execution_count=1
    )
    shown = new_code_cell(
        "1", id="shown", metadata={"tags": ["kept"], **timing}, outputs=[new_output("stream", text="hello")]
    )
    metadata = {
        "papermill": {"output_path": f"/tmp/{identity}.ipynb"},
        "language_info": {"name": "python", "version": f"3.{seconds}"},
    }
    return new_notebook(
        cells=[new_markdown_cell("# Q", id="q", metadata={"papermill": {}}), injected, shown], metadata=metadata
    )


def test_two_runs_are_equal_once_cleaned() -> None:
    first, second = _executed("a1", 1.5), _executed("b2", 2.5)
    assert first != second
    assert clean(first) == clean(second)


def test_what_was_computed_stays() -> None:
    cleaned = clean(_executed("a1", 1.5))
    assert [cell.id for cell in cleaned.cells] == ["q", "injected-parameters", "shown"]
    assert cleaned.cells[2].metadata == {"tags": ["kept"]}
    assert cleaned.cells[2].outputs[0].text == "hello"
    assert cleaned.cells[1].execution_count == 1
    assert cleaned.metadata == {"language_info": {"name": "python"}}


def test_a_file_is_cleaned_where_it_lies(tmp_path: Path) -> None:
    paths = [tmp_path / "a.ipynb", tmp_path / "b.ipynb"]
    for path, seconds in zip(paths, (1.5, 2.5), strict=True):
        nbformat.write(_executed(path.stem + "1", seconds), path)
        clean_file(path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert b"/tmp/" not in paths[0].read_bytes()


@pytest.mark.parametrize(
    "value", [1.0e22, -0.0, 2**53, 2**64, -(2**70), None, "\u2028", {"b": [1, {"a": "永"}], "a": []}], ids=repr
)
def test_what_is_written_is_read_again(tmp_path: Path, value: object) -> None:
    """Also whole numbers of more than 64 bits, which only nbformat writes."""
    shown = new_output("display_data", data={"application/json": value, "text/plain": _SOURCE})
    notebook = new_notebook(cells=[new_code_cell(_SOURCE, id="a", outputs=[shown], execution_count=1)])
    write_clean(notebook, tmp_path / "a.ipynb")
    assert nbformat.read(tmp_path / "a.ipynb", as_version=4) == notebook
    assert (tmp_path / "a.ipynb").read_bytes().endswith(b"}\n")
