"""Fields on a sheet: a row each, its name and what is filled in beside it; and things with fields, a row a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from playbook.client.forms.cells import Odd, letters, text_of
from playbook.client.forms.names import FIELD, MEANING, VALUE, column_of
from playbook.client.forms.parts import Part
from playbook.client.mappings import Fields
from playbook.client.spellings import plain
from playbook.messages import said
from playbook.sheets.characters import CONTROL
from playbook.sheets.grid import Grid
from playbook.sheets.unreadable import Unreadable

__all__ = ["items_of", "lines_of"]

#: The first column names a field, the second is filled in; the third says what it means.
_NAMED, _FILLED, _TOLD = range(3)
_ID = "id"


def lines_of(part: Part, grid: Grid, odd: list[Odd]) -> Fields:
    """The fields of a sheet that has a row for each. Raises Unreadable where one stands twice."""
    fields = Fields()
    for place in range(_top(part, grid), len(grid.rows)):
        cells, number = grid.rows[place], grid.numbers[place]
        if not any(map(str.strip, cells)):
            continue
        odd.extend(_astray(number, cells))
        name = column_of(part, cells[_NAMED]) or cells[_NAMED].strip()
        if name in fields:
            raise Unreadable(
                said("{field} stands in row {row} already", field=cells[_NAMED], row=fields.rows[name]),
                row=number,
                mend=said("keep one of them"),
            )
        fields.rows[name] = number
        fields[name] = _value(part, name, grid, place, odd=odd)
    return fields


def _value(part: Part, name: str, grid: Grid, place: int, *, odd: list[Odd]) -> str:
    text = grid.rows[place][_FILLED] if len(grid.rows[place]) > _FILLED else ""
    column = next((column for column in part.table.columns if column.name == name), None)
    if column is None:
        return text
    at = (place, _FILLED)
    try:
        return text_of(column, text, is_date=at in grid.dates, is_rounded=at in grid.rounded)
    except ValueError as error:
        mend = said("format the cell as text and write it again")
        odd.append(Odd(grid.numbers[place], name, text, error.args[0], mend))
        return ""


def _top(part: Part, grid: Grid) -> int:
    """Where the fields begin: below the heading, else with the first field."""
    firsts = [plain(row[_NAMED]) if row else "" for row in grid.rows]
    heads = {plain(word) for word in FIELD.values()}
    heading = next((place + 1 for place, first in enumerate(firsts) if first in heads), None)
    if heading is not None:
        return heading
    begins = next((place for place, first in enumerate(firsts) if column_of(part, first)), None)
    if begins is None:
        expected = said("a column {field} and a column {value}", field=FIELD["en"], value=VALUE["en"])
        raise Unreadable(expected=expected, value="")
    return begins


def _astray(number: int, cells: list[str]) -> Iterable[Odd]:
    """Cells where nobody reads, and what no text holds."""
    for place, text in enumerate(cells[_TOLD + 1 :], start=_TOLD + 1):
        if text.strip():
            expected = said("nothing beside the column {name}", name=MEANING["en"])
            yield Odd(number, letters(place), text, expected, said("take the cell out"))
    if len(cells) > _FILLED and cells[_FILLED].strip() and not cells[_NAMED].strip():
        yield Odd(number, letters(_NAMED), "", said("the name of a field"))
    if bad := CONTROL.search("".join(cells[:_TOLD])):
        yield Odd(number, "", repr(bad[0])[1:-1], said("text without control characters"), said("take it out"))


def items_of(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Fields:
    """Things by their id, each with those of its fields that are filled in. Raises Unreadable where one stands
    twice, or has no id."""
    items = Fields()
    for number, row in rows:
        key = row.get(_ID, "").strip()
        if not key:
            raise Unreadable(said("an id is missing"), row=number)
        if key in items:
            cause = said("{field} stands in row {row} already", field=key, row=items.rows[key])
            raise Unreadable(cause, row=number, mend=said("keep one of them"))
        items.rows[key] = number
        items[key] = Fields()
        for name, text in row.items():
            if name != _ID and text.strip():
                items[key][name] = text
                items[key].rows[name] = number
    return items
