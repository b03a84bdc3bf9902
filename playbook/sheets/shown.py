r"""What a workbook's library leaves out of its cells, from the file's own XML.

An xlsx file is a folder of XML, packed. A number with the format `00000` is shown with zeros before it, and a contract
number without them is another one; one with `0.00;\-0.00`, which our own workbooks have, with zeros after it.
An error (`#REF!`) and a formula that was never computed are no blank cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

__all__ = ["NOT_COMPUTED", "shown_cells"]

#: What stands in the place of a formula whose result the file does not hold.
NOT_COMPUTED = "#N/A"
_ZEROS = re.compile(r"0{2,}")
_PADDED = re.compile(r"(?:#,##)?0\.(0+);\\-(?:#,##)?0\.\1")
_PLACE = re.compile("([A-Z]+)([0-9]+)")
_CELL = re.compile(rb"<c [^>]*/>|<c [^>]*[^/]>.*?</c>", re.DOTALL)
#: Some programs give every tag a prefix.
_PREFIXED = re.compile(rb"<[a-z]+:c[ >]")
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def shown_cells(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """By sheet, the cells that are shown otherwise than the library says, as (row, column) from 0, and what they show.

    Nothing for workbooks of other kinds, which hold no XML of this sort.
    """
    try:
        with ZipFile(BytesIO(content)) as packed:
            if "xl/workbook.xml" not in packed.namelist():
                return {}
            widths = _zero_formats(packed)
            return {name: dict(_cells(packed, path, widths)) for name, path in _sheets(packed)}
    except (BadZipFile, ElementTree.ParseError):
        return {}


def _sheets(packed: ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name, and where it lies."""
    targets = {element.get("Id"): element.get("Target", "") for element in _root(packed, "xl/_rels/workbook.xml.rels")}
    for element in _root(packed, "xl/workbook.xml").findall(".//{*}sheet"):
        target = targets.get(element.get(_REL), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in packed.namelist():
            yield element.get("name", ""), path


def _root(packed: ZipFile, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(packed.read(path))


def _zero_formats(packed: ZipFile) -> Mapping[str, int]:
    """The styles of cells that put zeros before a number, and how many digits they show; those that put zeros after it
    show so many decimals, as a negative number."""
    if "xl/styles.xml" not in packed.namelist():
        return {}
    styles = _root(packed, "xl/styles.xml")
    codes = {element.get("numFmtId"): element.get("formatCode", "") for element in styles.findall(".//{*}numFmt")}
    formats = {number: width for number, code in codes.items() if (width := _width(code))}
    used = (cell.get("numFmtId") for cells in styles.findall(".//{*}cellXfs") for cell in cells)
    return {str(style): formats[code] for style, code in enumerate(used) if code in formats}


def _width(code: str) -> int:
    padded = _PADDED.fullmatch(code)
    return -len(padded[1]) if padded else len(code) if _ZEROS.fullmatch(code) else 0


def _cells(packed: ZipFile, path: str, widths: Mapping[str, int]) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in _peculiar(packed.read(path), widths):
        text = _shown(cell, widths.get(cell.get("s", ""), 0))
        if text and (place := _PLACE.fullmatch(cell.get("r", ""))):
            yield (int(place[2]) - 1, _column(place[1])), text


def _peculiar(content: bytes, widths: Mapping[str, int]) -> Iterator[ElementTree.Element]:
    """The cells that may be shown otherwise; of a large sheet all others are passed over without being parsed."""
    if _PREFIXED.search(content):
        yield from (cell for _, cell in ElementTree.iterparse(BytesIO(content)) if cell.tag.endswith("}c"))
        return
    styles = tuple(f's="{style}"'.encode() for style in widths)
    marks = (b't="e"', b"<f>", b"<f ", *styles)
    if any(mark in content for mark in marks):
        for cell in map(bytes, _CELL.findall(content)):
            if any(mark in cell for mark in marks):
                yield ElementTree.fromstring(cell)


def _shown(cell: ElementTree.Element, width: int) -> str:
    """What the cell shows, where the library says something else; blank where it says the same."""
    value = cell.findtext("{*}v") or ""
    if cell.get("t") == "e":
        return value
    if not value and cell.find("{*}f") is not None and cell.get("t") != "str":
        return NOT_COMPUTED
    if width < 0:
        return _with_decimals(value, -width)
    return value.zfill(width) if width and value.isdecimal() else ""


def _with_decimals(value: str, decimals: int) -> str:
    """A number with so many decimals; blank where it has more of them."""
    try:
        shown = Decimal(value).quantize(Decimal(1).scaleb(-decimals))
    except InvalidOperation:
        return ""
    return f"{shown:f}" if float(shown) == float(value) else ""


def _column(letters: str) -> int:
    """The place of a column from 0.

    >>> _column("A"), _column("AA")
    (0, 26)
    """
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
