"""The services and operators that the house usually meets: their names, and what else people call them.

A market names its own; these are for a client without a market, and for whoever brings in a file that says 市话.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from playbook.client.simplified import found
from playbook.client.spellings import plain
from playbook.client.vocabulary import listing
from playbook.units import Name

__all__ = ["operator_named", "service_named", "standard_operators", "standard_services"]


def standard_services() -> Mapping[str, Name]:
    """The usual services: id and name."""
    return _names("services")


def standard_operators() -> Mapping[str, Name]:
    """The usual operators: id and name."""
    return _names("operators")


def service_named(text: str) -> str | None:
    """The id of the usual service that a text means, or None.

    >>> service_named("市話"), service_named("Local calls"), service_named("parking")
    ('local_voice', 'local_voice', None)
    """
    return found(_ids("services"), text)


def operator_named(text: str) -> str | None:
    """The id of the usual operator that a text means, or None.

    >>> operator_named("网通"), operator_named("China Unicom")
    ('netcom', 'unicom')
    """
    return found(_ids("operators"), text)


@cache
def _names(kind: str) -> Mapping[str, Name]:
    return {key: Name(words["zh"], words["en"]) for key, words in listing(f"house_{kind}").items()}


@cache
def _ids(kind: str) -> Mapping[str, str]:
    return {
        plain(text): key
        for key, words in listing(f"house_{kind}").items()
        for text in (key, key.replace("_", " "), words["zh"], words["en"], *words["also"])
    }
