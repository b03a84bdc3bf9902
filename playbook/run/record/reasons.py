"""Why a notebook is run again, and the parts of a run, in words: written down in English, said in any language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from playbook.messages import Said, joined, said

__all__ = ["part_said", "why_said"]

_PARTS: Mapping[str, Said] = {
    "reading": said("reading"),
    "analyses": said("analyses"),
    "documents": said("documents"),
    "total": said("total"),
}
_WHYS: Mapping[str, Said] = {
    "first run": said("first run"),
    "unchanged": said("unchanged"),
    "code changed": said("code changed"),
}
#: What is said of a file, by the words that follow its name.
_OF_A_FILE: Mapping[str, Callable[[str], Said]] = {
    "new": lambda name: said("{name} new", name=name),
    "removed": lambda name: said("{name} removed", name=name),
    "changed": lambda name: said("{name} changed", name=name),
    "is not as it was written": lambda name: said("{name} is not as it was written", name=name),
}
_FILE = re.compile(rf"(.+) ({'|'.join(_OF_A_FILE)})")


def part_said(name: str) -> str:
    """What a part of a run is called; a notebook by its name."""
    return _PARTS.get(name, name)


def why_said(why: str) -> Said:
    """Why a notebook ran, as the manifest has it.

    >>> why_said("clients/acme/bills.csv changed, code changed").printed("zh")
    'clients/acme/bills.csv已改动、程序已改动'
    """
    return joined((_reason(reason) for reason in why.split(", ")), said(", "))


def _reason(reason: str) -> str:
    if reason in _WHYS:
        return _WHYS[reason]
    of_file = _FILE.fullmatch(reason)
    return _OF_A_FILE[of_file[2]](of_file[1]) if of_file else reason
