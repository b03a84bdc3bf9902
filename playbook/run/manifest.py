"""The manifest: what a plan was made from, with what, when and for how long, and what it consists of.

It is the one file that differs between two runs on the same inputs, and it is written last: a folder without a
manifest is no plan.
"""
from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playbook.client import Client

__all__ = ["EDITION", "FILE_NAME", "SCHEMA_VERSION", "Run", "write_manifest"]

SCHEMA_VERSION = 1
FILE_NAME = "manifest.json"
#: The only edition so far; a client-safe one comes later.
EDITION = "internal"

_PACKAGES = ("keyaccount-playbook", "papermill", "nbclient", "nbconvert", "ipykernel", "numpy", "pandas", "matplotlib")


@dataclass(frozen=True)
class Run:
    """One run: when it started, and how many seconds each of its parts took."""

    started: datetime
    seconds: Mapping[str, float]


def write_manifest(folder: Path, *, client: Client, lang: str, run: Run, exhibits: Iterable[str]) -> Path:
    """Write `manifest.json` over everything that lies in the folder, and hand back its path."""
    content: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "client": client.id,
        "as_of": client.as_of.isoformat(),
        "lang": lang,
        "edition": EDITION,
        "inputs": client.fingerprint,
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}},
        "started": run.started.isoformat(timespec="seconds"),
        "seconds": {name: round(seconds, 3) for name, seconds in run.seconds.items()},
        "host": platform.node(),
        "exhibits": list(exhibits),
        "files": {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in _files(folder)},
    }
    path = folder / FILE_NAME
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != FILE_NAME)
