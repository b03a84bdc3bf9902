"""A warm process: one process with the slow imports loaded, which forks a child for every task that it is given.

It has one thread and opens nothing, so that a fork of it is safe and cheap; its children share its memory until they
write to it. It runs its owner's code, wherever that lies; of the folder that it was started in it takes nothing. Its
owner talks to it through a socket, and hands it with each task two pipes: one for the child to talk through, and one
for it to say how the child ended. It ends when the socket is closed, so it never outlives its owner, and its children
end with it.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import chdir, suppress
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from pkgutil import resolve_name
from threading import Lock
from types import TracebackType
from typing import Any

from playbook.run.engine.tasks import Task, reap, run_child
from playbook.run.startup import without_iri_grammar

__all__ = ["ENVIRONMENT", "WarmProcess", "serve", "shared_warm_process"]

#: What a warm process's environment has beside its owner's: one thread for the numerics, the same hashes each time.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}

#: A request is its length in so many bytes, and two handles with it; then the request itself.
_LENGTH_BYTES, _HANDLES = 8, 2
#: How much is read at once of the signals that have come: what they were does not matter.
_SIGNALS_READ = 4096

#: Where this package lies, and how a warm process begins: with it, and with none of the other things that may lie
#: beside it.
_HOME = Path(__file__).resolve().parents[3]
_START = """
import sys
sys.path.insert(0, sys.argv[1])
import playbook
del sys.path[0]
from playbook.run.engine.warm_process import main
main(*sys.argv[2:])
"""


class WarmProcess:
    """A warm process, from the side of its owner. Close it, or use it as a context manager.

    `warm_up` is the function that loads what its children need; `environment` adds to its owner's.
    """

    def __init__(self, warm_up: Callable[[], object], *, environment: Mapping[str, str] | None = None) -> None:
        self._lock = Lock()
        self._control, theirs = socket.socketpair()
        named = f"{warm_up.__module__}:{warm_up.__qualname__}"  # a command line carries no function
        command = [sys.executable, "-P", "-c", _START, str(_HOME), str(theirs.fileno()), named]
        everything = {**os.environ, **ENVIRONMENT, **(environment or {})}
        self._process = subprocess.Popen(  # in a session of its own: Ctrl-C is for its owner to handle
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=everything,
            start_new_session=True,
        )
        theirs.close()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """True while it can be given tasks."""
        return self._process.poll() is None

    def start(self, function: Callable[..., Any], *args: Any) -> Task:
        """Fork a child that calls `function(*args, tell=...)`, and return at once; the function is a module's, since it
        travels by its name.

        Raises OSError where the warm process is gone.
        """
        messages, childs = Pipe()
        ending, its = Pipe(duplex=False)
        request = pickle.dumps((function, args))
        with childs, its, self._lock:
            socket.send_fds(
                self._control, [len(request).to_bytes(_LENGTH_BYTES, "big")], [childs.fileno(), its.fileno()]
            )
            self._control.sendall(request)
        return Task(messages, _ToldEnding(ending))

    def close(self) -> None:
        """End the warm process, and with it every child that is still at work."""
        self._control.close()
        self._process.wait()

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _ToldEnding:
    """The end of a child as the warm process tells it; a warm process that is gone has taken its children with it."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def fileno(self) -> int:
        return self._pipe.fileno()

    def take(self) -> tuple[int, int]:
        try:
            status, kilobytes = self._pipe.recv()
        except (EOFError, OSError):
            status, kilobytes = -signal.SIGKILL, 0
        self._pipe.close()
        return status, kilobytes


def serve(control: socket.socket) -> None:
    """A warm process's life: fork a child for each task that comes, say how each ended, until the socket is closed."""
    endings: dict[int, Connection] = {}
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(woken, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select()}
            if woken in ready:
                os.read(woken, _SIGNALS_READ)
                _reap_ended(endings)
            if control in ready and not _fork_for_request(control, endings, selector, (woken, waker)):
                return


def _fork_for_request(
    control: socket.socket, endings: dict[int, Connection], selector: selectors.BaseSelector, wakers: tuple[int, int]
) -> bool:
    """Fork the child of the task that is waiting; False where there is none because the owner is gone."""
    head, fds, _, _ = socket.recv_fds(control, _LENGTH_BYTES, _HANDLES)
    if len(head) < _LENGTH_BYTES:
        return False
    body = _received(control, int.from_bytes(head, "big"))
    messages, ending = Connection(fds[0]), Connection(fds[1], readable=False)
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        selector.close()
        control.close()
        for handle in (*wakers, ending.fileno(), *(other.fileno() for other in endings.values())):
            os.close(handle)
        run_child(_call, (body,), messages, parent)
    messages.close()
    endings[pid] = ending
    return True


def _received(control: socket.socket, length: int) -> bytes:
    """So many bytes; the end of a child may interrupt the reading."""
    body = bytearray()
    while len(body) < length:
        piece = control.recv(length - len(body))
        if not piece:
            raise EOFError("the owner ended within a request")
        body += piece
    return bytes(body)


def _call(body: bytes, tell: Any) -> Any:
    """Unpickled in the child, so that a fault in it is the child's."""
    function, args = pickle.loads(body)
    return function(*args, tell=tell)


def _reap_ended(endings: dict[int, Connection]) -> None:
    """Say of every child that has ended how it did."""
    while endings:
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return
        status_and_kilobytes = reap(ended.si_pid)
        with endings.pop(ended.si_pid) as ending, suppress(OSError):  # nobody may be waiting for it any more
            ending.send(status_and_kilobytes)


_shared: tuple[int, WarmProcess] | None = None
_sharing = Lock()


def shared_warm_process() -> WarmProcess:
    """The warm process of this process: started at the first call, and again if it is gone; it ends with the
    process."""
    global _shared
    with _sharing:
        if _shared is None or _shared[0] != os.getpid() or not _shared[1].alive:
            _shared = os.getpid(), WarmProcess(_warm_up_shared)
            atexit.register(_close, *_shared)
        return _shared[1]


def _warm_up_shared() -> None:
    """What the shared warm process loads. The module stands above the engine, which it loads too: so it is found by its
    name, in that process alone."""
    import_module("playbook.run.warm_up").warm_up()


def _close(owner: int, warm_process: WarmProcess) -> None:
    if owner == os.getpid():  # not in a process that was forked from the owner
        warm_process.close()


def main(control: str, warm_up: str) -> None:
    """A warm process: `control` is the number of the socket to its owner, `warm_up` names the function that loads what
    its children need (`module:name`)."""
    own = socket.socket(fileno=int(control))
    without_iri_grammar()  # before the module that warms it up is imported
    gc.disable()  # hardly anything is garbage that is imported: looking for it takes a tenth of the time
    with chdir("/"):  # matplotlib reads settings that lie in the folder where it is imported
        resolve_name(warm_up)()
    gc.enable()
    gc.collect()
    gc.freeze()  # the children's collectors leave alone what they share with it
    serve(own)
