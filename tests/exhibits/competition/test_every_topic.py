"""Exhibits 2.1, 2.3, 2.4, 2.4b and 2.5: every client in both languages, figures of the titles in the tables, unknown
cells with their reason."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from playbook.client import Client, load_client
from playbook.units import Lang
from tests.builders.clients import DATA, build, make_client
from tests.builders.competition import SHARES, move, rated, scores

IDS = ("2.1", "2.3", "2.4", "2.4b", "2.5")


@cache
def sample(client: str) -> Client:
    return load_client(client, root=DATA)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", IDS)
@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_what_is_said_stands_in_the_table(client: str, exhibit_id: str, lang: Lang) -> None:
    """Every amount of money in the title and the so-whats is printed in the table, or is a sum or a share of what
    is."""
    found = build(exhibit_id, sample(client), lang)
    cells = {cell.printed for row in found.values.rows for cell in row}
    said = " ".join((found.title, *found.so_what))
    sign = {"pingan-life-fuzhou": "元" if lang == "zh" else "¥", "harbour-hotels": "£"}[client]
    amounts = {word.strip("。；，：,;:.") for word in _words(said, sign)}
    sums = {"35,824元", "¥35,824", "£25,003"}  # exposed revenue: the sum of the rows where the rival is in
    assert amounts - cells - sums == set()
    assert found.internal
    assert all(cell.known or cell.reason for row in found.values.rows for cell in row)


def _words(text: str, sign: str) -> list[str]:
    return re.findall(r"[\d,]+元" if sign == "元" else rf"{sign}[\d,]*\d", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("tables", "market"),
    [
        ({"moves": [move("a", "us")]}, {}),
        ({"scores": scores("data", "us", [3, None, None, None, None, None]), "competition_services": SHARES}, {}),
        (
            {
                "scores": scores("data", "other", [None] * 6),
                "competition_services": [{"bill_service": "data", "service": "data", "share": ""}],
            },
            {},
        ),
        ({"scores": scores("data", "rival", [3] * 6)}, {"operator_resources": rated("us", fibre="")}),
        (
            {"moves": [move("a", since="2004-01")]},
            {"operator_resources": [*rated("rival", fibre=3), *rated("us", exchanges=2)]},
        ),
        (
            {
                "scores": [*scores("data", "us", [0] * 6), *scores("data", "rival", [4] * 6)],
                "competition_services": SHARES,
            },
            {},
        ),
    ],
)
def test_what_is_missing_is_said(tmp_path: Path, tables: dict[str, Any], market: dict[str, Any], lang: Lang) -> None:
    client = make_client(tmp_path, tables, market=market)
    for exhibit_id in IDS:
        found = build(exhibit_id, client, lang)
        found._repr_mimebundle_()
        assert found.title
        assert all(cell.known or cell.reason or found.kind == "card" for row in found.values.rows for cell in row)
