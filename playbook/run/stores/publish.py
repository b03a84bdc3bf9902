"""Publishing: a plan in a store is whole or not there, though a store may not be able to swap two folders.

    <client>/<as_of>/<lang>-internal/manifest.json     names the run and its files, and is written last
    <client>/<as_of>/<lang>-internal/runs/<run>/       everything else of the plan

A reader takes the manifest and then the files that it names. A run that was cut short is named by nobody; a later one
removes it, once it is older than any upload could take: a worker that was only believed dead must not lose its files
under its hands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from playbook.errors import UserError
from playbook.messages import said
from playbook.run.record.manifest import FILE_NAME, SCHEMA_VERSION
from playbook.run.record.places import FAILED
from playbook.run.stores.store import Entry, Store

__all__ = ["GRACE_SECONDS", "RUNS", "PublishedPlans"]

RUNS = "runs"
#: What no manifest names is left alone for as long as this, by the store's clock.
GRACE_SECONDS = 3600.0


class PublishedPlans:
    """The plans in a store. A `place` is a plan's path in it: `acme/2003-01-23/en-internal`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def places(self, client_id: str, as_of: str | None = None, lang: str | None = None) -> Iterator[str]:
        """Where there may be plans of a client, of one date and language where these are given."""
        for day, folder in self.store.entries(client_id).items():
            if folder.is_folder and day != FAILED and as_of in (None, day):
                for edition, inner in self.store.entries(f"{client_id}/{day}").items():
                    if inner.is_folder and (lang is None or edition.startswith(f"{lang}-")):
                        yield f"{client_id}/{day}/{edition}"

    def manifest(self, place: str) -> dict[str, Any] | None:
        """The manifest of the plan at a place; None where there is no plan, or none of today's form."""
        try:
            manifest = json.loads(self.store.read(f"{place}/{FILE_NAME}") or "null")
        except ValueError:
            return None
        ours = isinstance(manifest, dict) and manifest.get("schema") == SCHEMA_VERSION and "run" in manifest
        return manifest if ours else None

    def holds(self, place: str, manifest: Mapping[str, Any]) -> bool:
        """True where every file that the manifest names is there, with the bytes that it had."""
        return not self._missing(place, manifest)

    def fetch(self, place: str, manifest: Mapping[str, Any], folder: Path) -> None:
        """Copy the plan at a place into a local folder, as it was before it was published."""
        run = f"{RUNS}/{manifest['run']}/"
        self.store.fetch({f"{place}/{name}": folder / name.removeprefix(run) for name in manifest["files"]})
        files = {name.removeprefix(run): file for name, file in manifest["files"].items()}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_bytes(
            _written({name: value for name, value in manifest.items() if name != "run"} | {"files": files})
        )

    def publish(self, folder: Path, place: str) -> str:
        """Put the plan in a local folder at a place: the files under a new run, then the manifest, then the former run
        goes.

        Returns the run's path. Raises UserError where the store refuses, or does not have every byte afterwards; the
        former plan stays then.
        """
        made, former, run = json.loads((folder / FILE_NAME).read_bytes()), self.manifest(place), uuid4().hex
        manifest = {**made, "run": run, "files": {f"{RUNS}/{run}/{name}": file for name, file in made["files"].items()}}
        self.store.put({folder / name: f"{place}/{RUNS}/{run}/{name}" for name in made["files"]})
        lost = self._missing(place, manifest)
        if lost:
            raise UserError(
                said("{place} is not there as it was sent", place=f"{self.store}/{place}/{lost[0]}"),
                said("run the client again"),
            )
        self.store.write(f"{place}/{FILE_NAME}", _written(manifest))
        self._sweep(place, run, former["run"] if former else None)
        return f"{place}/{RUNS}/{run}"

    def replace(self, folder: Path, path: str, *, last: str) -> None:
        """Put a small local folder at a path, in place of what is there; `last` is the file without which the others
        say nothing."""
        self.store.remove(path)
        files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file != folder / last]
        self.store.put({file: f"{path}/{file.relative_to(folder).as_posix()}" for file in files})
        if (folder / last).is_file():
            self.store.write(f"{path}/{last}", (folder / last).read_bytes())

    def forget(self, path: str, names: Iterable[str]) -> None:
        """Remove those of the folders at a path that are there."""
        there = self.store.entries(path)
        for name in sorted(set(names) & set(there)):
            self.store.remove(f"{path}/{name}")
        if there and set(there) <= set(names):
            self.store.remove(path)

    def _missing(self, place: str, manifest: Mapping[str, Any]) -> list[str]:
        """The files of the manifest that are not there with their size."""
        run = f"{RUNS}/{manifest['run']}"
        files = {f"{run}/{name}": entry.size for name, entry in self._files(f"{place}/{run}").items()}
        return [name for name, file in manifest["files"].items() if files.get(name) != file["bytes"]]

    def _files(self, path: str) -> dict[str, Entry]:
        """The files under a path, by their path below it."""
        files = {}
        for name, entry in self.store.entries(path).items():
            below = self._files(f"{path}/{name}").items() if entry.is_folder else ()
            files.update({f"{name}/{inner}": file for inner, file in below} if entry.is_folder else {name: entry})
        return files

    def _sweep(self, place: str, run: str, former: str | None) -> None:
        """Remove the run that was replaced, and what was cut short long ago."""
        here, runs = self.store.entries(place), self.store.entries(f"{place}/{RUNS}")
        now = here[FILE_NAME].changed or 0.0
        for name, entry in here.items():
            if name.startswith(f"{FILE_NAME}.") and now - (entry.changed or now) > GRACE_SECONDS:
                self.store.remove(f"{place}/{name}")
        for name, folder in runs.items():
            path = f"{place}/{RUNS}/{name}"
            if name == former or (name != run and self._is_old([folder, *self._files(path).values()], now)):
                self.store.remove(path)

    @staticmethod
    def _is_old(entries: list[Entry], now: float) -> bool:
        """True where all of them were written long ago; one of which the store says nothing is not old."""
        written = [entry.changed for entry in entries if not entry.is_folder or entry.changed is not None]
        return bool(written) and all(changed is not None and now - changed > GRACE_SECONDS for changed in written)


def _written(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
