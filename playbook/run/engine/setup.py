"""Where a notebook runs, as its kernel's process is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Setup"]


@dataclass(frozen=True)
class Setup:
    """Where a notebook runs: its working directory, its environment (None: the one that is there), options as on a
    kernel's command line, and the most megabytes that its cells may take beyond what the process was born with (None:
    no limit)."""

    cwd: str
    environment: Mapping[str, str] | None = None
    arguments: tuple[str, ...] = ()
    memory_limit: int | None = None
