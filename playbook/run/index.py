"""The index of all plans, written again after a run or a batch: in a folder where the plans lie in one, else from the
manifests and failures that are gathered from a store.

What reads stores and draws the page is imported by the work: a run that finds its plan unchanged writes no index.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playbook.run.record.failures import FILE_NAME as FAILURE
from playbook.run.record.manifest import FILE_NAME as MANIFEST
from playbook.run.record.places import FAILED
from playbook.run.startup import without_iri_grammar

if TYPE_CHECKING:
    from playbook.run.events import Tell
    from playbook.run.stores import Store

__all__ = ["index_task", "write_index_of"]

#: How many folders are listed at once: a server that is far away answers each after a while.
_AT_ONCE = 8


def write_index_of(out: str | Path) -> str:
    """Write `index.html` over every plan and failure in a folder or a store, and hand back its path or URL. Raises
    UserError."""
    without_iri_grammar()
    from playbook.report.index import write_index
    from playbook.run.stores import open_store

    store = open_store(out)
    if store.folder is not None:
        return str(write_index(store.folder))
    with TemporaryDirectory() as gathered:
        folder = Path(gathered)
        store.fetch({path: folder / path for path in _records(store)})
        page = write_index(folder)
        store.write(page.name, page.read_bytes())
    return f"{store}/{page.name}"


def index_task(out: Path, *, tell: Tell) -> str:
    """The same, in a child of a warm process."""
    return write_index_of(out)


def _records(store: Store) -> Iterator[str]:
    """The path of every manifest and failure."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        places = [""]
        for _ in ("clients", "days", "editions"):
            places = [folder for folders in pool.map(lambda path: _folders(store, path), places) for folder in folders]
        for place, entries in zip(places, pool.map(store.entries, places), strict=True):
            name = FAILURE if place.split("/")[1] == FAILED else MANIFEST
            if name in entries:
                yield f"{place}/{name}"


def _folders(store: Store, path: str) -> list[str]:
    return [f"{path}/{name}".lstrip("/") for name, entry in store.entries(path).items() if entry.is_folder]
