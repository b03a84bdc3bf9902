"""The words of the schema in Chinese and in English: what tables and columns are called by whoever fills them in.

`playbook/text/codebook` holds them: each table's title and question, each column's header and meaning, each value of a
closed list with its label and the other ways in which people write it.
"""

from __future__ import annotations

from collections.abc import Mapping

from playbook.client.schema import Column, Table
from playbook.client.spellings import plain
from playbook.units import Lang

__all__ = ["choice_label", "header", "headers", "meaning", "question", "title", "variants"]


def title(table: str, lang: Lang) -> str:
    """What a table (`bills`, `profile`) is called: `Bills`, `账单`."""
    return table


def question(table: str, lang: Lang) -> str:
    """The question that a table answers, for whoever fills it in."""
    return table


def header(table: str, column: Column, lang: Lang) -> str:
    """What a column is called; no two of one table are called the same."""
    return column.name


def meaning(table: str, column: Column, lang: Lang) -> str:
    """What a column means, in a sentence."""
    return column.meaning


def headers(table: Table) -> Mapping[str, str]:
    """Each name by which a column may be headed, in its plain form, and the column: its own name, and those of both
    languages."""
    return {plain(column.name): column.name for column in table.columns}


def choice_label(column: Column, value: str, lang: Lang) -> str:
    """What a value of a closed list (or yes and no of a flag) is called."""
    return value


def variants(column: Column) -> Mapping[str, str]:
    """Each way in which a value of a closed list may be written, in its plain form, and the value: itself, its
    labels, and what else people write (`支持`, `supports`: B)."""
    return {plain(value): value for value in column.allowed or ("yes", "no")}
