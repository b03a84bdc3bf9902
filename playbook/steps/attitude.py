"""Attitudes as numbers: A recommends, B supports, C accepts, D doubts, E opposes.

A is +2 and E is -2; a plus or a minus moves a grade by a third. An unknown attitude is NaN, never 0: 0 is C.
"""

from __future__ import annotations

from typing import Any

from playbook.units import is_unknown

__all__ = ["GRADES", "attitude_value", "doubts", "supports"]

#: The five grades, the best first.
GRADES = ("A", "B", "C", "D", "E")
_SIGNS = {"": 0.0, "+": 1 / 3, "-": -1 / 3}


def attitude_value(grade: Any) -> float:
    """The grade on the scale from +2 to -2; NaN for an unknown one. Raises ValueError for what is no grade.

    >>> round(attitude_value("B+"), 3)
    1.333
    >>> attitude_value("E")
    -2.0
    """
    if is_unknown(grade):
        return float("nan")
    letter, sign = str(grade)[:1], str(grade)[1:]
    if letter not in GRADES or sign not in _SIGNS:
        raise ValueError(f"{grade!r} is no attitude: a letter from A to E, with + or - or nothing after it")
    return 2.0 - GRADES.index(letter) + _SIGNS[sign]


def supports(grade: Any) -> bool:
    """True for A and B, with or without a sign: who recommends or supports us.

    >>> supports("B-"), supports("C+")
    (True, False)
    """
    return not is_unknown(grade) and str(grade)[:1] in ("A", "B")


def doubts(grade: Any) -> bool:
    """True for D and E, with or without a sign: who doubts or opposes us."""
    return not is_unknown(grade) and str(grade)[:1] in ("D", "E")
