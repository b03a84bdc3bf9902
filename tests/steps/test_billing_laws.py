"""Laws of the base, over made-up clients: how amounts are written down does not change what was billed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from playbook.client import Client, list_clients, load_client
from playbook.client.frames import Frames
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.billing import Base, base_of
from playbook.steps.months import months_from
from playbook.synth import make_book
from tests.builders.clients import make_client

Bills = list[dict[str, Any]]
_FRESH = count()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> list[Client]:
    folder = make_book(12, seed=11, out=tmp_path_factory.mktemp("book")).folder
    return [load_client(client, root=folder) for client in list_clients(folder)]


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return make_client(tmp_path_factory.mktemp("acme"))


def billed(client: Client, bills: Iterable[Mapping[str, Any]]) -> Base:
    """The base of the client with these bills in place of its own."""
    rows = {table.name: client.rows(table.name) for table in CLIENT_TABLES} | {"bills": [dict(row) for row in bills]}
    return base_of(replace(client, frames=Frames(CLIENT_TABLES, rows), fingerprint=f"laws {next(_FRESH)}"))


def bill(client: Client, month: str, contract: str, service: str, amount: float) -> dict[str, Any]:
    return {
        **client.rows("bills")[0],
        "from": month,
        "to": month,
        "contract": contract,
        "service": service,
        "amount_month": amount,
    }


QUARTER = months_from("2002-10", "2002-12")
#: A contract's service: in which of six months it is billed, and for how much.
SERIES = some.tuples(
    some.sampled_from(["A", "B", "C", ""]),
    some.sampled_from(["data", "voice"]),
    some.lists(some.booleans(), min_size=6, max_size=6),
    some.lists(some.integers(0, 9_999), min_size=6, max_size=6),
)


def bills_of(client: Client, drawn: Iterable[tuple[str, str, list[bool], list[int]]]) -> Bills:
    billed = {}
    for contract, service, months, amounts in drawn:
        for month, there, amount in zip(months_from("2002-07", "2002-12"), months, amounts, strict=True):
            if there:
                billed[month, contract, service] = bill(client, month, contract, service, amount / 4)
    return list(billed.values())


@settings(max_examples=150, deadline=None)
@given(
    drawn=some.lists(SERIES, min_size=1, max_size=6),
    contract=some.sampled_from("ABC"),
    month=some.sampled_from(QUARTER),
)
def test_any_bills(
    acme: Client, drawn: list[tuple[str, str, list[bool], list[int]]], contract: str, month: str
) -> None:
    """What is expected is no less than what is known (nothing here is a credit); the services add up; renumbering
    changes nothing known; known is what was billed for the months of the base, by their number."""
    bills = [*bills_of(acme, drawn), *(bill(acme, name, "Z", "data", 1.0) for name in QUARTER)]
    base = billed(acme, bills)
    inside = months_from(base.start, base.end)
    assert base.known == pytest.approx(
        sum(row["amount_month"] for row in bills if row["from"] in inside) / len(inside), abs=2e-6
    )
    assert base.total >= base.known - 1e-6
    assert (base.bound == "exact") == (base.missing == 0)
    assert sum(base.services) == pytest.approx(base.total, abs=1e-5)
    renumbered = [
        row | {"contract": "N"} if row["contract"] == contract and row["from"] >= month else row for row in bills
    ]
    assert billed(acme, renumbered).known == base.known


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_rows_does_not_matter(book: list[Client], seed: int) -> None:
    draw = Random(seed)
    for client in book:
        bills = client.rows("bills")
        shuffled = billed(client, draw.sample(bills, len(bills)))
        assert (shuffled.known, shuffled.total, shuffled.services.to_dict()) == (
            base_of(client).known,
            base_of(client).total,
            base_of(client).services.to_dict(),
        )


def same_known(book: Iterable[Client], change: Callable[[Client, Base], Bills]) -> int:
    """Known is the same after a change of how the bills are written down; how many bills that changed."""
    changed = 0
    for client in book:
        before = base_of(client)
        bills = change(client, before)
        after = billed(client, bills)
        assert (after.known, after.start, after.end) == (
            pytest.approx(before.known, abs=1e-5),
            before.start,
            before.end,
        ), client.id
        changed += sum(row not in client.rows("bills") for row in bills)
    return changed


def test_a_renumbered_contract_changes_nothing_known(book: list[Client]) -> None:
    """From the last month of the base on, each contract has another number."""

    def renumbered(client: Client, base: Base) -> Bills:
        return [
            row | {"contract": f"{row['contract']}-new"} if row["from"] >= base.end else row
            for row in client.rows("bills")
        ]

    assert same_known(book, renumbered) > 12


def test_a_contract_that_is_renumbered_whole_changes_nothing(book: list[Client]) -> None:
    for client in book:
        after = billed(client, [row | {"contract": f"{row['contract']}-new"} for row in client.rows("bills")])
        assert (after.known, after.total, after.missing) == (
            base_of(client).known,
            base_of(client).total,
            base_of(client).missing,
        )


def merged(rows: Iterable[Mapping[str, Any]]) -> Bills:
    """All contracts under one number: the bills of a month and service in one."""
    sums: defaultdict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        sums[row["from"], row["to"], row["service"]].append(row)
    return [
        {**own[0], "contract": "one", "amount_month": sum(row["amount_month"] for row in own)} for own in sums.values()
    ]


def test_merging_contracts_without_gaps_changes_nothing_known(book: list[Client]) -> None:
    assert same_known(book, lambda client, base: merged(client.rows("bills"))) > 12


def in_quarters(client: Client, base: Base) -> Bills:
    """The months of the base in one bill for each contract's service, where it has all of them."""
    inside = months_from(base.start, base.end)
    series: defaultdict[tuple[str, str], Bills] = defaultdict(list)
    for row in client.rows("bills"):
        series[row["contract"], row["service"]].append(row)
    quarterly: Bills = []
    for rows in series.values():
        own = [row for row in rows if row["from"] in inside and row["to"] in inside]
        quarterly += [row for row in rows if row not in own]
        whole = len(own) == len(inside)
        quarterly += (
            [{**own[0], "to": base.end, "amount_month": sum(row["amount_month"] for row in own) / len(own)}]
            if whole
            else own
        )
    return quarterly


