"""The loops of docs/plain-papermill.md do what they say: papermill alone makes the same page and deck."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.run.plan import make_plan
from tests.builders.clients import DATA
from tests.run.small import lay_traps

ROOT, CLIENT = DATA.parent, "bare-minimum"
LOOPS = dict(
    re.findall(
        r"```(bash|python)\n(.*?)```", (ROOT / "docs" / "plain-papermill.md").read_text(encoding="utf-8"), re.DOTALL
    )
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the smallest client alone."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "clients" / CLIENT, folder / "clients" / CLIENT)
    shutil.copytree(DATA / "markets", folder / "markets")
    shutil.copy(DATA / "assumptions.yaml", folder)
    return folder


@pytest.fixture(scope="module")
def plan(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan as we make it."""
    return make_plan(CLIENT, data=data, out=tmp_path_factory.mktemp("out"), progress=False).folder


@pytest.mark.parametrize("language", ["bash", "python"])
def test_the_loop_makes_the_same_documents(language: str, data: Path, plan: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    lay_traps(tmp_path)
    command = {"bash": ["bash", "-euc", LOOPS["bash"]], "python": [sys.executable, "-P", "-c", LOOPS["python"]]}[
        language
    ]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PLAYBOOK_DATA": str(data), "PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name in ("plan.html", "slides.html"):
        assert (tmp_path / "plain" / CLIENT / name).read_bytes() == (plan / name).read_bytes()
