r"""Characters as keyboards, spreadsheets and web pages leave them: full-width forms, blanks that are not seen.

>>> narrow("１，２３４．５"), clean("\u200b 12\u00a0")
('1,234.5', '12')
"""

from __future__ import annotations

import re

__all__ = ["CONTROL", "clean", "narrow"]

#: What no text holds: control characters but tabs and line ends, halves of characters, and what is no character.
CONTROL = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 0x11))
    + "]"
)
#: The full-width twins of ASCII, and of what stands before amounts.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE5: "¥", 0xFFE1: "£", 0x3000: " "}
#: Blanks in which no line breaks, and those of other widths.
_BLANKS = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
#: What has no width at all, and the marks of a direction.
_UNSEEN = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
_ONE_WIDTH = _NARROW | _BLANKS | _UNSEEN


def narrow(text: str) -> str:
    """The text in ASCII's own width: full-width digits, letters and signs as those they stand for, every kind of blank
    as one, and none of what is not seen. What has another meaning than its twin (², Ⅳ, ½) stays."""
    return text.strip() if text.isascii() else text.translate(_ONE_WIDTH).strip()


def clean(text: str) -> str:
    """The text without blanks at its ends, seen or not; nothing else in it changes."""
    return text if text.isascii() and text == text.strip() else text.strip(_AT_ENDS)


_AT_ENDS = "".join(map(chr, (*_BLANKS, *_UNSEEN, 0x3000))) + " \t\r\n\v\f"
