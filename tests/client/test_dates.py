"""Which date a plan is of: dates astray are named and move nothing, and a plan stands on a bill that has ended."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from playbook.client.days import default_day, said_ahead
from playbook.client.load import read_client
from tests.builders.clients import write_client
from tests.client.damage import said

Row = dict[str, object]


def _bill(month: str, **other: object) -> Row:
    return {"from": month, "to": month, "contract": month, "service": "data", "amount_month": 100, **other}


def _contact(name: str, on: str) -> Row:
    return {"contact": name, "role": "R", "on": on}


def _read(folder: Path, *months: str, as_of: str = "", **tables: list[Row]) -> tuple[date, list[str]]:
    client = read_client(
        "acme",
        root=write_client(folder, {"bills": [_bill(month) for month in months], **tables}, profile={"as_of": as_of}),
    )
    return client.as_of, [str(warning) for warning in client.warnings]


OTHERS = "a date within a year of the others, of which"
STAYS = "; it does not move the plan's date (as_of in profile.yaml would)"


def test_one_bill_of_2202_moves_nothing_and_is_named(tmp_path: Path) -> None:
    assert _read(tmp_path, "2002-10", "2002-11", "2202-12") == (
        date(2002, 11, 30),
        [
            (
                "clients/acme/bills.csv, row 4, column to: '2202-12'; expected a date within a year of the others, of"
                f" which 2002-11-30 is the latest{STAYS}"
            ),
        ],
    )


def test_of_two_bills_years_apart_the_earlier_decides(tmp_path: Path) -> None:
    day, warnings = _read(tmp_path, "2002-12", "2004-12")
    assert (day, len(warnings)) == (date(2002, 12, 31), 1)


def test_one_bill_alone_is_the_latest(tmp_path: Path) -> None:
    assert _read(tmp_path, "2202-12") == (date(2202, 12, 31), [])


def test_a_year_between_bills_is_no_gap(tmp_path: Path) -> None:
    assert _read(tmp_path, "2001-12", "2002-12") == (date(2002, 12, 31), [])


def test_more_dates_than_before_a_gap_are_the_clients_own(tmp_path: Path) -> None:
    assert _read(tmp_path, "1999-12", "2002-10", "2002-11") == (
        date(2002, 11, 30),
        [
            f"clients/acme/bills.csv, row 2, column from: '1999-12'; expected {OTHERS} 2002-10-31 is the earliest",
        ],
    )


def test_a_bill_that_seems_to_run_for_a_century_is_named(tmp_path: Path) -> None:
    bills = [_bill("2002-10", **{"from": "1902-10"}), _bill("2002-11"), _bill("2002-12")]
    client = read_client("acme", root=write_client(tmp_path, {"bills": bills}))
    assert [str(warning) for warning in client.warnings] == [
        f"clients/acme/bills.csv, row 2, column from: '1902-10'; expected {OTHERS} 2002-10-31 is the earliest",
    ]


def test_a_contract_may_have_begun_long_ago(tmp_path: Path) -> None:
    _, warnings = _read(
        tmp_path,
        "2002-11",
        "2002-12",
        contracts=[{"contract": "2002-11", "begins": "1990-01"}, {"contract": "2002-12"}],
    )
    assert warnings == []


def test_a_judgement_of_2202_moves_nothing(tmp_path: Path) -> None:
    day, warnings = _read(
        tmp_path, "2002-11", "2002-12", contacts=[_contact("a", "2003-01-10"), _contact("b", "2202-01-10")]
    )
    assert day == date(2003, 1, 10)
    assert warnings == [
        f"clients/acme/contacts.csv, row 3, column on: '2202-01-10'; expected {OTHERS} 2003-01-10 is the latest{STAYS}"
    ]


def test_the_profiles_date_vouches_for_what_lies_within_a_year_of_it(tmp_path: Path) -> None:
    assert _read(tmp_path / "a", "2002-11", "2002-12", "2005-12", as_of="2005-12-31") == (date(2005, 12, 31), [])
    day, warnings = _read(tmp_path / "b", "2002-11", "2002-12", "2202-12", as_of="2005-12-31")
    assert (day, len(warnings), STAYS in warnings[0]) == (date(2005, 12, 31), 1, False)


def test_planned_dates_do_not_count_but_are_named(tmp_path: Path) -> None:
    tasks = [{"task": "t1", "programme": "P1", "name": "T", "start": "2003-06-01", "end": "2203-06-01"}]
    day, warnings = _read(tmp_path, "2002-11", "2002-12", programmes=[{"programme": "P1", "name": "P"}], tasks=tasks)
    assert day == date(2002, 12, 31)
    assert warnings == [
        f"clients/acme/tasks.csv, row 2, column end: '2203-06-01'; expected {OTHERS} 2003-06-01 is the latest"
    ]


def test_no_few_mistyped_years_move_the_date() -> None:
    """Of 24 months any eight with any later year: the date is that of the others."""
    draw = random.Random(3)
    months = [f"{2001 + place // 12}-{place % 12 + 1:02}" for place in range(24)]
    for _ in range(300):
        wrong = draw.sample(months[:-1], draw.randint(0, 8))
        typed = [
            f"{draw.choice((2012, 2020, 2032, 2102, 2202, 2902))}{month[4:]}" if month in wrong else month
            for month in months
        ]
        assert default_day({"bills": [{"to": month} for month in typed]}) == date(2002, 12, 31)


@pytest.mark.parametrize("as_of", ["2002-09-30", "2002-10-30", "1999-01-01", "1800-01-01"])
def test_before_a_bill_has_ended_there_is_no_plan(tmp_path: Path, as_of: str) -> None:
    write_client(tmp_path)
    assert said(tmp_path, as_of=as_of) == [
        (
            f"acme: no bill has ended by {as_of}, so there is no plan of that date: the first bill's month ends on"
            " 2002-10-31; name a later date"
        ),
    ]
    write_client(tmp_path, profile={"as_of": as_of})
    assert len(said(tmp_path)) == 1


def test_only_a_day_to_come_is_ahead() -> None:
    assert (said_ahead(date(2002, 12, 31)), said_ahead(date.today())) == ("", "")
    assert said_ahead(date(2999, 1, 1)) == f"as of 2999-01-01: expected a date that is not after today, {date.today()}"
