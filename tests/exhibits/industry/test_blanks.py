"""Exhibits 1.1, 1.3 and 1.5: every client in both languages, unknown cells with their reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.builders.clients import build
from tests.builders.industry import MARKET, TABLES, client_of

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["1.1", "1.3", "1.5"])
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    bundle = found._repr_mimebundle_()
    assert found.title
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert (found.kind == "card") == (client == "bare-minimum" and exhibit_id != "1.1")


def _blanked(rows: list[dict[str, Any]], place: int, name: str) -> list[dict[str, Any]]:
    return [{**row, name: "" if number == place else row[name]} for number, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("industries", "revenue_month"),
        ("sub_industries", "spend_month"),
        ("service_usage", "amount_month"),
        ("buying_factors", "importance"),
        ("factor_performance", "score"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_blank_cell_is_shown_as_unknown(tmp_path: Path, table: str, name: str, lang: Lang) -> None:
    source = MARKET if table in MARKET else TABLES
    rows = _blanked(source[table], 0, name)
    client = client_of(tmp_path, **{"market" if source is MARKET else "tables": {table: rows}})
    exhibits = [build(exhibit_id, client, lang) for exhibit_id in ("1.1", "1.3", "1.5")]
    for found in exhibits:
        found._repr_mimebundle_()
        assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)
    if table != "service_usage":
        assert any(not cell.known for found in exhibits for row in found.values.rows for cell in row)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("field", ["industry", "sub_industry", "payments_month"])
def test_a_profile_field_blanked(tmp_path: Path, field: str, lang: Lang) -> None:
    client = client_of(tmp_path, **{field: ""})
    for exhibit_id in ("1.1", "1.3", "1.5"):
        build(exhibit_id, client, lang)._repr_mimebundle_()
    assert (build("1.3", client, lang).kind == "card") == (field == "sub_industry")
