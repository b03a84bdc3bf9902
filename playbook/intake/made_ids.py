"""Ids that a source does not have: made of the words of its rows, or numbered.

Next quarter's export is to get the same ids. So a number is not that of a row in its file: rows that say the same in
the columns that the id is made from have one id, also those that stand in the client's table already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from unicodedata import normalize

from playbook.client.spellings import plain
from playbook.errors import Fault
from playbook.intake.entries import Entry
from playbook.intake.mapping import Made
from playbook.messages import said

__all__ = ["make_ids", "slug"]

_OTHER = re.compile(r"[^a-z0-9]+")


def make_ids(entries: Iterable[Entry], ids: Mapping[str, Made], known: Sequence[Mapping[str, str]]) -> list[Fault]:
    """Give each entry that is kept its ids; `known` are the rows of the client's table.

    An entry is refused whose id cannot be made, or would be another's.
    """
    kept = [entry for entry in entries if not entry.dropped and not entry.refused]
    return [fault for name, made in ids.items() for fault in _make(kept, name, made, known)]


def slug(text: str) -> str:
    """The words of a text as an id; blank where it has no letters a-z and no digits.

    >>> slug("Head of IT, Café"), slug("科技部")
    ('head-of-it-cafe', '')
    """
    letters = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", letters.casefold()).strip("-")


def _make(entries: list[Entry], name: str, made: Made, known: Sequence[Mapping[str, str]]) -> list[Fault]:
    ids = {_words(row, made): row[name] for row in known if row.get(name)} if made.way == "numbered" else {}
    taken, numbers = {*ids.values()}, count(1)
    faults: list[Fault] = []
    first: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        words = _words(entry.values, made)
        if made.way == "slug":
            identity = slug(" ".join(entry.values.get(column, "") for column in made.columns))
        elif words not in ids:
            identity = next(new for number in numbers if (new := f"{made.prefix or name[0]}{number}") not in taken)
        else:
            identity = ids[words]
        ids[words] = entry.values[name] = identity
        taken.add(identity)
        if not identity or first.setdefault(identity, words) != words:
            entry.refused = True
            faults.append(_fault(entry, name, made, identity))
    return faults


def _words(row: Mapping[str, str], made: Made) -> tuple[str, ...]:
    return tuple(plain(row.get(column) or "") for column in made.columns)


def _fault(entry: Entry, name: str, made: Made, identity: str) -> Fault:
    column = ", ".join(made.columns)
    value = " ".join(entry.values.get(name, "") for name in made.columns)
    if identity:
        expected = said("words that make another id than {id}, which a row before has", id=identity)
    else:
        expected = said("words with letters a-z or digits, to make an id of")
    mend = said("say numbered in the map instead of slug, or list the ids under values")
    return Fault(entry.place, entry.row, column, value, expected, mend=mend)
