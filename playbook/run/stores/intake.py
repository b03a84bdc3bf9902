"""Intake: what one client's plan is made from, fetched from a store to a local folder that looks like any data folder.

A client's own files are fetched for each plan. Its market and the house's assumptions are shared by many clients: they
are kept, and fetched again when the store says that one of their files is another. Files that nobody reads are not
fetched, but have a stand-in, so that they are named. Names in faults are those of the store (`clients/acme/bills.csv`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from playbook.client.files import DATA_FILES
from playbook.errors import UserError
from playbook.messages import said
from playbook.run.record.keys import market_of
from playbook.run.record.order import Order
from playbook.run.stores.store import Entry, Store

__all__ = ["Intake"]

_ASSUMPTIONS = "assumptions.yaml"
#: Bytes of the longest name that a file can have here; an object store has longer ones, which are no table's.
_LONGEST = 255


class Intake:
    """Fetches clients of a store into folders under `scratch`; whoever makes it removes that folder in the end."""

    def __init__(self, store: Store, scratch: Path) -> None:
        self.store = store
        self._scratch = scratch / "data"
        self._kept = scratch / "shared"
        for folder in (self._scratch, self._kept):
            folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def client(self, client_id: str) -> Iterator[Path]:
        """A data folder with this client, its market and the assumptions, for as long as it is needed.

        Raises UserError where the store has no such client, or cannot be read.
        """
        folder = Path(mkdtemp(dir=self._scratch))
        try:
            self._own(client_id, folder)
            market = market_of(Order(client_id, data=folder))
            self._shared(folder, "", {_ASSUMPTIONS})
            if market:
                self._shared(folder, f"markets/{market}")
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _own(self, client_id: str, folder: Path) -> None:
        place = f"clients/{client_id}"
        entries = self.store.entries(place)
        if not entries:
            raise UserError(
                said(
                    "no client {client!r} in {store}: there is no folder {place}",
                    client=client_id,
                    store=str(self.store),
                    place=place,
                )
            )
        self.store.fetch({f"{place}/{name}": folder / place / name for name in _data_files(entries)})
        _stand_in(entries, folder / place)

    def _shared(self, folder: Path, place: str, wanted: set[str] | None = None) -> None:
        """Put links to the kept files of a shared place into the folder; what the store does not have is left out."""
        entries = self.store.entries(place)
        files = {name: entry for name, entry in _data_files(entries).items() if wanted is None or name in wanted}
        (folder / place).mkdir(parents=True, exist_ok=True)
        if files:
            kept = self._keep(place, files)
            for name in files:
                (folder / place / name).symlink_to(kept / name)
        _stand_in({name: entry for name, entry in entries.items() if place or not entry.is_folder}, folder / place)

    def _keep(self, place: str, files: dict[str, Entry]) -> Path:
        """The folder that holds these versions of the files; fetched where they are not here yet."""
        version = sha256(
            "\0".join((place, *(f"{name} {entry.tag}" for name, entry in files.items()))).encode()
        ).hexdigest()
        kept = self._kept / version
        if not kept.exists():
            fetched = Path(mkdtemp(dir=self._kept))
            self.store.fetch({f"{place}/{name}".lstrip("/"): fetched / name for name in files})
            fetched.rename(kept)
        return kept


def _data_files(entries: dict[str, Entry]) -> dict[str, Entry]:
    return {name: entry for name, entry in entries.items() if not entry.is_folder and name.endswith(DATA_FILES)}


def _stand_in(entries: dict[str, Entry], folder: Path) -> None:
    """Put something of its name in the place of what is not fetched; a file's stand-in says what tells the file's
    versions apart."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, entry in entries.items():
        path = folder / name
        if len(os.fsencode(name)) > _LONGEST or path.exists():
            continue
        if entry.is_folder:
            path.mkdir()
        else:
            path.write_text(entry.tag, encoding="utf-8")
