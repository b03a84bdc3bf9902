"""Maps: what they may say, and one line for each mistake in one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from playbook.errors import DataError
from playbook.intake.map_file import read_map
from tests.builders.bank_exports import MAP

SOUND = """imports:
  - file: bills.csv
    columns:
      contract: 合同号
      service: 业务
      amount_month: 金额
      from: 月份
      to: 月份
    constants:
      status: measured
"""


def said(text: str) -> list[str]:
    """The faults of a map, one a line."""
    with pytest.raises(DataError) as error:
        read_map(text, "MAP.yaml")
    return list(error.value.lines)


def test_a_map_says_what_the_bank_has() -> None:
    bills, contacts = read_map(MAP, "MAP.yaml")
    assert (bills.origin.file, bills.table.name, dict(bills.columns)) == (
        "bills*.xlsx",
        "bills",
        {"contract": "合同号", "service": "业务"},
    )
    assert bills.values["service"]["市话"] == "local_voice"
    assert bills.units["amount_month"].factor == Decimal(1)
    assert bills.unpivot is not None
    assert (bills.unpivot.into, bills.unpivot.columns) == ("amount_month", ())
    assert contacts.constants == {"by": "客户经理", "status": "illustrative", "source": "CRM"}
    assert contacts.values["power"] == {"高": "5", "中": "3", "低": "2"}


def test_bills_are_the_table_where_none_is_named() -> None:
    (item,) = read_map(SOUND, "MAP.yaml")
    assert (item.table.name, item.origin.decimal, item.origin.header) == ("bills", ".", None)


#: What is changed in the sound map, and the line that comes of it, without the file's name.
MISTAKES = [
    ("file: bills.csv", "fill: bills.csv", "row 2, column file: ''; expected the name of a file"),
    ("file: bills.csv", "fiel: bills.csv", "row 2, column fiel: 'fiel'; expected one of file, sheet"),
    ("file: bills.csv", "file: {a: b}", "row 2, column file: 'names with values'; expected one text"),
    (
        "file: bills.csv",
        "file: b\n    table: bill",
        "column table: 'bill'; expected a table of data/README.md; did you",
    ),
    ("file: bills.csv", "file: b\n    query: SELECT 1", "column query: 'SELECT 1'; expected a URL of a database and a"),
    ("file: bills.csv", "file: duckdb:///b.duckdb", "column file: 'duckdb'; expected a URL of a database and a query"),
    ("file: bills.csv", "file: b\n    encoding: gb18031", "column encoding: 'gb18031'; expected an encoding such as"),
    ("file: bills.csv", "file: b\n    separator: '~'", "column separator: '~'; expected one of ','"),
    ("file: bills.csv", "file: b\n    decimal: ;", "column decimal: ';'; expected one of '.' ','"),
    ("file: bills.csv", "file: b\n    header: one", "column header: 'one'; expected a whole number from 1 to 1000"),
    ("file: bills.csv", "file: b\n    header: 0", "column header: '0'; expected a whole number from 1 to 1000"),
    ("file: bills.csv", "file: b\n    fill: {a: b}", "column fill: 'names with values'; expected a text, or a list of"),
    (
        "contract: 合同号",
        "contrat: 合同号",
        "column columns: contrat: 'contrat'; expected a column of bills; did you mean",
    ),
    ("contract: 合同号", "contract: [合同号]", "row 4, column columns: contract: 'a list'; expected one text"),
    ("service: 业务", "services: 业务", "row 5, column columns: services: 'services'; expected a column of bills; did"),
    ("      service: 业务\n", "", "row 2: 'service'; expected this column, which bills must have; say under columns"),
    ("    constants:\n      status: measured\n", "", "row 2: 'status'; expected this column, which bills must have"),
    ("status: measured", "status: measure", "column constants: status: 'measure'; expected one of published, measured"),
    ("status: measured", "status: measured\n      service: data", "row 2: 'service'; expected a column that one of"),
    ("status: measured", "status: measured\n    unpivot: months", "row 2: 'from'; expected a column that one of"),
    (
        "    constants:",
        "    units: {amount_month: 斤}\n    constants:",
        "column units: amount_month: '斤'; expected one of",
    ),
    (
        "    constants:",
        "    units: {service: 元}\n    constants:",
        "column units: service: '元'; expected a unit for a",
    ),
    (
        "    constants:",
        "    values: {service: 市话}\n    constants:",
        "column values: service: '市话'; expected names with",
    ),
    (
        "    constants:",
        "    values: {currency: {元: CNYY}}\n    constants:",
        "column values: currency: 元: 'CNYY'; expected",
    ),
    (
        "    constants:",
        "    values: {credit: {是: maybe}}\n    constants:",
        "column values: credit: 是: 'maybe'; expected yes",
    ),
    ("    constants:", "    add: service\n    constants:", "column add: 'service'; expected a column of numbers"),
    (
        "    constants:",
        "    ids: {contract: {slag: service}}\n    constants:",
        "column ids: contract: slag: 'slag'; expected",
    ),
    (
        "    constants:",
        "    ids: {contract: number}\n    constants:",
        "column ids: contract: 'number'; expected names with",
    ),
    ("    constants:", "    drop: [押金]\n    constants:", "column drop: 'a list'; expected names with a value each"),
    (
        "    constants:",
        "    unpivot: {colums: 月}\n    constants:",
        "column unpivot: colums: 'colums'; expected one of",
    ),
    (
        "    constants:",
        "    unpivot: {year: 24}\n    constants:",
        "column unpivot: year: '24'; expected a year such as",
    ),
    (
        "service: 业务",
        'service: "? 业务 | 产品"',
        "row 5, column columns: service: this is still a question; put one of 业务 / 产品",
    ),
    (
        "service: 业务",
        "service: 业务\n      service: 产品",
        "row 6: 'service' stands in row 5 already: keep one of them",
    ),
    (
        "service: 业务",
        "service:业务",
        "row 6: 'amount_month: 金额'; expected YAML in UTF-8 that can be read: a colon needs a blank after it (row 5)",
    ),
    ("imports:", "import:", "row 1, column import: 'import'; expected one of imports; did you mean imports?"),
]


@pytest.mark.parametrize(("right", "wrong", "line"), MISTAKES, ids=[line for *_, line in MISTAKES])
def test_each_mistake_is_a_line(right: str, wrong: str, line: str) -> None:
    assert SOUND.count(right) == 1
    lines = said(SOUND.replace(right, wrong))
    assert any(line in one for one in lines), lines
    assert all(one.startswith("MAP.yaml, row ") for one in lines)


def test_a_mistake_is_told_once() -> None:
    assert len(said(SOUND.replace("service: 业务", "servise: 业务"))) == 1


@pytest.mark.parametrize("text", ["", "imports:\n", "imports: []\n", "imports: bills\n", "imports:\n  - bills\n"])
def test_a_map_without_imports_is_none(text: str) -> None:
    (line,) = said(text)
    assert "MAP.yaml" in line


def test_each_question_is_a_line() -> None:
    asked = MAP.replace("市话: local_voice", '市话: "? local_voice | internet"').replace("高: 5", '高: "?"')
    assert said(asked) == [
        "MAP.yaml, row 8, column values: service: 市话: this is still a question; put one of local_voice / internet in"
        " its place, or take the line out",
        "MAP.yaml, row 15, column values: power: 高: this is still a question; put what it is in its place, or take the"
        " line out",
    ]


def test_a_column_may_be_named_by_its_header_as_well() -> None:
    (item,) = read_map(SOUND.replace("contract: 合同号", "Contract: 合同号"), "MAP.yaml")
    assert item.columns["contract"] == "合同号"
