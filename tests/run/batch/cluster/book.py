"""A book of small clients, and notebooks that show little and wait for a word: a test says when a plan under way may go
on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

__all__ = ["PLAN", "ROOT", "WAITING", "files_of", "local_plan", "waiting_notebooks", "write_book"]

ROOT = Path(__file__).resolve().parents[4]
#: The plan of each client, below its folder.
PLAN = "2002-12-31/en-internal"
#: The variable that names the file which the notebooks wait for.
WAITING = "PLAYBOOK_TESTS_WAIT_FOR"


def write_book(folder: Path, count: int) -> Path:
    """A data folder of the clients `client-1` and so on, all alike."""
    data = ROOT / "data"
    shutil.copytree(data / "markets", folder / "markets")
    shutil.copy(data / "assumptions.yaml", folder)
    for number in range(1, count + 1):
        shutil.copytree(data / "clients" / "bare-minimum", folder / "clients" / f"client-{number}")
    return folder


def waiting_notebooks(folder: Path) -> Path:
    """The six notebooks up to their first exhibit; the first one waits there until the file that WAITING names
    exists."""
    folder.mkdir()
    for source in sorted((ROOT / "notebooks").glob("0?_*.ipynb")):
        notebook = nbformat.read(source, as_version=4)
        notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:4]
        if source.name.startswith("01"):
            cell = f"import os, time\nwhile not os.path.exists(os.environ[{WAITING!r}]):\n    time.sleep(0.02)"
            notebook.cells.append(new_code_cell(cell, id="waiting"))
        nbformat.write(notebook, folder / source.name)
    return folder


def files_of(place: Path) -> dict[str, str]:
    """A plan's files by name, with the fingerprints that its manifest has, after each was held against its bytes."""
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    files = {name: file["sha256"] for name, file in manifest["files"].items()}
    assert {name: sha256((place / name).read_bytes()).hexdigest() for name in files} == files
    return {name.removeprefix(f"runs/{manifest.get('run')}/"): digest for name, digest in files.items()}


def local_plan(folder: Path, notebooks: Path) -> dict[str, str]:
    """The files of the plan of `client-1` that this machine makes by itself."""
    data = write_book(folder / "data", 1)
    command = [sys.executable, "-m", "playbook", "run", "client-1", "--data", str(data), "--out", str(folder)]
    environment = {**os.environ, "PLAYBOOK_NOTEBOOKS": str(notebooks), WAITING: str(data)}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return files_of(folder / "client-1" / PLAN)
