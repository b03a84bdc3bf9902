r"""What the playbook says on the terminal: in English where it stands, in Chinese by catalogue.

A line is written once, in English, with named places for what it names. It is text like any other, and knows how it is
said in another language: `messages/zh/*.po` (gettext's format, read by Babel) hold the Chinese of each template. What
the documents say stands elsewhere, in `playbook/text`.

>>> line = said("row {row} lacks {what}", row=3, what=said("a date"))
>>> line
'row 3 lacks a date'
>>> line.printed("zh")
'第3行缺少日期'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

__all__ = ["Said", "joined", "printed", "said"]


class Said(str):
    """An English text that knows its template and what fills it."""

    template: str
    values: Mapping[str, Any]

    def printed(self, lang: Literal["zh", "en"]) -> str:
        """The text in that language; what has no translation stays as it is."""
        if lang == "en":
            return str(self)
        values = {name: printed(value, lang) for name, value in self.values.items()}
        return _chinese().get(self.template, self.template).format(**values)


def said(template: str, /, **values: Any) -> Said:
    """The template with its places filled; a value may itself be something said."""
    text = Said(template.format(**values))
    text.template, text.values = template, values
    return text


def joined(parts: Iterable[str], between: str = "") -> Said:
    """Several texts in a row, each in the language that the whole is printed in."""
    texts = list(parts)
    places = between.replace("{", "{{").replace("}", "}}").join(f"{{p{number}}}" for number in range(len(texts)))
    return said(places, **{f"p{number}": text for number, text in enumerate(texts)})


def printed(value: Any, lang: Literal["zh", "en"]) -> Any:
    """What was said in that language; anything else as it is."""
    return value.printed(lang) if isinstance(value, Said) else value


@cache
def _chinese() -> Mapping[str, str]:
    """The Chinese of each template."""
    from babel.messages.pofile import read_po

    found: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / "zh").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="zh_Hans_CN")
        found |= {str(message.id): str(message.string) for message in catalogue if message.id and message.string}
    return found
