"""Names as they stand inside a sentence."""

from __future__ import annotations

from playbook.units import Name

__all__ = ["inline"]


def inline(name: Name) -> Name:
    """A common name for the middle of an English sentence: its first letter is small, unless the word is a code.

    >>> inline(Name("本地2M电路", "Local 2M circuits")).en, inline(Name("IT业", "IT")).en
    ('local 2M circuits', 'IT')
    """
    english = name.en
    return Name(name.zh, english[:1].lower() + english[1:] if english[1:2].islower() else english)
