"""Workbooks as billing systems make them: real dates and numbers, merged cells, zeros that only a format shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from playbook.errors import UserError
from playbook.intake.importing import Imported, import_files
from tests.builders.clients import write_client

MAP = """imports:
  - file: "*.xlsx"
    columns: {contract: 合同号, service: 业务}
    unpivot: months
    values: {service: {市话: voice, 专线: data}}
    constants: {status: measured, source: "{file} {sheet}"}
"""


def _import(folder: Path, *fills: Callable[[Any, Any], None], text: str = MAP) -> Imported:
    root = write_client(folder / "data", {"bills": []})
    with xlsxwriter.Workbook(folder / "b.xlsx") as book:
        for number, fill in enumerate(fills, start=1):
            fill(book, book.add_worksheet(f"s{number}"))
    (folder / "MAP.yaml").write_text(text, encoding="utf-8")
    return import_files("acme", folder / "MAP.yaml", [folder / "b.xlsx"], data=root)


def _bills(folder: Path) -> list[str]:
    return (folder / "data/clients/acme/bills.csv").read_text(encoding="utf-8").splitlines()[1:]


def _numbers(book: Any, sheet: Any) -> None:
    """Dates as dates, contracts as numbers that a format gives their zeros, a service merged over two rows."""
    months, zeros = book.add_format({"num_format": "yyyy-mm"}), book.add_format({"num_format": "00000"})
    sheet.write_row(0, 0, ["业务", "合同号"])
    for column, month in enumerate((11, 12), start=2):
        sheet.write_datetime(0, column, date(2023, month, 1), months)
    sheet.merge_range(1, 0, 2, 0, "市话")
    for row, contract in enumerate((282, 6134), start=1):
        sheet.write(row, 1, contract, zeros)
        sheet.write_row(row, 2, [100.5 * row, 200 * row])
    sheet.write(3, 0, "合计")
    sheet.write_formula(3, 2, "=SUM(C2:C3)", None, 301.5)
    sheet.write_formula(3, 3, "=SUM(D2:D3)", None, 600)


def test_dates_zeros_and_merged_cells_are_as_they_are_shown(tmp_path: Path) -> None:
    imported = _import(tmp_path, _numbers)
    assert _bills(tmp_path) == [
        "2023-11,2023-11,00282,voice,100.5,measured,b.xlsx s1",
        "2023-11,2023-11,06134,voice,201,measured,b.xlsx s1",
        "2023-12,2023-12,00282,voice,200,measured,b.xlsx s1",
        "2023-12,2023-12,06134,voice,400,measured,b.xlsx s1",
    ]
    assert all(one.agrees for taken in imported.taken for one in taken.compared)


def _year(first: str, amount: float) -> Callable[[Any, Any], None]:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["合同号", "业务", f"{first}-11", f"{first}-12"])
        sheet.write_row(1, 0, ["A", "专线", amount, amount])

    return fill


def _notes(_: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["说明", "日期"])
    sheet.write_row(1, 0, ["口径", "2024"])


def test_every_sheet_with_the_maps_headers_is_taken_and_others_are_named(tmp_path: Path) -> None:
    imported = _import(tmp_path, _year("2022", 5), _year("2023", 6), _notes)
    assert [line.split(",")[0] for line in _bills(tmp_path)] == ["2022-11", "2022-12", "2023-11", "2023-12"]
    assert "  not taken, since it has not the map's headers: sheet s3" in list(imported.lines())


def test_the_same_row_in_two_sheets_is_one_and_another_amount_is_refused(tmp_path: Path) -> None:
    imported = _import(tmp_path, _year("2022", 5), _year("2022", 5))
    assert len(_bills(tmp_path)) == 2
    line = "  in 2 = 0 kept + 2 dropped (the same in b.xlsx, sheet s1: 2) + 0 refused"
    assert line in list(imported.lines())
    with pytest.raises(UserError, match=r"a row of its own; b\.xlsx, sheet s1, row 2 has"):
        _import(tmp_path, _year("2022", 5), _year("2022", 6))


def test_a_sheet_may_be_named(tmp_path: Path) -> None:
    named = MAP.replace("columns:", "sheet: s2\n    columns:")
    _import(tmp_path, _year("2022", 5), _year("2023", 6), text=named)
    assert len(_bills(tmp_path)) == 2
    with pytest.raises(UserError, match="'s9'; expected one of the sheets s1"):
        _import(tmp_path, _year("2022", 5), text=named.replace("s2", "s9"))


def test_a_header_row_may_be_named(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["合同号", "业务", "2021-11", "2021-12"])
        sheet.write_row(1, 0, ["old", "专线", 1, 1])
        sheet.write_row(2, 0, ["合同号", "业务", "2022-11", "2022-12"])
        sheet.write_row(3, 0, ["A", "专线", 5, 5])

    _import(tmp_path, fill, text=MAP.replace("columns:", "header: 3\n    columns:"))
    assert [line.split(",")[0] for line in _bills(tmp_path)] == ["2022-11", "2022-12"]


def test_an_error_in_a_cell_is_refused(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["合同号", "业务", "2022-11", "2022-12"])
        sheet.write_row(1, 0, ["A", "专线", 5])
        sheet.write_formula(1, 3, "=#REF!", None, "#REF!")

    with pytest.raises(UserError, match="row 2, column 2022-12: '#REF!'; expected a value, not a spreadsheet's error"):
        _import(tmp_path, fill)


def test_what_is_no_workbook_is_a_line(tmp_path: Path) -> None:
    _import(tmp_path, _year("2022", 5))
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UserError, match=r"b.xlsx: the workbook cannot be opened .*; open it in a spreadsheet"):
        import_files("acme", tmp_path / "MAP.yaml", [tmp_path / "b.xlsx"], data=tmp_path / "data")
