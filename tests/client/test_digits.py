"""Digits are 0-9, in one form: what a library would make of anything else is not what a reader sees."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from playbook.client.load import read_client
from playbook.client.schema import Column
from playbook.client.typing import typed_rows
from tests.builders.clients import write_client
from tests.client.damage import said

#: Every digit of every script that Unicode has, but ours and their full-width twins.
FOREIGN = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) == "Nd" and not (chr(code).isascii() or 0xFF10 <= code <= 0xFF19)
]
GOOD = {"number": "-1234.50", "integer": "12", "date": "2003-01-23", "month": "2002-10", "id": "a1"}


def _typed(kind: str, cell: str) -> tuple[object, list[str]]:
    rows, faults = typed_rows([{"x": cell}], (Column("x", kind, "x"),), "x.csv", [2])  # type: ignore[arg-type]
    return rows[0]["x"], [fault.expected for fault in faults]


@pytest.mark.parametrize("kind", GOOD)
def test_a_foreign_digit_is_a_fault(kind: str) -> None:
    assert _typed(kind, GOOD[kind])[1] == []
    draw = random.Random(kind)
    for digit in [draw.choice(FOREIGN) for _ in range(60)] + list("٣۴²½Ⅳ五"):
        place = draw.choice([place for place, letter in enumerate(GOOD[kind]) if letter.isdigit()])
        value, expected = _typed(kind, GOOD[kind][:place] + digit + GOOD[kind][place + 1 :])
        assert (value, len(expected)) == (None, 1), digit


NUMBER = "a number, written in the digits 0-9 such as 1234.5, without signs and units"
WHOLE = "a whole number, written in the digits 0-9 such as 12, without signs and units"


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        *(("number", cell, NUMBER) for cell in ("1_000", "0x10", "5.", "28k", "9" * 16, "(-5)", "5 6", "约5", ">5")),
        *(("number", cell, "a number") for cell in ("inf", "nan", "NaN", "-inf", "Infinity", "six", "三千")),
        *(("integer", cell, WHOLE) for cell in ("1.5", "1_0", "9" * 400)),
        *(
            ("date", cell, "a date such as 2003-01-23, written in the digits 0-9")
            for cell in ("20031323", "2003-W04-4", "2003年1月")
        ),
        *(
            ("date", cell, "a date such as 2003-01-23, written in the digits 0-9")
            for cell in ("23/13/2003", "2003-01-23T12:00", "民国92年1月23日")
        ),
        *(
            ("date", cell, "a date such as 2003-01-23 of the years 1800 to 2999")
            for cell in ("0001-01-01", "9999-12-31")
        ),
        ("date", "2003-02-30", "a date such as 2003-01-23"),
        *(
            ("month", cell, "a month such as 2002-10, written in the digits 0-9")
            for cell in ("2002-1-23", "200213", "2002Q4")
        ),
        *(("month", cell, "a month such as 2002-10 of the years 1800 to 2999") for cell in ("0000-01", "9999-12")),
        ("month", "2002-13", "a month such as 2002-10"),
        *(("id", cell, "an id (letters, digits, - _ .)") for cell in ("a b", "分282", "a\u200b", "-a", "a/b")),
    ],
)
def test_what_is_written_otherwise_is_a_fault_that_says_how(kind: str, cell: str, expected: str) -> None:
    assert _typed(kind, cell) == (None, [expected])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("0.25", 0.25),
        (" 100 ", 100),
        ("00100", 100),
        ("\u3000", None),
        ("\u200b", None),
        ("unknown", None),
    ],
)
def test_what_is_written_so_is_read(cell: str, value: float | None) -> None:
    assert _typed("number", cell) == (value, [])


def test_a_month_in_full_width_digits_does_not_drop_out(tmp_path: Path) -> None:
    """It passed the check, and its row was not in the base."""
    bill = {"from": "2002-10", "to": "2002-１２", "service": "data", "amount_month": 1}
    client = read_client("acme", root=write_client(tmp_path, {"bills": [bill]}))
    assert client.column("bills", "to") == ["2002-12"]
    assert [note.line for note in client.normalised] == [
        "clients/acme/bills.csv, column to: a date written in another way (row 2: '2002-１２' is '2002-12')"
    ]


@pytest.mark.parametrize("day", ["２００３-01-23", "20030123", "0001-01-01", "9999-12-31", " ", "2003-01-23 "])
def test_the_date_that_is_asked_for_is_written_so_too(tmp_path: Path, day: str) -> None:
    write_client(tmp_path)
    assert said(tmp_path, as_of=day) == [f"as_of: {day!r}; expected a date such as 2003-01-23"]


def test_the_samples_are_read_as_before(tmp_path: Path) -> None:
    client = read_client("acme", root=write_client(tmp_path))
    assert (client.warnings, [row["amount_month"] for row in client.rows("bills")]) == ((), [600, 400])
