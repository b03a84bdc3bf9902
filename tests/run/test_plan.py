"""A plan is whole or not there: what a run leaves behind when it goes well, and when a notebook fails."""
from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import playbook.report
from playbook.client import load_client
from playbook.errors import DataError, UserError
from playbook.run import make_plan, sequence
from playbook.run.sequence import NotebookError, NotebookFailed
from tests.support import write_client

PARAMETERS = 'client: str = ""  # which client\nas_of: str = ""  # when\nlang: str = ""  # zh or en'
CELL = """\
import os
from playbook.errors import DataError, Fault, UserError
print(client, as_of, lang, os.environ["PLAYBOOK_DATA"] != "")
if os.environ.get("FAIL") == "user":
    raise UserError("the map is upside down", "turn it")
if os.environ.get("FAIL") == "data":
    raise DataError([Fault("bills.csv", 2, "amount", "x", "a number")])
if os.environ.get("FAIL") == "bug":
    {}["missing"]
"""


@dataclass
class _Entry:
    id: str


@dataclass
class _Document:
    entries: list[_Entry]


def _collect(notebooks: Sequence[Path]) -> _Document:
    return _Document([_Entry(path.stem) for path in notebooks])


def _render(document: _Document, folder: Path) -> None:
    (folder / "plan.html").write_text(os.environ.get("TEXT", "plan"))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one client, two tiny notebooks in the place of the six, and a report that writes one word."""
    write_client(tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    for name in ("01_one", "02_two"):
        parameters = new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]})
        cells = [parameters, new_code_cell(CELL if name == "02_two" else "1", id="cell")]
        metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(new_notebook(cells=cells, metadata=metadata), tmp_path / "notebooks" / f"{name}.ipynb")
    monkeypatch.setattr(sequence, "NAMES", ("01_one", "02_two"))
    monkeypatch.setattr(sequence, "find_notebooks", lambda: tmp_path / "notebooks")
    monkeypatch.setattr(playbook.report, "collect", _collect)
    monkeypatch.setattr(playbook.report, "render", _render)
    return tmp_path


def _make(house: Path) -> Path:
    return make_plan("acme", data=house / "data", out=house / "out", progress=False).folder


def test_a_good_run_leaves_one_whole_plan(house: Path) -> None:
    folder = _make(house)
    assert folder == house / "out" / "acme" / "2003-01-23" / "en-internal"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "manifest.json", "notebooks/01_one.ipynb", "notebooks/02_two.ipynb", "plan.html",
    ]
    notebook = nbformat.read(folder / "notebooks" / "02_two.ipynb", as_version=4)
    assert notebook.cells[1].source == '# Parameters\nclient = "acme"\nas_of = "2003-01-23"\nlang = "en"\n'
    assert notebook.cells[2].outputs[0].text == "acme 2003-01-23 en True\n"
    assert list((house / "out" / ".scratch").iterdir()) == []


def test_the_manifest_names_inputs_parts_and_files(house: Path) -> None:
    folder = _make(house)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {key: manifest[key] for key in ("schema", "client", "as_of", "lang", "edition", "exhibits")} == {
        "schema": 1, "client": "acme", "as_of": "2003-01-23", "lang": "en", "edition": "internal", "exhibits": ["01_one", "02_two"],
    }
    assert manifest["inputs"] == load_client("acme", root=house / "data").fingerprint
    assert list(manifest["seconds"]) == ["01_one", "02_two", "documents", "total"]
    assert set(manifest["files"]) == {"notebooks/01_one.ipynb", "notebooks/02_two.ipynb", "plan.html"}
    assert manifest["files"]["plan.html"] == sha256(b"plan").hexdigest()


def test_two_runs_give_the_same_bytes(house: Path) -> None:
    folder = _make(house)
    first = {path.name: path.read_bytes() for path in folder.rglob("*.*") if path.name != "manifest.json" and path.is_file()}
    assert len(first) == 3
    assert _make(house) == folder
    assert {path.name: path.read_bytes() for path in folder.rglob("*.*") if path.name != "manifest.json" and path.is_file()} == first
    assert str(house).encode() not in b"".join(first.values())


@pytest.mark.parametrize(("fail", "error", "lines"), [
    ("user", NotebookError, ("the map is upside down", "turn it")),
    ("data", NotebookError, ("bills.csv, row 2, column amount: 'x'; expected a number",)),
    ("bug", NotebookFailed, None),
])
def test_a_failed_run_leaves_the_last_good_plan_and_its_own_notebook(
    house: Path, monkeypatch: pytest.MonkeyPatch, fail: str, error: type[NotebookFailed], lines: tuple[str, ...] | None,
) -> None:
    good = _make(house)
    before = {path: path.read_bytes() for path in good.rglob("*") if path.is_file()}
    monkeypatch.setenv("FAIL", fail)
    with pytest.raises(error) as caught:
        _make(house)
    assert {path: path.read_bytes() for path in good.rglob("*") if path.is_file()} == before
    assert isinstance(caught.value, UserError) is (lines is not None)
    assert (caught.value.lines if isinstance(caught.value, UserError) else None) == lines
    assert caught.value.path == house / "out" / "acme" / "failed" / "2003-01-23-en" / "02_two.ipynb"
    kept = nbformat.read(caught.value.path, as_version=4)
    assert "An Exception was encountered" in kept.cells[0].source
    assert str(house) not in "".join(cell.source for cell in kept.cells)


def test_a_bug_says_where(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIL", "bug")
    with pytest.raises(NotebookFailed, match=r"02_two failed(.|\n)*KeyError: 'missing'"):
        _make(house)
    assert not (house / "out" / "acme" / "2003-01-23").exists()


def test_what_failed_is_forgotten_when_it_goes_well_again(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIL", "user")
    with pytest.raises(NotebookError):
        _make(house)
    monkeypatch.delenv("FAIL")
    monkeypatch.setenv("TEXT", "mended")
    assert (_make(house) / "plan.html").read_text() == "mended"
    assert not (house / "out" / "acme" / "failed" / "2003-01-23-en").exists()


def test_a_report_that_fails_leaves_the_last_good_plan(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = _make(house)

    def break_down(document: object, folder: Path) -> None:
        (folder / "plan.html").write_text("half")
        raise OSError("disk full")

    monkeypatch.setattr(playbook.report, "render", break_down)
    with pytest.raises(OSError, match="disk full"):
        _make(house)
    assert (good / "plan.html").read_text() == "plan"
    assert list((house / "out" / ".scratch").iterdir()) == []


def test_faults_in_the_data_stop_the_run_before_a_kernel_starts(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / "data" / "clients" / "acme" / "bills.csv").write_text("from,to\nx,y\n")
    monkeypatch.setattr("playbook.run.plan.execute", lambda *args, **kwargs: pytest.fail("a notebook was run"))
    with pytest.raises(DataError):
        _make(house)


def test_the_environment_is_as_it_was(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_DATA", "elsewhere")
    before = dict(os.environ)
    _make(house)
    assert dict(os.environ) == before
