"""The six notebooks are thin: load, one call to the step, one cell per exhibit, questions between them; no outputs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from playbook.families.plan import PLAN
from playbook.run.sequence import NAMES
from tests.builders.clients import DATA

FOLDER = DATA.parent / "notebooks"
PARAMETERS = {"client": "", "as_of": "", "lang": "", "data": ""}

STEPS = ("industry", "competition", "needs", "solutions", "capability", "planning")


@pytest.fixture(params=NAMES)
def path(request: pytest.FixtureRequest) -> Path:
    return FOLDER / f"{request.param}.ipynb"


@pytest.fixture
def notebook(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_folder_holds_the_six_and_nothing_else() -> None:
    assert sorted(path.name for path in FOLDER.glob("*") if path.name != ".ipynb_checkpoints") == [
        f"{name}.ipynb" for name in NAMES
    ]
    assert [name[3:] for name in NAMES] == list(STEPS)


def test_every_exhibit_is_shown_once_in_the_notebook_of_its_step() -> None:
    texts = {
        name[3:]: "\n".join(cell.source for cell in _code(nbformat.read(FOLDER / f"{name}.ipynb", 4))) for name in NAMES
    }
    shown = {step: re.findall(r'plan\.exhibit\("([\d.]+[a-z]?)"\)', text) for step, text in texts.items()}
    expected = {key: [exhibit.id for exhibit in chapter.exhibits] for key, chapter in PLAN.chapters.items()}
    expected["industry"] = [*expected.pop("front"), *expected["industry"]]
    expected["planning"] += expected.pop("back")
    assert shown == expected == {name[3:]: [*PLAN.shown_by(name)] for name in NAMES}


def test_it_is_valid_and_clean(notebook: NotebookNode) -> None:
    nbformat.validate(notebook)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert notebook.metadata == {"kernelspec": kernel, "language_info": {"name": "python"}}
    for cell in _code(notebook):
        assert (cell.outputs, cell.execution_count) == ([], None), cell.id


def test_the_file_is_written_as_nbformat_writes_it(path: Path, notebook: NotebookNode) -> None:
    assert path.read_text(encoding="utf-8") == nbformat.writes(notebook) + "\n"


def test_ids_are_fixed_and_say_what_the_cell_is(notebook: NotebookNode) -> None:
    ids = [cell.id for cell in notebook.cells]
    assert ids[:4] == ["question", "parameters", "start", "analyse"]
    assert len(ids) == len(set(ids))
    for guide, exhibit in zip(ids[4::2], ids[5::2], strict=True):
        assert (guide, exhibit) == (f"guide-{exhibit.removeprefix('exhibit-')}", exhibit)


def test_one_parameters_cell_typed_and_commented(notebook: NotebookNode) -> None:
    tagged = [cell for cell in notebook.cells if cell.metadata]
    assert [(cell.id, cell.metadata) for cell in tagged] == [("parameters", {"tags": ["parameters"]})]
    found = {}
    for line in tagged[0].source.splitlines():
        (statement,) = ast.parse(line).body
        assert isinstance(statement, ast.AnnAssign) and ast.unparse(statement.annotation) == "str", line
        assert re.search(r"  # \w.{10,}", line), line
        found[ast.unparse(statement.target)] = ast.literal_eval(statement.value or ast.Constant(None))
    assert found == PARAMETERS


def test_it_is_thin(path: Path, notebook: NotebookNode) -> None:
    step = int(path.name[:2])
    first, second, *rest = [cell.source for cell in _code(notebook)[1:]]
    assert (
        first == f"from playbook.notebook import start\n\nplan = start(client, step={step}, as_of=as_of, lang=lang,"
        " data=data)"
    )
    assert second == f"{STEPS[step - 1]} = plan.analyse()"
    assert [cell for cell in rest if not re.fullmatch(r'plan\.exhibit\("\d\.\d+[a-z]?"\)', cell)] == []


def test_headings_are_questions_in_both_languages(notebook: NotebookNode) -> None:
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    levels = []
    for text in texts:
        heading, chinese = text.split("\n\n")[:2]
        levels.append(heading.split()[0])
        assert heading.endswith("?"), heading
        assert re.fullmatch(r"\*\*.*[一-鿿].*\?\*\*", chinese), chinese
        assert len(re.findall(r"[一-鿿]", text)) >= 20, f"no guidance in Chinese: {heading}"
    assert levels == ["#", *["##"] * (len(texts) - 1)]
