"""What IPython's magics (`%store`, `%bookmark`) remember: for this notebook alone, and as a file would."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, MutableMapping
from fnmatch import fnmatchcase
from typing import Any

__all__ = ["Memory"]


class Memory(MutableMapping[str, Any]):
    """IPython's own keeps pickles in the user's profile; this one keeps them in memory. A value that is remembered
    stays as it was.

    >>> memory, value = Memory(), [1]
    >>> memory["autorestore/x"] = value
    >>> value.append(2)
    >>> memory["autorestore/x"], memory.keys("autorestore/*"), memory.keys("bookmarks")
    ([1], ['autorestore/x'], [])
    """

    def __init__(self) -> None:
        self._pickles: dict[str, bytes] = {}

    def __getitem__(self, key: str) -> Any:
        return pickle.loads(self._pickles[key])

    def __setitem__(self, key: str, value: Any) -> None:
        self._pickles[key] = pickle.dumps(value)

    def __delitem__(self, key: str) -> None:
        del self._pickles[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pickles)

    def __len__(self) -> int:
        return len(self._pickles)

    def keys(self, pattern: str = "*") -> list[str]:  # type: ignore[override]  # as PickleShareDB has it
        """The keys that the pattern fits."""
        return [key for key in self._pickles if fnmatchcase(key, pattern)]
