"""3.1, client file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Row, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Span, Table, Values
from playbook.exhibits.table import Row as FormRow
from playbook.steps.needs.analysis import NeedsAnalysis

__all__ = ["build"]

_COLUMNS = ("field", "value", "status")


@exhibit("3.1", "needs.client_file")
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.1 The client file: every field, its value, and how sure it is."""
    file = result.client_file
    rows = [vars(field) for field in file.fields]
    return page.make(
        "table",
        page.say("needs.client_file.subtitle", n=sum(bool(row["weight"]) for row in rows)),
        _values(page, rows),
        sources=("bills", "control_totals", "contracts"),
        status=file.status,
        table=_form(page, rows),
    )


def _values(page: ClientPage, rows: Sequence[Row]) -> Values:
    return table(
        page,
        rows,
        (
            Column("group", lambda row: page.say(f"needs.client_file.group.{row['group']}")),
            Column("field", partial(_label, page), "category"),
            Column("value", lambda row: row["value"], reason=page.say("needs.words.not_on_file")),
            Column("status", lambda row: page.status_label(row["status"])),
        ),
    )


def _label(page: ClientPage, row: Row) -> str:
    text = page.show(row["label"])
    text = text[:1].upper() + text[1:]
    return text if row["weight"] else page.say("needs.client_file.of_which", what=text)


def _form(page: ClientPage, rows: Sequence[Row]) -> Table:
    """The file as a form of two columns of fields: one table, so that it can be read aloud and goes on over slides."""
    heads = tuple(Field(name, page.say(f"needs.client_file.{name}")) for name in _COLUMNS * 2)
    pairs = (("identity", "organisation"), ("business", "money"))
    return Table(heads, tuple(line for pair in pairs for line in _form_rows(page, rows, pair)))


def _form_rows(page: ClientPage, rows: Sequence[Row], groups: tuple[str, str]) -> Iterator[FormRow]:
    columns = [[row for row in rows if row["group"] == group] for group in groups]
    yield tuple(Span(page.say(f"needs.client_file.group.{group}"), len(_COLUMNS)) for group in groups)
    for pair in zip_longest(*columns):
        yield tuple(one for row in pair for one in _form_cells(page, row))


def _form_cells(page: ClientPage, row: Row | None) -> tuple[Cell, ...]:
    if row is None:
        return (EMPTY,) * len(_COLUMNS)
    label = _label(page, row)
    if row["value"] is None:
        return Cell(label, label), Cell(None, page.say("common.unknown")), Cell("–", "–")
    texts = (label, page.show(row["value"]), page.status_label(row["status"]))
    return tuple(Cell(text, text) for text in texts)
