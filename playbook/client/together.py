"""Faults that are one: the same in many rows, or of one id that many places name and no table has.

Whoever mends the first has mended all of them, so they are one line, which says how many follow from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from playbook.errors import Fault

__all__ = ["MISSING", "together"]

#: What is at fault where an id is named that its table lacks.
MISSING = "references.missing"


def together(faults: Iterable[Fault]) -> list[Fault]:
    """Faults that are one but for their rows in one line, and those of one missing id in the line of its first
    place."""
    alike = [_merged(group) for group in _groups(faults, _but_for_its_row)]
    missing = [fault for fault in alike if fault.rule == MISSING]
    led = [_led(group) for group in _groups(missing, lambda fault: (fault.value, fault.expected))]
    return [*(fault for fault in alike if fault.rule != MISSING), *led]


def _groups(faults: Iterable[Fault], by: Callable[[Fault], Hashable]) -> list[list[Fault]]:
    groups: dict[Hashable, list[Fault]] = {}
    for fault in dict.fromkeys(faults):
        groups.setdefault(by(fault), []).append(fault)
    return list(groups.values())


def _but_for_its_row(fault: Fault) -> Hashable:
    return fault.file, fault.column, fault.value, fault.expected, fault.cause, fault.rule


def _merged(group: list[Fault]) -> Fault:
    rows = sorted(fault.row for fault in group if fault.row is not None)
    return replace(group[0], row=rows[0], rows=tuple(rows)) if len(rows) > 1 else group[0]


def _led(group: list[Fault]) -> Fault:
    """The first of several places that name one id, and how many places of each file follow from it."""
    first, *others = group
    count = Counter[str]()
    for fault in others:
        count[fault.file] += len(fault.rows) or 1
    return replace(first, follow=tuple(count.items()))
