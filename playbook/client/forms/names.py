"""What sheets, columns and values are called in a workbook, and what each name that is found there stands for.

The words are those of :mod:`playbook.client.words`, in either language; a part's and a column's own name is always
understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from playbook.client import words
from playbook.client.forms.parts import Form, Part
from playbook.client.schema import Column
from playbook.client.spellings import plain
from playbook.units import Lang

__all__ = [
    "FIELD",
    "GUIDE",
    "MEANING",
    "VALUE",
    "choice_of",
    "column_of",
    "heading",
    "is_guide",
    "is_ours",
    "label",
    "meaning",
    "parts_by_title",
    "question",
    "sheet_title",
]

LANGS: tuple[Lang, ...] = ("zh", "en")
#: The headings of a sheet of fields.
FIELD: Mapping[Lang, str] = {"zh": "字段", "en": "Field"}
VALUE: Mapping[Lang, str] = {"zh": "填写", "en": "Value"}
MEANING: Mapping[Lang, str] = {"zh": "含义", "en": "Meaning"}
#: The first sheet, which explains and is not read.
GUIDE: Mapping[Lang, str] = {"zh": "说明", "en": "Guide"}
_LONGEST = 31
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")


def sheet_title(part: Part, lang: Lang) -> str:
    """What a part's sheet is called; a workbook takes at most 31 characters, and not all of them."""
    return _NOT_IN_A_TITLE.sub(" ", words.title(part.name, lang))[:_LONGEST].strip()


def question(part: Part, lang: Lang) -> str:
    """The question that a part answers."""
    return words.question(part.name, lang)


def heading(part: Part, column: Column, lang: Lang) -> str:
    """What a column is called on its sheet."""
    return words.header(part.name, column, lang)


def meaning(part: Part, column: Column, lang: Lang) -> str:
    """What a column means."""
    return words.meaning(part.name, column, lang)


@lru_cache
def parts_by_title(form: Form) -> Mapping[str, Part]:
    """The parts by each title that their sheet may have, in its plain form."""
    titles = {plain(sheet_title(part, lang)): part for lang in LANGS for part in form.parts}
    return {**titles, **{plain(part.name): part for part in form.parts}}


def is_ours(title: str) -> bool:
    """Whether a sheet is one of ours that holds no data, or somebody's own: one whose title begins with `_`."""
    return title.startswith("_") or is_guide(title)


def is_guide(title: str) -> bool:
    """Whether a sheet is the one that explains."""
    return plain(title) in map(plain, GUIDE.values())


def column_of(part: Part, text: str) -> str | None:
    """The column that a heading means; None where it is none of ours."""
    return words.column_named(part.table, text)


def label(column: Column, value: str, lang: Lang) -> str:
    """What a cell of a closed list, or of a flag, shows; any other text as it is."""
    return words.choice_label(column, value, lang) if value in (column.allowed or ("yes", "no")) else value


def choice_of(column: Column, text: str) -> str:
    """The value of a closed list, or of a flag, that a cell means; the text as it is where it is none."""
    return (words.understood(column, text) or text) if text else text
