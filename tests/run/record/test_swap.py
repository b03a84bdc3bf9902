"""A folder takes another's place whole, or the old one stays."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.run.record import swap as module
from playbook.run.record.swap import recover, scratch, swap


def _folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "plan.html").write_text(text)
    return path


def _text(path: Path) -> str:
    return (path / "plan.html").read_text()


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(module, "_exchange", lambda first, second: False)
    elif not sys.platform.startswith("linux"):
        pytest.skip("only Linux exchanges two folders in one step")
    return str(request.param)


def test_the_new_folder_stands_in_the_place_of_the_old(tmp_path: Path, way: str) -> None:
    place = _folder(tmp_path / "place", "old")
    (place / "only-old").touch()
    swap(_folder(tmp_path / "new", "new"), place)
    assert _text(place) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["place"], way
    assert [path.name for path in place.iterdir()] == ["plan.html"]


def test_a_place_that_is_empty_is_taken(tmp_path: Path) -> None:
    swap(_folder(tmp_path / "new", "new"), tmp_path / "a" / "b" / "place")
    assert _text(tmp_path / "a" / "b" / "place") == "new"


def test_linux_exchanges_in_one_step(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux has it")
    first, second = _folder(tmp_path / "1", "one"), _folder(tmp_path / "2", "two")
    assert module._exchange(first, second)
    assert (_text(first), _text(second)) == ("two", "one")
    assert not module._exchange(first, tmp_path / "missing")


def test_stopped_between_the_renames_the_old_plan_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, new = _folder(tmp_path / "place", "old"), _folder(tmp_path / "new", "new")
    monkeypatch.setattr(module, "_exchange", lambda first, second: False)
    rename = Path.rename

    def stop_at_second(self: Path, target: Path) -> Path:
        if self == new:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stop_at_second)
    with pytest.raises(KeyboardInterrupt):
        swap(new, place)
    monkeypatch.undo()
    assert not place.exists()
    recover(place)
    assert _text(place) == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "place"]


def test_stopped_after_the_renames_the_new_plan_stays(tmp_path: Path) -> None:
    place = _folder(tmp_path / "place", "new")
    _folder(tmp_path / ".place.old", "old")
    recover(place)
    assert _text(place) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_recover_does_nothing_where_nothing_happened(tmp_path: Path) -> None:
    recover(tmp_path / "place")
    assert list(tmp_path.iterdir()) == []


def test_scratch_is_gone_afterwards_even_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), scratch(tmp_path) as folder:
        (folder / "file").touch()
        raise ZeroDivisionError
    assert not folder.exists()


def test_what_a_killed_run_left_is_swept_and_a_living_run_is_not(tmp_path: Path) -> None:
    (tmp_path / ".scratch" / "left-over").mkdir(parents=True)
    with scratch(tmp_path) as first:
        lines = (
            "import sys",
            "from pathlib import Path",
            "from playbook.run.record.swap import scratch",
            "with scratch(Path(sys.argv[1])) as folder: print(folder.is_dir())",
        )
        code = "\n".join(lines)
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
        assert done.stdout == "True\n"
        assert [path.name for path in (tmp_path / ".scratch").iterdir()] == [first.name]


def test_what_another_machine_builds_in_a_shared_folder_is_left_alone(tmp_path: Path) -> None:
    """Its locks may not be seen from here."""
    (tmp_path / ".scratch" / "x@elsewhere").mkdir(parents=True)
    (tmp_path / ".scratch" / f"x@{platform.node()}").mkdir()
    with scratch(tmp_path) as mine:
        assert sorted(path.name for path in (tmp_path / ".scratch").iterdir()) == sorted([mine.name, "x@elsewhere"])
