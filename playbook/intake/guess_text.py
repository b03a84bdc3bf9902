"""A guessed import, as the YAML that a person is to correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from playbook.client.schema import STATUSES
from playbook.client.spellings import plain
from playbook.intake.guess_table import GuessedTable, guess_table
from playbook.intake.guess_values import guess_meanings, guess_unit, has_decimal_comma, is_id_text
from playbook.intake.map_text import scalar, shown, written
from playbook.intake.months import month_of
from playbook.intake.page import Page
from playbook.messages import printed, said
from playbook.sheets.layout import is_total
from playbook.units import Lang

__all__ = ["Guessed", "import_text"]

_FIELD = 4
_EXAMPLES = 4
#: What a table of judgements is at best, where its source does not say.
_JUDGED = "estimated"

Fields = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Guessed:
    """A page for which an import is guessed, and how files of its kind are called; `sheet` and `encoding` where they
    need to be stated."""

    pattern: str
    page: Page
    sheet: str = ""
    encoding: str = ""

    @property
    def fixed(self) -> tuple[str, ...]:
        """Its headers but for the months, which are others next quarter."""
        return tuple(plain(header) for header in self.page.header if not month_of(header))


def import_text(guessed: Guessed, services: Mapping[str, str], lang: Lang) -> str:
    """One import of a map."""
    page, table = guessed.page, guess_table(guessed.page.header)
    values = {header: _values(page, header) for header in page.header if header}
    lines = [f"  - file: {scalar(guessed.pattern)}", *_origin(guessed), f"    table: {table.table.name}"]
    lines += ['    decimal: ","'] if has_decimal_comma(_number_cells(table, values)) else []
    lines.append(written("columns", _columns(table, values), _FIELD))
    lines += _unpivot(table, lang)
    if units := _units(guessed, table, values):
        lines.append(written("units", units, _FIELD))
    lines += _meanings(table, values, services)
    lines += _ids(table, values)
    lines.append(written("constants", _constants(table, lang), _FIELD))
    lines += _untaken(table, values, lang)
    return "\n".join(lines)


def _values(page: Page, header: str) -> list[str]:
    """What stands below a header, but for totals."""
    place = page.header.index(header)
    cells = [row[place].strip() for row in page.rows if place < len(row) and not is_total(row)]
    return [cell for cell in cells if cell]


def _origin(guessed: Guessed) -> Iterator[str]:
    if guessed.sheet:
        yield f"    sheet: {scalar(guessed.sheet)}"
    if guessed.encoding:
        yield f"    encoding: {scalar(guessed.encoding)}"


def _columns(table: GuessedTable, values: Mapping[str, Sequence[str]]) -> Fields:
    fields: Fields = []
    for column in table.table.columns:
        if column.name in table.columns and not _is_made(table, column.name, values):
            header = table.columns[column.name]
            fields.append((column.name, header, shown(dict.fromkeys(values[header][:_EXAMPLES]))))
        elif column.name in table.questions and not _called(table, column.name):
            fields.append((column.name, f"? {' | '.join(table.questions[column.name])}".strip(), ""))
    return fields


def _is_made(table: GuessedTable, name: str, values: Mapping[str, Sequence[str]]) -> bool:
    """Whether a column is the id of its rows, and what the source has there is none: a person's name, say."""
    column = table.table.column(name)
    own = column.kind == "id" and table.table.key == (name,)
    return own and not all(map(is_id_text, values[table.columns[name]]))


def _unpivot(table: GuessedTable, lang: Lang) -> Iterator[str]:
    if table.lacks_year:
        names: Fields = [("columns", "*月", shown(table.months)), ("year", "?", "")]
        yield written("unpivot", names, _FIELD)
    elif table.months:
        ends = {"first": month_of(table.months[0]), "last": month_of(table.months[-1])}
        line = said("{count} columns, {first} to {last}", count=len(table.months), **ends)
        yield f"    unpivot: months  # {printed(line, lang)}"


def _units(guessed: Guessed, table: GuessedTable, values: Mapping[str, Sequence[str]]) -> Fields:
    fields: Fields = []
    for column in table.table.columns:
        headers = [table.columns[column.name]] if column.name in table.columns else []
        if column.name == "amount_month" and table.months:
            headers = list(table.months)
        if column.kind == "number" and headers:
            cells = [cell for header in headers for cell in values[header]]
            if unit := guess_unit(column, (*headers, *guessed.page.titles), cells):
                fields.append((column.name, unit, ""))
    return fields


def _number_cells(table: GuessedTable, values: Mapping[str, Sequence[str]]) -> list[str]:
    """What stands in columns of numbers."""
    headers = [header for name, header in table.columns.items() if table.table.column(name).kind == "number"]
    return [cell for header in (*headers, *table.months) for cell in values[header]]


def _meanings(table: GuessedTable, values: Mapping[str, Sequence[str]], services: Mapping[str, str]) -> Iterator[str]:
    found = {
        name: guess_meanings(table.table.column(name), values[header], services)
        for name, header in table.columns.items()
    }
    if any(found.values()):
        yield "    values:"
    for name, meanings in found.items():
        if meanings:
            yield written(name, [(value, meaning, "") for value, meaning in meanings], _FIELD + 2)


def _ids(table: GuessedTable, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Rows without an id of their own are numbered by what they are called."""
    for name in table.table.key:
        lacking = name in table.questions or (name in table.columns and _is_made(table, name, values))
        if lacking and (called := _called(table, name)):
            yield f"    ids: {{{name}: {{numbered: {called}}}}}"


def _called(table: GuessedTable, name: str) -> str:
    """The column that says what a row is called, whose id this column is; blank where it is none, or there is none."""
    is_own = table.table.column(name).kind == "id" and table.table.key == (name,)
    return next((other for other in ("role", "name") if is_own and other in table.columns), "")


def _constants(table: GuessedTable, lang: Lang) -> Fields:
    status = _JUDGED if any(column.name == "by" for column in table.table.columns) else "measured"
    or_else = said("or {others}", others=", ".join(other for other in STATUSES if other != status))
    return [("status", status, printed(or_else, lang)), ("source", "{file}", "")]


def _untaken(table: GuessedTable, values: Mapping[str, Sequence[str]], lang: Lang) -> Iterator[str]:
    asked = {header for headers in table.questions.values() for header in headers}
    used = {*table.columns.values(), *table.months, *asked}
    for header, cells in values.items():
        if header not in used:
            line = printed(said("not taken: {header}", header=header), lang)
            yield f"    # {shown([line])} ({shown(dict.fromkeys(cells[:_EXAMPLES]))})"
