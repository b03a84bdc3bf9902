"""The mother: one process with the slow imports loaded, which forks a child for every task that she is given.

She has one thread and opens nothing, so that a fork of her is safe and cheap; her children share her memory until they
write to it. She is her owner's code, wherever that lies; of the folder that she was started in she takes nothing. Her
owner talks to her through a socket, and hands her with each task two pipes: one for the child to talk through, and one
for her to say how it ended. She ends when the socket is closed, so she never outlives her owner, and her children end
with her.
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
from collections.abc import Mapping
from contextlib import chdir, suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from playbook.run.engine.tasks import Task, bury, named, run_child
from playbook.run.startup import without_iri_grammar

__all__ = ["ENVIRONMENT", "Mother", "serve", "shared_mother"]

#: What a mother's environment has beside her owner's: one thread for the numerics, the same hashes each time.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}

_LENGTH = 8

#: Where this package lies, and how a mother begins: with it, and with none of the other things that may lie beside it.
_HOME = Path(__file__).resolve().parents[3]
_START = """
import sys
sys.path.insert(0, sys.argv[1])
import playbook
del sys.path[0]
from playbook.run.engine.warm_process import main
main(*sys.argv[2:])
"""


class Mother:
    """A mother process, from the side of her owner. Close her, or use her as a context manager.

    `warm` names the function that loads what her children need (`module:name`); `environment` adds to her owner's.
    """

    def __init__(
        self, *, warm: str = "playbook.run.warm_up:warm", environment: Mapping[str, str] | None = None
    ) -> None:
        self._lock = Lock()
        self._control, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-c", _START, str(_HOME), str(theirs.fileno()), warm]
        everything = {**os.environ, **ENVIRONMENT, **(environment or {})}
        self._process = subprocess.Popen(  # in a session of her own: Ctrl-C is for her owner to handle
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=everything,
            start_new_session=True,
        )
        theirs.close()

    @property
    def pid(self) -> int:
        """Her process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """True while she can be given tasks."""
        return self._process.poll() is None

    def start(self, function: str, *args: Any) -> Task:
        """Fork a child that calls `function(*args, tell=...)`, where function is `module:name`, and return at once.

        Raises OSError where the mother is gone.
        """
        messages, hers = Pipe()
        ending, hers_too = Pipe(duplex=False)
        request = pickle.dumps((function, args))
        with hers, hers_too, self._lock:
            socket.send_fds(self._control, [len(request).to_bytes(_LENGTH, "big")], [hers.fileno(), hers_too.fileno()])
            self._control.sendall(request)
        return Task(messages, _Word(ending))

    def close(self) -> None:
        """End the mother, and with her every child that is still at work."""
        self._control.close()
        self._process.wait()

    def __enter__(self) -> Mother:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Word:
    """The end of a child as the mother tells it; a mother that is gone has taken her children with her."""

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
    """The mother's life: fork a child for each task that comes, say how each ended, until the socket is closed."""
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
                os.read(woken, 4096)
                _bury(endings)
            if control in ready and not _deliver(control, endings, selector, (woken, waker)):
                return


def _deliver(
    control: socket.socket, endings: dict[int, Connection], selector: selectors.BaseSelector, wakers: tuple[int, int]
) -> bool:
    """Fork the child of the task that is waiting; False where there is none because the owner is gone."""
    head, fds, _, _ = socket.recv_fds(control, _LENGTH, 2)
    if len(head) < _LENGTH:
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
    return named(function)(*args, tell=tell)


def _bury(endings: dict[int, Connection]) -> None:
    """Say of every child that has ended how it did."""
    while endings:
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return
        word = bury(ended.si_pid)
        with endings.pop(ended.si_pid) as ending, suppress(OSError):  # nobody may be waiting for it any more
            ending.send(word)


_shared: tuple[int, Mother] | None = None
_sharing = Lock()


def shared_mother() -> Mother:
    """The mother of this process: started at the first call, and again if she is gone; she ends with the process."""
    global _shared
    with _sharing:
        if _shared is None or _shared[0] != os.getpid() or not _shared[1].alive:
            _shared = os.getpid(), Mother()
            atexit.register(_close, *_shared)
        return _shared[1]


def _close(owner: int, mother: Mother) -> None:
    if owner == os.getpid():  # not in a process that was forked from the owner
        mother.close()


def main(control: str, warm: str) -> None:
    """A mother's process: `control` is the number of the socket to her owner, `warm` what loads what her children
    need."""
    own = socket.socket(fileno=int(control))
    without_iri_grammar()  # before the module that warms her is imported
    gc.disable()  # hardly anything is garbage that is imported: looking for it takes a tenth of the time
    with chdir("/"):  # matplotlib reads settings that lie in the folder where it is imported
        named(warm)()
    gc.enable()
    gc.collect()
    gc.freeze()  # the children's collectors leave alone what they share with her
    serve(own)
