"""A store: a root folder in any file system that fsspec knows, named by its URL.

Its options (keys, endpoints, timeouts) are fsspec's own: variables such as FSSPEC_S3_ENDPOINT_URL or
FSSPEC_SFTP_KEY_FILENAME, or files in ~/.config/fsspec; they stay on the machine that they are set on. A store travels
to another process as its URL.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from playbook.client.files import list_clients
from playbook.errors import UserError
from playbook.messages import said
from playbook.run.stores.faults import attempts, explained, is_transient

__all__ = ["Entry", "Store", "open_store"]

_T = TypeVar("_T")

#: What is done with a place, in words.
_DOING: Mapping[str, Callable[[str], str]] = {
    "reading": lambda place: said("reading {place}", place=place),
    "writing to": lambda place: said("writing to {place}", place=place),
    "removing": lambda place: said("removing {place}", place=place),
}
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:{1,2}/?/?")
#: File systems that write a file bit by bit, but rename it in one step; the others' files are whole or not there by
#: themselves.
_RENAMING = ("sftp", "ssh", "file", "local")


@dataclass(frozen=True)
class Entry:
    """One file or folder in a store: its name, whether it is a folder, its bytes, and what tells its versions apart.

    `changed` is the seconds since 1970 when it was last written, by the store's clock; None where the store does not
    say.
    """

    name: str
    is_folder: bool
    size: int
    tag: str
    changed: float | None


def open_store(url: str | Path) -> Store:
    """The store at a URL or in a local folder. Raises UserError where the URL is not understood, or its library is not
    installed."""
    text = os.fspath(url)
    store = Store(text)
    if store.folder is None:
        with explained(said("opening {place}", place=str(store))):
            _ = store.protocol, attempts()(store._system)
    return store


@dataclass(frozen=True)
class Store:
    """A root folder; paths below it are relative, with slashes. Open it with :func:`open_store`.

    Every method raises UserError where the store cannot be reached, or refuses.
    """

    url: str

    def __str__(self) -> str:
        """The URL without its password."""
        return re.sub(r"(?<=://)([^/@:]*):[^/@]*@", r"\1@", self.url)

    @cached_property
    def folder(self) -> Path | None:
        """The local folder that this store is, or None."""
        if not _URL.match(self.url) or re.match(r"[a-zA-Z]:[\\/]", self.url):
            return Path(self.url)
        if self.url.startswith(("file://", "local://")):
            return Path(unquote(urlsplit(self.url).path))
        return None

    @cached_property
    def protocol(self) -> str:
        """`s3`, `sftp`, ...; raises UserError where fsspec does not know it, or needs a library for it."""
        from fsspec import get_filesystem_class

        if self.folder is not None:
            return "file"
        name = self.url.split("://")[0].split("::")[0]
        try:
            get_filesystem_class(name)
        except ValueError as error:
            advice = said("name a folder, or a URL such as sftp://user@host/folder or s3://bucket/folder")
            raise UserError(
                said("{place}: no file system is called {name!r}", place=str(self), name=name), advice
            ) from error
        except ImportError as error:
            raise UserError(
                said("{place}: {error}", place=str(self), error=str(error)),
                said("install the playbook with its extra: pip install 'keyaccount-playbook[cluster]'"),
            ) from error
        return name

    def _system(self) -> tuple[Any, str]:
        """The file system and this store's root in it. fsspec keeps one for each thread, since a connection is for one
        alone."""
        from fsspec.core import url_to_fs

        options: dict[str, Any] = {}
        if self.protocol in ("sftp", "ssh"):
            from playbook.run.stores.known_hosts import host_key_options

            options = host_key_options(self.protocol)
        system, root = url_to_fs(self.url if self.folder is None else str(self.folder), **options)
        return system, root.rstrip("/")

    def _forget(self) -> None:
        """Let the next call make a new connection."""
        from fsspec import get_filesystem_class

        get_filesystem_class(self.protocol).clear_instance_cache()

    def _call(self, doing: str, path: str, call: Callable[[Any, str], _T]) -> _T:
        """Call with the file system and the full path, again after an error that may pass, over a new connection
        then."""

        def once() -> _T:
            try:
                system, root = self._system()
                return call(system, f"{root}/{path}" if path else root)
            except Exception as error:
                if is_transient(error):
                    self._forget()
                raise

        with explained(_DOING[doing](f"{self}/{path}" if path else str(self))):
            return attempts()(once)

    def entries(self, path: str = "") -> dict[str, Entry]:
        """What lies in a folder, by name; empty where there is no such folder."""

        def listed(system: Any, full: str) -> list[dict[str, Any]]:
            system.invalidate_cache()
            try:
                listing: list[dict[str, Any]] = system.ls(full, detail=True)
            except FileNotFoundError:
                return []
            return [one for one in listing if one["name"].rstrip("/") not in (full, full.lstrip("/"))]

        entries = [_entry(info) for info in self._call("reading", path, listed)]
        return {entry.name: entry for entry in sorted(entries, key=lambda entry: entry.name)}

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no such file."""

        def content(system: Any, full: str) -> bytes | None:
            try:
                return bytes(system.cat_file(full))
            except FileNotFoundError:
                return None

        return self._call("reading", path, content)

    def fetch(self, files: Mapping[str, Path]) -> None:
        """Copy files of the store to local ones; folders are made as needed."""
        for target in files.values():
            target.parent.mkdir(parents=True, exist_ok=True)
        here = [str(path) for path in files.values()]
        if files:
            self._call("reading", "", lambda system, root: system.get([f"{root}/{path}" for path in files], here))

    def put(self, files: Mapping[Path, str]) -> None:
        """Copy local files into the store, one after the other or at once: nobody may look at them before all are
        there."""
        here = [str(path) for path in files]
        if files:
            self._call(
                "writing to", "", lambda system, root: system.put(here, [f"{root}/{path}" for path in files.values()])
            )

    def write(self, path: str, content: bytes) -> None:
        """Write one file: a reader sees the old one, or the new one, whole."""

        def whole(system: Any, full: str) -> None:
            if self.protocol not in _RENAMING:
                system.pipe_file(full, content)
                return
            aside = f"{full}.{uuid4().hex}.part"
            system.makedirs(full.rpartition("/")[0], exist_ok=True)
            system.pipe_file(aside, content)
            system.mv(aside, full)

        self._call("writing to", path, whole)

    def remove(self, path: str) -> None:
        """Remove a file, or a folder with all that is in it, where it is there."""

        def gone(system: Any, full: str) -> None:
            system.invalidate_cache()
            try:
                system.rm(full, recursive=True)
            except FileNotFoundError:
                return

        self._call("removing", path, gone)

    def clients(self) -> list[str]:
        """The ids of the clients under `clients/`, sorted. Raises UserError where there is none."""
        if self.folder is not None:
            return list_clients(self.folder)
        clients = [
            name for name, entry in self.entries("clients").items() if entry.is_folder and not name.startswith(".")
        ]
        if not clients:
            raise UserError(
                said("no client under {place}/clients", place=str(self)),
                said("name a folder, bucket or server that holds clients/ and markets/"),
            )
        return clients


def _entry(info: Mapping[str, Any]) -> Entry:
    """What `ls` says of a file, in whatever words its file system has."""
    written: Any = next(
        (
            info[key]
            for key in ("mtime", "LastModified", "last_modified", "modified", "created")
            if info.get(key) is not None
        ),
        None,
    )
    changed = (
        written.timestamp() if isinstance(written, datetime) else written if isinstance(written, int | float) else None
    )
    size = int(info.get("size") or 0)
    tag = f"{size} {info.get('ETag') or info.get('etag') or written}"
    return Entry(info["name"].rstrip("/").rpartition("/")[2], info["type"] == "directory", size, tag, changed)
