"""Exhibit 3.3: titles as printed, every figure of a title in the table, unknown cells with their reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.builders.clients import build, make_client, printed
from tests.builders.relationship import EVENTS
from tests.charts.support import drawn_texts, named, overlaps


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["3.3"])
@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels"])
def test_both_samples_have_the_exhibit(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    assert found._repr_mimebundle_()[MIME_TYPE]["kind"] == "timeline"
    assert not found.internal
    assert found.draw is not None
    figure = found.draw()
    assert overlaps(drawn_texts(figure)) == []
    assert 150 <= figure.get_size_inches()[1] * 100 <= 480


@pytest.mark.parametrize(
    ("exhibit_id", "tables"),
    [("3.3", ["events.csv"])],
)
def test_without_its_tables_there_is_a_card(exhibit_id: str, tables: list[str]) -> None:
    card = build(exhibit_id, load_client("bare-minimum"), "en")
    assert (card.kind, [item["table"] for item in card.extra["collect"]]) == ("card", tables)


def test_titles_as_printed() -> None:
    published = load_client("pingan-life-fuzhou")
    assert build("3.3", published, "zh").title == "2001年5月的协议已满20个月，下一件大事在2003年2月：公司改制并更名"


def test_the_table_holds_the_months_of_the_title() -> None:
    found = build("3.3", load_client("harbour-hotels"), "en")
    at = printed(found, "event").index("Group agreement renewed for three years")
    assert (printed(found, "start")[at], printed(found, "end")[at], printed(found, "end_away")[at]) == (
        "April 2023",
        "March 2026",
        "+4",
    )
    since = [kind for kind, flag in zip(printed(found, "kind"), printed(found, "since"), strict=True) if flag == "yes"]
    assert sorted(since) == ["Agreement", "Complaint", "Contact", "Lost", "Organisation", "Won"]
    assert printed(found, "state").count("to come") == 1
    assert printed(build("3.3", load_client("pingan-life-fuzhou"), "en"), "away") == ["\N{MINUS SIGN}20", "+1"]


def test_what_is_to_come_is_hollow() -> None:
    found = build("3.3", load_client("harbour-hotels"), "en")
    assert found.draw is not None
    figure = found.draw()
    assert set(named(figure, "coming")) == {"coming"}
    assert set(named(figure, "span")) == {"span", "span-coming"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("exhibit_id", "table", "column"),
    [
        ("3.3", "events", "end"),
    ],
)
def test_a_blank_input_is_unknown_and_says_why(
    tmp_path: Path, exhibit_id: str, table: str, column: str, lang: Lang
) -> None:
    tables: dict[str, list[dict[str, Any]]] = {
        "events": EVENTS,
    }
    tables[table] = [{**row, column: ""} for row in tables[table]]
    found = build(exhibit_id, make_client(tmp_path, tables), lang)
    found._repr_mimebundle_()
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)
    assert "nan" not in " ".join((found.title, *found.so_what)).lower()
