"""From bytes to text: the encodings that people's programs write, told apart by what can be read in them.

UTF-8 is what it says. Of other encodings a file is taken for the one in which it is plausible text; where two are, or
none, it is not read. What was found is said (`how`), never guessed in silence.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from playbook.letters import beginning
from playbook.messages import said
from playbook.sheets.characters import CONTROL
from playbook.sheets.plausible import is_chinese, is_plain, is_western
from playbook.sheets.unreadable import Unreadable

__all__ = ["Decoded", "check_characters", "decode", "row_at"]

#: How files begin that are no text.
_BINARY = (
    (b"PK\x03\x04", said("an Excel workbook, or another packed file")),
    (b"\xd0\xcf\x11\xe0", said("an old Excel workbook")),
    (b"%PDF", said("a PDF")),
    (b"\x1f\x8b", said("a packed file (gzip)")),
    (b"PAR1", said("a Parquet file")),
    (b"SQLite format 3", said("an SQLite database")),
    (b"{\\rtf", said("a text document (RTF)")),
    (b"7z\xbc\xaf", said("a packed file (7z)")),
    (b"\x89PNG", said("a picture")),
    (b"\xff\xd8\xff", said("a picture")),
)
#: The marks of the byte order; the longer ones first, since they begin like the shorter ones.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"gb18030": "GBK (GB18030)", "big5": "Big5", "cp1252": "Windows-1252"}
_ADVICE = said("text in UTF-8 (in Excel: save as CSV UTF-8)")
_CUT = said("the file ends in the middle of a character: it may be cut short")
_SHOWN = 16


@dataclass(frozen=True)
class Decoded:
    """A file's text, the encoding that it is in, and how that is said (blank for UTF-8)."""

    text: str
    encoding: str
    how: str = ""


def decode(content: bytes, encoding: str = "") -> Decoded:
    """The text of a file, in the encoding that is named, else in the one that it shows.

    Raises Unreadable where it is no text, is cut off within a character, holds control characters, or could be text of
    two encodings.
    """
    for mark, kind in _BINARY:
        if content.startswith(mark):
            raise Unreadable(value=kind, expected=_ADVICE)
    decoded = _in(content, encoding) if encoding else _found(content)
    check_characters(decoded.text)
    return decoded


