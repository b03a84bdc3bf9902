"""The wheel carries the notebooks and the sample data: installed elsewhere, with no checkout in sight, it makes a
plan."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from playbook.run.sequence import NAMES
from tests.builders.clients import DATA


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(DATA.parent))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it, which sees this one's libraries but not its `playbook`."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=False)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    _pip("--python", str(folder / "venv" / "bin" / "python"), "install", "--no-deps", "--no-index", str(wheel))
    return folder


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def test_it_holds_notebooks_data_and_templates(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert {f"playbook/_notebooks/{name}.ipynb" for name in NAMES} <= names
    samples = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.suffix in (".csv", ".yaml")}
    assert len(samples) > 20
    assert {f"playbook/_data/{name}" for name in samples} <= names
    package = DATA.parent / "playbook"
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix not in (".pyc", "")]
    sources = {f"playbook/{path.relative_to(package).as_posix()}" for path in files}
    assert sources <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"playbook", "keyaccount_playbook"}


def test_it_runs_elsewhere(elsewhere: Path) -> None:
    work = elsewhere / "work"
    work.mkdir()
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PLAYBOOK_DATA")}
    environment = {**clean, "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter")}
    done = subprocess.run(
        [elsewhere / "venv" / "bin" / "playbook", "run", "bare-minimum"],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (manifest,) = work.glob("outputs/bare-minimum/*/*-internal/manifest.json")
    assert {"plan.html", "slides.html", "manifest.json", "notebooks"} == {
        path.name for path in manifest.parent.iterdir()
    }


def test_it_does_not_see_the_checkout(elsewhere: Path) -> None:
    done = subprocess.run(
        [elsewhere / "venv" / "bin" / "python", "-c", "import playbook.run.sequence as s; print(s.find_notebooks())"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).parts[-4:] == (*Path(done.stdout.strip()).parts[-4:-2], "playbook", "_notebooks")
    assert str(elsewhere) in done.stdout
