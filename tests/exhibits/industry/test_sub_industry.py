"""1.3, the client in its sub-industry: published figures, services left out, growth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.units import Lang
from tests.builders.clients import build, printed
from tests.builders.industry import MARKET, client_of

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


def test_published_shares_as_printed() -> None:
    found = build("1.3", load_client("pingan-life-fuzhou"), "zh")
    assert found.title == "该客户占保险行业电信费用的14.2%，其余客户合计85.8%"
    assert printed(found, "client_share")[:2] == ["14.2%", "85.8%"]
    assert printed(found, "client")[:2] == ["64,000元", "386,000元"]
    assert found.status == "partly_illustrative"


def test_a_service_known_on_one_side_is_left_out_and_named(tmp_path: Path) -> None:
    client = client_of(tmp_path, market={"service_usage": _blanked(MARKET["service_usage"], 0, "amount_month")})
    found = build("1.3", client, "en")
    assert printed(found, "what")[2:] == ["Voice"]
    assert "Not compared, known on one side only: Data" in found.subtitle


def test_without_usage_the_share_alone_is_drawn(tmp_path: Path) -> None:
    found = build("1.3", client_of(tmp_path, market={"service_usage": []}), "en")
    found._repr_mimebundle_()
    assert len(found.values.rows) == 2
    assert "service_usage.csv" not in found.source


def test_growth_of_the_bills_stands_in_1_3() -> None:
    found = build("1.3", load_client("harbour-hotels"), "en")
    growth = dict(zip(printed(found, "what"), printed(found, "growth_year"), strict=True))
    assert (growth["Cloud and managed Wi-Fi"], growth["Voice lines"]) == ("+26.5%", "\N{MINUS SIGN}16.4%")
    assert "2024-04" in found.subtitle
    assert any("voice lines fell 16.4%" in line for line in found.so_what)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "增长未知：账单只有3个月"), ("en", "Growth not known: only 3 months of bills")]
)
def test_one_period_has_no_growth_and_says_so(lang: Lang, said: str) -> None:
    found = build("1.3", load_client("pingan-life-fuzhou"), lang)
    assert said in found.subtitle
    place = [field.name for field in found.values.fields].index("growth_year")
    assert {row[place].reason for row in found.values.rows[2:]} == {
        "账单不满两年" if lang == "zh" else "less than two years of bills",
        "该业务没有账单" if lang == "zh" else "there are no bills of it",
    }


def test_growth_is_shown_where_there_is_no_industry_to_compare(tmp_path: Path) -> None:
    bills = [
        {"from": f"{year}-{month:02d}", "to": f"{year}-{month:02d}", "service": "data", "amount_month": amount}
        for year, amount in ((2001, 100), (2002, 130))
        for month in range(1, 13)
    ]
    found = build("1.3", client_of(tmp_path, tables={"bills": bills}, market={"service_usage": []}), "en")
    assert printed(found, "what")[2:] == ["Data"]
    assert printed(found, "growth_year")[2:] == ["+30.0%"]
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)


def _blanked(rows: list[dict[str, Any]], place: int, name: str) -> list[dict[str, Any]]:
    return [{**row, name: "" if number == place else row[name]} for number, row in enumerate(rows)]