def _in(content: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup("gb18030" if encoding.lower() in ("gbk", "gb2312") else encoding).name
        return _decoded(content.decode("utf-8-sig" if name == "utf-8" else name).removeprefix("\ufeff"), name)
    except LookupError:
        raise Unreadable(said("{name!r} is the name of no encoding", name=encoding)) from None
    except UnicodeDecodeError as error:
        cause = said(
            "byte {byte} is none of {encoding}, in which the file is said to be", byte=error.start, encoding=name
        )
        raise Unreadable(_CUT if _at_the_end(error, content) else cause, row=_row(content, error.start)) from None


def _decoded(text: str, encoding: str) -> Decoded:
    family = encoding.removesuffix("-le").removesuffix("-be")
    return Decoded(text, encoding, "" if family in ("utf-8", "ascii") else f"encoding.{family}")


def _found(content: bytes) -> Decoded:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _in(content, name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _other(content, error)
    return (_sixteen(content) if "\0" in text else None) or _decoded(text, "utf-8")


def _sixteen(content: bytes) -> Decoded | None:
    """UTF-16 without its mark, where every second byte of line ends and figures is 0."""
    for name, zeros, others in (("utf-16-le", content[1::2], content[::2]), ("utf-16-be", content[::2], content[1::2])):
        if zeros.count(0) * 8 > len(zeros) and zeros.count(0) > others.count(0) * 4:
            return _in(content, name)
    return None


def _other(content: bytes, error: UnicodeDecodeError) -> Decoded:
    """What bytes that are no UTF-8 are text in."""
    if sixteen := _sixteen(content):
        return sixteen
    if _at_the_end(error, content) and not content[: error.start].isascii():
        raise Unreadable(value=said("byte {byte}", byte=error.start), expected=_instead(_CUT))
    if _is_damaged(content):
        what = said("row {row} holds a byte that is no UTF-8, among others that are", row=_row(content, error.start))
        raise Unreadable(value=said("byte {byte}", byte=error.start), expected=_instead(what))
    texts = {name: text for name in ("gb18030", "big5") if (text := _text(content, name)) and is_chinese(text, name)}
    if len(texts) > 1 and (plain := [name for name, text in texts.items() if is_plain(text)]):
        texts = {name: texts[name] for name in plain} if len(plain) < len(texts) else texts
    if len(texts) > 1:
        raise _two_readings(texts, content, error.start)
    if not texts and (text := _text(content, "cp1252")) and is_western(text):
        texts = {"cp1252": text}
    if not texts:
        raise _none(content, error)
    ((name, text),) = texts.items()
    return _decoded(text, name)


def _instead(what: str) -> str:
    """What was expected, and what is there instead."""
    return said("{advice}; {what}", advice=_ADVICE, what=what)


def _two_readings(texts: dict[str, str], content: bytes, place: int) -> Unreadable:
    row = _row(content, place)
    first, second = (said("{text!r} in {name}", text=_shown(text), name=_NAMES[name]) for name, text in texts.items())
    cause = said("the encoding cannot be told: this reads as {first}, as {second}", first=first, second=second)
    mend = said(
        "save it as UTF-8 (in Excel: CSV UTF-8), or name it where the file is imported: encoding: gb18030, or"
        " encoding: big5"
    )
    return Unreadable(cause, row=row, mend=mend)


def _shown(text: str) -> str:
    """The first piece of a text that is not ASCII."""
    place = next(place for place, character in enumerate(text) if not character.isascii())
    return beginning(text[place:].splitlines()[0], _SHOWN)


def _none(content: bytes, error: UnicodeDecodeError) -> Unreadable:
    """Why bytes are no text in any encoding that is known here."""
    short = content[: -1 if content[-1] > 0x7F else None]
    if any(text and is_chinese(text, name) for name in ("gb18030", "big5") if (text := _text(short, name))):
        return Unreadable(value=said("byte {byte}", byte=len(content) - 1), expected=_instead(_CUT))
    what = said("row {row} is none, nor GBK or Big5 that makes sense", row=_row(content, error.start))
    return Unreadable(value=said("byte {byte}", byte=error.start), expected=_instead(what))


def _text(content: bytes, name: str) -> str:
    """The text in that encoding; blank where it is none."""
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return ""


def _at_the_end(error: UnicodeDecodeError, content: bytes) -> bool:
    return error.end >= len(content) and (
        "end of data" in error.reason or "incomplete" in error.reason or "truncated" in error.reason
    )


def _is_damaged(content: bytes) -> bool:
    """True for UTF-8 in which a few bytes are none: most of those beyond ASCII are characters of it."""
    kept = content.decode("utf-8", "ignore").encode()
    beyond, read = (sum(map((0x7F).__lt__, some)) for some in (content, kept))
    return read * 2 > beyond


def check_characters(text: str) -> None:
    """Raises Unreadable where a text holds what no table can hold: control characters, halves of characters."""
    if control := CONTROL.search(text):
        named = (
            said("a NUL character (a byte 0)")
            if control[0] == "\0"
            else said("the control character {character!r}", character=control[0])
        )
        raise Unreadable(said("{what} stands in the text: take it out", what=named), row=row_at(text, control.start()))


def row_at(text: str, place: int) -> int:
    r"""The line that a character stands in, the first one 1; a line ends with CR, LF or both.

    >>> row_at("a\rb\r\nc", 5)
    3
    """
    before = text[:place]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1


def _row(content: bytes, place: int) -> int:
    return row_at(content[:place].decode("latin-1"), place)
