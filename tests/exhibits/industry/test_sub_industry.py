"""Exhibits 1.1, 1.3 and 1.5: every client in both languages, published figures as printed, unknown cells with their
reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.steps.industry.test_composition import MARKET, TABLES, client_of
from tests.support import build, printed

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["1.1", "1.3", "1.5"])
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    bundle = found._repr_mimebundle_()
    assert found.title
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert (found.kind == "card") == (client == "bare-minimum" and exhibit_id != "1.1")


def test_published_shares_as_printed() -> None:
    found = build("1.3", load_client("pingan-life-fuzhou"), "zh")
    assert found.title == "该客户占保险行业电信费用的14.2%，其余客户合计85.8%"
    assert printed(found, "client_share")[:2] == ["14.2%", "85.8%"]
    assert printed(found, "client")[:2] == ["64,000元", "386,000元"]
    assert found.status == "partly_illustrative"


def test_revenue_shares_add_up_as_printed() -> None:
    found = build("1.1", load_client("pingan-life-fuzhou"), "zh")
    shares = printed(found, "share")[:11]
    assert round(sum(float(share.rstrip("%")) for share in shares), 6) == 100
    assert printed(found, "revenue")[-2:] == ["25,600,000元", "25,600,000元"]


def test_the_matrix_is_internal() -> None:
    found = build("1.5", load_client("pingan-life-fuzhou"), "en")
    assert found.internal
    assert found.status == "illustrative"
    assert (
        found.title == "3 of the 5 factors that matter most need fixing first; price trails China Netcom by 2.0 points"
    )


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


def test_a_service_known_on_one_side_is_left_out_and_named(tmp_path: Path) -> None:
    client = client_of(tmp_path, market={"service_usage": _blanked(MARKET["service_usage"], 0, "amount_month")})
    found = build("1.3", client, "en")
    assert printed(found, "what")[2:] == ["Voice"]
    assert "Not compared, known on one side only: Data" in found.subtitle


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("field", ["industry", "sub_industry", "payments_month"])
def test_a_profile_field_blanked(tmp_path: Path, field: str, lang: Lang) -> None:
    client = client_of(tmp_path, **{field: ""})
    for exhibit_id in ("1.1", "1.3", "1.5"):
        build(exhibit_id, client, lang)._repr_mimebundle_()
    assert (build("1.3", client, lang).kind == "card") == (field == "sub_industry")


def test_without_usage_the_share_alone_is_drawn(tmp_path: Path) -> None:
    found = build("1.3", client_of(tmp_path, market={"service_usage": []}), "en")
    found._repr_mimebundle_()
    assert len(found.values.rows) == 2
    assert "service_usage.csv" not in found.source
