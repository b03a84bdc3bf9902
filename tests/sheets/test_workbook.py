"""Workbooks as they are shown: what a person sees in a cell is its text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from playbook.sheets.unreadable import Unreadable
from playbook.sheets.workbook import read_workbook


def book(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook with one sheet `a`, filled by whoever asks."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as workbook:
        fill(workbook, workbook.add_worksheet("a"))
    return content.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (6134, "General", "6134"),
        (282, "00000", "00282"),
        (123456, "00000", "123456"),
        (0.1 + 0.2, "General", "0.3"),
        (1e16, "0", "10000000000000000"),
        (0.0000001, "0.0000000", "0.0000001"),
        (1234.5, "#,##0.00", "1234.5"),
        (0.23, "0%", "0.23"),
        (-1200, "#,##0", "-1200"),
        ("00282", "@", "00282"),
        ("=1+1", "@", "=1+1"),
        (True, "General", "yes"),
        (date(2023, 1, 1), "yyyy-mm", "2023-01-01"),
        (datetime(2023, 1, 1, 10, 30), "yyyy-mm-dd hh:mm", "2023-01-01 10:30:00"),
    ],
)
def test_a_cell_is_text_as_it_is_shown(value: Any, number_format: str, shown: str) -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        shape = workbook.add_format({"num_format": number_format})
        write = sheet.write_datetime if isinstance(value, date) else sheet.write
        write(1, 2, value, shape)

    grid = read_workbook(book(fill))["a"]
    assert grid.rows[1][2] == shown
    assert grid.numbers == [1, 2]


def test_an_error_and_a_formula_that_was_never_computed_are_no_blank_cells() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 1, "=B1+1", None, "")
        sheet.write_formula(0, 2, "=1+1", None, 2)
        sheet.write_formula(0, 3, '="x"', None, "x")

    assert read_workbook(book(fill))["a"].rows[0][::2] == ["#DIV/0!", "2"]
    assert read_workbook(book(fill))["a"].rows[0][3] == "x"


def test_a_cell_merged_downwards_speaks_for_its_rows_and_a_title_for_one_cell() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "title")
        sheet.merge_range(1, 0, 3, 0, "A-1")
        sheet.write(3, 2, 5)

    assert read_workbook(book(fill))["a"].rows == [
        ["title", "", ""],
        ["A-1", "", ""],
        ["A-1", "", ""],
        ["A-1", "", "5"],
    ]


def test_hidden_sheets_are_left_out_and_empty_ones_are_there() -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write(0, 0, "x")
        workbook.add_worksheet("lists").hide()
        workbook.add_worksheet("empty")

    assert {name: grid.rows for name, grid in read_workbook(book(fill)).items()} == {"a": [["x"]], "empty": []}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not packed", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_said_so(content: bytes) -> None:
    with pytest.raises(Unreadable, match="the workbook cannot be opened"):
        read_workbook(content)


@pytest.mark.parametrize(
    ("value", "shown"), [(3784.3, "3784.30"), (-0.5, "-0.50"), (600, "600.00"), (3784.305, "3784.305")]
)
def test_our_own_format_shows_zeros_after_a_number_and_hides_no_digit(value: float, shown: str) -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write(0, 0, value, workbook.add_format({"num_format": r"#,##0.00;\-#,##0.00"}))

    assert read_workbook(book(fill))["a"].rows == [[shown]]


def test_the_grid_says_which_cells_hold_dates_and_rounded_numbers() -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_datetime(0, 1, datetime(2024, 3, 1), workbook.add_format({"num_format": "yyyy-mm"}))
        sheet.write_string(0, 2, "2024-03-01")
        sheet.write_number(1, 0, 12345678901234567)
        sheet.write_number(1, 1, 123456789012345)

    grid = read_workbook(book(fill))["a"]
    assert (grid.dates, grid.rounded) == ({(0, 1)}, {(1, 0)})


def test_hidden_sheets_are_read_on_request() -> None:
    def fill(workbook: Any, _: Any) -> None:
        workbook.add_worksheet("lists").very_hidden()

    assert [*read_workbook(book(fill), hidden=True)] == ["a", "lists"]
