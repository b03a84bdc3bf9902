"""A part of a map, read field by field; what is at fault is written down with its row, and reading goes on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from playbook.client.mappings import Fields
from playbook.client.near import nearest
from playbook.errors import Fault
from playbook.messages import Said, said

__all__ = ["QUESTION", "Part", "asked", "near"]

#: What a text begins with that nobody has decided yet.
QUESTION = "?"


@dataclass(frozen=True)
class Part:
    """The fields of one mapping of the map `file`; `path` says which (`columns`)."""

    fields: Fields
    file: str
    faults: list[Fault]
    path: str = ""
    row: int = 1

    def fault(self, name: str, value: str, expected: str, *, mend: str = "") -> None:
        """Write down what is wrong with a field."""
        column = f"{self.path}: {name}" if self.path and name else name or self.path
        self.faults.append(Fault(self.file, self.fields.rows.get(name, self.row), column, value, expected, mend=mend))

    def check_names(self, names: Collection[str]) -> None:
        """Name each field that there is not."""
        for name in self.fields:
            if name not in names:
                self.fault(name, name, said("one of {names}", names=", ".join(names)), mend=near(name, names))

    def text(self, name: str) -> str:
        """A field's text; blank where it is left out."""
        value = self.fields.get(name, "")
        if isinstance(value, str):
            return value.strip()
        self.fault(name, _kind(value), said("one text"))
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """A field's texts: one, or a list of them."""
        value = self.fields.get(name, [])
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(item.strip() for item in items if item.strip())
        self.fault(name, _kind(value), said("a text, or a list of texts"))
        return ()

    def part(self, name: str) -> Part:
        """The mapping below a field; an empty one where it is left out."""
        value = self.fields.get(name, "")
        row = self.fields.rows.get(name, self.row)
        path = f"{self.path}: {name}" if self.path else name
        if isinstance(value, Fields):
            return Part(value, self.file, self.faults, path, row)
        if value != "":
            self.fault(name, _kind(value), said("names with a value each, such as contract: 合同号"))
        return Part(Fields(), self.file, self.faults, path, row)


def near(name: str, names: Collection[str]) -> Said | str:
    """The question whether the nearest of some names was meant; blank where none is near."""
    meant = nearest(name, names)
    return said("did you mean {near}?", near=meant) if meant else ""


def asked(fields: Any, file: str, path: str = "", row: int = 1) -> Iterator[Fault]:
    """A fault for each question that is left in the map: a text that begins with a question mark."""
    if isinstance(fields, str):
        if fields.startswith(QUESTION):
            yield Fault(file, row, path, fields, "", said("this is still a question"), _answer(fields))
    elif isinstance(fields, list):
        for item in fields:
            yield from asked(item, file, path, row)
    else:
        for name, value in fields.items():
            here = f"{path}: {name}" if path else name if name != "imports" else ""
            at = fields.rows.get(name, row)
            yield from asked(value, file, here, at)
            if name.startswith(QUESTION):
                yield Fault(file, at, path, name, "", said("this is still a question"), _answer(name))


def _answer(question: str) -> Said:
    candidates = question.lstrip(QUESTION).strip()
    if not candidates:
        return said("put what it is in its place, or take the line out")
    return said("put one of {candidates} in its place, or take the line out", candidates=candidates.replace("|", "/"))


def _kind(value: Any) -> Said | str:
    if isinstance(value, Fields):
        return said("names with values")
    return said("a list") if isinstance(value, list) else str(value)
