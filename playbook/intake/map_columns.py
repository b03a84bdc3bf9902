"""The part of an import that speaks of the table's columns: what fills each, in which words and units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playbook.client.mappings import Fields
from playbook.client.schema import Column, Table
from playbook.client.spellings import plain
from playbook.client.words import headers, variants
from playbook.intake.map_part import Part, near
from playbook.intake.mapping import Made, Unpivot, period_columns
from playbook.intake.units import Unit, unit_of, units_for
from playbook.messages import said

__all__ = ["MapColumns"]

_NUMBERS = ("number", "integer")
_WAYS = ("slug", "numbered")
_YEARS = range(1800, 3000)


@dataclass(frozen=True)
class MapColumns:
    """An import of the map, read for one table."""

    part: Part
    table: Table

    def sources(self) -> Mapping[str, str]:
        """The source's header of each column that the import takes from it."""
        return self._by_column("columns", lambda part, _, given: part.text(given))

    def constants(self) -> Mapping[str, str]:
        """What every row says in a column."""
        return self._by_column("constants", self._constant)

    def values(self) -> Mapping[str, Mapping[str, str]]:
        """What the source's values mean, by column and by their plain form."""
        return self._by_column("values", self._meanings)

    def units(self) -> Mapping[str, Unit]:
        """The unit that a column of numbers comes in."""
        return {name: unit for name, unit in self._by_column("units", self._unit).items() if unit}

    def ids(self) -> Mapping[str, Made]:
        """The ids that are made."""
        return {name: made for name, made in self._by_column("ids", self._made).items() if made}

    def added(self) -> tuple[str, ...]:
        """The columns of numbers that are added up."""
        names = self.part.texts("add")
        return tuple(column.name for name in names if (column := self._column(self.part, name, "add", _NUMBERS)))

    def unpivot(self) -> Unpivot | None:
        """Which columns are months."""
        given = self.part.fields.get("unpivot", "")
        if given == "":
            return None
        if not period_columns(self.table):
            self.part.fault("unpivot", self.table.name, said("a table whose rows are of a month or a period"))
            return None
        if not isinstance(given, Fields):
            return Unpivot(self._into(""), self._months(self.part, "unpivot"))
        part = self.part.part("unpivot")
        part.check_names(("columns", "into", "year"))
        return Unpivot(self._into(part.text("into")), self._months(part, "columns"), _year(part))

    def _months(self, part: Part, name: str) -> tuple[str, ...]:
        """Patterns of headers; none, for all headers that are months, where the map says `months`."""
        names = part.texts(name)
        return () if [plain(text) for text in names] == ["months"] else names

    def _into(self, name: str) -> str:
        if name and (column := self._column(self.part, name, "unpivot", _NUMBERS)):
            return column.name
        return next((column.name for column in self.table.columns if column.kind in _NUMBERS), "")

    def _by_column(self, key: str, read: Callable[[Part, Column, str], Any]) -> dict[str, Any]:
        """What is said under a key, by the column's own name."""
        part = self.part.part(key)
        found: dict[str, Any] = {}
        for given in part.fields:
            if column := self._column(part, given, given):
                found[column.name] = read(part, column, given)
        return found

    def _column(self, part: Part, given: str, field: str, kinds: tuple[str, ...] = ()) -> Column | None:
        """The column of that name, or of that header in either language."""
        known = headers(self.table)
        column = self.table.column(known[plain(given)]) if plain(given) in known else None
        if column is None:
            expected = said("a column of {table}", table=self.table.name)
            part.fault(field, given, expected, mend=near(given, [column.name for column in self.table.columns]))
        elif kinds and column.kind not in kinds:
            part.fault(field, given, said("a column of numbers"))
            return None
        return column

    def _constant(self, part: Part, column: Column, given: str) -> str:
        text = part.text(given)
        return self._checked(part, column, given, text) if column.allowed else text

    def _meanings(self, part: Part, column: Column, given: str) -> Mapping[str, str]:
        below = part.part(given)
        means = {said_there: below.text(said_there) for said_there in below.fields}
        return {plain(word): self._checked(below, column, word, value) for word, value in means.items()}

    def _checked(self, part: Part, column: Column, field: str, value: str) -> str:
        """A value of a closed list, also by its other names; anything for other columns."""
        if not value or not (column.allowed or column.kind == "flag"):
            return value
        known = variants(column)
        if plain(value) not in known:
            part.fault(field, value, column.expected, mend=near(value, column.allowed))
        return known.get(plain(value), value)

    def _unit(self, part: Part, column: Column, given: str) -> Unit | None:
        name = part.text(given)
        if column.kind not in _NUMBERS:
            part.fault(given, name, said("a unit for a column of numbers"))
            return None
        unit = unit_of(column, name)
        if unit is None:
            names = [unit.name for unit in units_for(column).values()]
            part.fault(given, name, said("one of {names}", names=", ".join(names)), mend=near(name, names))
        return unit

    def _made(self, part: Part, column: Column, given: str) -> Made | None:
        below = part.part(given)
        below.check_names((*_WAYS, "prefix"))
        ways = [way for way in _WAYS if way in below.fields]
        if len(ways) != 1:
            part.fault(given, ", ".join(ways), said("slug or numbered, and the columns that the id is made from"))
            return None
        named = [self._column(below, name, ways[0]) for name in below.texts(ways[0])]
        columns = tuple(column.name for column in named if column)
        return Made("slug" if ways == ["slug"] else "numbered", columns, below.text("prefix")) if columns else None


def _year(part: Part) -> int | None:
    text = part.text("year")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text) in _YEARS):
        part.fault("year", text, said("a year such as 2024"))
        return None
    return int(text)
