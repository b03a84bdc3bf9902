"""A plan is whole or not there: what a run leaves behind when it goes well, and when it does not."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import nbformat
import pytest

from playbook.errors import DataError, UserError
from playbook.run.engine.tasks import Died
from playbook.run.plan import Plan, make_plan
from playbook.run.record.failures import NotebookError, NotebookFailed, TookTooLong
from playbook.run.record.order import Order
from playbook.run.sources import NAMES
from playbook.run.worker import Worker, engine_for
from tests.builders.clients import DATA, write_client
from tests.run.small import FAILURES, failures, files_of, write_notebook, write_notebooks

NEEDS = "03_needs"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one client, and small notebooks in the place of the six."""
    write_client(tmp_path / "data")
    monkeypatch.setenv("PLAYBOOK_NOTEBOOKS", str(write_notebooks(tmp_path / "notebooks")))
    return tmp_path


def _make(house: Path, **options: object) -> Plan:
    return make_plan("acme", data=house / "data", out=house / "out", progress=False, **options)  # type: ignore[arg-type]


def _order(house: Path) -> Order:
    return Order("acme", data=house / "data", out=house / "out", notebooks=house / "notebooks")


def test_a_good_run_leaves_one_whole_plan(house: Path) -> None:
    folder = _make(house).folder
    assert folder == house / "out" / "acme" / "2003-01-23" / "en-internal"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "manifest.json",
        *(f"notebooks/{name}.ipynb" for name in NAMES),
        "plan.html",
        "slides.html",
    ]
    notebook = nbformat.read(folder / "notebooks" / f"{NEEDS}.ipynb", as_version=4)
    assert notebook.cells[1].source == '# Parameters\nclient = "acme"\nas_of = "2003-01-23"\nlang = "en"\n'
    assert notebook.cells[2].outputs[0].text == "Acme (acme)  2003-01-23  en\n"
    assert sorted(path.name for path in (house / "out").iterdir()) == [".scratch", "acme"]
    assert sorted(path.name for path in (house / "out" / "acme").iterdir()) == ["2003-01-23", "run.log"]
    assert list((house / "out" / ".scratch").iterdir()) == []
    assert str(house).encode() not in b"".join(files_of(folder).values())


