"""Texts that know how they are said in another language: a template, what fills it, and a catalogue of templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

__all__ = ["Lang", "Said", "all_of", "in_both", "joined", "printed", "said", "translated"]

Lang = Literal["zh", "en"]


class Said(str):
    """An English text that knows its template and what fills it."""

    template: str
    values: Mapping[str, Any]

    def printed(self, lang: Lang) -> str:
        """The text in that language; what has no translation stays as it is."""
        if lang == "en":
            return str(self)
        values = {name: printed(value, lang) for name, value in self.values.items()}
        return translated(self.template, lang).format(**values)


def said(template: str, /, **values: Any) -> Said:
    """The template with its places filled; a value may itself be something said."""
    text = Said(template.format(**values))
    text.template, text.values = template, values
    return text


def joined(parts: Iterable[object], between: str = "") -> Said:
    """Several texts in a row, each (and what stands between them) in the language that the whole is printed in."""
    texts = {f"p{number}": text for number, text in enumerate(parts)}
    return said("{between}".join(f"{{{place}}}" for place in texts), between=between, **texts)


def all_of(names: Iterable[object]) -> Said:
    """Names in a row, as each language separates them."""
    return joined(names, said(", "))


class _InBoth(Said):
    """A text that stands in both languages elsewhere."""

    def printed(self, lang: Lang) -> str:
        return str(self.values[lang])


def in_both(*, en: str, zh: str) -> Said:
    """A text of the documents' catalogue, such as the name of an exhibit, as something said.

    >>> in_both(en="Needs", zh="需求").printed("zh")
    '需求'
    """
    text = _InBoth(en)
    text.template, text.values = "{en}", {"en": en, "zh": zh}
    return text


def printed(value: Any, lang: Lang) -> Any:
    """What was said in that language; anything else as it is."""
    return value.printed(lang) if isinstance(value, Said) else value


def translated(template: str, lang: Lang) -> str:
    """A template in that language; what has no translation stays as it is."""
    return template if lang == "en" else _chinese().get(template, template)


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
