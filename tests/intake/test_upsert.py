"""Rows into a table: added, replaced, unchanged, left alone; the same twice is once, in whatever order."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from playbook.client.tables import CLIENT_TABLES
from playbook.intake.keys import key_of
from playbook.intake.upsert import upsert

BILLS, CONTACTS = (next(table for table in CLIENT_TABLES if table.name == name) for name in ("bills", "contacts"))
BILL = {"from": "2024-01", "to": "2024-01", "contract": "A", "service": "data", "amount_month": "100", "source": "x"}


def test_a_new_amount_replaces_and_a_blank_does_not() -> None:
    old = {**BILL, "currency": "CNY"}
    change = upsert(BILLS, [old], [{**BILL, "amount_month": "110", "currency": "", "source": "y"}])
    assert list(change.rows) == [{**old, "amount_month": "110", "source": "y"}]
    assert (change.added, change.replaced, change.unchanged, change.others) == (0, 1, 0, 0)
    assert (change.before, change.after) == ({"amount_month": Decimal(100)}, {"amount_month": Decimal(110)})


def test_another_way_to_write_an_amount_or_another_source_changes_nothing() -> None:
    change = upsert(BILLS, [BILL], [{**BILL, "amount_month": "100.00", "source": "y"}])
    assert list(change.rows) == [BILL]
    assert (change.unchanged, change.is_none) == (1, True)


def test_contracts_are_told_apart_by_their_zeros() -> None:
    change = upsert(BILLS, [{**BILL, "contract": "282"}], [{**BILL, "contract": "00282"}])
    assert (change.added, change.others) == (1, 1)


def test_a_judgement_of_another_day_is_a_row_of_its_own() -> None:
    old = {"contact": "c1", "role": "Head", "attitude": "B", "on": "2024-01-01"}
    change = upsert(CONTACTS, [old], [{**old, "attitude": "C", "on": "2024-04-01"}])
    assert (change.added, change.replaced, change.others) == (1, 0, 1)


def test_credits_of_one_bill_are_told_apart_by_their_amount() -> None:
    credit = {**BILL, "credit": "yes", "amount_month": "-5"}
    change = upsert(BILLS, [BILL, credit], [credit, {**credit, "amount_month": "-7"}])
    assert (change.added, change.unchanged, change.others) == (1, 1, 1)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "from": st.sampled_from(["2024-01", "2024-02"]),
            "contract": st.sampled_from(["", "A", "B"]),
            "service": st.sampled_from(["data", "voice"]),
            "amount_month": st.integers(0, 5).map(str),
        }
    ),
    max_size=6,
    unique_by=lambda row: (row["from"], row["contract"], row["service"]),
)


@given(old=ROWS, new=ROWS)
def test_the_same_twice_is_once_and_no_row_is_lost(old: list[dict[str, str]], new: list[dict[str, str]]) -> None:
    once = upsert(BILLS, old, new)
    twice = upsert(BILLS, once.rows, new)
    assert list(twice.rows) == list(once.rows)
    assert (twice.added, twice.replaced, twice.unchanged) == (0, 0, len(new))
    keys = [key_of(BILLS, row) for row in once.rows]
    assert sorted(keys) == sorted({key_of(BILLS, row) for row in [*old, *new]})
    assert once.added + once.replaced + once.unchanged == len(new)
    assert once.replaced + once.unchanged + once.others == len(old)
    by_key = {key_of(BILLS, row): row["amount_month"] for row in once.rows}
    assert all(by_key[key_of(BILLS, row)] == row["amount_month"] for row in new)
