"""The workbook form of a client: what its sheets say is what its files would say, and faults name their place on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from playbook.client.forms.examples import example_of
from playbook.client.forms.parts import CLIENT
from playbook.client.load import read_client
from tests.builders.clients import PROFILE, write_client
from tests.client.damage import said

BILLS = (
    ("from", "to", "contract", "service", "amount_month", "status", "source"),
    ("2002-10", "2002-12", "0282", "data", 600, "measured", "x"),
    ("2002-10", "2002-12", "A-1", "voice", 400.25, "measured", "x"),
)
BOOK = "clients/acme/client.xlsx"
Rows = Sequence[Sequence[Any]]


def write_book(
    folder: Path,
    sheets: Mapping[str, Rows] | None = None,
    *,
    profile: Mapping[str, object] | None = None,
    more: Callable[[Any], None] = lambda book: None,
) -> Path:
    """A data folder whose client `acme` is a workbook: its profile, its bills and these sheets."""
    root = write_client(folder)
    for path in (root / "clients" / "acme").iterdir():
        path.unlink()
    fields = [("field", "value"), *({**PROFILE, **(profile or {})}).items()]
    with xlsxwriter.Workbook(root / BOOK, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        written = sheets if sheets and "客户档案" in sheets else {"profile": fields, "bills": BILLS, **(sheets or {})}
        for title, rows in written.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    write = sheet.write_datetime if isinstance(cell, date) else sheet.write
                    write(number, place, cell, *([day] if isinstance(cell, date) else []))
        more(book)
    return root


def test_a_workbook_is_read_as_files_are(tmp_path: Path) -> None:
    client = read_client("acme", root=write_book(tmp_path))
    assert client.name.en == "Acme"
    assert [(row["row"], row["contract"], row["amount_month"]) for row in client.rows("bills")] == [
        (2, "0282", 600.0),
        (3, "A-1", 400.25),
    ]
    assert client.warnings == ()


def test_titles_above_the_header_and_empty_rows_move_no_numbers(tmp_path: Path) -> None:
    rows = (("What does the client pay?",), (), BILLS[0], (), BILLS[1], (), (), BILLS[2])
    client = read_client("acme", root=write_book(tmp_path, {"bills": rows}))
    assert [row["row"] for row in client.rows("bills")] == [5, 8]


def test_a_fault_names_the_sheet_the_row_and_the_heading(tmp_path: Path) -> None:
    rows = (("Bills",), ("From", *BILLS[0][1:]), BILLS[1], (*BILLS[2][:4], "much", *BILLS[2][5:]))
    (line,) = said(write_book(tmp_path, {"bills": rows}))
    assert line.startswith(f"{BOOK}, sheet bills, row 4, column amount_month: 'much'; expected a number")


def test_a_workbook_in_chinese_is_read_and_its_faults_are_told_in_its_own_headings(tmp_path: Path) -> None:
    header = ("起始月", "截止月", "合同号", "业务", "月均金额（元）", "数据性质", "资料来源")
    fields = [("字段", "填写"), ("客户名称", "闽江银行"), ("本地市场", "town"), ("语言", "中文"), ("数据性质", "实测")]
    rows = (header, *((*row[:5], "实测", row[6]) for row in BILLS[1:]))
    root = write_book(tmp_path, {"客户档案": fields, "账单": rows})
    client = read_client("acme", root=root)
    assert (client.language, len(client.rows("bills")), client.rows("bills")[0]["status"]) == ("zh", 2, "measured")
    late = (header, rows[1], (), (), (*rows[2][:4], "6.4 much", *rows[2][5:]))
    lines = said(write_book(tmp_path, {"客户档案": fields, "账单": late}))
    assert lines[0].startswith(f"{BOOK}, sheet 账单, row 5, column 月均金额（元）: '6.4 much'; expected a number")


def test_a_fault_of_a_field_names_its_row(tmp_path: Path) -> None:
    (line,) = said(write_book(tmp_path, profile={"language": "fr"}))
    assert line == f"{BOOK}, sheet profile, row 4, column language: 'fr'; expected one of zh, en"


@pytest.mark.parametrize(
    ("column", "cell", "line"),
    [
        ("contract", date(2002, 3, 1), "column contract: '2002-03-01'; expected text: a spreadsheet has made a date"),
        (
            "service",
            date(2002, 3, 1),
            "column service: '2002-03-01'; expected an id (letters, digits, - _ .): a",
        ),
        ("contract", 12345678901234567, "column contract: '12345678901234600'; expected the number as it was: a sp"),
        ("to", date(2002, 12, 1), "column to: '2002-12-01'; expected either the month 2002-12 or the day 2002-12-01"),
        ("amount_month", True, "column amount_month: 'yes'; expected a number"),
    ],
)
def test_what_a_spreadsheet_made_of_a_cell_is_named(tmp_path: Path, column: str, cell: Any, line: str) -> None:
    changed = [cell if name == column else value for name, value in zip(BILLS[0], BILLS[1], strict=True)]
    lines = said(write_book(tmp_path, {"bills": (BILLS[0], changed, BILLS[2])}))
    assert lines[0].startswith(f"{BOOK}, sheet bills, row 2, {line}")


def test_an_error_of_the_spreadsheet_is_no_blank_cell(tmp_path: Path) -> None:
    def more(book: Any) -> None:
        book.get_worksheet_by_name("bills").write_formula(1, 4, "=1/0", None, "#DIV/0!")

    (line,) = said(write_book(tmp_path, more=more))
    assert line.startswith(f"{BOOK}, sheet bills, row 2, column amount_month: '#DIV/0!'; expected a number")


def test_cells_that_hold_dates_are_months_and_days(tmp_path: Path) -> None:
    rows = (BILLS[0], (date(2002, 10, 1), date(2002, 12, 31), *BILLS[1][2:]), BILLS[2])
    client = read_client("acme", root=write_book(tmp_path, {"bills": rows}, profile={"as_of": date(2003, 1, 23)}))
    assert (client.rows("bills")[0]["from"], client.rows("bills")[0]["to"]) == ("2002-10", "2002-12")
    assert client.as_of == date(2003, 1, 23)
    late = write_book(tmp_path, profile={"as_of": datetime(2003, 1, 23, 9, 30)})
    assert "'2003-01-23 09:30:00'; expected a date such as 2003-01-23" in said(late)[0]


def test_a_cell_under_no_heading_is_named(tmp_path: Path) -> None:
    rows = (BILLS[0], (*BILLS[1], "", "to check"), BILLS[2])
    (line,) = said(write_book(tmp_path, {"bills": rows}))
    assert line.startswith(f"{BOOK}, sheet bills, row 2, column I: 'to check'; expected a heading above this cell")


def test_both_forms_in_one_folder_are_one_line(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    (root / "clients/acme/bills.csv").write_text("from\n")
    (line,) = said(root)
    assert line.startswith(f"{BOOK}: the workbook and bills.csv lie beside each other, and only one form is read;")
    assert "`playbook convert acme`" in line


def test_what_a_program_leaves_beside_a_workbook_is_passed_over(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    (root / "clients/acme/~$client.xlsx").write_bytes(b"\x05Ada")
    assert read_client("acme", root=root).warnings == ()


@pytest.mark.parametrize("name", ["bills.xlsx", "other.xlsx", "Client (1).xlsx", "market.xlsx"])
def test_another_workbook_is_named(tmp_path: Path, name: str) -> None:
    root = write_book(tmp_path)
    shutil.copy(root / BOOK, root / "clients/acme" / name)
    (line,) = said(root)
    assert line.startswith(f"clients/acme/{name}: not read")


def test_a_workbook_of_bills_beside_the_csv_form_is_named(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    (root / "clients/acme/bills.xlsx").write_bytes(b"PK")
    (line,) = said(root)
    assert line.startswith("clients/acme/bills.xlsx: not read; expected one bills.csv")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not packed", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_a_workbook_that_cannot_be_opened_is_one_line(tmp_path: Path, content: bytes) -> None:
    root = write_book(tmp_path)
    (root / BOOK).write_bytes(content)
    lines = said(root)
    assert lines[0].startswith(f"{BOOK}: the workbook cannot be opened")
    assert len(lines) <= 2  # and how many checks wait for it


def test_a_sheet_that_nobody_reads_is_named(tmp_path: Path) -> None:
    warned = read_client("acme", root=write_book(tmp_path, {"chat": [("hello",)], "_mine": [("hello",)]}))
    (line,) = map(str, warned.warnings)
    assert line.startswith(f"{BOOK}, sheet chat: this sheet is not read: it is no table")
    lines = said(write_book(tmp_path, {"contracs": [("contract",), ("0282",)]}))
    assert lines[0].startswith(
        f"{BOOK}, sheet contracs: this sheet is not read: no table has this name; name it contracts"
    )


def test_two_sheets_of_one_table_are_named(tmp_path: Path) -> None:
    lines = said(write_book(tmp_path, {"Bills ": BILLS}))
    assert lines[0].startswith(f"{BOOK}, sheet Bills : the sheets bills and Bills  are the same table")


def test_a_hidden_sheet_is_read(tmp_path: Path) -> None:
    root = write_book(tmp_path, more=lambda book: book.get_worksheet_by_name("bills").hide())
    assert len(read_client("acme", root=root).rows("bills")) == 2


def test_a_compulsory_sheet_that_is_missing_is_one_line(tmp_path: Path) -> None:
    lines = said(write_book(tmp_path, {"bills": ()}))
    assert lines[0].startswith(f"{BOOK}, sheet bills: ''; expected at least one row: this table is compulsory")
    assert len(lines) <= 2


EXAMPLE = example_of(next(part for part in CLIENT.parts if part.name == "bills"), "zh")


def _with_example(**changed: str) -> Rows:
    header = (*BILLS[0], "credit", "currency")
    return (header, [{**EXAMPLE, **changed}.get(name, "") for name in header], *BILLS[1:])


def test_an_example_is_passed_over_wherever_it_stands(tmp_path: Path) -> None:
    header, example, *rows = _with_example()
    for placed in ([header, example, *rows], [header, *rows, (), example]):
        assert len(read_client("acme", root=write_book(tmp_path, {"bills": placed})).rows("bills")) == 2


def test_an_example_that_somebody_has_filled_in_is_read(tmp_path: Path) -> None:
    own = {"contract": "B-7", "source": "bill run", "credit": ""}
    client = read_client("acme", root=write_book(tmp_path, {"bills": _with_example(**own)}))
    assert {row["contract"] for row in client.rows("bills")} == {"B-7", "0282", "A-1"}


def test_an_example_half_filled_in_is_named(tmp_path: Path) -> None:
    (line,) = said(write_book(tmp_path, {"bills": _with_example(contract="B-7", credit="")}))
    assert line.startswith(
        f"{BOOK}, sheet bills, row 2, column source: '示例，不读取'; expected where this row comes from"
    )


def test_own_assumptions_are_a_sheet(tmp_path: Path) -> None:
    sheet = [("id", "value", "by", "on"), ("control_warning_share", 0.25, "manager", date(2003, 1, 2))]
    client = read_client("acme", root=write_book(tmp_path, {"assumptions": sheet}))
    assert client.assume("control_warning_share") == 0.25
    assert client.assumptions["control_warning_share"].origin == "client"
    sheet[1] = ("control_warning_shore", "x", "", "")
    lines = said(write_book(tmp_path, {"assumptions": sheet}))
    assert all(line.startswith(f"{BOOK}, sheet assumptions, row 2") for line in lines[:2])
