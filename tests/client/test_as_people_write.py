"""A client whose cells and files are written as people write them is the client of the codebook, or a fault says both
readings."""

from __future__ import annotations

import csv
import io
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from opencc import OpenCC

from playbook.client.load import read_client
from playbook.client.market_tables import MARKET_TABLES
from playbook.client.model import Client
from playbook.client.schema import Column, Table
from playbook.client.tables import CLIENT_TABLES
from playbook.client.typing import typed_rows
from playbook.client.words import header as words_of
from playbook.client.words import variants
from playbook.units import Lang
from tests.builders.clients import DATA, write_client
from tests.client.damage import HEADER, bills, said

SAMPLE = "harbour-hotels"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _wide(text: str) -> str:
    return "".join(chr(0xFEE0 + ord(letter)) if letter.isdigit() else letter for letter in text)


def _number(draw: random.Random, column: Column, text: str) -> str:
    forms = [text, _wide(text), f"\u00a0{text}\u200b", f"+{text}" if not text.startswith("-") else text]
    whole, _, part = text.lstrip("-").partition(".")
    forms.append(("-" if text.startswith("-") else "") + f"{int(whole):,}" + (f".{part}" if part else ""))
    if text.startswith("-"):
        forms += [f"({text[1:]})", f"{text[1:]}-", text.replace("-", "−")]
    if column.unit.startswith("currency") and not text.startswith("-"):
        forms += [f"£{text}", f"GBP {text}"]
    if column.kind == "integer":
        forms.append(f"{text}.0")
    return draw.choice(forms)


def _date(draw: random.Random, column: Column, text: str) -> str:
    year, month, *day = map(int, text.split("-"))
    if day:
        forms = [
            text,
            f"{year}/{month}/{day[0]}",
            f"{year}.{month}.{day[0]}",
            f"{year}年{month}月{day[0]}日",
            _wide(text),
        ]
        forms += [f"{year}{month:02}{day[0]:02}", f"{day[0]} {MONTHS[month - 1]} {year}", f"{text} 00:00:00"]
        return draw.choice(forms)
    forms = [text, f"{year}/{month}", f"{year}年{month}月", f"{MONTHS[month - 1]}-{year % 100:02}", f"{year}{month:02}"]
    return draw.choice([*forms, f"{month:02}/{year}", f"{MONTHS[month - 1]} {year}", _wide(text)])


def _choice(draw: random.Random, column: Column, text: str) -> str:
    """Any of the words for it."""
    others = [word for word, value in variants(column).items() if value == text]
    return draw.choice([text, text.upper(), _wide(text), f" {text}\u200b", *others])


FORMS: dict[str, Callable[[random.Random, Column, str], str]] = {
    "number": _number,
    "integer": _number,
    "date": _date,
    "month": _date,
    "period": _date,
    "choice": _choice,
    "flag": _choice,
}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _text(rows: list[list[str]], separator: str = ",", end: str = "\n") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator=end).writerows(rows)
    return file.getvalue()


def _rewritten(draw: random.Random, path: Path, table: Table) -> str:
    """A table's file with every cell in a form that people write it in."""
    header, *rows = _rows(path)
    columns = {column.name: column for column in table.columns}
    for row in rows:
        for place, name in enumerate(header):
            if row[place] not in ("", "unknown") and (form := FORMS.get(columns[name].kind)):
                row[place] = form(draw, columns[name], row[place])
    lang: Lang = draw.choice(["zh", "en"])
    return _text([[words_of(table.name, columns[name], lang) for name in header], *rows])


def _contents(client: Client) -> dict[str, list[dict[str, Any]]]:
    """What a client's tables hold; NaN as None, since it equals nothing."""
    names = [*client.frames, *client.market.frames]
    return {
        name: [
            {key: None if value != value else value for key, value in row.items()}
            for row in client.tables(name).rows(name)
        ]
        for name in names
    }


def _files(root: Path, client: str) -> list[tuple[Path, Table]]:
    """The tables' files of a client and its market."""
    market = read_client(client, root=root).market.id
    found = [(root / "clients" / client / f"{table.name}.csv", table) for table in CLIENT_TABLES]
    found += [(root / "markets" / market / f"{table.name}.csv", table) for table in MARKET_TABLES]
    return [(path, table) for path, table in found if path.is_file()]


@pytest.mark.parametrize("seed", range(4))
def test_cells_as_people_write_them_are_the_same_client(tmp_path: Path, seed: int) -> None:
    root = Path(shutil.copytree(DATA, tmp_path / "data"))
    before, draw = _contents(read_client(SAMPLE, root=root)), random.Random(seed)
    for path, table in _files(root, SAMPLE):
        path.write_text(_rewritten(draw, path, table), encoding="utf-8")
    after = read_client(SAMPLE, root=root)
    assert _contents(after) == before
    assert len(after.normalised) > 50
    assert all(note.count and note.how for note in after.normalised)


