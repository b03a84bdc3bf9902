"""One id has one spelling; rows of totals and what a spreadsheet made of a number are named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from playbook.client.load import read_client
from playbook.client.mangled import power_of_ten
from playbook.client.spellings import plain
from tests.builders.clients import write_client
from tests.client.damage import said

Row = dict[str, object]
#: What a keyboard, a spreadsheet or a web page makes of A-1.
SPELLINGS = (
    "a-1",
    "Ａ-1",
    "A-１",
    "A－1",
    "A‐1",
    "A–1",
    "A\u200b-1",
    "\ufeffA-1",
    "A-1\u00ad",
    "A-1\u202c",
    "A-1\u2060",
    "A-1\ufe0f",
)


def _bill(month: int, contract: object, **other: object) -> Row:
    return {
        "from": f"2002-{month:02}",
        "to": f"2002-{month:02}",
        "contract": contract,
        "service": "data",
        "amount_month": 100,
        **other,
    }


def _warned(folder: Path, **tables: list[Row]) -> list[str]:
    return [str(warning) for warning in read_client("acme", root=write_client(folder, tables)).warnings]


@pytest.mark.parametrize("other", SPELLINGS)
def test_two_spellings_of_a_contract_are_one_fault(tmp_path: Path, other: str) -> None:
    write_client(tmp_path, {"bills": [_bill(7, "A-1"), _bill(8, "A-1"), _bill(9, other), _bill(10, other)]})
    expected = "'A-1', as in bills.csv, row 2 (2 rows): two spellings of one contract; so in 2 rows"
    assert said(tmp_path) == [f"clients/acme/bills.csv, row 4, column contract: {other!r}; expected {expected}"]


def test_the_contracts_own_table_says_which_is_right(tmp_path: Path) -> None:
    write_client(tmp_path, {"bills": [_bill(7, "A 1"), _bill(8, "A  1")], "contracts": [{"contract": "a 1"}]})
    assert said(tmp_path) == [
        (
            "clients/acme/bills.csv, row 2, column contract: 'A 1'; expected 'a 1', as in contracts.csv, row 2: two"
            " spellings of one contract"
        ),
        (
            "clients/acme/bills.csv, row 3, column contract: 'A  1'; expected 'a 1', as in contracts.csv, row 2: two"
            " spellings of one contract"
        ),
    ]


def test_a_key_twice_in_two_spellings_is_one_fault(tmp_path: Path) -> None:
    write_client(tmp_path, {"sites": [{"site": name, "name": "S", "level": "branch"} for name in ("north", "North")]})
    assert said(tmp_path) == [
        (
            "clients/acme/sites.csv, row 3, column site: 'North'; expected 'north', as in sites.csv, row 2: two"
            " spellings of one site"
        ),
    ]


def test_a_reference_in_another_spelling_is_told_once(tmp_path: Path) -> None:
    write_client(
        tmp_path, {"bills": [_bill(7, "", service="Data"), _bill(8, "", service="Data"), _bill(9, "", service="voice")]}
    )
    expected = "'data', as in services.csv, row 2: two spellings of one service; so in 2 rows"
    assert said(tmp_path) == [f"clients/acme/bills.csv, row 2, column service: 'Data'; expected {expected}"]


def test_ids_of_different_things_may_look_alike(tmp_path: Path) -> None:
    sites = [{"site": "S1", "name": "S", "level": "branch"}]
    assert (
        _warned(
            tmp_path, sites=sites, contacts=[{"contact": "s1", "role": "R"}], progress=[{"project": "s1", "aim": "A"}]
        )
        == []
    )


def test_what_is_told_apart_stays_apart(tmp_path: Path) -> None:
    contracts = ("A-1", "A-11", "A1", "A_1", "B-1", "分282", "分282a", "282b")
    assert _warned(tmp_path, bills=[_bill(7, contract) for contract in contracts]) == []
    assert len({plain(contract) for contract in contracts}) == len(contracts)


def test_any_two_spellings_have_one_plain_form() -> None:
    draw = random.Random(11)
    for _ in range(500):
        text = "".join(draw.choice("ABCxyz0123456789-分") for _ in range(draw.randint(2, 9)))
        other = "".join(draw.choice(("\u200b", "\u00ad", "", "")) + _twin(draw, letter) for letter in text)
        assert plain(f" {other}\u3000") == plain(text), (text, other)


def _twin(draw: random.Random, letter: str) -> str:
    wide = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter
    return draw.choice((letter, wide, letter.upper(), letter.lower()))


def test_zeros_before_a_number_are_a_warning_and_decimals_a_fault(tmp_path: Path) -> None:
    assert _warned(tmp_path, bills=[_bill(7, "0282"), _bill(8, "0282"), _bill(9, "282")]) == [
        (
            "clients/acme/bills.csv, row 4, column contract: '282'; expected it to be another one than '0282' in"
            " bills.csv, row 2: a spreadsheet drops the zeros before a number"
        ),
    ]
    write_client(tmp_path, {"bills": [_bill(7, "6134"), _bill(8, "6134.0")]})
    assert said(tmp_path) == [
        (
            "clients/acme/bills.csv, row 3, column contract: '6134.0'; expected '6134', as in bills.csv, row 2: a"
            " spreadsheet made a number of it; format the column as text"
        ),
    ]


def test_a_contract_that_is_billed_is_listed(tmp_path: Path) -> None:
    bills = [_bill(7, "A-1"), _bill(8, "B-2"), _bill(9, "B-2")]
    assert _warned(tmp_path / "a", bills=bills, contracts=[{"contract": "A-1"}]) == [
        (
            "clients/acme/bills.csv, row 3, column contract: 'B-2'; expected a contract that contracts.csv has (so in 2"
            " rows)"
        ),
    ]
    assert _warned(tmp_path / "b", bills=bills) == []


@pytest.mark.parametrize(
    "word",
    [
        "合计",
        "总计",
        "小计",
        "总额",
        "合　计",
        "合计：",
        "2002年合计",
        "本月合计（元）",
        "Total",
        "TOTAL:",
        "Ｔｏｔａｌ",
        "Sub-total",
        "grand total",
        "Sum",
        "Total 2002",
        "total amount",
    ],
)
@pytest.mark.parametrize("column", ["contract", "service", "from"])
def test_a_row_of_totals_is_named_as_such(tmp_path: Path, word: str, column: str) -> None:
    write_client(tmp_path, {"bills": [_bill(7, "A-1"), {**_bill(8, "A-1"), column: word}]})
    assert said(tmp_path) == [
        (
            f"clients/acme/bills.csv, row 3, column {column}: {word!r}; expected a row of its own, not a total of"
            " others: take this row out"
        ),
    ]


@pytest.mark.parametrize("contract", ["TOTAL-TEL-17", "Summit", "SUM-12345", "合同282", "Totalplan 3", "分计282"])
def test_a_contract_may_hold_such_a_word(tmp_path: Path, contract: str) -> None:
    assert _warned(tmp_path, bills=[_bill(7, contract)]) == []


@pytest.mark.parametrize(
    ("cell", "readings"),
    [
        ("1.23E+05", "123000 (its last digits may be lost), or an id such as 123E3"),
        ("1.23e+05", "123000 (its last digits may be lost), or an id such as 123E3"),
        ("2.88E+11", "288000000000 (its last digits may be lost), or an id such as 288E9"),
        ("1,5E+03", "1500 (its last digits may be lost), or an id such as 15E2"),
        ("3E+07", "30000000 (its last digits may be lost), or an id such as 3E7"),
        ("２.88Ｅ＋11", "288000000000 (its last digits may be lost), or an id such as 288E9"),
        ("2E5", ""),
        ("E+05", ""),
        ("12.3E+05", ""),
        ("1234", ""),
    ],
)
def test_a_power_of_ten_has_both_readings(cell: str, readings: str) -> None:
    assert power_of_ten(cell) == readings


@pytest.mark.parametrize(
    ("tables", "profile", "place"),
    [
        ({"bills": [_bill(7, "1.23E+05")]}, {}, "bills.csv, row 2, column contract"),
        ({"contracts": [{"contract": "1.23E+05"}]}, {}, "contracts.csv, row 2, column contract"),
        ({"visits": [{"visit": "1.23E+05"}]}, {}, "visits.csv, row 2, column visit"),
        ({}, {"client_number": "1.23E+05"}, "profile.yaml, column client_number"),
        ({}, {"postcode": "1.23E+05"}, "profile.yaml, column postcode"),
    ],
)
def test_no_number_that_tells_things_apart_is_a_power_of_ten(
    tmp_path: Path, tables: dict[str, list[Row]], profile: Row, place: str
) -> None:
    write_client(tmp_path, tables, profile=profile)
    expected = (
        f"the number as it was before a spreadsheet made a power of ten of it: {power_of_ten('1.23E+05')}; write the"
        " one that is meant, and format the column as text"
    )
    assert said(tmp_path) == [f"clients/acme/{place}: '1.23E+05'; expected {expected}"]


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#VALUE!", "########"])
def test_a_spreadsheets_error_is_no_contract(tmp_path: Path, cell: str) -> None:
    write_client(tmp_path, {"bills": [_bill(7, cell)]})
    assert said(tmp_path) == [
        f"clients/acme/bills.csv, row 2, column contract: {cell!r}; expected a value, not a spreadsheet's error; write"
        " the value"
    ]


@pytest.mark.parametrize(
    ("contract", "days"),
    [
        ("3-1", "3 January or 1 March"),
        ("03/04", "3 April or 4 March"),
        ("1-Mar", "1 March"),
        ("Mar-24", "2024-03"),
        ("3月1日", "1 March"),
        ("2024-03-01 00:00:00", "2024-03-01"),
        ("2024/3/1", "2024-03-01"),
    ],
)
def test_a_contract_that_may_be_a_date_is_a_fault_with_both_readings(tmp_path: Path, contract: str, days: str) -> None:
    write_client(tmp_path, {"bills": [_bill(7, contract), _bill(8, "A-1")]})
    assert said(tmp_path) == [
        f"clients/acme/bills.csv, row 2, column contract: {contract!r}; expected the id {contract}, or a date that a"
        f" spreadsheet made of another id ({days}); write the one that is meant, and format the column as text"
    ]


def test_numbers_of_that_form_are_a_columns_own_where_one_is_no_date(tmp_path: Path) -> None:
    """3-45 is no day of any month."""
    assert _warned(tmp_path, bills=[_bill(7, "3-1"), _bill(8, "3-45")]) == []


def test_the_number_of_a_day_among_numbers_with_strokes_is_a_fault(tmp_path: Path) -> None:
    bills = [_bill(7, "13-45"), _bill(8, "14-77"), _bill(9, "44986")]
    write_client(tmp_path / "a", {"bills": bills})
    (line,) = said(tmp_path / "a")
    assert "row 4, column contract: '44986'; expected the id 44986, or a date that" in line
    assert "(2023-03-01)" in line
    assert _warned(tmp_path / "b", bills=[_bill(7, "44986"), _bill(8, "6134")]) == []
