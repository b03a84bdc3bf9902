"""Who judged and where a row comes from, in both languages: in the schema, and in all that is shipped."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from playbook.client import load_client
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.profile import PROFILE
from playbook.client.tables import CLIENT_TABLES
from playbook.units import name_of
from tests.builders.clients import DATA, make_client

FILES = sorted([*DATA.glob("*/*/*.csv"), *DATA.glob("*/*/*.yaml")])
CHINESE = re.compile("[\u4e00-\u9fff]")


def rows_of(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8")
    return (
        [yaml.load(text, Loader=yaml.BaseLoader)] if path.suffix == ".yaml" else list(csv.DictReader(text.splitlines()))
    )


def texts(row: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Of a row's source and who judged: the original, its twin in the language that it is not in, and that language."""
    for field in ("source", "by"):
        if row.get(field):
            lang = "en" if CHINESE.search(row[field]) else "zh"
            yield row[field], row.get(f"{field}_{lang}", ""), lang


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_shipped_says_its_sources_in_both_languages(path: Path) -> None:
    assert [
        (number, text) for number, row in enumerate(rows_of(path), start=2) for text, twin, _ in texts(row) if not twin
    ] == []


def test_a_text_has_one_twin_in_the_other_language_wherever_it_stands() -> None:
    origins = {(text, twin, lang) for path in FILES for row in rows_of(path) for text, twin, lang in texts(row)}
    assert len(origins) == len({text for text, _, _ in origins}) == len({twin for _, twin, _ in origins}) == 94
    assert all(bool(CHINESE.search(twin)) == (lang == "zh") for _, twin, lang in origins)


def test_every_table_and_profile_may_have_the_twins() -> None:
    described = {
        **{table.name: table.columns for table in (*CLIENT_TABLES, *MARKET_TABLES)},
        "profile": PROFILE,
        "market": MARKET,
    }
    for name, columns in described.items():
        names = [column.name for column in columns]
        for field in {"source", "by"} & set(names):
            place = names.index(field)
            assert names[place + 1 : place + 3] == [f"{field}_zh", f"{field}_en"], name
            assert {column.internal for column in columns[place : place + 3]} == {columns[place].internal}, name


def test_a_table_without_the_twins_is_valid(tmp_path: Path) -> None:
    make_client(tmp_path)
    bills = tmp_path / "clients" / "acme" / "bills.csv"
    bills.write_text(
        "from,to,service,amount_month,status,source\n2002-10,2002-12,data,600,measured,bills\n", encoding="utf-8"
    )
    (row,) = load_client("acme", root=tmp_path).rows("bills")
    assert (row["source"], row["source_zh"], row["source_en"]) == ("bills", None, None)
    assert name_of(row, "source").both == {"zh": "bills", "en": "bills"}
