"""A small house for the tests of running: clients of two bills, and six notebooks of one exhibit each in the place of
the six."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from playbook.run.sources import NAMES
from tests.builders.clients import write_client

__all__ = ["FAILURES", "TRAPS", "add_clients", "failures", "files_of", "lay_traps", "write_notebook", "write_notebooks"]

PARAMETERS = 'client: str = ""  # which client\nas_of: str = ""  # when\nlang: str = ""  # zh or en'

#: Cells that end a notebook, by the kind of failure that they are.
FAILURES = {
    "user": 'from playbook.errors import UserError\nraise UserError("the map is upside down", "turn it")',
    "data": (
        'from playbook.errors import DataError, Fault\nraise DataError([Fault("bills.csv", 2, "amount", "x", "a'
        ' number")])'
    ),
    "bug": '{}["missing"]',
    "died": "import os\nos.kill(os.getpid(), 9)",
    "memory": "bytearray(1 << 36)",
}

#: Names of libraries, Python's and others, that a working folder may happen to hold too.
TRAPS = (
    "random",
    "queue",
    "json",
    "re",
    "pathlib",
    "socket",
    "subprocess",
    "typing",
    "sitecustomize",
    "usercustomize",
    "conftest",
    "yaml",
    "numpy",
    "pandas",
    "scipy",
    "statsmodels",
    "matplotlib",
    "click",
    "papermill",
    "ipykernel",
    "brotli",
    "playbook",
)


def lay_traps(folder: Path, *names: str) -> Path:
    """A folder that holds modules by the names of libraries, each of which ends the process that imports it."""
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(names or TRAPS):
        path = folder / name / "__init__.py" if number % 2 else folder / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text('raise SystemExit("taken from the working folder")', encoding="utf-8")
    (folder / "matplotlibrc").write_bytes(b"font.size: \xff")
    return folder


def write_notebooks(folder: Path) -> Path:
    """The six notebooks: each opens its client and shows the first exhibit of its step."""
    folder.mkdir(parents=True)
    for name in NAMES:
        write_notebook(folder, name)
    return folder


def write_notebook(folder: Path, name: str, cell: str = "1") -> None:
    """One of them; `cell` is run before the exhibit is shown."""
    step = NAMES.index(name) + 1
    start = f"from playbook.notebook import start\nplan = start(client, step={step}, as_of=as_of, lang=lang)"
    cells = [
        new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]}),
        new_code_cell(start, id="start"),
        new_code_cell(cell, id="cell"),
        new_code_cell(f'plan.exhibit("{step}.1")', id="shown"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), folder / f"{name}.ipynb")


def add_clients(data: Path, *clients: str) -> Path:
    """Clients with these ids, each a copy of acme (whose own files stay where `acme` is one of them)."""
    write_client(data)
    for client in clients:
        shutil.copytree(data / "clients" / "acme", data / "clients" / client, dirs_exist_ok=True)
    if "acme" not in clients:
        shutil.rmtree(data / "clients" / "acme")
    return data


def files_of(folder: Path) -> Mapping[str, bytes]:
    """Every file of a plan but its manifest, by name."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def failures(out: Path) -> list[dict[str, Any]]:
    """What is kept of the failures under a folder of outputs, by client."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*/failed/*/failure.json"))]
