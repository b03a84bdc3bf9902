"""What a notebook's cells print: through Python's streams, or past them through the file descriptors 1 and 2.

A kernel's streams publish what was written to them a moment later, from a thread that owns a socket. Here a thread
without a socket does the same, and also reads what libraries and programs write to the descriptors. Whoever writes to a
stream takes what lies in its descriptor first, so the order is the one that it was written in.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import selectors
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from ipykernel.iostream import IOPubThread, OutStream
from jupyter_client.session import Session

__all__ = ["Streams"]

#: What a descriptor's pipe holds, and is read at once.
_PIPE_BYTES = 1 << 20
#: How much is read at once of the bytes that woke the thread: they say nothing.
_WAKINGS_READ = 4096


class Streams(IOPubThread):
    """Replaces both streams and both descriptors of this process; :meth:`start` starts the thread that publishes
    them."""

    def __init__(self, session: Session) -> None:  # not the library's: it would open a socket
        self.lock: Any = threading.RLock()
        self.io_loop = self  # type: ignore[assignment]  # of which a stream asks call_later alone
        self.thread = None  # type: ignore[assignment]
        self._due: list[tuple[float, Callable[[], object]]] = []
        self._selector = selectors.DefaultSelector()
        self._woken, self._waker = os.pipe()
        self._selector.register(self._woken, selectors.EVENT_READ)
        sys.stdout, sys.stderr = self._streams = (
            _Stream(session, self, "stdout", 1),
            _Stream(session, self, "stderr", 2),
        )
        for stream in self._streams:
            self._selector.register(stream.source, selectors.EVENT_READ)
        os.register_at_fork(before=self.lock.acquire, after_in_parent=self.lock.release, after_in_child=self._forked)

    def start(self) -> None:
        """Begin to publish."""
        threading.Thread(target=self._run, name="IOPub", daemon=True).start()

    def schedule(self, f: Callable[[], object]) -> None:
        """Do it now: nothing is bound to a thread here."""
        f()

    def call_later(self, seconds: float, f: Callable[[], object]) -> None:
        """Have the thread do it after so many seconds."""
        with self.lock:
            self._due.append((monotonic() + seconds, f))
        os.write(self._waker, b"\0")

    def _run(self) -> None:
        while True:
            with self.lock:
                wait = min((when for when, _ in self._due), default=None)
            ready = {key.fd for key, _ in self._selector.select(None if wait is None else max(0.0, wait - monotonic()))}
            if self._woken in ready:
                os.read(self._woken, _WAKINGS_READ)
            for stream in self._streams:
                if stream.source in ready:
                    stream.write("")
            self._publish(monotonic())

    def _publish(self, now: float) -> None:
        with self.lock:
            ready = [f for when, f in self._due if when <= now]
            self._due = [(when, f) for when, f in self._due if when > now]
            for f in ready:
                with suppress(
                    Exception
                ):  # a hook that a cell has put there; without this thread a program that prints much would stand still
                    f()

    def forget(self, source: int) -> None:
        """Read no more from a descriptor that nobody can write to."""
        with suppress(KeyError):
            self._selector.unregister(source)

    def _forked(self) -> None:
        """A process that a cell forked has no such thread: what it prints goes through the descriptors of the process
        that it came from."""
        self.lock = threading.RLock()


class _Stream(OutStream):
    """A kernel's stream that takes what lies in its descriptor before anything else is written."""

    def __init__(self, session: Session, streams: Streams, name: str, number: int) -> None:
        super().__init__(session, streams, name, watchfd=False)
        self._streams, self._number = streams, number
        self._original_stdstream_copy = number  # what fileno() gives, for programs that are to write into it
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.source, sink = os.pipe()
        os.set_blocking(self.source, False)
        fcntl.fcntl(sink, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        os.dup2(sink, number)
        os.close(sink)

    def write(self, string: str) -> int:
        if not self._is_master_process():
            os.write(self._number, string.encode("utf-8", "replace"))
            return len(string)
        with self._streams.lock:
            self._drain()
            return (super().write(string) or 0) if string else 0

    def flush(self) -> None:
        with self._streams.lock:
            self._drain()
            super().flush()

    def _flush(self) -> None:
        with self._streams.lock:
            super()._flush()

    def _drain(self) -> None:
        while self._is_master_process():
            try:
                piece = os.read(self.source, _PIPE_BYTES)
            except BlockingIOError:
                return
            if not piece:  # a cell has closed the descriptor
                self._streams.forget(self.source)
                return
            super().write(self._decode(piece))
