"""Exhibit 3.6: titles as printed, every figure of a title in the table, unknown cells with their reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.builders.clients import build, make_client, printed
from tests.builders.goals import GOALS
from tests.charts.support import drawn_texts, overlaps


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["3.6"])
@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_both_samples_have_the_exhibit(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    assert found._repr_mimebundle_()[MIME_TYPE]["kind"] == "chain"
    assert found.internal
    assert found.draw is not None
    figure = found.draw()
    assert overlaps(drawn_texts(figure)) == []
    assert 150 <= figure.get_size_inches()[1] * 100 <= 480


@pytest.mark.parametrize(
    ("exhibit_id", "tables"),
    [("3.6", ["goals.csv"])],
)
def test_without_its_tables_there_is_a_card(exhibit_id: str, tables: list[str]) -> None:
    card = build(exhibit_id, load_client("bare-minimum"), "en")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", tables)


def test_titles_as_printed() -> None:
    hotels = load_client("harbour-hotels")
    assert (
        build("3.6", hotels, "en").title
        == "2 of the client's 6 initiatives have no telecom support from us: £1,500 a month is open to rivals"
    )


def test_the_total_is_of_what_has_no_support() -> None:
    found = build("3.6", load_client("harbour-hotels"), "en")
    assert printed(found, "supported") == ["no", "yes", "no", "yes", "yes", "unknown", "–"]
    assert (printed(found, "amount")[-1], found.extra) == ("£1,500", {"total_rows": 1})


def test_an_unknown_amount_leaves_the_total_unknown(tmp_path: Path) -> None:
    rows = [{**row, "amount_month": ""} if row["initiative"] == "c" else row for row in GOALS]
    found = build("3.6", make_client(tmp_path, {"goals": rows}), "en")
    assert printed(found, "amount")[-1] == "unknown"
    assert (
        found.title
        == "2 of the client's 4 initiatives have no telecom support from us: at least ¥90 a month is open to rivals"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("exhibit_id", "table", "column"),
    [
        ("3.6", "goals", "telecom"),
        ("3.6", "goals", "supported"),
        ("3.6", "goals", "amount_month"),
        ("3.6", "goals", "service"),
    ],
)
def test_a_blank_input_is_unknown_and_says_why(
    tmp_path: Path, exhibit_id: str, table: str, column: str, lang: Lang
) -> None:
    tables: dict[str, list[dict[str, Any]]] = {
        "goals": GOALS,
    }
    tables[table] = [{**row, column: ""} for row in tables[table]]
    found = build(exhibit_id, make_client(tmp_path, tables), lang)
    found._repr_mimebundle_()
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)
    assert "nan" not in " ".join((found.title, *found.so_what)).lower()
