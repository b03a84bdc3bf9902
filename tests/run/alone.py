"""A process of its own for tests that count what a process holds: in the tests' own, earlier tests have files and
processes that come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")


def alone(function: Callable[..., Found], *args: object) -> Found:
    """What a module's function returns in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(function, *args).result()


def open_files(pid: int | None = None) -> Counter[str]:
    """How often a process (this one, where None) has each file open; pipes and the like by their kind."""
    return Counter(_kind(handle) for handle in Path(f"/proc/{pid or 'self'}/fd").iterdir())


def descendants(root: int) -> set[int]:
    """Every process below one, by /proc."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:  # gone meanwhile
            continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root}


def _kind(handle: Path) -> str:
    try:
        return str(handle.readlink()).partition(":[")[0]
    except FileNotFoundError:  # the one that listed them
        return "gone"
