"""From the YAML of a map to its imports, or every fault in it at once.

A map has one field, `imports`: a list. Each import is built here, part by part; a name that there is not, a column
that the table does not have, a value that the column cannot hold is a fault with its row in the map.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Any

from playbook.client.mappings import Fields, read_mapping
from playbook.client.schema import Table
from playbook.client.tables import CLIENT_TABLES
from playbook.errors import DataError, Fault
from playbook.intake.map_columns import MapColumns
from playbook.intake.map_part import Part, asked, near
from playbook.intake.mapping import Import, Origin, period_columns
from playbook.messages import said
from playbook.sheets.unreadable import Unreadable

__all__ = ["KEYS", "read_map"]

_ORIGIN = ("file", "sheet", "query", "encoding", "separator", "decimal", "header")
#: What an import may say.
KEYS = (*_ORIGIN, "table", "columns", "values", "constants", "units", "unpivot", "fill", "drop", "ids", "add")
_SEPARATORS = {",": ",", ";": ";", "|": "|", "\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";"}
_ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "cp1252")
_DEFAULT_TABLE = "bills"


def read_map(text: str, name: str) -> tuple[Import, ...]:
    """The imports of a map. Raises DataError with every fault, or, where questions are left in it, with those."""
    faults: list[Fault] = []
    try:
        fields = read_mapping(text)
    except Unreadable as why:
        raise DataError([Fault(name, why.row, "", why.value, why.expected, why.cause, why.mend)]) from None
    if questions := list(asked(fields, name)):
        raise DataError(questions)
    imports = [_import(part) for part in _parts(Part(fields, name, faults))]
    if faults:
        raise DataError(faults)
    return tuple(imports)


def _parts(whole: Part) -> list[Part]:
    """The parts of the list `imports`."""
    whole.check_names(("imports",))
    items = whole.fields.get("imports")
    if not isinstance(items, list) or not items or not all(isinstance(item, Fields) for item in items):
        expected = said("a list of imports, each with a file, a table and columns")
        whole.fault("imports", "" if items is None else str(items)[:40], expected)
        return []
    return [
        Part(item, whole.file, whole.faults, f"imports {number}" if len(items) > 1 else "", _first_row(item))
        for number, item in enumerate(items, start=1)
    ]


def _first_row(fields: Fields) -> int:
    return min(fields.rows.values(), default=1)


def _import(part: Part) -> Import:
    before = len(part.faults)
    part.check_names(KEYS)
    table = _table(part)
    columns = MapColumns(part, table)
    made = Import(
        origin=_origin(part),
        table=table,
        columns=columns.sources(),
        values=columns.values(),
        constants=columns.constants(),
        units=columns.units(),
        unpivot=columns.unpivot(),
        fill=part.texts("fill"),
        drop=_dropped(part.part("drop")),
        ids=columns.ids(),
        add=columns.added(),
    )
    if len(part.faults) == before:
        _check_whole(part, made)
    return made


def _table(part: Part) -> Table:
    tables = {table.name: table for table in CLIENT_TABLES}
    name = part.text("table") or _DEFAULT_TABLE
    if name not in tables:
        part.fault("table", name, said("a table of data/README.md"), mend=near(name, tables))
    return tables.get(name, tables[_DEFAULT_TABLE])


def _origin(part: Part) -> Origin:
    origin = Origin(
        file=part.text("file"),
        row=part.row,
        sheet=part.text("sheet"),
        query=part.text("query"),
        encoding=_encoding(part),
        separator=_chosen(part, "separator", _SEPARATORS),
        decimal=_chosen(part, "decimal", {".": ".", ",": ","}) or ".",
        header=_number(part, "header", 1, 1000),
    )
    if not origin.file and not set(part.fields) - {*KEYS}:
        part.fault("file", "", said("the name of a file, such as bills*.xlsx, or a database's URL"))
    elif origin.file and bool(origin.query) != origin.is_database:
        expected = said("a URL of a database and a query, or a file without one")
        part.fault("query" if origin.query else "file", origin.query or origin.file.split("://")[0], expected)
    return origin


def _encoding(part: Part) -> str:
    name = part.text("encoding")
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        known = ("utf-8", "utf-16", "gb18030", "big5", "cp1252")
        part.fault(
            "encoding", name, said("an encoding such as {names}", names=", ".join(known)), mend=near(name, known)
        )
        return ""


def _chosen(part: Part, name: str, allowed: Mapping[str, str]) -> str:
    value = part.fields.get(name, "")
    if value == "":
        return ""
    if not isinstance(value, str) or value not in allowed:
        part.fault(name, str(value), said("one of {names}", names=" ".join(map(repr, allowed))))
        return ""
    return allowed[value]


def _number(part: Part, name: str, low: int, high: int) -> int | None:
    text = part.text(name)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and low <= int(text) <= high):
        part.fault(name, text, said("a whole number from {low} to {high}", low=low, high=high))
        return None
    return int(text)


def _dropped(part: Part) -> Mapping[str, tuple[str, ...]]:
    return {header: part.texts(header) or ("",) for header in part.fields}


def _check_whole(part: Part, made: Import) -> None:
    """Each column is stated once, and what is compulsory is stated. (Said where nothing else is at fault: a misspelt
    name would be told twice.)"""
    stated = list(made.stated)
    for name in dict.fromkeys(name for name in stated if stated.count(name) > 1):
        part.fault("", name, said("a column that one of columns, constants, ids and unpivot gives, not two of them"))
    lacking = [column.name for column in made.table.columns if column.required and column.name not in stated]
    for name in lacking:
        mend = _mend_lacking(name, made)
        part.fault("", name, said("this column, which {table} must have", table=made.table.name), mend=mend)


def _mend_lacking(name: str, made: Import) -> Any:
    if name == "status":
        return said("say under constants how sure the rows are: status: measured")
    if name in period_columns(made.table):
        return said("say that columns are months (unpivot: months), or under columns which one holds {name}", name=name)
    return said("say under columns which header it is, or under constants what every row says")
