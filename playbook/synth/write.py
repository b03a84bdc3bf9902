"""Writing: rows to CSV files and fields to YAML, as the schema describes them.

A :class:`~playbook.units.Name` becomes a text in the client's language and its two twins. A column that no row fills is
left out. Everything is marked illustrative, with a source that says who made it up; judgements are by the account
manager where a row names nobody else.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from playbook.client.schema import NONE, Column, Table
from playbook.synth.outline import Rows
from playbook.units import Name

__all__ = ["Pen", "cell"]

_BY = Name("客户经理", "account manager")


@dataclass(frozen=True)
class Pen:
    """Writes into one folder: the language of its originals, the source of every row, and the day of its judgements."""

    folder: Path
    language: str
    source: Name
    on: date

    def table(self, table: Table, rows: Rows) -> None:
        """The table's CSV file; none where there is no row."""
        if not rows:
            return
        names = [column.name for column in table.columns]
        common: dict[str, Any] = {"status": "illustrative", **self._translated("source", self.source)}
        common |= {**self._translated("by", _BY), "on": self.on} if "by" in names else {}
        full = [self._twins(common | row, names) for row in rows]
        none = {column.name for column in table.columns if column.may_be_none}
        cells = {
            name: [NONE if name in none and row.get(name) == () else cell(row.get(name)) for row in full]
            for name in names
            if any(name in row for row in full)
        }
        kept = {
            column.name: cells[column.name]
            for column in table.columns
            if column.required or any(cells.get(column.name, ()))
        }
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(kept)
        writer.writerows(zip(*kept.values(), strict=True))
        (self.folder / f"{table.name}.csv").write_bytes(text.getvalue().encode())

    def fields(self, file: str, columns: Sequence[Column], fields: Mapping[str, Any]) -> None:
        """A YAML file of fields, in the schema's order; those that are unknown are left out."""
        names = [column.name for column in columns]
        status = {"status": "illustrative"} if "status" in names else {}
        full = self._twins({**fields, **status, **self._translated("source", self.source)}, names)
        told = [
            f"{name}: {json.dumps(cell(full.get(name)), ensure_ascii=False)}" for name in names if cell(full.get(name))
        ]
        (self.folder / file).write_bytes("\n".join(["# Made up: nobody is meant.", *told, ""]).encode())

    def _translated(self, field: str, name: Name) -> dict[str, str]:
        """A text that every row has, and its twin in the other language alone: one in the same would say it again on
        every row."""
        return (
            {field: name.zh, f"{field}_en": name.en}
            if self.language == "zh"
            else {field: name.en, f"{field}_zh": name.zh}
        )

    def _twins(self, row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
        """The row with every Name as its text and twins."""
        full = dict(row)
        for key, value in row.items():
            if isinstance(value, Name):
                full[key] = value.zh if self.language == "zh" else value.en
                full |= {f"{key}_zh": value.zh, f"{key}_en": value.en} if f"{key}_zh" in names else {}
        return full


def cell(value: Any) -> str:
    """A value as its cell has it.

    >>> cell(None), cell(True), cell(("a", "b")), cell(1200.0), cell(0.155), cell(date(2026, 1, 2))
    ('', 'yes', 'a b', '1200', '0.155', '2026-01-02')
    """
    kind = type(value)
    if kind is str:
        return str(value)
    if value is None:
        return ""
    if kind is float:
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if kind is bool:
        return "yes" if value else "no"
    return " ".join(value) if kind is tuple else str(value)
