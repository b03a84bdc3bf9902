"""Files that are whole or not there."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

__all__ = ["put"]


def put(path: Path, content: bytes) -> Path:
    """Write a file that takes its place in one step; its folder is made where it is missing.

    Raises OSError where it cannot be written; what was there before is then as it was, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        half.write_bytes(content)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return path
