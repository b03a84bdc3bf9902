"""Looking up a text whose characters may be Traditional: as it stands first, then simplified.

Hong Kong and Taiwan write some things with other words, too: 網際網路 is 互联网, 頻寬 is 带宽.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from playbook.client.spellings import plain

__all__ = ["found"]

#: OpenCC's ways: characters alone, Hong Kong's, and Taiwan's with its own words.
_WAYS = ("t2s", "hk2s", "tw2sp")


def found(names: Mapping[str, str], text: str) -> str | None:
    """What `names`, whose keys are plain, has for a text; None where it has nothing.

    >>> found({"支持": "B"}, " 支持 "), found({"带宽": "bandwidth"}, "頻寬")
    ('B', 'bandwidth')
    """
    given = plain(text)
    if given in names:
        return names[given]
    if given.isascii():
        return None
    return next((names[way] for way in _simplified(given) if way in names), None)


@lru_cache(maxsize=8192)
def _simplified(text: str) -> tuple[str, ...]:
    return tuple(_converted(text))


def _converted(text: str) -> Iterator[str]:
    for way in _WAYS:
        yield plain(_converter(way).convert(text))


@cache
def _converter(way: str) -> Any:
    """OpenCC is only read where a text was not found: it takes longer than all the words."""
    from opencc import OpenCC

    return OpenCC(way)
