"""3.1, client file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Span, Table, Values
from playbook.exhibits.table import Row
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.client_file import FileField

__all__ = ["build"]

_COLUMNS = ("field", "value", "status")


@exhibit("3.1", "needs.client_file")
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.1 The client file: every field, its value, and how sure it is."""
    file, lang = result.client_file, page.lang
    fields = (
        Field("group", page.say("needs.client_file.group")),
        *(
            Field(name, page.say(f"needs.client_file.{name}"), "category" if name == "field" else "label")
            for name in _COLUMNS
        ),
    )
    reason = page.say("needs.words.not_on_file")
    rows = tuple(
        (
            cell(page.say(f"needs.client_file.group.{field.group}"), lang),
            cell(_label(page, field), lang),
            cell(field.value, lang, reason),
            cell(page.status_label(field.status), lang),
        )
        for field in file.fields
    )
    subtitle = page.say("needs.client_file.subtitle", n=len([field for field in file.fields if field.weight]))
    return page.make(
        "table",
        subtitle,
        Values(fields, rows),
        sources=("bills", "control_totals", "contracts"),
        status=file.status,
        table=_form(page, file.fields),
    )


def _label(page: ClientPage, field: FileField) -> str:
    text = page.show(field.label)
    text = text[:1].upper() + text[1:]
    return text if field.weight else page.say("needs.client_file.of_which", what=text)


def _form(page: ClientPage, fields: tuple[FileField, ...]) -> Table:
    """The file as a form of two columns of fields: one table, so that it can be read aloud and goes on over slides."""
    heads = tuple(Field(name, page.say(f"needs.client_file.{name}")) for name in _COLUMNS * 2)
    pairs = (("identity", "organisation"), ("business", "money"))
    return Table(heads, tuple(row for pair in pairs for row in _form_rows(page, fields, pair)))


def _form_rows(page: ClientPage, fields: tuple[FileField, ...], groups: tuple[str, str]) -> Iterator[Row]:
    columns = [[field for field in fields if field.group == group] for group in groups]
    yield tuple(Span(page.say(f"needs.client_file.group.{group}"), len(_COLUMNS)) for group in groups)
    for pair in zip_longest(*columns):
        yield tuple(one for field in pair for one in _form_cells(page, field))


def _form_cells(page: ClientPage, field: FileField | None) -> tuple[Cell, ...]:
    if field is None:
        return (Cell("", ""),) * len(_COLUMNS)
    label = _label(page, field)
    if field.value is None:
        return Cell(label, label), Cell(None, page.say("common.unknown")), Cell("–", "–")
    texts = (label, page.show(field.value), page.status_label(field.status))
    return tuple(Cell(text, text) for text in texts)
