"""A client's tables as an import reads and writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client.tables import CLIENT_TABLES
from playbook.errors import UserError
from playbook.intake.book.convert import convert
from playbook.intake.forms import read_rows, write_rows
from tests.builders.clients import write_client

BILLS = next(table for table in CLIENT_TABLES if table.name == "bills")


def _folder(tmp_path: Path) -> Path:
    return write_client(tmp_path) / "clients" / "acme"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    rows = [{"from": "2024-01", "to": "2024-01", "contract": '0282, "x"', "service": "data", "amount_month": "5.10"}]
    write_rows(folder, {BILLS: rows})
    (again,) = read_rows(folder, [BILLS])["bills"]
    assert {name: text for name, text in again.items() if text} == rows[0]
    assert (folder / "bills.csv").read_text(encoding="utf-8").splitlines()[0] == (
        "from,to,contract,service,amount_month,status"
    )


def test_a_key_that_is_written_in_another_way_is_the_same_key(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    text = "from,to,service,amount_month,status\n2024年1月,2024/1,data,¥5,measured\n"
    (folder / "bills.csv").write_text(text, encoding="utf-8")
    (row,) = read_rows(folder, [BILLS])["bills"]
    assert (row["from"], row["to"], row["amount_month"]) == ("2024-01", "2024-01", "5")


def test_a_table_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "bills.csv").unlink()
    assert read_rows(folder, [BILLS]) == {"bills": []}


def test_nothing_is_put_into_a_table_that_is_torn(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    path = folder / "bills.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2003-01,2003\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"clients/acme/bills\.csv, row 4: '2 cells'"):
        read_rows(folder, [BILLS])


def test_a_table_that_cannot_be_written_is_a_line(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "bills.csv").unlink()
    (folder / "bills.csv").mkdir()
    (folder / "bills.csv" / "x").touch()
    with pytest.raises(UserError, match=r"bills\.csv: cannot be written"):
        write_rows(folder, {BILLS: []})


def test_a_client_that_is_a_workbook_keeps_its_form(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    convert("acme", data=root)
    folder = root / "clients" / "acme"
    rows = read_rows(folder, [BILLS])["bills"]
    write_rows(folder, {BILLS: [*rows, {**rows[0], "contract": "0282"}]})
    assert [row.get("contract", "") for row in read_rows(folder, [BILLS])["bills"]] == ["", "", "0282"]
    assert not (folder / "bills.csv").exists()