def test_the_manifest_names_inputs_parts_and_files(house: Path) -> None:
    plan = _make(house)
    manifest = json.loads((plan.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest == plan.manifest
    assert {
        key: manifest[key] for key in ("schema", "client", "name", "as_of", "lang", "edition", "asked", "exhibits")
    } == {
        "schema": 2,
        "client": "acme",
        "name": {"zh": "Acme", "en": "Acme"},
        "as_of": "2003-01-23",
        "lang": "en",
        "edition": "internal",
        "asked": {"lang": None, "as_of": None},
        "exhibits": ["1.1", "2.1", "3.1", "4.1", "5.1", "6.1"],
    }
    assert set(manifest["inputs"]["files"]) == {
        "assumptions.yaml",
        "clients/acme/bills.csv",
        "clients/acme/profile.yaml",
        "markets/town/market.yaml",
        "markets/town/operators.csv",
        "markets/town/services.csv",
    }
    bills = house / "data" / "clients" / "acme" / "bills.csv"
    assert manifest["inputs"]["files"]["clients/acme/bills.csv"] == sha256(bills.read_bytes()).hexdigest()
    assert {name: (step["ran"], step["why"]) for name, step in manifest["steps"].items()} == dict.fromkeys(
        NAMES, (True, "first run")
    )
    assert all(step["seconds"] > 0 and step["peak_mb"] > 10 for step in manifest["steps"].values())
    assert set(manifest["seconds"]) == {"reading", "analyses", *NAMES, "documents", "total"}
    page = (plan.folder / "plan.html").read_bytes()
    assert manifest["files"]["plan.html"] == {"sha256": sha256(page).hexdigest(), "bytes": len(page)}
    assert set(manifest["files"]) == {"plan.html", "slides.html", *(f"notebooks/{name}.ipynb" for name in NAMES)}


def test_the_log_says_what_was_done_and_printed(house: Path) -> None:
    write_notebook(house / "notebooks", NEEDS, "import os\nos.write(2, b'from below\\n')")
    _make(house)
    lines = (house / "out" / "acme" / "run.log").read_text(encoding="utf-8").splitlines()
    said = [line.partition(" ")[2] for line in lines]
    assert said[0].startswith("acme, started 20")
    assert "opened Acme as of 2003-01-23, en" in said
    assert "03_needs begun: first run" in said
    assert said[-1] == "done"


@pytest.mark.parametrize(
    ("fail", "error", "kind", "lines"),
    [
        ("user", NotebookError, "input", ["the map is upside down", "turn it"]),
        ("data", NotebookError, "input", ["bills.csv, row 2, column amount: 'x'; expected a number"]),
        ("bug", NotebookFailed, "bug", ["03_needs.ipynb: KeyError: 'missing'"]),
        ("memory", NotebookFailed, "memory", ["03_needs.ipynb: MemoryError:"]),
        ("died", NotebookFailed, "died", None),
    ],
)
def test_a_failed_run_leaves_the_last_good_plan_and_its_own_notebook(
    house: Path,
    fail: str,
    error: type[NotebookFailed],
    kind: str,
    lines: list[str] | None,
) -> None:
    good = house / "out" / "acme" / "2003-01-23" / "en-internal"
    good.mkdir(parents=True)
    (good / "plan.html").write_text("the last good plan")
    write_notebook(house / "notebooks", NEEDS, FAILURES[fail])
    with pytest.raises(error) as caught:
        _make(house)
    assert files_of(good) == {"plan.html": b"the last good plan"}
    assert isinstance(caught.value, UserError) is (error is NotebookError)
    assert caught.value.path == house / "out" / "acme" / "failed" / "2003-01-23-en" / "03_needs.ipynb"
    kept = nbformat.read(caught.value.path, as_version=4)
    assert "An Exception was encountered" in kept.cells[0].source
    assert str(house) not in "".join(cell.source for cell in kept.cells)
    (failure,) = failures(house / "out")
    assert lines is None or failure["lines"] == lines
    assert {key: failure[key] for key in ("schema", "client", "name", "as_of", "lang", "kind", "notebook")} == {
        "schema": 1,
        "client": "acme",
        "name": {"zh": "Acme", "en": "Acme"},
        "as_of": "2003-01-23",
        "lang": "en",
        "kind": kind,
        "notebook": "03_needs.ipynb",
    }


def test_a_bug_says_where(house: Path) -> None:
    write_notebook(house / "notebooks", NEEDS, FAILURES["bug"])
    with pytest.raises(NotebookFailed, match=r"03_needs failed(.|\n)*KeyError: 'missing'"):
        _make(house)
    assert not (house / "out" / "acme" / "2003-01-23").exists()


def test_what_failed_is_forgotten_when_it_goes_well_again(house: Path) -> None:
    write_notebook(house / "notebooks", NEEDS, FAILURES["user"])
    bills = house / "data" / "clients" / "acme" / "bills.csv"
    good = bills.read_text()
    bills.write_text("from,to\nx,y\n")
    with pytest.raises(DataError):
        _make(house)
    bills.write_text(good)
    with pytest.raises(NotebookError):
        _make(house)
    assert [failure["as_of"] for failure in failures(house / "out")] == ["2003-01-23", None]
    write_notebook(house / "notebooks", NEEDS)
    _make(house)
    assert not (house / "out" / "acme" / "failed").exists()


@pytest.mark.parametrize(("jobs", "built"), [(1, 0), (2, 1)])
def test_what_notebooks_show_is_drawn_before_unless_several_draw_at_once(house: Path, jobs: int, built: int) -> None:
    count = (
        "from playbook.families.building import _built as build\nso_far ="
        " build.cache_info().misses\nplan.exhibit('3.2')\nprint(build.cache_info().misses - so_far)"
    )
    write_notebook(house / "notebooks", NEEDS, count)
    notebook = nbformat.read(_make(house, jobs=jobs).folder / "notebooks" / f"{NEEDS}.ipynb", as_version=4)
    assert notebook.cells[3].outputs[-1].text == f"{built}\n"


def test_the_documents_are_the_same_whoever_draws(house: Path) -> None:
    together, one_by_one = (files_of(_make(house, jobs=jobs, force=True).folder) for jobs in (2, 1))
    assert together == one_by_one


def test_a_client_whose_process_dies_is_said_to_have_died(house: Path) -> None:
    write_notebook(house / "notebooks", NEEDS, "import os\nos.kill(os.getppid(), 9)")
    with pytest.raises(Died, match="SIGKILL"):
        _make(house, jobs=1)
    (failure,) = failures(house / "out")
    assert (failure["kind"], failure["as_of"]) == ("died", "2003-01-23")


def test_a_warm_process_that_dies_is_replaced_and_the_plan_made(house: Path) -> None:
    once = house / "killed"
    kill = f"""\
import os
from pathlib import Path
if not Path({str(once)!r}).exists():
    Path({str(once)!r}).touch()
    os.kill(int(Path(f"/proc/{{os.getppid()}}/stat").read_text().rpartition(")")[2].split()[1]), 9)"""
    write_notebook(house / "notebooks", NEEDS, kill)
    assert _make(house, jobs=1).folder.is_dir()
    assert once.exists()
    assert failures(house / "out") == []


def test_a_client_that_takes_too_long_is_ended(house: Path) -> None:
    write_notebook(house / "notebooks", NEEDS, "import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(600)")
    worker = Worker(timeout=3)
    try:
        with pytest.raises(TookTooLong, match="not done within 3 seconds"):
            worker.make(_order(house))
    finally:
        worker.close()
    (failure,) = failures(house / "out")
    assert (failure["kind"], failure["lines"]) == ("timeout", ["not done within 3 seconds"])


def test_faults_in_the_data_stop_the_run_before_a_notebook_runs(house: Path) -> None:
    (house / "data" / "clients" / "acme" / "bills.csv").write_text("from,to\nx,y\n")
    with pytest.raises(DataError):
        _make(house)
    assert "begun: first run" not in (house / "out" / "acme" / "run.log").read_text(encoding="utf-8")
    (failure,) = failures(house / "out")
    assert (failure["kind"], failure["as_of"], failure["lang"], failure["notebook"]) == ("input", None, None, None)
    assert failure["lines"][0].startswith("clients/acme/bills.csv")


def test_the_environment_is_as_it_was(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_DATA", "elsewhere")
    before = dict(os.environ)
    _make(house, engine="papermill")
    assert dict(os.environ) == before


def test_the_bytes_are_the_same_whatever_the_way(tmp_path: Path) -> None:
    """The smallest sample by both engines, its notebooks one at a time and two."""
    ways: dict[str, dict[str, object]] = {"two": {"jobs": 2}, "one": {"jobs": 1}, "papermill": {"engine": "papermill"}}
    made = {
        name: files_of(make_plan("bare-minimum", data=DATA, out=tmp_path / name, progress=False, **way).folder)  # type: ignore[arg-type]
        for name, way in ways.items()
    }
    assert len(made["two"]) == 8
    assert made["one"] == made["two"]
    assert made["papermill"] == made["two"]


def test_the_environment_may_name_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_ENGINE", "papermill")
    assert (engine_for(None), engine_for("playbook")) == ("papermill", "playbook")
    monkeypatch.setenv("PLAYBOOK_ENGINE", "ploomber")
    with pytest.raises(UserError, match="no engine 'ploomber'") as error:
        engine_for(None)
    assert error.value.lines[-1] == "name one of: playbook, papermill"
