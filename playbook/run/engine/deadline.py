"""Deadlines: how long something may still take. None is no limit."""

from __future__ import annotations

from time import monotonic

__all__ = ["after", "left"]


def after(seconds: float | None) -> float | None:
    """The deadline so many seconds from now."""
    return None if seconds is None else monotonic() + seconds


def left(deadline: float | None) -> float | None:
    """The seconds until a deadline; 0 once it is over."""
    return None if deadline is None else max(0.0, deadline - monotonic())
