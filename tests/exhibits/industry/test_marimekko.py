"""Exhibits 1.1b, 1.1c, 1.2 and 1.4, and growth in 1.3: every client in both languages, figures as printed, unknown with
its reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.exhibits.exhibit import MIME_TYPE, Exhibit
from playbook.units import Lang
from tests.steps.industry.test_composition import MARKET, TABLES, client_of
from tests.support import build, printed

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")


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


def test_rows_add_up_to_100_as_printed() -> None:
    found = build("1.2", load_client("harbour-hotels"), "en")
    services = [field.name for field in found.values.fields if field.role == "series"]
    columns = [printed(found, service) for service in services]
    sums = [sum(float(share.rstrip("%")) for share in row) for row in list(zip(*columns, strict=True))[:6]]
    assert [round(total, 6) for total in sums] == [100.0] * 6
    assert round(sum(float(column[-1].rstrip("%")) for column in columns), 6) == 100  # the mean of the others
    assert columns[0][6:9] == ["unknown"] * 3


def test_the_picture_leaves_out_and_the_page_says_so() -> None:
    found = build("1.1b", load_client("harbour-hotels"), "en")
    assert found.subtitle.endswith("Left out: Manufacturing, Education and Media and leisure")
    assert any("manufacturing, education and media and leisure" in line for line in found.so_what)
    assert printed(found, "amount")[:5] == ["£160,000", "£58,000", "£74,000", "£69,000", "£51,000"]
    assert printed(found, "note").count("not in the picture") == 15
    assert round(sum(float(share.rstrip("%")) for share in printed(found, "of_all")[:30]), 6) == 100
    assert round(sum(float(share.rstrip("%")) for share in printed(found, "of_all")[-5:]), 6) == 100


def test_the_published_split_is_marked_as_made_up() -> None:
    client = load_client("pingan-life-fuzhou")
    assert {exhibit_id: build(exhibit_id, client, "en").status for exhibit_id in IDS} == {
        "1.1b": "illustrative",
        "1.1c": "partly_illustrative",
        "1.2": "illustrative",
        "1.4": "illustrative",
    }


def test_concentration_as_printed() -> None:
    found = build("1.1c", load_client("harbour-hotels"), "zh")
    assert found.title == "9个行业中3个就占收入的54.5%，但总体并不集中：HHI为0.14，低于0.18"
    measures = dict(zip(printed(found, "what"), printed(found, "measure"), strict=True))
    assert measures["集中度指数（HHI，×10,000）"] == "1,434"
    assert measures["前三大行业占比"] == "54.5%"


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


def test_the_factors_stand_under_their_headings() -> None:
    found = build("1.4", load_client("harbour-hotels"), "en")
    assert found.internal
    assert (
        found.title
        == "49% of the decision is core product performance, but we lose most on economic terms (25%): 1.5 points"
        " behind"
    )
    assert printed(found, "factor")[3:5] == ["One solution for all sites", "Price"]
    assert printed(found, "importance")[10:14] == ["49%", "25%", "23%", "3%"]


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
