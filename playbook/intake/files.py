"""An export is opened: a workbook becomes its sheets, a text file one grid, with what was done to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playbook.errors import UserError, printable
from playbook.intake.mapping import Origin
from playbook.messages import Said, said
from playbook.sheets.encoding import decode
from playbook.sheets.grid import Grid
from playbook.sheets.hows import in_words
from playbook.sheets.separated import read_csv
from playbook.sheets.workbook import WORKBOOKS, read_workbook

__all__ = ["Opened", "open_file"]

#: How packed workbooks and old ones begin, whatever they are called.
_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Opened:
    """A file's grids by sheet (a text file has one, without a name), what was done to read it, and the encoding of a
    text file where it was found out."""

    name: str
    sheets: Mapping[str, Grid]
    remarks: tuple[Said, ...] = ()
    encoding: str = ""
    is_workbook: bool = False


def open_file(path: Path, origin: Origin) -> Opened:
    """A file as it is to be read. Raises UserError where there is none, and Unreadable where it cannot be read."""
    name, content = printable(path.name), content_of(path)
    if path.suffix.casefold() in WORKBOOKS or content.startswith(_MAGIC):
        return Opened(name, read_workbook(content), is_workbook=True)
    decoded = decode(content, origin.encoding)
    grid = read_csv(decoded.text, origin.separator)
    remarks = tuple(in_words(how) for how in (decoded.how, grid.how) if how)
    return Opened(name, {"": grid}, remarks, decoded.encoding if decoded.how else "")


def content_of(path: Path) -> bytes:
    """The bytes of a file that the user names."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            said("{path}: cannot be read ({why})", path=printable(str(path)), why=str(error.strerror))
        ) from None