@pytest.mark.parametrize(
    ("client", "encodings"),
    [
        (SAMPLE, ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        ("pingan-life-fuzhou", ("utf-8-sig", "utf-16", "utf-16-be", "gb18030")),
    ],
)
def test_files_in_any_encoding_separator_and_line_end_are_the_same_client(
    tmp_path: Path, client: str, encodings: tuple[str, ...]
) -> None:
    root = Path(shutil.copytree(DATA, tmp_path / "data"))
    before, draw = _contents(read_client(client, root=root)), random.Random(client)
    for path, _ in _files(root, client):
        text = _text(_rows(path), draw.choice(",;\t|"), draw.choice(["\n", "\r\n", "\r"]))
        encoding = draw.choice(encodings)
        is_ascii = text.isascii() and encoding == "gb18030"
        path.write_bytes(text.encode("utf-8" if is_ascii else encoding))
    assert _contents(read_client(client, root=root)) == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.integers(0, 10**6))
def test_titles_notes_empty_columns_and_totals_change_nothing(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    rows = [
        ["2002-10", "2002-10", f"A-{number}", "data", str(draw.randint(100, 999)), "measured", ""]
        for number in range(4)
    ]
    table = [HEADER.strip().split(","), *rows]
    expected = [(row[2], float(row[4])) for row in rows]
    if draw.random() < 0.5:
        table.append(["合计", "", "", "", str(sum(int(row[4]) for row in rows)), "", ""])
    if draw.random() < 0.5:
        table.append(["注：含税", *[""] * 6])
    if draw.random() < 0.5:
        table = [[*row, "", ""] for row in table]
    for _ in range(draw.randint(0, 2)):
        table.insert(draw.randint(1, 4), [""] * len(table[0]))
    if draw.random() < 0.5:
        table = [["2002年10月账单", *[""] * (len(table[0]) - 1)], [""] * len(table[0]), *table]
    root = write_client(tmp_path)
    (root / "clients/acme/bills.csv").write_text(_text(table), encoding="utf-8")
    client = read_client("acme", root=root)
    assert sorted((row["contract"], row["amount_month"]) for row in client.rows("bills")) == sorted(expected)


AMBIGUOUS = [
    ("amount_month", "1,23", "1.23 or 123"),
    ("amount_month", "1.234,5", "1234.5 or 12345"),
    ("amount_month", "-", "0 or unknown (a blank)"),
    ("amount_month", "无", "0 or unknown (a blank)"),
    ("amount_month", "23%", "0.23 or 23"),
    ("amount_month", "1.5E+3", "1500"),
    ("from", "3-1", "3 January or 1 March"),
    ("from", "02/03/2002", "2002-02-03 or 2002-03-02"),
    ("from", "2002.1", "2002-01 or 2002-10"),
]


@pytest.mark.parametrize(("column", "cell", "readings"), AMBIGUOUS)
def test_what_may_be_two_things_is_a_fault_that_says_both(
    tmp_path: Path, column: str, cell: str, readings: str
) -> None:
    row = {"from": "2002-10", "to": "2002-10", "contract": "A", "service": "data", "amount_month": "1"}
    write_client(tmp_path, {"bills": [row | {"contract": "B"}, row | {column: cell}]})
    (line,) = said(tmp_path)
    assert line.startswith(f"clients/acme/bills.csv, row 3, column {column}: {cell!r}; expected a ")
    assert line.endswith(f"; it may be {readings}: write the one that is meant")


SHARE = Column("x", "number", "x", low=0, high=1)
AMOUNT = Column("x", "number", "x", unit="currency a month")
KBPS = Column("x", "number", "x", unit="kbit/s")
COUNT = Column("x", "integer", "x")


@pytest.mark.parametrize(
    ("column", "cell", "value", "mend"),
    [
        (SHARE, "23%", 0.23, ""),
        (SHARE, "0.5‰", 0.0005, ""),
        (SHARE, "8", None, "it may be 0.08 (8%) or 8: write the one that is meant"),
        (SHARE, "120%", None, ""),
        (AMOUNT, "6.4万", 64000, ""),
        (AMOUNT, "¥3,000", 3000, ""),
        (KBPS, "2万", None, ""),
        (KBPS, "¥5", None, ""),
        (KBPS, "—", None, ""),
        (COUNT, "1.2万", 12000, ""),
        (COUNT, "12.0", 12, ""),
        (COUNT, "12.5", None, ""),
        (Column("x", "date", "x"), "未知", None, ""),
        (Column("x", "choice", "x", allowed=("main", "backup")), "N/A", None, ""),
        (Column("x", "ids", "x"), "无", (), ""),
        (Column("x", "ids", "x"), "a、b, c", ("a", "b", "c"), ""),
        (
            Column("x", "ids", "x", blank="every site"),
            "无",
            None,
            "it may be a blank, which says: every site or unknown: write",
        ),
        (Column("x", "id", "x"), "n/a", None, ""),
        (Column("x", "flag", "x"), "YES", True, ""),
    ],
)
def test_a_cell_is_understood_by_its_column(column: Column, cell: str, value: object, mend: str) -> None:
    rows, faults = typed_rows([{"x": cell}], (column,), "x.csv", [2])
    assert rows[0]["x"] == value
    assert [fault.mend[: len(mend)] for fault in faults if mend] == ([mend] if mend else [])


@settings(deadline=None)
@given(
    some.sampled_from([SHARE, AMOUNT, KBPS]),
    some.decimals(min_value=0, max_value=1, places=4).map(lambda number: f"{number:f}"),
)
def test_a_number_that_is_right_is_never_changed(column: Column, text: str) -> None:
    noted: list[Any] = []
    rows, faults = typed_rows([{"x": text}], (column,), "x.csv", [2], noted=noted)
    assert (rows, faults, noted) == ([{"x": float(text)}], [], [])


def test_the_samples_need_no_understanding() -> None:
    for client in sorted(path.name for path in (DATA / "clients").iterdir()):
        assert read_client(client, root=DATA).normalised == ()


def test_what_was_understood_is_listed_with_its_first_place_and_its_number(tmp_path: Path) -> None:
    rows = [f'2002-{month:02},2002/{month},A-1,data,"1,0{month:02}.50",measured,x' for month in (7, 8, 9)]
    root = write_client(tmp_path)
    (root / "clients/acme/bills.csv").write_text(bills(*rows), encoding="utf-8")
    assert [note.line for note in read_client("acme", root=root).normalised] == [
        "clients/acme/bills.csv, column amount_month: marks of thousands taken out"
        " (row 2: '1,007.50' is '1007.50'; 3 times)",
        "clients/acme/bills.csv, column to: a date written in another way (row 2: '2002/7' is '2002-07'; 3 times)",
    ]


def test_the_sign_of_another_currency_is_a_fault(tmp_path: Path) -> None:
    write_client(tmp_path, {"bills": [{"from": "2002-10", "to": "2002-10", "service": "data", "amount_month": "£5"}]})
    assert said(tmp_path) == [
        "clients/acme/bills.csv, row 2, column amount_month: '£5'; expected an amount in CNY, the currency of every"
        " amount; write what it comes to in CNY"
    ]


def test_a_month_that_a_spreadsheet_made_its_first_day_is_the_month(tmp_path: Path) -> None:
    bill = {"from": "2002/10/1", "to": "2002/10/1", "service": "data", "amount_month": 5}
    client = read_client("acme", root=write_client(tmp_path, {"bills": [bill]}))
    assert [(row["from"], row["to"]) for row in client.rows("bills")] == [("2002-10", "2002-10")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_profile_as_people_write_it(tmp_path: Path, encoding: str) -> None:
    root = write_client(tmp_path)
    text = "name: 福州银行\nMarket: town\nlanguage: EN\nstatus: measured\nas_of: 2003年1月23日\npayments_month: 6.4万\n"
    (root / "clients/acme/profile.yaml").write_bytes(text.encode(encoding))
    client = read_client("acme", root=root)
    assert (client.as_of, client.profile["payments_month"], client.market.id) == (date(2003, 1, 23), 64000, "town")
    lines = [note.line for note in client.normalised if note.column]
    assert (
        "clients/acme/profile.yaml, column payments_month: 千, 万, 百万 or 亿 written out (row 6: '6.4万' is '64000')"
        in lines
    )


def test_a_table_in_traditional_chinese_is_read(tmp_path: Path) -> None:
    """Its header is the codebook's, in traditional characters."""
    sites = [{"site": site, "name": site, "level": "branch"} for site in ("a", "b")]
    root = write_client(tmp_path, {"sites": sites})
    table = next(table for table in CLIENT_TABLES if table.name == "links")
    names = ("link", "from_site", "to_site", "technology", "role", "state", "status")
    header = ",".join(words_of("links", table.column(name), "zh") for name in names)
    text = OpenCC("s2t").convert(header) + "\nl1,a,b,光纖,主用,現有,實測\n"
    (root / "clients/acme/links.csv").write_bytes(text.encode("big5"))
    (row,) = read_client("acme", root=root).rows("links")
    assert (row["to_site"], row["technology"], row["role"], row["state"]) == ("b", "fibre", "main", "existing")
