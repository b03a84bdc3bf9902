"""What lies in the folder that we are called in is not our code, whatever it is called."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from playbook.run.plan import make_plan
from tests.builders.clients import DATA
from tests.run.engine.small import executed, outputs
from tests.run.small import TRAPS, add_clients, files_of, lay_traps, write_notebooks

PLAYBOOK = [str(Path(sys.executable).with_name("playbook"))]
MODULE = [sys.executable, "-m", "playbook"]
#: What a manifest says of the run that made it: when, how long, how much memory.
OF_THE_RUN = ("started", "seconds", "steps", "run", "peak_mb")


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a trap by every name."""
    return lay_traps(tmp_path_factory.mktemp("traps"))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two clients, and notebooks of one exhibit each."""
    folder = tmp_path_factory.mktemp("house")
    add_clients(folder / "data", "ann", "ben")
    write_notebooks(folder / "notebooks")
    return folder


def called(command: list[str], folder: Path, **environment: str) -> str:
    """What a command says in a folder; it must not fail."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "working folder" in done.stdout + done.stderr) == (0, False), done.stderr
    return done.stdout


def manifest(plan: Path) -> Mapping[str, Any]:
    """What a manifest says of the plan."""
    told = json.loads((plan / "manifest.json").read_text(encoding="utf-8"))
    return {name: value for name, value in told.items() if name not in OF_THE_RUN}


def test_a_run_among_traps_is_a_run(traps: Path, tmp_path: Path) -> None:
    called([*PLAYBOOK, "run", "bare-minimum", "--data", str(DATA), "--out", str(tmp_path / "out")], traps)
    (caught,) = (tmp_path / "out" / "bare-minimum").glob("*/en-internal")
    clean = make_plan("bare-minimum", data=DATA, out=tmp_path / "clean", progress=False).folder
    assert files_of(caught) == files_of(clean)
    assert manifest(caught) == manifest(clean)


@pytest.mark.parametrize("engine", ["playbook", "papermill"])
def test_a_batch_among_traps_is_a_batch(engine: str, traps: Path, house: Path, tmp_path: Path) -> None:
    places = {
        "PLAYBOOK_DATA": str(house / "data"),
        "PLAYBOOK_NOTEBOOKS": str(house / "notebooks"),
        "PLAYBOOK_ENGINE": engine,
    }
    clients = ["ann", "ben"] if engine == "playbook" else ["ann"]
    assert f"{len(clients)} made" in called([*PLAYBOOK, "batch", *clients, "--out", str(tmp_path)], traps, **places)


def test_the_other_commands_among_traps(traps: Path, house: Path, tmp_path: Path) -> None:
    data = {"PLAYBOOK_DATA": str(house / "data")}
    assert called([*PLAYBOOK, "list"], traps, **data) == "ann\nben\n"
    assert called([*PLAYBOOK, "check", "ann"], traps, **data).startswith("OK")
    called([*PLAYBOOK, "diff", "ann", "2002-12-31", "2003-01-23", "--out", str(tmp_path / "out")], traps, **data)
    called([*PLAYBOOK, "synth", "1", "--out", str(tmp_path / "book")], traps)


def test_the_module_is_the_command(house: Path, tmp_path: Path) -> None:
    folder = lay_traps(
        tmp_path / "traps", *(name for name in TRAPS if name != "playbook")
    )  # which Python itself would take
    assert called([*MODULE, "list"], folder, PLAYBOOK_DATA=str(house / "data")) == "ann\nben\n"


def test_what_the_path_names_on_purpose_is_kept(traps: Path, house: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.py").write_text("WORD = 'kept'", encoding="utf-8")
    code = "from tests.run.engine.small import printed\nprint(printed('import kept; print(kept.WORD)'))"
    assert (
        called([sys.executable, "-P", "-c", code], traps, PYTHONPATH=os.pathsep.join([str(tmp_path), str(DATA.parent)]))
        == "kept\n\n"
    )


def test_a_notebook_may_import_what_lies_beside_it_but_for_a_librarys_name(
    traps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (traps / "beside.py").write_text("WORD = 'beside'", encoding="utf-8")
    names = ", ".join(name for name in TRAPS if not name.endswith("customize") and name != "conftest")
    source = f"import beside, {names}\nprint(beside.WORD)"
    assert outputs(executed(source, cwd=str(traps))) == [[("stdout", "beside\n")]]
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    assert outputs(executed("import sys\nprint('' in sys.path)", cwd=str(traps))) == [[("stdout", "False\n")]]
