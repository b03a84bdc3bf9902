"""Commands of the terminal that have a module of their own: arguments in, lines out."""

from __future__ import annotations

__all__: list[str] = []
