"""A folder's contents as files: a YAML file of fields, and CSV tables with the columns that are filled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from playbook.client.forms.parts import Part
from playbook.intake.book.contents import Contents, Row

__all__ = ["as_files", "csv_of", "quoted"]

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_BYTE, _SHORT = 0x100, 0x10000


def as_files(contents: Contents) -> dict[str, bytes]:
    """The content of each file by its name; parts that say nothing have none."""
    return dict(_files(contents))


def _files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    for part in contents.form.parts:
        if part.shape == "rows":
            if rows := contents.rows.get(part.file):
                yield part.file, csv_of(part, rows)
        elif fields := contents.fields.get(part.file):
            lines = _items(fields) if part.shape == "items" else _lines(fields)
            yield part.file, ("".join(f"{line}\n" for line in lines) or "{}\n").encode()


def csv_of(part: Part, rows: Sequence[Row]) -> bytes:
    """A table with its compulsory columns and those that a row fills, in the order of its description."""
    filled = {name for row in rows for name, text in row.items() if text}
    names = [column.name for column in part.table.columns if column.required or column.name in filled]
    names += sorted(filled - {*names})
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _lines(fields: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{_key(name)}: {quoted(text)}" for name, text in fields.items() if text)


def _items(items: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for key, item in items.items():
        yield f"{_key(key)}:"
        yield from (f"  {_key(name)}: {quoted(text)}" for name, text in item.items())


def _key(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else quoted(name)


def quoted(text: str) -> str:
    r"""A text as YAML has it in quotation marks, all in one line; what has no shape of its own as its number.

    >>> print(quoted('say "no"\u200b'))
    "say \"no\"\u200b"
    """
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES or character.isprintable():
        return _ESCAPES.get(character, character)
    number = ord(character)
    return f"\\x{number:02x}" if number < _BYTE else f"\\u{number:04x}" if number < _SHORT else f"\\U{number:08x}"
