"""The words of the schema in Chinese and in English: what tables and columns are called by whoever fills them in.

`vocabulary/` holds them: each table's title and question, each column's header and meaning. English meanings are the
schema's own. What a column's values are called is in :mod:`playbook.client.choices`.

What is looked up is compared in its plain form: capitals, widths and runs of blanks do not tell. Traditional characters
are simplified where a text is not found as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from playbook.client.choices import choice_label, understood, variants
from playbook.client.house_names import operator_named, service_named, standard_operators, standard_services
from playbook.client.schema import Column, Table
from playbook.client.simplified import found
from playbook.client.spellings import plain
from playbook.client.vocabulary import MARKET_STEP, listing, steps, table_words
from playbook.units import Lang

__all__ = [
    "MARKET_STEP",
    "about",
    "blank",
    "choice_label",
    "column_named",
    "header",
    "headers",
    "meaning",
    "operator_named",
    "question",
    "service_named",
    "standard_operators",
    "standard_services",
    "step",
    "title",
    "understood",
    "unit",
    "variants",
]

#: What the twins of a column are marked by, in each language.
_TWINS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {"_zh": "（中文）", "_en": "（英文）"},
    "en": {"_zh": " (Chinese)", "_en": " (English)"},
}
_TWIN_MEANING = {"_zh": "，用中文", "_en": "，用英文"}
_HEADERS: tuple[Lang, Lang] = ("zh", "en")


def title(table: str, lang: Lang) -> str:
    """What a table (`bills`, `profile`) is called: `Bills`, `账单`; short enough for a sheet.

    Raises KeyError where there is no such table; so do the functions below.
    """
    return str(table_words()[table][lang])


def question(table: str, lang: Lang) -> str:
    """The question that a table answers, for whoever fills it in."""
    return str(table_words()[table]["question"][lang])


def about(table: str) -> str:
    """What a table holds, in Chinese; in English it is `Table.meaning`."""
    return str(table_words()[table]["about"])


def step(table: str) -> int:
    """The step that a table belongs to, 1 to 6; 0 at the start (profile, bills), `MARKET_STEP` for the market's."""
    return steps()[table]


def header(table: str, column: Column, lang: Lang) -> str:
    """What a column is called; no two of one table are called the same.

    >>> from playbook.client.schema import named
    >>> [header("sites", column, "zh") for column in named("address", "address")]
    ['地址', '地址（中文）', '地址（英文）']
    """
    words, twin = _words(table, column.name)
    return words[_HEADERS.index(lang)] + (_TWINS[lang][twin] if twin else "")


def meaning(table: str, column: Column, lang: Lang) -> str:
    """What a column means, in a few words, without what a blank cell says."""
    if lang == "en":
        return column.meaning
    words, twin = _words(table, column.name)
    return words[2] + (_TWIN_MEANING[twin] if twin else "")


def blank(table: str, column: Column, lang: Lang) -> str:
    """What a blank cell says; empty where it says only that something is unknown."""
    if lang == "en":
        return column.blank
    return "".join(_words(table, column.name)[0][3:4])


def unit(column: Column, lang: Lang) -> str:
    """A column's unit, or an empty text."""
    return str(listing("units")[column.unit][lang]) if column.unit else ""


@cache
def headers(table: Table) -> Mapping[str, str]:
    """Each name by which a column may be headed, in its plain form, and the column: its own name, and those of both
    languages, with its unit in brackets or without."""
    return {plain(name): column.name for column in table.columns for name in _names(table.name, column)}


def column_named(table: Table, text: str) -> str | None:
    """The column that a header means, or None: `月均金额（元）*` is `amount_month`, and so is `Amount a month`.

    A compulsory column's mark, `*`, may stand before or behind.
    """
    return found(headers(table), plain(text).strip("* "))


def _names(table: str, column: Column) -> Iterator[str]:
    plainly = (column.name, column.name.replace("_", " "), *(header(table, column, lang) for lang in _HEADERS))
    for name in plainly:
        yield name
        for behind in _brackets(column):
            yield from (f"{name}({behind})", f"{name} ({behind})")


def _brackets(column: Column) -> tuple[str, ...]:
    if not column.unit:
        return ()
    words: Mapping[str, Any] = listing("units")[column.unit]
    return (words["zh"], words["en"], *words["also"])


def _words(table: str, name: str) -> tuple[list[str], str]:
    """A column's words, and the mark of the twin that it is: the table's own words come before those of all tables."""
    columns = {**listing("shared"), **table_words()[table]["columns"]}
    if name in columns:
        return columns[name], ""
    return columns[name[:-3]], name[-3:]
