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
from playbook.text import has, say
from playbook.units import Lang

__all__ = [
    "FIELD",
    "GUIDE",
    "MEANING",
    "VALUE",
    "choice_of",
    "columns_by_name",
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
    own = f"workbook.title.{part.name}"
    title = say(lang, own) if has(own) else words.title(part.name, lang)
    return _NOT_IN_A_TITLE.sub(" ", title)[:_LONGEST].strip()


def question(part: Part, lang: Lang) -> str:
    """The question that a part answers."""
    own = f"workbook.question.{part.name}"
    return say(lang, own) if has(own) else words.question(part.name, lang)


def heading(part: Part, column: Column, lang: Lang) -> str:
    """What a column is called on its sheet."""
    try:
        return words.header(part.name, column, lang)
    except KeyError:  # not one of the codebook's
        return column.name


def meaning(part: Part, column: Column, lang: Lang) -> str:
    """What a column means."""
    try:
        return words.meaning(part.name, column, lang)
    except KeyError:
        return column.meaning


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


@lru_cache
def columns_by_name(part: Part) -> Mapping[str, str]:
    """The columns by each name that may head them, in its plain form."""
    try:
        known = words.headers(part.table)
    except KeyError:
        known = {}
    headings = {plain(heading(part, column, lang)): column.name for lang in LANGS for column in part.table.columns}
    own = {plain(column.name): column.name for column in part.table.columns}
    return {**headings, **known, **own}


def label(column: Column, value: str, lang: Lang) -> str:
    """What a cell of a closed list, or of a flag, shows; any other text as it is."""
    return words.choice_label(column, value, lang) if value in (column.allowed or ("yes", "no")) else value


@lru_cache
def _choices(column: Column) -> Mapping[str, str]:
    return words.variants(column)


def choice_of(column: Column, text: str) -> str:
    """The value of a closed list, or of a flag, that a cell means; the text as it is where it is none."""
    return _choices(column).get(plain(text), text) if text else text