def test_quarters_inside_the_base_change_nothing_known(book: list[Client]) -> None:
    assert same_known(book, in_quarters) > 12


def test_splitting_bills_into_months_changes_nothing_known(book: list[Client]) -> None:
    for client in book:
        quarters = in_quarters(client, base_of(client))
        months = [
            row | {"from": month, "to": month} for row in quarters for month in months_from(row["from"], row["to"])
        ]
        whole, split = billed(client, quarters), billed(client, months)
        assert (split.known, split.total, split.missing) == (whole.known, whole.total, whole.missing)


def test_halves_of_months_change_nothing_known(book: list[Client]) -> None:
    """A month is billed to its tenth day, and from its eleventh on."""

    def halves(client: Client, base: Base) -> Bills:
        cut = [row for row in client.rows("bills") if row["from"] == row["to"]]
        first = [row | {"from": f"{row['from']}-01", "to": f"{row['from']}-10"} for row in cut]
        return [
            *first,
            *(row | {"from": f"{row['from']}-11"} for row in cut),
            *(row for row in client.rows("bills") if row not in cut),
        ]

    assert same_known(book, halves) > 12


def test_a_credit_changes_what_is_known_by_its_part(book: list[Client]) -> None:
    for client in book:
        base = base_of(client)
        row = next(row for row in client.rows("bills") if row["from"] == base.end)
        credit = row | {"amount_month": -30.0, "credit": True}
        length = len(months_from(base.start, base.end))
        assert billed(client, [*client.rows("bills"), credit]).known == pytest.approx(
            base.known - 30 / length, abs=1e-6
        )


def test_samples_are_found(tmp_path: Path, book: list[Client]) -> None:
    """The laws above hold for clients of more than one contract and service, or they would say little."""
    assert sum(len(base_of(client).series) > 2 for client in book) >= 8
