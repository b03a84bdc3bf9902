"""The order of rows: by what they say, never by where they stand in the file."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.order import Order
from playbook.client.rows import natural, ordered
from playbook.client.schema import Column, Table, closing
from playbook.client.tables import CLIENT_TABLES
from tests.builders.clients import Rows, make_client

HUBS: Rows = [
    {"site": "S10", "name": "Ten", "level": "outlet"},
    {"site": "S2", "name": "Two", "level": "outlet"},
    {"site": "b", "name": "Branch", "level": "branch"},
    {"site": "h", "name": "Head office", "level": "head_office"},
    {"site": "z", "name": "First of all", "level": "outlet", "order": 1},
]


def columns(folder: Path, table: str, rows: Rows, column: str) -> set[tuple[object, ...]]:
    """What the column says from the first row to the last, for every way in which the rows may stand."""
    places = permutations(range(len(rows)))
    return {
        tuple(make_client(folder / str(at), {table: [rows[place] for place in way]}).column(table, column))
        for at, way in enumerate(places)
    }


def test_an_order_that_is_given_comes_first_then_the_level_then_the_id(tmp_path: Path) -> None:
    assert columns(tmp_path, "sites", HUBS[1:], "site") == {("z", "h", "b", "S2")}
    assert make_client(tmp_path / "all", {"sites": HUBS}).column("sites", "site") == ["z", "h", "b", "S2", "S10"]


def test_the_largest_comes_first_and_what_is_unknown_last(tmp_path: Path) -> None:
    people = [
        {"contact": name, "role": name, "power": power} for name, power in (("a", ""), ("b", 2), ("c", 5), ("d", 5))
    ]
    assert columns(tmp_path, "contacts", people, "contact") == {("c", "d", "b", "a")}


def test_what_refers_to_a_table_goes_by_its_order(tmp_path: Path) -> None:
    """The services stand as they are listed, and the operators with us first; the factors as the closed list has
    them."""
    services = [{"service": "data", "name": "Data", "order": 2}, {"service": "voice", "name": "Voice", "order": 1}]
    operators = [
        {"operator": name, "name": name, "order": order} for name, order in (("rival", ""), ("other", 1), ("us", ""))
    ]
    scores = [
        {"service": service, "operator": operator, "factor": factor, "score": 3}
        for service, operator, factor in [
            ("data", "rival", "price"),
            ("voice", "rival", "price"),
            ("voice", "us", "price"),
            ("voice", "us", "stability"),
            ("data", "other", "price"),
        ]
    ]
    client = make_client(tmp_path, {"scores": scores}, market={"services": services, "operators": operators})
    assert client.market.column("operators", "operator") == ["us", "other", "rival"]
    assert list(zip(*(client.column("scores", name) for name in ("service", "operator", "factor")), strict=True)) == [
        ("voice", "us", "stability"),
        ("voice", "us", "price"),
        ("voice", "rival", "price"),
        ("data", "other", "price"),
        ("data", "rival", "price"),
    ]


def test_the_latest_row_of_a_key_does_not_depend_on_the_file(tmp_path: Path) -> None:
    dates = ((1, ""), (2, "2002-01-01"), (3, "2002-12-31"), (4, "2003-02-01"))
    people = [{"contact": "a", "role": "a", "power": power, "on": on} for power, on in dates]
    assert columns(tmp_path, "contacts", people, "power") == {(3.0,)}


def test_bills_stand_by_month_then_by_contract_in_natural_order(tmp_path: Path) -> None:
    lines = [("2002-11", "A-10"), ("2002-11", "A-9"), ("2002-10", "A-10"), ("2002-11", "")]
    bills = [
        {"from": month, "to": month, "contract": contract, "service": "data", "amount_month": 1}
        for month, contract in lines
    ]
    assert columns(tmp_path, "bills", bills, "contract") == {("A-10", "A-9", "A-10", None)}


def test_rows_alike_in_their_key_are_told_apart_by_their_cells() -> None:
    table = Table(
        "bills", "", ("contract",), (Column("contract", "text", ""), Column("amount_month", "number", ""), *closing())
    )
    rows = [{"contract": "A", "amount_month": amount, "row": row} for row, amount in enumerate((30.0, -5.0, 30.0, 7.0))]
    sorted_rows = [Order("us").of((table,), {"bills": list(way)})["bills"] for way in permutations(rows)]
    assert {tuple(row["amount_month"] for row in rows) for rows in sorted_rows} == {(-5.0, 30.0, 30.0, 7.0)}


def test_a_table_stands_before_those_that_refer_to_it() -> None:
    """What puts tables in order goes through them once."""
    rows: dict[str, list[dict[str, object]]] = {table.name: [] for table in (*MARKET_TABLES, *CLIENT_TABLES)}
    order = Order("us")
    assert [*order.of(MARKET_TABLES, rows), *order.of(CLIENT_TABLES, rows)] == [*rows]


def test_natural_order() -> None:
    ids = ["S10", "分2020", "d1-10", "", "d1-9", "S2", "9", "分282"]
    assert sorted(ids, key=natural) == ["", "9", "S2", "S10", "d1-9", "d1-10", "分282", "分2020"]
    assert [
        row["id"] for row in ordered([{"id": "I10", "n": 1}, {"id": "I2", "n": 1}, {"id": "I1", "n": 2}], "-n", "id")
    ] == ["I1", "I2", "I10"]


@given(
    st.lists(st.text("aB0129.-_九٣", max_size=6), unique=True).flatmap(
        lambda ids: st.tuples(st.just(ids), st.permutations(ids))
    )
)
def test_natural_order_tells_every_two_ids_apart(pair: tuple[list[str], list[str]]) -> None:
    ids, other = pair
    assert sorted(ids, key=natural) == sorted(other, key=natural)


def test_a_number_of_any_length_sorts() -> None:
    assert natural("c" + "1" * 5000) < natural("c" + "2" * 5000)
