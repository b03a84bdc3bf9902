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
from tests.steps.competition.test_competitiveness import SHARES, scores
from tests.steps.competition.test_rival_moves import move, rated
from tests.support import DATA, build, make_client, printed

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


def test_the_range_as_printed() -> None:
    found = build("2.4", sample("harbour-hotels"), "en")
    assert printed(found, "at_risk") == ["£5,358", "£5,050", "£1,497", "£928", "£412", "£13,246"]
    assert (printed(found, "low")[-1], printed(found, "high")[-1]) == ("£2,059", "£25,952")
    assert (printed(found, "low")[0], printed(found, "high")[0]) == ("£624", "£9,621")
    assert "£2,059 to £25,952" in found.so_what[2]


def test_the_tornado_shows_eight_and_the_table_all() -> None:
    found = build("2.4b", sample("harbour-hotels"), "en")
    assert (found.kind, len(found.values.rows)) == ("tornado", 12)
    assert found.draw is not None
    bars = [
        artist.get_gid() for artist in found.draw().axes[0].get_children() if str(artist.get_gid()).startswith("high-")
    ]
    assert len(bars) == 8
    assert (
        found.title
        == "The gap's scale s matters most: from 0.5 to 1.2 it moves the revenue at risk from £8,572 to £17,202 a month"
    )


def test_strengths_stand_in_the_table_with_their_evidence() -> None:
    found = build("2.1", sample("harbour-hotels"), "en")
    rows = list(
        zip(
            printed(found, "resource"),
            printed(found, "operator"),
            printed(found, "verdict"),
            printed(found, "evidence"),
            strict=True,
        )
    )
    assert ("Fibre", "Northwave", "strength", "New fibre ring between Saltmouth and Eastquay") in rows
    assert ("International gateways", "Cable & Quay", "unknown", "unknown") in rows
    assert len(rows) == 20


def test_the_published_moves_are_a_table_without_dates() -> None:
    found = build("2.5", sample("pingan-life-fuzhou"), "zh")
    assert (found.kind, found.draw) == ("table", None)
    assert set(printed(found, "since")) == {"未知"}
    assert "都没有日期" in found.title
    assert found.status == "partly_illustrative"


def test_an_undated_move_is_listed_apart(tmp_path: Path) -> None:
    rows = [move("a", since="2002-10", expected="2003-04"), move("b"), move("c", "other", expected="2003-02")]
    found = build("2.5", make_client(tmp_path, {"moves": rows, "competition_services": SHARES}), "en")
    assert found.kind == "timeline"
    assert found.draw is not None
    texts = [artist.get_text() for artist in found.draw().axes[0].get_children() if hasattr(artist, "get_text")]
    assert any(text.startswith("Without a date: b") for text in texts)


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
