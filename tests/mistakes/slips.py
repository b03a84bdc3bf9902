"""Slips: what one wrong keystroke, one wrong program or one wrong habit makes of a folder of files.

A slip is made in a copy of a sound data folder, in the files of one client or of its market.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = [
    "Mistake",
    "Slip",
    "added",
    "cell",
    "column",
    "content",
    "field",
    "headed",
    "moved",
    "put",
    "recoded",
    "repeated",
    "scaled",
    "table_file",
    "without",
    "without_field",
    "without_rows",
]

CLIENT, MARKET = "harbour-hotels", "saltmouth-2025"
#: What a slip does to a data folder.
Slip = Callable[[Path], None]


@dataclass(frozen=True)
class Mistake:
    """A slip in words, and what is to come of it: a fault, a warning, or a note of what was understood.

    `says` are words that the line has to hold; `lines` is more than one where it is more than one thing.
    """

    what: str
    slip: Slip
    comes: Literal["fault", "warning", "understood"] = "fault"
    says: tuple[str, ...] = ()
    lines: int = 1


def table_file(data: Path, name: str) -> Path:
    """A file of the client; of the market where its name begins with `market/`."""
    folder = data / "markets" / MARKET if name.startswith("market/") else data / "clients" / CLIENT
    return folder / name.removeprefix("market/")


def _csv(name: str) -> str:
    return f"{name}.csv"


def _rows(data: Path, table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_file(data, _csv(table)).read_text("utf-8"), newline="")))


def _write(data: Path, table: str, rows: Iterable[Iterable[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    table_file(data, _csv(table)).write_text(text.getvalue(), "utf-8", newline="")


def cell(table: str, row: int, name: str, value: str) -> Slip:
    """Another value in one cell; the header is row 1."""

    def slip(data: Path) -> None:
        rows = _rows(data, table)
        rows[row - 1][rows[0].index(name)] = value
        _write(data, table, rows)

    return slip


def column(table: str, name: str, change: Callable[[str], str]) -> Slip:
    """Every cell of a column changed."""

    def slip(data: Path) -> None:
        head, *rows = _rows(data, table)
        place = head.index(name)
        _write(data, table, [head, *([*row[:place], change(row[place]), *row[place + 1 :]] for row in rows)])

    return slip


def scaled(table: str, name: str, by: float, rows: Iterable[int] = ()) -> Slip:
    """The numbers of a column, in all rows or in these, times a factor."""
    chosen = set(rows)

    def slip(data: Path) -> None:
        table_rows = _rows(data, table)
        place = table_rows[0].index(name)
        for number, row in enumerate(table_rows[1:], start=2):
            if row[place] and (not chosen or number in chosen):
                row[place] = f"{float(row[place]) * by:.2f}"
        _write(data, table, table_rows)

    return slip


def headed(table: str, name: str, other: str) -> Slip:
    """A column with another header."""

    def slip(data: Path) -> None:
        head, *rows = _rows(data, table)
        _write(data, table, [[other if each == name else each for each in head], *rows])

    return slip


def added(table: str, **cells: str) -> Slip:
    """A row more, like the last one but for these cells."""

    def slip(data: Path) -> None:
        rows = _rows(data, table)
        last = dict(zip(rows[0], rows[-1], strict=True)) | {name.rstrip("_"): value for name, value in cells.items()}
        _write(data, table, [*rows, [last[name] for name in rows[0]]])

    return slip


def repeated(table: str, row: int) -> Slip:
    """A row once more, at the end."""

    def slip(data: Path) -> None:
        rows = _rows(data, table)
        _write(data, table, [*rows, rows[row - 1]])

    return slip


def without_rows(table: str, gone: Callable[[dict[str, str]], bool]) -> Slip:
    """The table without some of its rows."""

    def slip(data: Path) -> None:
        head, *rows = _rows(data, table)
        _write(data, table, [head, *(row for row in rows if not gone(dict(zip(head, row, strict=True))))])

    return slip


def field(name: str, value: str, file: str = "profile.yaml") -> Slip:
    """Another value of a field, or one field more; the value as YAML has it."""

    def slip(data: Path) -> None:
        path = table_file(data, file)
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(f"{name}:")]
        path.write_text("\n".join([*lines, f"{name}: {value}", ""]), "utf-8")

    return slip


def without_field(name: str, file: str = "profile.yaml") -> Slip:
    """The fields without one."""

    def slip(data: Path) -> None:
        path = table_file(data, file)
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(f"{name}:")]
        path.write_text("\n".join([*lines, ""]), "utf-8")

    return slip


def content(file: str, change: Callable[[bytes], bytes]) -> Slip:
    """A file with other bytes."""

    def slip(data: Path) -> None:
        path = table_file(data, file)
        path.write_bytes(change(path.read_bytes()))

    return slip


def recoded(file: str, codec: str) -> Slip:
    """A file in another encoding."""
    return content(file, lambda text: text.decode("utf-8").encode(codec))


def put(file: str, text: str | bytes) -> Slip:
    """A file that was not there, or another one in its place."""

    def slip(data: Path) -> None:
        table_file(data, file).write_bytes(text if isinstance(text, bytes) else text.encode())

    return slip


def moved(file: str, other: str) -> Slip:
    """A file under another name."""

    def slip(data: Path) -> None:
        path = table_file(data, file)
        path.rename(path.with_name(other))

    return slip


def without(file: str) -> Slip:
    """The folder without a file."""

    def slip(data: Path) -> None:
        table_file(data, file).unlink()

    return slip
