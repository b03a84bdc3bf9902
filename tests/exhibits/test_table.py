"""A table as an exhibit shows it: read back from its JSON it is the same, and its HTML marks what it marks."""

from __future__ import annotations

import json

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import Cell, Field, Span, Table, Values
from playbook.exhibits.markup import rows_html, table_html
from playbook.exhibits.table import is_heading, table_of
from tests.builders.clients import build

COLUMNS = (Field("text", "<Text>"), Field("number", "Number", "value", "CNY", numeric=True))
TABLE = Table(
    COLUMNS,
    (
        (Span("Both & all", 2),),
        (Cell("a", "a", link="2.4b"), Cell(1.5, "1.50")),
        (Cell("b", "b", gap=True), Cell(None, "unknown", 'why "not"')),
        (Cell("", ""), Cell(None, "?")),
    ),
)


def test_a_table_is_read_back_as_it_was() -> None:
    assert Table.from_json(json.loads(json.dumps(TABLE.as_json()))) == TABLE


def test_headings_span_and_cells_say_what_they_are() -> None:
    assert table_html(TABLE) == (
        '<table class="pb-table"><thead><tr><th scope="col">&lt;Text&gt;</th><th scope="col"'
        ' class="pb-number">Number</th></tr></thead><tbody>'
        '<tr><th colspan="2" scope="colgroup">Both &amp; all</th></tr>'
        '<tr><td><a href="#x-2-4b">a</a></td><td class="pb-number">1.50</td></tr>'
        '<tr><td class="pb-gap">b</td><td class="pb-unknown" title="why &quot;not&quot;">unknown</td></tr>'
        '<tr><td></td><td class="pb-unknown">?</td></tr></tbody></table>'
    )


def test_some_of_the_rows_with_links_of_another_form() -> None:
    html = rows_html(TABLE, slice(1, 2), lambda exhibit_id: f"#/{exhibit_id}")
    assert html == '<tr><td><a href="#/2.4b">a</a></td><td class="pb-number">1.50</td></tr>'


def test_values_are_shown_as_they_are_and_unknown_ones_in_words() -> None:
    values = Values(COLUMNS, ((Cell("a", "a"), Cell(None, "", "nobody asked")),))
    assert table_of(values, "zh").rows == ((Cell("a", "a"), Cell(None, "未知", "nobody asked")),)


@pytest.mark.parametrize("exhibit_id", ["3.1", "6.3", "6.8"])
def test_a_form_of_its_own_is_as_wide_as_its_heads(exhibit_id: str) -> None:
    table = build(exhibit_id, load_client("harbour-hotels"), "en").body
    assert all(
        sum(one.columns if isinstance(one, Span) else 1 for one in row) == len(table.fields) for row in table.rows
    )
    assert any(map(is_heading, table.rows)) == (exhibit_id != "6.8")
    assert Table.from_json(json.loads(json.dumps(table.as_json()))) == table
