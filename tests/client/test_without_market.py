"""A client without a market, or with a part of one: what is a fault then, in which currency amounts are, who we are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.client.schema import CURRENCIES
from playbook.client.usual_names import usual_names
from playbook.errors import DataError
from tests.builders.clients import BILLS, MARKET, PROFILE, Rows, write_client

ALONE = {**PROFILE, "market": ""}
UNSTATED = (
    "clients/acme/profile.yaml, column currency: ''; expected the currency of the amounts; write it there (one of"
    f" {', '.join(CURRENCIES)}), in the column currency of bills.csv, or name a market that has one"
)


def billed(*currencies: str) -> Rows:
    """A bill of a service of its own in each of these currencies."""
    return [{**BILLS[0], "service": f"s{place}", "currency": code} for place, code in enumerate(currencies)]


def lines(folder: Path) -> list[str]:
    with pytest.raises(DataError) as failed:
        load_client("acme", root=folder)
    return [str(line) for line in failed.value.lines]


def loaded(folder: Path, **fields: str) -> Client:
    return load_client("acme", root=write_client(folder, profile={**ALONE, **fields}))


def test_a_profile_that_names_no_market_and_bills_are_a_client(tmp_path: Path) -> None:
    root = write_client(tmp_path, profile={**ALONE, "currency": "CNY"})
    text = (root / "clients" / "acme" / "profile.yaml").read_text(encoding="utf-8")
    (root / "clients" / "acme" / "profile.yaml").write_text(text.replace("market: ''\n", ""), encoding="utf-8")
    client = load_client("acme", root=root)
    assert (client.market.id, client.market.us, client.currency) == ("", "", "CNY")
    assert client.market.names("services")["data"].zh == "数据业务"


@pytest.mark.parametrize(
    ("currencies", "stated", "expected"),
    [
        (("EUR", "EUR"), "", "EUR"),
        (("EUR", ""), "", "EUR"),
        (("", ""), "HKD", "HKD"),
        (("HKD", ""), "HKD", "HKD"),
    ],
)
def test_the_currency_is_the_profiles_or_that_of_the_bills(
    tmp_path: Path, currencies: tuple[str, ...], stated: str, expected: str
) -> None:
    root = write_client(tmp_path, {"bills": billed(*currencies)}, profile={**ALONE, "currency": stated})
    assert load_client("acme", root=root).currency == expected


def test_a_currency_that_nobody_states_is_one_fault(tmp_path: Path) -> None:
    assert lines(write_client(tmp_path, profile=ALONE)) == [UNSTATED]


def test_bills_in_two_currencies_are_a_fault_without_a_market_too(tmp_path: Path) -> None:
    root = write_client(tmp_path, {"bills": billed("EUR", "", "USD")}, profile=ALONE)
    assert lines(root) == [
        "clients/acme/bills.csv, row 4, column currency: 'USD'; expected EUR, the first bill's currency, as in every"
        " other bill"
    ]


def test_bills_in_another_currency_than_the_profiles_are_a_fault(tmp_path: Path) -> None:
    root = write_client(tmp_path, {"bills": billed("EUR")}, profile={**ALONE, "currency": "USD"})
    assert lines(root) == [
        "clients/acme/bills.csv, row 2, column currency: 'EUR'; expected USD, the profile's currency, as in every"
        " other bill"
    ]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [("currency", "USD", "CNY, the market's currency"), ("us", "rival", "us, as in market.yaml")],
)
def test_a_profile_does_not_contradict_its_market(tmp_path: Path, field: str, value: str, expected: str) -> None:
    assert lines(write_client(tmp_path, profile={field: value})) == [
        f"clients/acme/profile.yaml, column {field}: '{value}'; expected {expected}; leave the field out"
    ]


def test_a_currency_at_fault_is_told_once(tmp_path: Path) -> None:
    (line,) = lines(write_client(tmp_path, profile={**ALONE, "currency": "yuan or so"}))
    assert line.startswith("clients/acme/profile.yaml, column currency: 'yuan or so'")


def test_a_market_without_a_table_does_not_check_what_refers_to_it(tmp_path: Path) -> None:
    root = write_client(tmp_path, market={"services": [], "operators": []}, profile={"industry": "finance"})
    client = load_client("acme", root=root)
    assert list(client.market.names("operators")) == ["us"]
    assert list(client.market.names("industries")) == ["finance"]


def test_where_the_table_has_rows_a_missing_id_stays_a_fault(tmp_path: Path) -> None:
    (line,) = lines(write_client(tmp_path, market={"services": [{"service": "data", "name": "Data"}]}))
    assert line.startswith("clients/acme/bills.csv, row 3, column service: 'voice'; expected one that services.service")


def test_a_table_of_the_clients_own_that_is_not_there_is_checked_as_ever(tmp_path: Path) -> None:
    visits = {"needs": [{"need": "n", "name": "N", "sites": "s1"}]}
    (line,) = lines(write_client(tmp_path, visits, profile={**ALONE, "currency": "CNY"}))
    assert "column sites: 's1'; expected one that sites.site has" in line


def test_a_market_that_appears_later_makes_another_client(tmp_path: Path) -> None:
    before = loaded(tmp_path / "before", currency="CNY")
    after = load_client("acme", root=write_client(tmp_path / "after"))
    assert before != after
    assert (after.market.id, after.market.us, after.currency) == ("town", "us", "CNY")


def test_market_yaml_alone_is_a_market(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    for name in ("operators", "services"):
        (root / "markets" / "town" / f"{name}.csv").unlink()
    assert yaml.safe_load((root / "markets" / "town" / "market.yaml").read_text(encoding="utf-8")) == MARKET
    client = load_client("acme", root=root)
    assert (client.market.id, client.holds("us"), client.holds("services")) == ("town", True, False)


@given(st.sets(st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)))
def test_every_id_has_a_name_and_their_order_is_not_that_of_the_files(ids: set[str]) -> None:
    there, back = usual_names("services", sorted(ids)), usual_names("services", sorted(ids, reverse=True))
    assert list(there) == list(back)
    assert set(there) == ids
    assert all(name.zh and name.en for name in there.values())
