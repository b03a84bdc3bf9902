"""The index of a store: its manifests and failures are gathered, the page is made of them here and put beside the
plans."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.run.record.failures import FILE_NAME as FAILURE
from playbook.run.record.manifest import FILE_NAME as MANIFEST
from playbook.run.stores.publish import FAILED
from playbook.run.stores.store import Store

__all__ = ["index_store"]

#: How many folders are listed at once: a server that is far away answers each after a while.
_AT_ONCE = 8


def index_store(store: Store) -> str:
    """Write `index.html` over every plan and failure in the store, and hand back its path or URL. Raises UserError."""
    from playbook.report.index import write_index

    if store.folder is not None:
        return str(write_index(store.folder))
    with TemporaryDirectory() as made:
        folder = Path(made)
        store.fetch({path: folder / path for path in _records(store)})
        page = write_index(folder)
        store.write(page.name, page.read_bytes())
    return f"{store}/{page.name}"


def _records(store: Store) -> Iterator[str]:
    """The path of every manifest and failure."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        days = [path for found in pool.map(lambda path: _folders(store, path), _folders(store, "")) for path in found]
        places = [path for found in pool.map(lambda path: _folders(store, path), days) for path in found]
        for place, entries in zip(places, pool.map(store.entries, places), strict=True):
            name = FAILURE if place.split("/")[1] == FAILED else MANIFEST
            if name in entries:
                yield f"{place}/{name}"


def _folders(store: Store, path: str) -> list[str]:
    return [f"{path}/{name}".lstrip("/") for name, entry in store.entries(path).items() if entry.is_folder]
