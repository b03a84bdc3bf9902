"""Charts: one module a mark, data in and a matplotlib figure out; they know neither steps nor sentences."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

with chdir(Path(__file__).parent):  # it would take its settings from a file of the folder that it is imported in
    import matplotlib  # noqa: F401

__all__: list[str] = []
