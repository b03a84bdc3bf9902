"""The floors of docs and design: a module imports only from floors below its own. A machine checks it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house.pins import ROOT

LINT = Path(sys.executable).with_name("lint-imports")


def test_the_house_stands() -> None:
    done = subprocess.run([LINT, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 kept, 0 broken" in done.stdout


def test_an_import_from_above_is_caught(tmp_path: Path) -> None:
    package = tmp_path / "playbook"
    floors = (
        "__init__",
        "__main__",
        "cli",
        "run",
        "report",
        "notebook",
        "exhibits",
        "charts",
        "steps",
        "synth",
        "client",
        "text",
        "units",
        "errors",
        "files",
    )
    for floor in floors:
        (package / f"{floor}.py").parent.mkdir(exist_ok=True)
        (package / f"{floor}.py").write_text("import playbook.cli\n" if floor == "steps" else "", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    done = subprocess.run([LINT, "--no-logo", "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "playbook.steps is not allowed to import playbook.cli" in done.stdout
