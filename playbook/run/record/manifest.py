"""The manifest: what a plan was made from, with what, when and for how long, and what it consists of.

It is the one file that differs between two runs on the same inputs, and it is written last: a folder without a
manifest is no plan.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.run.record.places import EDITION

if TYPE_CHECKING:
    from playbook.client import Client
    from playbook.run.events import Clock

__all__ = ["FILE_NAME", "SCHEMA_VERSION", "heading", "timing", "write_json", "write_manifest"]

SCHEMA_VERSION = 2
FILE_NAME = "manifest.json"


def heading(client: Client, lang: str) -> dict[str, Any]:
    """Which client, date, language and edition a folder is about: how every manifest begins."""
    return {
        "schema": SCHEMA_VERSION,
        "client": client.id,
        "name": client.name.both,
        "as_of": client.as_of.isoformat(),
        "lang": lang,
        "edition": EDITION,
    }


def timing(clock: Clock) -> dict[str, Any]:
    """When it was made, how many seconds each part took, how much memory at most, and where."""
    return {
        "started": clock.started.isoformat(timespec="seconds"),
        "seconds": {**clock.seconds, "total": clock.total},
        "peak_mb": _peak(),
        "host": platform.node(),
    }


def write_manifest(folder: Path, content: Mapping[str, Any]) -> Path:
    """Write `manifest.json` over everything that lies in the folder (its names, fingerprints and sizes), and hand back
    its path."""
    files = {path.relative_to(folder).as_posix(): _file(path.read_bytes()) for path in _files(folder)}
    return write_json(folder / FILE_NAME, {**content, "files": files})


def write_json(path: Path, content: Mapping[str, Any]) -> Path:
    """Write a file that people read as well as programs."""
    path.write_text(
        json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", errors="backslashreplace"
    )
    return path


def _file(content: bytes) -> dict[str, Any]:
    return {"sha256": sha256(content).hexdigest(), "bytes": len(content)}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != FILE_NAME)


def _peak() -> int | None:
    """Megabytes that this process or one that it started held at most; None where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    kilobytes = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return kilobytes // 1024
