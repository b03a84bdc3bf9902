"""Swapping: a whole folder takes another's place, so that a reader sees the old plan or the new one, never half of
each.

Linux exchanges two folders in one step. Elsewhere it takes two renames; if the machine stops between them, the old
folder lies beside the place it had, and :func:`recover` puts it back at the next start. A folder is built under
`.scratch` in the same tree (a rename does not cross file systems), locked for as long as its builder lives; what a
killed run left there is removed by the next one on the same machine: on a shared folder a lock may not be seen from
another.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

try:
    import fcntl
except ImportError:  # Windows: no locks, and nothing is swept
    fcntl = None  # type: ignore[assignment]

__all__ = ["recover", "scratch", "swap"]

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def scratch(root: Path) -> Iterator[Path]:
    """A folder to build in, under `root`; it is gone afterwards, with what is left in it."""
    parent = root / ".scratch"
    parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        with _locked(parent, wait=True):
            _sweep(parent)
            folder = Path(mkdtemp(dir=parent, suffix=_here()))
            stack.enter_context(_locked(folder, wait=False))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def swap(new: Path, place: Path) -> None:
    """`new` becomes `place`; what was at `place` is removed once the new folder stands there, on the disk too."""
    place.parent.mkdir(parents=True, exist_ok=True)
    _settle(new)
    recover(place)
    if not place.exists():
        new.rename(place)
    elif _exchange(new, place):
        shutil.rmtree(new)
    else:
        place.rename(_aside(place))
        new.rename(place)
        shutil.rmtree(_aside(place))


def _settle(folder: Path) -> None:
    """Have the system write the folder to its disk: else a name may outlive a loss of power, and what it names not."""
    if os.name == "nt":  # folders cannot be opened there
        return
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def recover(place: Path) -> None:
    """Finish what a stopped swap began: put the old folder back where there is no new one, else remove it."""
    aside = _aside(place)
    if not aside.exists():
        return
    if place.exists():
        shutil.rmtree(aside)
    else:
        aside.rename(place)


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}.old")


def _exchange(first: Path, second: Path) -> bool:
    """True where the system exchanged the two names in one step."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0)


def _sweep(parent: Path) -> None:
    """Remove the folders whose builder is gone: those of this machine that nobody holds a lock on."""
    for folder in parent.iterdir():
        if "@" in folder.name and not folder.name.endswith(_here()):
            continue
        with _locked(folder, wait=False) as held:
            if held:
                shutil.rmtree(folder, ignore_errors=True)


def _here() -> str:
    """How the names of this machine's folders end."""
    return f"@{platform.node()}"


@contextmanager
def _locked(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Hold a folder meanwhile; False where another process holds it, its builder has just removed it, or the system has
    no such locks."""
    held = False
    with ExitStack() as stack:
        if fcntl is not None:
            with suppress(BlockingIOError, FileNotFoundError):
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
                held = True
        yield held
