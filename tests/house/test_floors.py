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
    assert "4 kept, 0 broken" in done.stdout


def test_an_import_from_above_is_caught(tmp_path: Path) -> None:
    for module in (ROOT / "playbook").rglob("*.py"):
        copy = tmp_path / module.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("", encoding="utf-8")
    (tmp_path / "playbook" / "steps" / "__init__.py").write_text("import playbook.cli\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    done = subprocess.run([LINT, "--no-logo", "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "playbook.steps is not allowed to import playbook.cli" in done.stdout
