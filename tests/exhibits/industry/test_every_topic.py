"""Every exhibit of the industry: every client in both languages, its figures in the table, unknown with its reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.exhibits.exhibit import MIME_TYPE, Exhibit
from playbook.units import Lang
from tests.builders.clients import build
from tests.builders.industry import MARKET, TABLES, client_of

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", IDS)
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    assert found._repr_mimebundle_()[MIME_TYPE]["id"] == exhibit_id
    assert found.title
    assert (found.kind == "card") == (client == "bare-minimum" and exhibit_id == "1.4")
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", IDS)
@pytest.mark.parametrize("client", CLIENTS[:2])
def test_each_number_of_title_and_so_what_stands_in_the_table(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    cells = {cell.printed.lstrip("+\N{MINUS SIGN}") for row in found.values.rows for cell in row}
    said = [
        number for text in (found.title, *found.so_what[:1]) for number in re.findall(r"\d+(?:\.\d+)?%|0\.\d\d", text)
    ]
    assert said
    assert [number for number in said if number not in cells] == []


def test_the_published_split_is_marked_as_made_up() -> None:
    client = load_client("pingan-life-fuzhou")
    assert {exhibit_id: build(exhibit_id, client, "en").status for exhibit_id in IDS} == {
        "1.1b": "illustrative",
        "1.1c": "partly_illustrative",
        "1.2": "illustrative",
        "1.4": "illustrative",
    }


def _blanked(rows: list[dict[str, Any]], place: int, name: str) -> list[dict[str, Any]]:
    return [{**row, name: "" if number == place else row[name]} for number, row in enumerate(rows)]


def _all(client: Client, lang: Lang) -> list[Exhibit]:
    return [build(exhibit_id, client, lang) for exhibit_id in IDS]


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("industries", "revenue_month"),
        ("service_usage", "amount_month"),
        ("buying_factors", "importance"),
        ("factor_performance", "score"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_blank_cell_is_shown_as_unknown_with_its_reason(tmp_path: Path, table: str, name: str, lang: Lang) -> None:
    source = MARKET if table in MARKET else TABLES
    client = client_of(
        tmp_path, **{"market" if source is MARKET else "tables": {table: _blanked(source[table], 0, name)}}
    )
    found = _all(client, lang)
    for each in found:
        each._repr_mimebundle_()
    unknown = [cell for each in found for row in each.values.rows for cell in row if not cell.known]
    assert unknown
    assert all(cell.reason for cell in unknown)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", ["industries", "service_usage", "buying_factors", "factor_performance"])
def test_a_column_of_blanks_breaks_nothing(tmp_path: Path, table: str, lang: Lang) -> None:
    name = {
        "industries": "revenue_month",
        "service_usage": "amount_month",
        "buying_factors": "importance",
        "factor_performance": "score",
    }[table]
    source = MARKET if table in MARKET else TABLES
    rows = [{**row, name: ""} for row in source[table]]
    client = client_of(tmp_path, **{"market" if source is MARKET else "tables": {table: rows}})
    for found in _all(client, lang):
        found._repr_mimebundle_()
        assert found.title


@pytest.mark.parametrize("table", ["industries", "service_usage", "buying_factors"])
def test_an_absent_table_gives_its_card(tmp_path: Path, table: str) -> None:
    key = "market" if table in MARKET else "tables"
    changes: dict[str, list[dict[str, Any]]] = {table: []}
    if table == "industries":
        changes |= {"service_usage": [], "sub_industries": []}
    if table == "buying_factors":
        changes["factor_performance"] = []
    profile = {"industry": "", "sub_industry": ""} if table == "industries" else {}
    client = client_of(tmp_path, **{key: changes}, **profile)  # type: ignore[arg-type]
    cards = {found.id for found in _all(client, "en") if found.kind == "card"}
    assert (
        cards
        == {"industries": {"1.1b", "1.1c", "1.2"}, "service_usage": {"1.1b", "1.2"}, "buying_factors": {"1.4"}}[table]
    )
