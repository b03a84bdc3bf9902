"""From bytes to text, or the one reason why a file cannot be read.

A file is text in UTF-8, with or without its mark, and nothing in it is passed over: bytes that are no UTF-8, and
characters that no table holds, are a fault, which names what the file seems to be instead.
"""

from __future__ import annotations

import re

from playbook.sheets.unreadable import Unreadable

__all__ = ["CONTROL", "row_at", "text_of"]

#: How other kinds of files begin.
_KINDS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", 'UTF-16 (Excel\'s "Unicode text")'),
    (b"\xfe\xff", "UTF-16"),
    (b"PK\x03\x04", "an Excel workbook, or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"PAR1", "a Parquet file"),
)
#: What a Chinese or a European Excel writes where nothing else is asked for. Every byte is something in the last one.
_GUESSES = (("gb18030", "GBK (GB18030)"), ("big5", "Big5"), ("cp1252", "Windows-1252"))
#: What no text holds: control characters but tabs and line ends, halves of characters, and what is no character.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ADVICE = "text in UTF-8 (in Excel: save as CSV UTF-8)"


def text_of(content: bytes) -> str:
    """The text of a file. Raises Unreadable where it is not text in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(value=f"byte {error.start}", expected=f"{_ADVICE}; {_likely(content, error.start)}") from None
    for mark, kind in _KINDS:
        if content.startswith(mark):
            raise Unreadable(value=kind, expected=_ADVICE)
    if "\0" in text and content.count(0) * 3 > len(content):
        raise Unreadable(value="UTF-16 without its mark", expected=_ADVICE)
    if control := CONTROL.search(text):
        named = "a NUL character (a byte 0)" if control[0] == "\0" else f"the control character {control[0]!r}"
        raise Unreadable(f"{named} stands in the text: take it out", row=row_at(text, control.start()))
    return text


def row_at(text: str, place: int) -> int:
    r"""The line that a character stands in, the first one 1; a line ends with CR, LF or both.

    >>> row_at("a\rb\r\nc", 5)
    3
    """
    before = text[:place]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1


def _likely(content: bytes, place: int) -> str:
    """What bytes that are no UTF-8 seem to be."""
    kind = next((kind for mark, kind in _KINDS if content.startswith(mark)), None)
    if kind:
        return f"this looks like {kind}"
    if (
        place >= len(content) - 3
        and len(content[place:].decode("utf-8", "ignore")) == 0
        and content[place] >= 0xC2
        and place > 0
    ):
        return "the file ends in the middle of a character: it may be cut short"
    row = row_at(content[:place].decode("utf-8", "replace"), place)
    return f"row {row} reads as {next(name for codec, name in _GUESSES if _decodes(content, codec))}"


def _decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return codec == _GUESSES[-1][0]
    return True
