"""The reference notebooks are those of notebooks/, with their parameters put in, executed; nbval runs them again."""

from __future__ import annotations

import nbformat
import pytest
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from playbook.exhibits.exhibit import MIME_TYPE
from playbook.run.clean import clean
from playbook.run.sequence import NAMES
from tests.notebooks import reference

AGAIN = "run: make reference"


@pytest.mark.parametrize("lang", reference.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_cells_are_those_of_the_source(name: str, lang: str) -> None:
    source = load_notebook_node(str(reference.ROOT / "notebooks" / f"{name}.ipynb"))
    expected = clean(parameterize_notebook(source, reference.parameters(lang)))
    found = nbformat.read(reference.FOLDER / lang / f"{name}.ipynb", as_version=4)
    cells, wanted = (
        [(cell.id, cell.source, cell.metadata) for cell in notebook.cells] for notebook in (found, expected)
    )
    assert cells == wanted, AGAIN


@pytest.mark.parametrize("lang", reference.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_exhibit_cell_shows_an_exhibit_in_its_language(name: str, lang: str) -> None:
    notebook = nbformat.read(reference.FOLDER / lang / f"{name}.ipynb", as_version=4)
    shown = [
        output.data[MIME_TYPE]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if MIME_TYPE in output.get("data", {})
    ]
    asked = [
        cell.id.removeprefix("exhibit-").replace("-", ".") for cell in notebook.cells if cell.id.startswith("exhibit-")
    ]
    assert [(exhibit["id"], exhibit["lang"]) for exhibit in shown] == [(exhibit_id, lang) for exhibit_id in asked], (
        AGAIN
    )


@pytest.mark.parametrize("lang", reference.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_laid_out_so_that_a_change_is_few_lines(name: str, lang: str) -> None:
    path = reference.FOLDER / lang / f"{name}.ipynb"
    assert path.read_text(encoding="utf-8") == reference.laid_out(nbformat.read(path, as_version=4)), AGAIN


def test_together_they_are_at_most_two_megabytes() -> None:
    files = sorted(reference.FOLDER.rglob("*.ipynb"))
    assert len(files) == 12
    assert sum(path.stat().st_size for path in files) <= 2_000_000


def test_they_hold_no_path_of_a_machine() -> None:
    for path in reference.FOLDER.rglob("*.ipynb"):
        assert str(reference.ROOT) not in path.read_text(encoding="utf-8")
        assert '"papermill"' not in path.read_text(encoding="utf-8")
