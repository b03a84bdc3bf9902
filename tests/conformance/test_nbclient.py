"""nbclient's test notebooks, executed by both engines: the outputs are equal, but for what is named here.

They are in nbclient's source distribution, which pip fetches into pytest's cache; they are not ours to commit.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill import PapermillExecutionError, execute_notebook

from playbook.run.engine.tasks import available

pytestmark = pytest.mark.skipif(not available(), reason="elsewhere papermill's own engine does the work")

#: The notebooks that both engines execute, with the options that nbclient's tests give them.
SAME: Mapping[str, Mapping[str, object]] = {
    "Check History in Memory": {},
    "Clear Output": {},
    "Disable Stdin": {},
    "Empty Cell": {},
    "Error": {},
    "Factorials": {},
    "HelloWorld": {},
    "Inline Image": {},
    "Interrupt": {"execution_timeout": 3, "interrupt_on_timeout": True, "allow_errors": True},
    "JupyterWidgets": {},
    "Other Comms": {},
    "SVG": {},
    "Skip Exceptions": {"allow_errors": True},
    "Skip Exceptions with Cell Tags": {},
    "Skip Execution with Cell Tag": {},
    "Unicode": {},
    "UnicodePy3": {},
    "update-display-id": {},
}

#: The notebooks that are compared in another way, or not at all, and why.
OTHERS = {
    "Autokill": "its kernel dies: both engines raise DeadKernelError, ours says how it died",
    "Output": "papermill's own engine stands still in it now and then: ours is held against what the cells say",
    "Parallel Execute A": "waits for its twin B, and B for A: ours runs both at once",
    "Parallel Execute B": "see A",
    "Sleep1s": "prints the time of day",
}

_NOISE = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\\u001b\[[0-9;]*m", ""),
        (r"0x[0-9a-f]{7,}", "<address>"),
        (r"/tmp/ipykernel_\d+/\d+\.py", "<cell>"),
        (r"[0-9a-f]{32}", "<id>"),
    )
]


@pytest.fixture(scope="session")
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of nbclient's notebooks, of the version that is installed."""
    scratch, name = tmp_path_factory.mktemp("nbclient"), f"nbclient-{version('nbclient')}"
    cache = getattr(request.config, "cache", None)
    kept = (cache.mkdir("nbclient") if cache else scratch / "kept") / name
    if not kept.is_dir():
        _fetch(name, scratch)
        kept.parent.mkdir(exist_ok=True)
        with suppress(FileExistsError):  # another process of these tests was quicker
            shutil.copytree(scratch / name, kept)
    return kept / "tests" / "files"


def _fetch(name: str, folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-binary",
        ":all:",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-d",
        str(folder),
    ]
    done = subprocess.run([*command, name.replace("-", "==")], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} could not be fetched: {done.stderr[-500:]}")
    with tarfile.open(folder / f"{name}.tar.gz") as archive:
        archive.extractall(folder, filter="data")


def test_every_notebook_is_accounted_for(files: Path) -> None:
    assert {path.stem for path in files.glob("*.ipynb")} == {*SAME, *OTHERS}


@pytest.mark.parametrize("name", SAME)
def test_both_engines_show_the_same(name: str, files: Path) -> None:
    ours, theirs = (_executed(files / f"{name}.ipynb", engine, **SAME[name]) for engine in ("playbook", None))
    assert _said(ours) == _said(theirs)


def test_a_kernel_that_dies(files: Path) -> None:
    with pytest.raises(DeadKernelError, match="ended by SIGTERM"):
        _executed(files / "Autokill.ipynb", "playbook")


def test_output_widgets(files: Path) -> None:
    done = _executed(files / "Output.ipynb", "playbook")
    kept = done.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"].values()
    shown = [
        [_short(output) for output in widget["state"]["outputs"]]
        for widget in kept
        if widget["model_name"] == "OutputModel"
    ]
    assert shown == [
        ["in output\n", "ValueError"],
        ["in output2\n"],
        ["world\n"],
        [],
        ["'hello world'"],
        ["in outer\n"],
        ["in inner\nalso in inner\n"],
    ]
    printed = [[_short(output) for output in done.cells[number].outputs] for number in (1, 4, 6, 8, 10)]
    assert printed == [["hi\n"], ["hi2\n"], ["hi3\n"], ["hi4\n"], []]


def _short(output: NotebookNode) -> object:
    return output.get("text") or output.get("ename") or output.data["text/plain"]


def test_two_notebooks_that_wait_for_each_other(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBEXECUTE_TEST_PARALLEL_TMPDIR", str(tmp_path))
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda label: _executed(files / f"Parallel Execute {label}.ipynb", "playbook"), "AB"))
    assert [_said(notebook)[1] for notebook in done] == [["completed"] * len(notebook.cells) for notebook in done]


def test_time_of_day(files: Path) -> None:
    done = _executed(files / "Sleep1s.ipynb", "playbook")
    assert [cell.execution_count for cell in done.cells] == [1, 2, 3, 4]
    assert [len(cell.outputs) for cell in done.cells] == [0, 0, 1, 1]


def _executed(path: Path, engine: str | None, **options: object) -> Any:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    try:
        return execute_notebook(
            notebook, None, engine_name=engine, progress_bar=False, kernel_name="python3", cwd=path.parent, **options
        )
    except PapermillExecutionError as error:
        return error


def _said(done: Any) -> Any:
    """All that a reader of the notebook sees, without addresses, colours and random ids."""
    if isinstance(done, PapermillExecutionError):
        return done.ename, done.evalue, _clean(done.traceback)
    states = [cell.metadata.papermill.status for cell in done.cells]
    return _outputs(done), states, _clean(done.metadata.get("widgets")), done.metadata.language_info


def _outputs(notebook: NotebookNode) -> list[tuple[object, object]]:
    return [(cell.get("execution_count"), _clean(cell.get("outputs"))) for cell in notebook.cells]


def _clean(value: object) -> Any:
    text = json.dumps(value)
    for pattern, to in _NOISE:
        text = pattern.sub(to, text)
    return json.loads(text)
