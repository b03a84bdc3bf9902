"""What a worker says of stores that it does not see as the batch does."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.run.batch.cluster.member import BatchSpec, unseen
from playbook.run.batch.cluster.same_software import differences, versions, versions_probe


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A data folder, and a folder for plans with the batch's sign in it."""
    (tmp_path / "data" / "clients").mkdir(parents=True)
    (tmp_path / "out" / "sign").mkdir(parents=True)
    return tmp_path / "data", tmp_path / "out"


def test_nothing_is_said_of_folders_that_are_seen(folders: tuple[Path, Path]) -> None:
    data, out = folders
    assert unseen(BatchSpec("batch", str(data), str(out), "sign")) == []


def test_folders_that_are_not_there_or_others_are_said(folders: tuple[Path, Path]) -> None:
    data, out = folders
    assert unseen(BatchSpec("batch", f"{data}/elsewhere", str(out), "another-sign")) == [
        (
            f"there is no folder {data}/elsewhere/clients: put the data where every machine has it at this path, or"
            " name a URL"
        ),
        f"the folder {out} is not the one that the batch was started with: all machines must share it, or name a URL",
    ]


def test_a_store_that_cannot_be_reached_is_said_with_what_to_do(folders: tuple[Path, Path]) -> None:
    _, out = folders
    (line,) = unseen(BatchSpec("batch", "sftp://127.0.0.1:1/data", str(out), "sign"))
    assert line.startswith("opening sftp://127.0.0.1:1/data: ")
    assert line.endswith("; look whether the server runs and can be reached from this machine")


def test_a_process_like_this_one_differs_in_nothing() -> None:
    assert differences(versions(), versions_probe()(), "worker w") == []


def test_every_difference_is_named_with_both_versions() -> None:
    there = {**versions(), "python": "3.11.0", "numpy": "2.4.5"}
    del there["dask"]
    here = versions()
    assert differences(here, there, "worker w") == [
        f"worker w: python is 3.11.0, but {here['python']} here",
        f"worker w: numpy is 2.4.5, but {here['numpy']} here",
        f"worker w: dask is missing, but {here['dask']} here",
    ]


def test_a_process_that_does_not_know_the_playbook_is_said() -> None:
    assert differences(versions(), "ModuleNotFoundError: No module named 'playbook'", "worker w") == [
        "worker w: it cannot run this version of the playbook (ModuleNotFoundError: No module named 'playbook')",
    ]
