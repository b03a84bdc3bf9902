"""Lists in a sentence: ids that read the same in both languages, and lists that stay short (the first few, and how many
others there are)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from playbook.units import Name, Names

__all__ = ["as_names", "several"]


def as_names(ids: Iterable[str]) -> tuple[Name, ...]:
    """Ids as names: an id reads the same in both languages.

    >>> Names(as_names(["S1", "S5"])).printed("en")
    'S1 and S5'
    """
    return tuple(Name(identifier, identifier) for identifier in ids)


def several(names: Sequence[Name], limit: int = 3) -> Names:
    """The names, at most `limit` of them; of what is left out the number. A single one left over is named, not counted.

    >>> several([Name(letter, letter) for letter in "ABCDE"]).printed("en")
    'A, B, C and 2 others'
    >>> several([Name(letter, letter) for letter in "ABCD"]).printed("en")
    'A, B, C and D'
    """
    left = len(names) - limit
    if left <= 1:
        return Names(tuple(names))
    return Names((*names[:limit], Name(f"另外{left}个", f"{left} others")))
