"""What the values of closed lists are called in Chinese and in English, and how else people write them.

`vocabulary/values.yaml` holds one list per kind of value; a column has the list that holds all its values. Attitudes
have a rule: A to E stand in the list, and a sign behind the letter goes with each of their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from playbook.client.schema import ATTITUDES, Column
from playbook.client.simplified import found
from playbook.client.spellings import plain
from playbook.client.vocabulary import listing
from playbook.units import Lang

__all__ = ["choice_label", "understood", "variants"]

_FLAGS = ("yes", "no")
_SIGNED = frozenset(ATTITUDES)


def choice_label(column: Column, value: str, lang: Lang) -> str:
    """What a value of a closed list (or yes and no of a flag) is called; an attitude with its letter: `B+ 支持`.

    Raises KeyError where the column has no such value.
    """
    return _label(_values(column), value, lang)


def variants(column: Column) -> Mapping[str, str]:
    """Each way in which a value of a closed list may be written, in its plain form, and the value: itself, its
    labels, and what else people write (`支持`, `supports`: B). Empty for what is neither a closed list nor a flag."""
    return _variants(_values(column))


def understood(column: Column, text: str) -> str | None:
    """The value that a text means, or None: `b＋`, `支持+` and `Supports+` are B+, `專線` may be Traditional.

    >>> understood(Column("attitude", "choice", "", allowed=ATTITUDES), "支持")
    'B'
    """
    allowed = _values(column)
    return text if text in allowed else found(_variants(allowed), text)


def _values(column: Column) -> tuple[str, ...]:
    return column.allowed or (_FLAGS if column.kind == "flag" else ())


@cache
def _variants(allowed: tuple[str, ...]) -> Mapping[str, str]:
    return {plain(name): value for value in allowed for name in _names(allowed, value)}


def _label(allowed: tuple[str, ...], value: str, lang: Lang) -> str:
    words = _list(allowed)
    if value in words:
        label = str(words[value][lang])
        return f"{value} {label}" if value in _SIGNED else label
    return f"{value} {words[value[0]][lang]}"


def _names(allowed: tuple[str, ...], value: str) -> Iterator[str]:
    yield value
    yield from (_label(allowed, value, "zh"), _label(allowed, value, "en"))
    if value in _SIGNED:
        yield from _of_attitude(_list(allowed)[value[0]], value)
    else:
        yield value.replace("_", " ")
        yield from _list(allowed)[value]["also"]


def _of_attitude(words: Mapping[str, Any], value: str) -> Iterator[str]:
    """`B+` as `支持+`, `B+支持`, `B+(支持)` and `支持(B+)`, and so in English."""
    for name in (words["zh"], words["en"], *words["also"]):
        yield f"{name}{value[1:]}"
        yield from (f"{value} {name}", f"{value}({name})", f"{value} ({name})", f"{name}({value})", f"{name} ({value})")
        yield from (f"{value}:{name}", f"{value}: {name}", f"{value}={name}")
        if not name.isascii():
            yield from (f"{value}{name}", f"{name}{value}")


@cache
def _list(allowed: tuple[str, ...]) -> Mapping[str, Any]:
    """The list that holds all of a column's values."""
    bases = {value[0] if value in _SIGNED else value for value in allowed}
    return next(values for values in listing("values").values() if bases <= set(values))
