"""Where the table is in a sheet, and what was passed over."""

from __future__ import annotations

import pytest

from playbook.sheets.grid import Grid
from playbook.sheets.layout import Found, find_table, is_note, is_total, unit_said
from playbook.sheets.separated import read_csv
from playbook.sheets.unreadable import Unreadable

COLUMNS = {"月份", "合同", "金额"}


def _found(*rows: str) -> Found:
    cells = [row.split(",") for row in rows]
    return find_table(Grid(cells, [*range(1, len(cells) + 1)]), lambda name: name in COLUMNS)


def test_a_table_is_found_below_its_titles_and_above_its_notes() -> None:
    found = _found(
        "2024年账单,,,",
        ",,,",
        "月份,合同,,金额",
        "2024-01,A,,1",
        ",,,",
        "月份,合同,,金额",
        "2024-02,B,,2",
        "注：含税,,,",
        "制表：财务,,,",
    )
    assert (found.header, found.header_row, found.columns) == (("月份", "合同", "金额"), 3, (0, 1, 3))
    assert (found.rows, found.numbers) == ([["2024-01", "A", "1"], ["2024-02", "B", "2"]], [4, 7])
    assert [(one.how, one.row, one.count, one.text) for one in found.dropped] == [
        ("layout.title", 1, 1, "2024年账单"),
        ("layout.header_again", 6, 1, "月份 合同 金额"),
        ("layout.note", 8, 2, "注：含税 / 制表：财务"),
        ("layout.empty_column", None, 1, ""),
    ]


def test_a_table_that_begins_at_once_is_as_it_is() -> None:
    found = _found("月份,合同,金额", "2024-01,A,1", "2024-02,B")
    assert (found.rows, found.dropped) == ([["2024-01", "A", "1"], ["2024-02", "B"]], [])


def test_a_row_above_the_header_is_no_title() -> None:
    with pytest.raises(Unreadable) as raised:
        _found("2024-01,A,1", "月份,合同,金额", "2024-02,B,2")
    assert (raised.value.row, raised.value.cause) == (
        1,
        "the header stands in row 2, below rows of a table: put it first",
    )


def test_a_column_without_a_name_that_holds_something_stays() -> None:
    assert _found("月份,,金额", "2024-01,x,1").header == ("月份", "", "金额")


@pytest.mark.parametrize(
    "text", ["注：含税", "备注: x", "Source: billing", "* excluding VAT", "共 12 条", "制表人：李", "单位：元"]
)
def test_notes(text: str) -> None:
    assert is_note(["", text, ""])


@pytest.mark.parametrize("cells", [["2024-01"], ["A-1"], ["注：x", "1"], ["注册费"], ["Notebooks"], [""]])
def test_rows_are_no_notes(cells: list[str]) -> None:
    assert not is_note(cells)


@pytest.mark.parametrize("text", ["合计", "总计：", "本月合计（元）", "Total", "Grand total", "TOTAL:", "小计"])
def test_totals(text: str) -> None:
    assert is_total(["x", text, "5"])


@pytest.mark.parametrize("text", ["合同282", "Totalplan", "SUM-1", "分计282", "total bandwidth"])
def test_no_totals(text: str) -> None:
    assert not is_total([text])


@pytest.mark.parametrize(
    ("text", "unit"), [("单位：万元", "万元"), ("Amounts in thousands", "thousands"), ("单位：元", ""), ("账单", "")]
)
def test_a_title_says_its_unit(text: str, unit: str) -> None:
    assert unit_said(text) == unit


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb\n1,5\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("a，b\n1，2\n", "，"),
        ("a,b\n1;2,3;4\n", ","),
        ("a\n1\n", ","),
        ("sep=;\na;b\n1;2\n", ";"),
        ('sep=\t\n"a"\t"b"\n1\t2\n', "\t"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_separator_is_the_one_that_makes_columns(text: str, separator: str, end: str) -> None:
    grid = read_csv(text.replace("\n", end))
    assert (grid.separator, [len(row) for row in grid.rows]) == (
        separator,
        [len(line.split(separator)) for line in text.splitlines() if not line.startswith("sep")],
    )


def test_the_separator_that_is_named_is_taken() -> None:
    assert read_csv("a;b,c\n", ";").rows == [["a", "b,c"]]
