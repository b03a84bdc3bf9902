"""The command line: what it prints, where, and its exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.clients import DATA, write_client


def _playbook(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command, everything = [sys.executable, "-m", "playbook", *arguments], {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=DATA.parent, env=everything)


def test_help_teaches() -> None:
    done = _playbook("--help")
    assert done.returncode == 0
    for line in (
        "playbook list",
        "playbook check pingan-life-fuzhou",
        "playbook run pingan-life-fuzhou",
        "data/README.md",
        "Exit codes: 0",
    ):
        assert line in done.stdout


@pytest.mark.parametrize("command", ["run", "list", "check"])
def test_each_command_has_help(command: str) -> None:
    done = _playbook(command, "--help")
    assert done.returncode == 0
    assert "PLAYBOOK_DATA" in done.stdout


def test_help_imports_nothing_slow() -> None:
    code = (
        "import sys; sys.argv = ['playbook', '--help']\nfrom playbook.cli import main\ntry: main()\nexcept SystemExit:"
        " print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert loaded & {"pandas", "numpy", "matplotlib", "papermill", "nbformat", "nbconvert", "rich", "yaml"} == set()


def test_list_prints_the_clients_one_a_line() -> None:
    done = _playbook("list")
    assert (done.returncode, done.stdout.split()) == (0, ["bare-minimum", "harbour-hotels", "pingan-life-fuzhou"])


def test_the_data_folder_may_be_named_by_option_or_environment(tmp_path: Path) -> None:
    write_client(tmp_path)
    assert _playbook("list", "--data", str(tmp_path)).stdout == "acme\n"
    assert _playbook("list", PLAYBOOK_DATA=str(tmp_path)).stdout == "acme\n"
    assert _playbook("list", "--data", str(DATA), PLAYBOOK_DATA=str(tmp_path)).stdout.startswith("bare-minimum\n")


def test_check_says_ok_and_counts(tmp_path: Path) -> None:
    write_client(tmp_path)
    done = _playbook("check", "acme", "--data", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "OK  Acme as of 2003-01-23: 2 rows in 1 tables"
    assert done.stdout.splitlines()[1].split() == ["bills", "2"]


def test_check_prints_every_fault_and_ends_with_2(tmp_path: Path) -> None:
    write_client(tmp_path)
    bills = tmp_path / "clients" / "acme" / "bills.csv"
    bills.write_text(bills.read_text().replace("600", "six hundred").replace("400", "-"), encoding="utf-8")
    done = _playbook("check", "acme", "--data", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        f"clients/acme/bills.csv, row {row}, column amount_month" for row in (2, 3)
    ]
    assert "'six hundred'; expected a number" in lines[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nobody"], "no client 'nobody'"),
        (["check", "nobody"], "name one of: bare-minimum, harbour-hotels, pingan-life-fuzhou"),
        (["run", "0202"], "'0202' is not a client's id"),
        (["run", "bare-minimum", "--as-of", "soon"], "as_of: 'soon'; expected a date such as 2003-01-23"),
        (["run", "bare-minimum", "--lang", "fr"], "'fr' is not one of 'zh', 'en'"),
        (["list", "--data", "nowhere"], "nowhere"),
        (["run"], "Missing argument 'CLIENT'"),
    ],
)
def test_what_a_user_can_mend_ends_with_2_and_no_traceback(arguments: list[str], said: str, tmp_path: Path) -> None:
    extra = ["--out", str(tmp_path)] if arguments[0] == "run" and len(arguments) > 1 else []
    done = _playbook(*arguments, *extra)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_bug_ends_with_1_and_its_traceback() -> None:
    lines = (
        "import sys; sys.argv = ['playbook', 'list']",
        "import playbook.client",
        "playbook.client.list_clients = lambda root: 1 / 0",
        "from playbook.cli import main",
        "main()",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
