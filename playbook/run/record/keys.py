"""Keys: what a plan is made from, in fingerprints, so that what has not changed is not done again.

A notebook's outputs follow from the notebook, its parameters, the client's and its market's files, the assumptions, our
code and the libraries. The manifest keeps a fingerprint of each; a later run compares them with what it finds, and says
which one changed. Taken before anything is read: a file that changes meanwhile is then seen by the next run. Nothing
slow is imported here.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from playbook.client.files import DATA_FILES, house_assumptions, market_id, names_in
from playbook.client.source import Source
from playbook.client.unread import may_be_data
from playbook.errors import printable
from playbook.run.record.order import Order
from playbook.run.sources import NAMES, find_notebooks

__all__ = ["LIBRARIES", "changes", "code", "made_from", "market_of", "version_of", "versions"]

#: The libraries that a plan's bytes may depend on.
LIBRARIES = (
    "babel",
    "brotli",
    "fonttools",
    "ipykernel",
    "ipython",
    "jinja2",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbformat",
    "networkx",
    "noto-cjk-sans-jp-bold",
    "noto-cjk-sans-otc",
    "numpy",
    "opencc",
    "orjson",
    "pandas",
    "papermill",
    "pydantic",
    "pyreveal",
    "python-calamine",
    "pyyaml",
    "regex",
    "scipy",
    "statsmodels",
    "uharfbuzz",
)
_PACKAGE = Path(__file__).resolve().parents[2]
#: The flag that lets a plan be made though its control total contradicts its bills.
_DESPITE = "--despite-control-total"
#: What lies in the package but makes no plan.
_NOT_CODE = ("__pycache__", "_data", "_notebooks")


@cache
def code() -> str:
    """The fingerprint of our code: every module, sentence, schema and template of the package, and its assumptions,
    which stand in for those that a data folder lacks; as they were when first asked for."""
    total = sha256(_digest(house_assumptions()).encode())
    for path in sorted(_PACKAGE.rglob("*")):
        name = path.relative_to(_PACKAGE)
        if path.is_file() and name.parts[0] not in _NOT_CODE and "__pycache__" not in name.parts:
            total.update(f"{name.as_posix()}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return total.hexdigest()


@cache
def versions() -> Mapping[str, str]:
    """Python's version and those of the libraries."""
    return {"python": platform.python_version(), **{name: version_of(name) for name in LIBRARIES}}


def version_of(name: str) -> str:
    """The version of an installed package; `missing` where there is none of that name."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def market_of(order: Order) -> str:
    """The id of the client's market, read from its profile; blank where the profile cannot be read."""
    source = Source(order.data / "clients" / order.client_id, f"clients/{order.client_id}", [])
    return market_id(source.mapping("profile.yaml")) if source.folder.is_dir() else ""


def made_from(order: Order, market: str) -> dict[str, Any]:
    """Everything that the plan is made from, as the manifest keeps it: `inputs` (the market's id, and fingerprints of
    files and notebooks by name and of our code) and `versions`."""
    folders = [f"clients/{order.client_id}", *([f"markets/{market}"] if market else [])]
    files = [path for folder in folders for path in _files(order.data / folder)] + [order.data / "assumptions.yaml"]
    sources = order.notebooks or find_notebooks()
    inputs = {
        "market": market,
        "files": {printable(path.relative_to(order.data).as_posix()): _digest(path) for path in files},
        "notebooks": {name: _digest(sources / f"{name}.ipynb") for name in NAMES},
        "code": code(),
        **({"flags": {_DESPITE: "yes"}} if order.despite_control_total else {}),
    }
    return {"inputs": inputs, "versions": dict(versions())}


def _files(folder: Path) -> list[Path]:
    """What lies in a folder, read or not: data in a file that nobody reads is news as well."""
    if not folder.is_dir():
        return []
    paths = [folder / name for name in names_in(folder) if may_be_data(name)]
    return [path for path in paths if path.suffix in DATA_FILES or not path.is_dir()]


def _digest(path: Path) -> str:
    """The fingerprint of a file; blank where it is none that can be read."""
    with suppress(OSError):
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return ""


def changes(before: Mapping[str, Any], now: Mapping[str, Any], notebook: str | None = None) -> list[str]:
    """What changed for one notebook, or for any of them, in words: `clients/acme/bills.csv changed`; empty where
    nothing did.

    Both sides are what :func:`made_from` gave, or a manifest, which keeps it.
    """
    names = [notebook] if notebook else NAMES
    old, new, versions_before = before["inputs"], now["inputs"], before["versions"]
    return [
        *_changed(old["files"], new["files"]),
        *_changed(*({f"{name}.ipynb": side["notebooks"].get(name, "") for name in names} for side in (old, new))),
        *_changed(old.get("flags", {}), new.get("flags", {})),
        *(["code changed"] if old["code"] != new["code"] else []),
        *(
            f"{name} {versions_before.get(name)} -> {version_now}"
            for name, version_now in now["versions"].items()
            if versions_before.get(name) != version_now
        ),
    ]


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Names whose fingerprints differ; a file that is not there has none."""
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    return [
        f"{name} {'new' if not before.get(name) else 'removed' if not now.get(name) else 'changed'}" for name in names
    ]
