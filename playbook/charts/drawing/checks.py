"""Checks of what charts are given: a fault is a ValueError that names what is wrong, before anything is drawn.

>>> check_numbers("Data", 3.0, None, least=0)
>>> check_numbers("Data", -1, least=0)
Traceback (most recent call last):
ValueError: Data: -1 is below zero
"""

from __future__ import annotations

from collections.abc import Sequence, Sized
from math import inf

__all__ = ["check_fits", "check_grid", "check_number", "check_numbers", "check_some"]

#: How much a number may be off its bounds: thirds do not add up exactly.
_ROUNDING = 1e-9


def check_number(value: float | None, what: str) -> None:
    """ValueError if the value is NaN or infinite: unknown is None, and nothing else."""
    if value is not None and not abs(value) < inf:
        raise ValueError(f"{what}: {value!r} is not a number; an unknown value is None")


def check_numbers(what: str, *values: float | None, least: float = -inf, most: float = inf) -> None:
    """ValueError for a value that is not a number, or not between the two; None is unknown."""
    for value in values:
        check_number(value, what)
        if value is not None and not least - _ROUNDING <= value <= most + _ROUNDING:
            raise ValueError(
                f"{what}: {value} is "
                + ("below zero" if least == 0 and most == inf else f"outside {least:g} to {most:g}")
            )


def check_some(need: str, *things: Sized) -> None:
    """ValueError that tells the need if one of the things is empty."""
    if not all(map(len, things)):
        raise ValueError(need)


def check_fits(what: str, expected: int, **given: Sized) -> None:
    """ValueError if one of what is given, by its name, has another number than expected."""
    for name, things in given.items():
        if len(things) != expected:
            raise ValueError(f"{what}: {len(things)} {name.replace('_', ' ')}, expected {expected}")


def check_grid(name: str, cells: Sequence[Sized], rows: int, columns: int) -> None:
    """ValueError if the cells are not so many rows of so many."""
    if len(cells) != rows or any(len(row) != columns for row in cells):
        raise ValueError(f"the {name} must be {rows} rows of {columns}")
