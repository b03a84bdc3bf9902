"""How sure a result is: as sure as the weakest of its inputs; where strong and illustrative inputs mix, it says so."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.client.schema import STATUSES

__all__ = ["MIXED", "weakest"]

MIXED = "partly_illustrative"
_ORDER = (*STATUSES[:3], MIXED, "illustrative")


def weakest(statuses: Iterable[str | None]) -> str:
    """The status of a result with these inputs; `unknown` where there are none.

    >>> weakest(["published", "measured"])
    'measured'
    >>> weakest(["published", "illustrative"])
    'partly_illustrative'
    """
    given = {status for status in statuses if isinstance(status, str) and status}
    if not given:
        return "unknown"
    if given & {"illustrative", MIXED} and given != {"illustrative"}:
        return MIXED
    return max(given, key=lambda status: _ORDER.index(status) if status in _ORDER else -1)
