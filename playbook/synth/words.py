"""The words of the book: lists in `words/*.yaml`, every one in Chinese and English; a list of two texts is a name.

Places in braces are filled by other names: `{site}`, `{rival}`. Names of companies are put together from plain words,
so that nobody is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from playbook.units import Name

__all__ = ["count_of", "named", "said", "words"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def words(name: str) -> dict[str, Any]:
    """The lists of one file. Callers read them and change nothing."""
    source = files(__package__).joinpath("words", f"{name}.yaml").read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.load(source, Loader=_LOADER)
    return lists


def named(pair: Sequence[str]) -> Name:
    """A name of the lists: Chinese, then English.

    >>> named(["锡", "Pewter"]).en
    'Pewter'
    """
    return Name(pair[0], pair[1])


def said(pair: Sequence[str], **names: Name) -> Name:
    """A text of the lists with its places filled; Chinese first. Where a text begins with a place, its first letter is
    made a capital.

    >>> said(["{site}提速", "Faster line at {site}"], site=Name("码头", "the quay")).en
    'Faster line at the quay'
    """
    zh, en = ({place: name.printed(lang) for place, name in names.items()} for lang in ("zh", "en"))  # type: ignore[arg-type]
    text = pair[1].format_map(en)
    return Name(pair[0].format_map(zh), text[:1].upper() + text[1:] if pair[1].startswith("{") else text)


def count_of(number: float) -> Name:
    """A whole number as both languages print it in these texts: `12,000`."""
    return Name(*[f"{number:,.0f}"] * 2)
