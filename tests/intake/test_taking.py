"""What is done to a source's rows: what is read, dropped, refused, and said, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.errors import UserError
from playbook.intake.importing import import_files
from tests.builders.clients import write_client

HEADER = "合同号,业务,账期,金额\n"
COLUMNS = "columns: {contract: 合同号, service: 业务, from: 账期, to: 账期, amount_month: 金额}"
VALUES = "values: {service: {市话: voice, 专线: data}}"


def _import(folder: Path, text: str | bytes, *more: str, columns: str = COLUMNS, values: str = VALUES) -> list[str]:
    """The account of an import of one CSV file by a map with these lines."""
    root = write_client(folder / "data", {"bills": []})
    lines = ["imports:", "  - file: b.csv", *(f"    {line}" for line in (columns, values, *more) if line)]
    lines += [] if any("constants" in line for line in more) else ["    constants: {status: measured}"]
    (folder / "MAP.yaml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "b.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    imported = import_files("acme", folder / "MAP.yaml", [folder / "b.csv"], data=root)
    return [line.strip() for line in imported.lines()]


def _bills(folder: Path) -> list[list[str]]:
    """The first five cells of each bill: from, to, contract, service, amount."""
    lines = (folder / "data/clients/acme/bills.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",")[:5] for line in lines]


def _refused(folder: Path, text: str, *more: str, **request: str) -> list[str]:
    with pytest.raises(UserError) as error:
        _import(folder, text, *more, **request)
    assert _bills_are_as_they_were(folder)
    return list(error.value.lines)


def _bills_are_as_they_were(folder: Path) -> bool:
    return len((folder / "data/clients/acme/bills.csv").read_text(encoding="utf-8").splitlines()) == 1


#: A row, what more the map says, and the amount in yuan and what is said of it.
READ = [
    ("A-1,市话,2024-01,6.4", "units: {amount_month: 万元}", "64000", "amount_month: 万元 times 10,000, once"),
    ("A-1,市话,2024-01,6.4万", "", "64000", "amount_month: 千, 万, 百万 or 亿 written out, once"),
    (
        "A-1,市话,2024-01,6.4万",
        "units: {amount_month: 万元}",
        "64000",
        "amount_month: 千, 万, 百万 or 亿 written out, once",
    ),
    (
        "A-1,市话,2024-01,6.4万",
        "units: {amount_month: 元}",
        "64000",
        "amount_month: 千, 万, 百万 or 亿 written out, once",
    ),
    ('A-1,市话,2024-01,"1,234.50"', "", "1234.50", "amount_month: marks of thousands taken out, once"),
    ('A-1,市话,2024-01,"1.234,5"', 'decimal: ","', "1234.5", "amount_month: decimal comma made a point"),
    ("A-1,市话,2024-01,1.234", 'decimal: ","', "1234", "amount_month: marks of thousands taken out, once"),
    ("A-1,市话,2024-01,¥3000", "", "3000", "amount_month: sign of a currency taken off, once"),
    (
        "A-1,市话,2024-01,€3000",
        "constants: {status: measured, currency: EUR}",
        "3000",
        "amount_month: sign of a currency",
    ),
    ("A-1,市话,2024-01,１２３４", "", "1234", "amount_month: full-width characters"),
    ("A-1,市话,2024年1月,5", "", "5", "from: a month as people write it, once, first in row 2, column 账期"),
    ("A-1,市话,2024/1/31,5", "", "5", "from: a day, taken for its month, once, first in row 2, column 账期"),
    ("A-1,市话,202401,5", "", "5", "to: a month as people write it, once, first in row 2, column 账期"),
]


@pytest.mark.parametrize(("row", "more", "amount", "line"), READ, ids=[f"{row} {more}" for row, more, *_ in READ])
def test_a_cell_is_understood_and_that_is_said(tmp_path: Path, row: str, more: str, amount: str, line: str) -> None:
    lines = _import(tmp_path, HEADER + row + "\n", more)
    assert _bills(tmp_path) == [["2024-01", "2024-01", "A-1", "voice", amount]]
    assert any(one.startswith(line) for one in lines), lines


#: A row, what more the map says, and the line of its refusal.
REFUSED = [
    ("A-1,市话,2024-01,ten", "", "row 2, column 金额: 'ten'; expected a number"),
    ("A-1,市话,2024-01,", "", "row 2, column 金额: ''; expected a number"),
    (
        'A-1,市话,2024-01,"12,34"',
        "",
        "row 2, column 金额: '12,34'; expected a number that can be read in one way, not as",
    ),
    (
        "A-1,市话,2024-01,12.5",
        'decimal: ","',
        "row 2, column 金额: '12.5'; expected a number that can be read in one way",
    ),
    (
        "A-1,市话,2024-01,6.4亿",
        "units: {amount_month: 万元}",
        "row 2, column 金额: '6.4亿'; expected a number in 万元, as",
    ),
    (
        "A-1,市话,2024-01,23%",
        "",
        "row 2, column 金额: '23%'; expected a number that can be read in one way, not as 0.23",
    ),
    (
        "A-1,市话,2024-01,23%",
        "units: {amount_month: 元}",
        "row 2, column 金额: '23%'; expected a number that can be read",
    ),
    (
        "A-1,市话,2024-01,23%",
        "units: {amount_month: 千元}",
        "row 2, column 金额: '23%'; expected a number in 千元, as the",
    ),
    ("A-1,市话,2024-01,€5", "", "row 2, column 金额: '€5'; expected an amount in CNY; say which it is: constants:"),
    (
        "A-1,市话,2024-01,#REF!",
        "",
        "row 2, column 金额: '#REF!'; expected a value, not a spreadsheet's error; mend the",
    ),
    ("A-1,市话,2024-13,5", "", "row 2, column 账期: '2024-13'; expected a month such as 2002-10"),
    ("A-1,市话,02/03/2024,5", "", "row 2, column 账期: '02/03/2024'; expected a month such as 2002-10"),
    (
        "A-1,短信,2024-01,5",
        "",
        "row 2, column 业务: '短信'; expected one of the values that the map lists; say in the map",
    ),
    ("A-1,,2024-01,5", "", "row 2, column 业务: ''; expected an id"),
    (
        "1.23E+05,市话,2024-01,5",
        "",
        "row 2, column 合同号: '1.23E+05'; expected the number as it was before a spreadsheet",
    ),
    (
        "282.0,市话,2024-01,5",
        "",
        "row 2, column 合同号: '282.0'; expected a number as text (282 with a spreadsheet's .0",
    ),
    ("A-1,市话,2024-01", "", "row 2: 3 cells, where the header has 4: the row is cut short; mend the row"),
    (
        "A-1,市话,2024-01,1,234.50",
        "",
        "row 2: 5 cells, where the header has 4: a separator within a cell?; mend the row",
    ),
    (
        "A-1,市话,2024-01,5\nA-1,市话,2024-01,6",
        "",
        "row 3: '2024-01 2024-01 A-1 voice'; expected a row of its own; row 2",
    ),
    (
        "A-1,市话,2024-01,5\n,市话,2024-02,6",
        "",
        "row 3, column 合同号: ''; expected text: a blank may mean the cell above",
    ),
]


@pytest.mark.parametrize(("row", "more", "line"), REFUSED, ids=[f"{row} {more}" for row, more, _ in REFUSED])
def test_what_cannot_be_told_is_refused_in_a_line(tmp_path: Path, row: str, more: str, line: str) -> None:
    lines = _refused(tmp_path, HEADER + row + "\n", more)
    assert lines[0].startswith(f"b.csv, {line}"), lines[0]
    assert " + 1 refused" in lines[1]
    assert len(lines) == 4


#: A map that does not fit its file.
MISFITS = [
    (
        "合同,业务,账期,金额\nA,市话,2024-01,5\n",
        "b.csv, row 1, column 合同号: '合同号'; expected one of the headers that are",
    ),
    (
        "合同号,业务,账期,金额,金额\nA,市话,2024-01,5,6\n",
        "b.csv, row 1, column 金额: '金额'; expected a header that stands once",
    ),
    (
        "合同号,业务,账期,金额\nA,市话,2024-01,5\n单位：万元,,,\n",
        "b.csv: the sheet says that its amounts are in 万元, and the map says no unit",
    ),
]


@pytest.mark.parametrize(("text", "line"), MISFITS)
def test_a_map_that_does_not_fit_is_a_line(tmp_path: Path, text: str, line: str) -> None:
    assert _refused(tmp_path, text)[0].startswith(line)


def test_a_header_with_another_unit_than_the_map_says_is_named(tmp_path: Path) -> None:
    columns = COLUMNS.replace("金额", "金额（万元）")
    text = HEADER.replace("金额", "金额（万元）") + "A,市话,2024-01,5\n"
    assert _refused(tmp_path, text, columns=columns)[0].endswith("units: {amount_month: 万元}")
    lines = _import(tmp_path, text, "units: {amount_month: 元}", columns=columns)
    assert "warning: the sheet says 万元, the map 元" in lines


def test_blanks_mean_the_cell_above_where_the_map_says_so(tmp_path: Path) -> None:
    _import(tmp_path, HEADER + "A-1,市话,2024-01,5\n,专线,2024-01,6\n", "fill: 合同号")
    assert [bill[2:] for bill in _bills(tmp_path)] == [["A-1", "voice", "5"], ["A-1", "data", "6"]]


def test_blanks_are_unknown_where_the_map_says_so(tmp_path: Path) -> None:
    values = "values: {service: {市话: voice, 专线: data}, contract: {'': unknown}}"
    _import(tmp_path, HEADER + "A-1,市话,2024-01,5\n,专线,2024-01,6\n", values=values.replace("'': ", "A-1: A-1, '': "))
    assert [bill[2:] for bill in _bills(tmp_path)] == [["A-1", "voice", "5"], ["", "data", "6"]]


def test_rows_are_dropped_by_what_a_column_says(tmp_path: Path) -> None:
    text = HEADER + "A-1,市话,2024-01,5\nA-1,押金,2024-01,6\nA-1,测试号,2024-01,7\n"
    lines = _import(tmp_path, text, "drop: {业务: [押金, 测试*]}")
    assert "in 3 = 1 kept + 2 dropped (业务 is 押金: 1, 业务 is 测试号: 1) + 0 refused" in lines
    assert "amount_month: 18 = 5 + 13 + 0" in lines


def test_rows_without_an_amount_may_be_dropped(tmp_path: Path) -> None:
    text = HEADER + "A-1,市话,2024-01,5\nA-1,专线,2024-01,\n"
    assert _refused(tmp_path, text)[0].endswith("fill it in, or leave such rows out: drop: {金额: ''}")
    assert 'in 2 = 1 kept + 1 dropped (金额 is "": 1) + 0 refused' in _import(tmp_path, text, "drop: {金额: ''}")


def test_a_dash_in_a_month_is_no_amount_and_a_month_of_two_readings_a_line(tmp_path: Path) -> None:
    text, columns = "合同号,业务,2023-11,2023-12\nA-1,市话,-,5\n", "columns: {contract: 合同号, service: 业务}"
    lines = _import(tmp_path, text, "unpivot: months", columns=columns)
    assert "in 2 = 1 kept + 1 dropped (no amount: 1) + 0 refused" in lines
    write_client(tmp_path / "data", {"bills": []})
    (line, *_) = _refused(tmp_path, text.replace("2023-11", "2023.1"), "unpivot: months", columns=columns)
    assert line == (
        "b.csv, row 1, column 2023.1: '2023.1'; expected a month that can be read in one way, not as 2023-01 / 2023-10"
    )


def test_rows_of_one_key_are_added_up_where_the_map_says_so(tmp_path: Path) -> None:
    text = HEADER + "A-1,市话,2024-01,5.10\nA-1,市话,2024-01,6.20\nA-1,市话,2024-02,1\n"
    lines = _import(tmp_path, text, "add: amount_month")
    assert [bill[0::4] for bill in _bills(tmp_path)] == [["2024-01", "11.30"], ["2024-02", "1"]]
    assert "in 3 = 3 kept + 0 dropped + 0 refused" in lines
    assert "amount_month: 12.30 = 12.30 + 0 + 0" in lines


def test_months_without_their_year_take_it_from_the_map(tmp_path: Path) -> None:
    text = "合同号,业务,11月,12月,合计\nA-1,市话,5,,5\n"
    columns = "columns: {contract: 合同号, service: 业务}"
    lines = _import(tmp_path, text, 'unpivot: {columns: "*月", year: 2023}', columns=columns)
    assert _bills(tmp_path) == [["2023-11", "2023-11", "A-1", "voice", "5"]]
    assert "in 2 = 1 kept + 1 dropped (no amount: 1) + 0 refused" in lines
    assert "not taken: the columns 合计" in lines


def test_subtotals_are_held_against_their_own_rows(tmp_path: Path) -> None:
    text = HEADER + "A,市话,2024-01,5\nA,专线,2024-01,6\n小计,,,11\nB,市话,2024-01,7\n小计,,,7\n合计,,,18\n"
    lines = _import(tmp_path, text)
    assert "the totals of row 4, 6, 7 agree with the rows above them" in lines
    assert "in 6 = 3 kept + 3 dropped (a total: 3) + 0 refused" in lines
    assert "amount_month: 54 = 18 + 36 + 0" in lines


def test_an_encoding_is_said_and_may_be_stated(tmp_path: Path) -> None:
    text = HEADER + "A-1,市话,2024-01,5\n"
    assert "read as GB18030 (GBK)" in _import(tmp_path, text.encode("gb18030"))
    _import(tmp_path, text.encode("utf-16"), "encoding: utf-16")
    assert _bills(tmp_path) == [["2024-01", "2024-01", "A-1", "voice", "5"]]


def test_a_cell_that_begins_a_formula_stays_text(tmp_path: Path) -> None:
    _import(tmp_path, HEADER + '"=1+1",市话,2024-01,5\n')
    assert _bills(tmp_path)[0][2] == "=1+1"
