"""The import command: what it prints, in which language, and its exit codes."""

from __future__ import annotations

from contextvars import Context, copy_context
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli import cli
from playbook.errors import UserError
from playbook.messages import printed, spoken
from tests.builders.bank_exports import MAP, bills_workbook, write_bank


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the bank's exports, and a data folder for them."""
    monkeypatch.setenv("PLAYBOOK_DATA", str(write_bank(tmp_path)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> Result:
    return _asked(*arguments)[0]


def _asked(*arguments: str) -> tuple[Result, Context]:
    """What came of a command, and where the language that it asked for is known."""
    context = copy_context()
    return context.run(CliRunner().invoke, cli, ["import", *arguments]), context


def _said(*arguments: str) -> tuple[str, ...]:
    """The lines of an error, in the language of the terminal."""
    done, context = _asked(*arguments)
    assert isinstance(done.exception, UserError), done.exception
    return tuple(printed(line, context.run(spoken)) for line in done.exception.lines)


def test_it_ends_with_what_the_bills_come_to(bank: Path) -> None:
    done = _run("acme", "--map", "MAP.yaml", "bills.xlsx", "crm.csv")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert "bills: 98 added, 0 replaced, 0 unchanged" in lines
    assert "base, 2023-12 to 2024-02: ¥167,619.61 a month" in lines


def test_it_speaks_chinese(bank: Path) -> None:
    lines = _run("acme", "--map", "MAP.yaml", "bills.xlsx", "--lang", "zh").output.splitlines()
    assert "  2023-01至2024-02共14个月份列转为行" in lines
    assert "  读入112 = 保留98 + 舍去14（合计行：14） + 拒收0" in lines
    assert "bills：新增98行，替换0行，未变0行" in lines


def test_a_refusal_speaks_chinese_too(bank: Path) -> None:
    (bank / "MAP.yaml").write_text(MAP.replace("市话: local_voice, ", ""), encoding="utf-8")
    lines = _said("acme", "--map", "MAP.yaml", "bills.xlsx", "--lang", "zh")
    assert lines[-1] == "未写入任何内容：请更正这些行，或在映射文件中说明其含义"


def test_guess_then_import_is_all_there_is_to_do(bank: Path) -> None:
    done = _run("--guess", "bills.xlsx", "--out", "new.yaml")
    assert done.output.splitlines() == ["new.yaml: read it, answer each question (?), then import with --map"]
    assert _run("acme", "--map", "new.yaml", "bills.xlsx").exit_code == 0
    assert len((bank / "data/clients/acme/bills.csv").read_text(encoding="utf-8").splitlines()) == 99


def test_a_guess_is_printed_and_knows_the_clients_market(bank: Path) -> None:
    assert _run("--guess", "bills.xlsx").output == _run("acme", "--guess", "bills.xlsx").output
    assert "        市话: local_voice" in _run("acme", "--guess", "bills.xlsx").output.splitlines()


def test_a_guess_takes_no_files_place(bank: Path) -> None:
    assert _said("--guess", "bills.xlsx", "--out", "MAP.yaml") == (
        "MAP.yaml is there already: name another file with --out",
    )
    assert (bank / "MAP.yaml").read_text(encoding="utf-8") == MAP


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("acme", "bills.xlsx"), "no map is named: give one with --map, or have one written by --guess"),
        (("acme", "--map", "no.yaml", "bills.xlsx"), "no.yaml: cannot be read (No such file or directory)"),
        (("acme", "--map", "MAP.yaml", "bills-9.xlsx"), "bills-9.xlsx: cannot be read (No such file or directory)"),
        (("acme", "--map", "MAP.yaml"), "no file is named; the map is about bills*.xlsx, crm*.csv"),
        (
            ("acme", "--map", "MAP.yaml", "MAP.yaml"),
            "MAP.yaml: no import of the map is about it; its files are bills*.xlsx, crm*.csv",
        ),
        (("nobody", "--map", "MAP.yaml", "bills.xlsx"), "no client 'nobody'"),
        (("--guess", "no.csv"), "no.csv: cannot be read (No such file or directory)"),
    ],
)
def test_what_cannot_be_done_is_a_line(bank: Path, arguments: tuple[str, ...], line: str) -> None:
    assert _said(*arguments)[0] == line


def test_what_check_finds_at_fault_is_said_after_it(bank: Path) -> None:
    amounts = {("6134", "市话"): " ".join(["10.00"] * 14)}
    (bank / "bills.xlsx").write_bytes(bills_workbook(amounts))
    (bank / "MAP.yaml").write_text(MAP.replace("市话: local_voice", "市话: local_voise"), encoding="utf-8")
    done = _run("acme", "--map", "MAP.yaml", "bills.xlsx")
    assert done.exit_code == 0
    assert any(
        line.startswith("check: clients/acme/bills.csv, row 2, column service") for line in done.output.splitlines()
    )
