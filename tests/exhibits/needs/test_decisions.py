"""Exhibit 3.7: titles as printed, every figure of a title in the table, unknown cells with their reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.builders.clients import build, make_client, printed
from tests.builders.decisions import CONTACTS, DECISIONS, PURCHASES
from tests.charts.support import drawn_texts, overlaps


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["3.7"])
@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_both_samples_have_the_exhibit(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    assert found._repr_mimebundle_()[MIME_TYPE]["kind"] == "decision_map"
    assert found.internal
    assert found.draw is not None
    figure = found.draw()
    assert overlaps(drawn_texts(figure)) == []
    assert 150 <= figure.get_size_inches()[1] * 100 <= 480


@pytest.mark.parametrize(
    ("exhibit_id", "tables"),
    [("3.7", ["purchases.csv", "decisions.csv"])],
)
def test_without_its_tables_there_is_a_card(exhibit_id: str, tables: list[str]) -> None:
    card = build(exhibit_id, load_client("bare-minimum"), "en")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", tables)


def test_titles_as_printed() -> None:
    published, hotels = load_client("pingan-life-fuzhou"), load_client("harbour-hotels")
    assert (
        build("3.7", hotels, "en").title
        == "Our contacts cover 80% of the decision power and at least 53% supports us; we know nobody who decides on"
        " purchases up to £5,000 a year"
    )
    assert (
        build("3.7", published, "en").title
        == "We have contacts at 3 of 7 decision points; 3 of 4 kinds of purchase are decided where we know nobody,"
        " first of all inter-province circuits"
    )


def test_the_table_of_decisions_ends_with_the_shares() -> None:
    found = build("3.7", load_client("harbour-hotels"), "en")
    assert printed(found, "covered")[-6:] == ["20%", "100%", "100%", "100%", "80%", "80%"]
    assert printed(found, "supports")[-6:] == ["at least 13%", "60%", "70%", "70%", "at least 53%", "at least 63%"]
    assert printed(found, "contacts")[-6:] == ["1 of 2", "2 of 2", "3 of 3", "2 of 2", "8 of 9", "–"]
    assert printed(found, "contacts")[0] == "Hotel operations director, B-; Head of guest experience"
    assert (printed(found, "purchase")[-1], found.extra) == (
        "With the purchasing manager on our side",
        {"total_rows": 6},
    )
    assert printed(found, "purchase")[0] == "Purchases up to £5,000 a year"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("exhibit_id", "table", "column"),
    [
        ("3.7", "decisions", "weight"),
        ("3.7", "decisions", "contacts"),
        ("3.7", "decisions", "department"),
        ("3.7", "contacts", "power"),
        ("3.7", "contacts", "attitude"),
    ],
)
def test_a_blank_input_is_unknown_and_says_why(
    tmp_path: Path, exhibit_id: str, table: str, column: str, lang: Lang
) -> None:
    tables: dict[str, list[dict[str, Any]]] = {
        "contacts": CONTACTS,
        "purchases": PURCHASES,
        "decisions": DECISIONS,
    }
    tables[table] = [{**row, column: ""} for row in tables[table]]
    found = build(exhibit_id, make_client(tmp_path, tables), lang)
    found._repr_mimebundle_()
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)
    assert "nan" not in " ".join((found.title, *found.so_what)).lower()
