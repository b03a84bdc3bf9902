"""YAML, strictly: fields and their values as text, each field once; one slip is one line that names its cause.

Of YAML only mappings, lists and text are taken. What makes a value something else than it says where it stands (anchors
and aliases, tags, several documents) is refused, and so is a field that stands twice, where the later one would
silently win.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from playbook.client.schema import Table
from playbook.client.spellings import plain
from playbook.client.words import column_named
from playbook.errors import printable
from playbook.letters import beginning
from playbook.messages import Said, said
from playbook.sheets.characters import CONTROL
from playbook.sheets.unreadable import Unreadable

__all__ = ["Fields", "named_fields", "read_mapping"]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: Deeper than any file of ours, shallower than what a reader could be lost in.
_DEPTH = 8
_SHOWN = 60
_OTHER = said("then put the text in the other kind, \" or '")
_GLUED = re.compile(r"\s*[A-Za-z_]+:[^\s]")


class Fields(dict[str, Any]):
    """A mapping as its file has it: every scalar as text; `rows` is the line that each field stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, int] = {}


def read_mapping(text: str) -> Fields:
    """The fields of a YAML file. Raises Unreadable, with the row, where it is not one mapping."""
    try:
        value = _document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise _slip(text, error) from None
    except yaml.YAMLError as error:
        raise Unreadable(value=str(error).split("\n")[0], expected=said("YAML in UTF-8 that can be read")) from None
    if not isinstance(value, Fields):
        raise Unreadable(
            value="" if value is None else said("text") if isinstance(value, str) else said("a list"),
            expected=said("a mapping of fields to values"),
        )
    return value


def named_fields(given: Fields, table: Table) -> Fields:
    """The fields by the names of their columns, also where they are called as the codebook calls them in either
    language. A field that would stand twice keeps the name that it has."""
    fields = Fields()
    for name, value in given.items():
        column = column_named(table, name) or name
        own = name if column in given or column in fields else column
        fields[own], fields.rows[own] = value, given.rows[name]
    return fields


def _document(events: Iterator[yaml.Event]) -> Any:
    """The value of the one document that there is; None where there is none."""
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    value = _value(events, next(events), 1)
    next(events)
    if not isinstance(following := next(events), yaml.StreamEndEvent):
        raise Unreadable(said("a second document begins here (---); expected one in a file"), row=_row(following))
    return value


def _value(events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> Any:
    _check_event(event, depth)
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.MappingStartEvent):
        return _fields(events, depth)
    items = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(events, event, depth + 1))
    return items


def _fields(events: Iterator[yaml.Event], depth: int) -> Fields:
    fields, seen = Fields(), dict[str, str]()
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        _check_event(event, depth)
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(said("expected the name of a field, not a list or a mapping"), row=_row(event))
        name, key = event.value, plain(event.value)
        if (before := seen.get(key)) is not None:
            raise Unreadable(_twice(name, before, fields.rows[before]), row=_row(event))
        seen[key] = name
        fields.rows[name] = _row(event)
        fields[name] = _value(events, next(events), depth + 1)
    return fields


def _twice(name: str, before: str, row: int) -> Said:
    """Why a field is one too many."""
    shown = repr(printable(name))
    if before == name:
        return said("{name} stands in row {row} already: keep one of them", name=shown, row=row)
    other = repr(printable(before))
    return said("{name} stands in row {row} already as {before}: keep one of them", name=shown, row=row, before=other)


def _check_event(event: yaml.Event, depth: int) -> None:
    """No value may come from elsewhere, or be of another kind than text."""
    if not isinstance(event, yaml.NodeEvent):
        return
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
        cause = said(
            "{what} is an alias or an anchor of YAML, which is not taken: put a text that begins with {mark} in"
            " quotation marks",
            what=f"{mark}{event.anchor}",
            mark=mark,
        )
        raise Unreadable(cause, row=_row(event))
    if (tag := getattr(event, "tag", None)) is not None:
        short = tag.replace("tag:yaml.org,2002:", "!!")
        cause = said(
            "{tag} is a tag of YAML, which is not taken: put a text that begins with ! in quotation marks", tag=short
        )
        raise Unreadable(cause, row=_row(event))
    if depth > _DEPTH:
        raise Unreadable(said("lists or mappings within each other; expected fields and values"), row=_row(event))
    if isinstance(event, yaml.ScalarEvent) and (bad := CONTROL.search(event.value)):
        cause = said(
            "the value holds {character!r}, which is no character that can be printed: take it out", character=bad[0]
        )
        raise Unreadable(cause, row=_row(event))


def _row(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _slip(text: str, error: yaml.MarkedYAMLError) -> Unreadable:
    """What cannot be read, in words: where the reader gave up, and what mostly is the matter there."""
    mark = error.problem_mark or error.context_mark
    lines = re.split(r"\r\n|\r|\n", text)
    at = min(mark.line if mark else 0, len(lines) - 1)
    if "escape" in str(error.problem) or "hexdecimal" in str(error.problem):
        why = said("a text with a backslash goes in single quotation marks, or has it twice")
        return _unreadable(lines, at, why)
    if error.context_mark and "quoted scalar" in str(error.context):
        at = error.context_mark.line
        why = said("a quotation mark is opened and not closed, or stands within the text ({other})", other=_OTHER)
        return _unreadable(lines, at, why)
    tabbed = next((number for number, line in enumerate(lines) if _begins_with_a_tab(line)), None)
    if tabbed is not None and tabbed <= at:
        return _unreadable(lines, tabbed, said("the line begins with a tab; begin it with blanks, or at the margin"))
    return _unreadable(lines, at, _why(lines, at, str(error.problem)))


def _begins_with_a_tab(line: str) -> bool:
    margin = line[: len(line) - len(line.lstrip(" \t"))]
    return "\t" in margin and bool(line.strip())


def _why(lines: list[str], at: int, problem: str) -> str:
    """What mostly is the matter where the reader stops with such a problem."""
    line = lines[at]
    written = (line for line in reversed(lines[:at]) if line.strip() and not line.lstrip().startswith("#"))
    before = next(written, "")
    if glued := [number for number in (at, at + 1) if number and _GLUED.match(lines[number - 1])]:
        return said("a colon needs a blank after it (row {row})", row=glued[0])
    if "cannot start any token" in problem:
        return said("a text that begins with a sign (@ ` % or a tab) goes in quotation marks")
    if "expected ':'" in problem:
        return said("{line!r} has no colon after the name of its field", line=beginning(before.strip(), _SHOWN))
    if before and line.strip() and _indent(line) != _indent(before) and not before.rstrip().endswith(":"):
        return said(
            "the line is indented by {one}, the one before it by {other}: fields that belong together begin at the same"
            " place",
            one=_indent(line),
            other=_indent(before),
        )
    if "mapping values are not allowed" in problem:
        return said("a text with a colon and a blank in it goes in quotation marks")
    if "expected key" in problem and re.search("[\"']", line):
        return said(
            "there is text after a quotation mark that closes, or such a mark within the text ({other})", other=_OTHER
        )
    return said("{problem}, so this line or the one before it is not as it should be", problem=problem)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _unreadable(lines: list[str], at: int, why: str) -> Unreadable:
    expected = said("YAML in UTF-8 that can be read: {why}", why=why)
    return Unreadable(value=beginning(lines[at].strip(), _SHOWN), expected=expected, row=at + 1)
