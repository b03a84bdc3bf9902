"""A child process at work: what it tells while it works, how it ended, and how it is stopped.

A child is forked, calls one function and is gone; its memory goes with it, and nothing that it does can change the
process that it came from. It talks through a pipe: what it tells, then what it returns or raises; it may be told things
too. How it really ended (a signal, an exit code, the most memory that it held) is said by the process that forked it.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import random
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.pool import ExceptionWithTraceback  # type: ignore[attr-defined]  # public in fact, unknown to typeshed
from pathlib import Path
from typing import Any, NoReturn, Protocol

from playbook.errors import PlaybookError
from playbook.messages import said
from playbook.run.engine.deadline import after, left

__all__ = ["Died", "Ending", "ParentPipe", "Task", "available", "fork", "forked", "reap", "run_child"]

_PR_SET_PDEATHSIG = 1  # prctl's number for: send me this signal when my parent dies

_forked = False


def available() -> bool:
    """Whether processes may be forked here: on Linux. Elsewhere a fork may not be safe, or there is none."""
    return sys.platform == "linux"


def forked() -> bool:
    """Whether this process is a child that was forked for a task: what a warm process loads is loaded, and it may fork
    further while it has one thread."""
    return _forked and _threads() == 1


def _threads() -> int:
    return sum(1 for _ in Path("/proc/self/task").iterdir())


class Died(PlaybookError):
    """A child ended without saying what it made of its task; `status` is its exit code, or a signal's number below
    zero."""

    def __init__(self, status: int) -> None:
        super().__init__(
            said("the process was ended by {signal}", signal=signal.Signals(-status).name)
            if status < 0
            else said("the process ended with exit code {status}", status=status)
        )
        self.status = status

    def __reduce__(self) -> tuple[type[Died], tuple[int]]:
        return Died, (self.status,)


class Ending(Protocol):
    """What becomes readable when a child has ended, and then gives its status and the kilobytes that it held at
    most."""

    def fileno(self) -> int:
        """What to wait for."""
        ...

    def take(self) -> tuple[int, int]:
        """The exit code (or a signal's number below zero) and the kilobytes."""
        ...


class Task:
    """A child at work. Iterate over :meth:`events`, or wait for its :meth:`result`."""

    def __init__(self, messages: Connection, ending: Ending) -> None:
        self._messages, self._ending = messages, ending
        self._pid: int | None = None
        self._outcome: tuple[str, Any] | None = None
        self._status: int | None = None
        self.peak_bytes = 0

    @property
    def pid(self) -> int:
        """The child's process id."""
        while self._pid is None and self._status is None:
            self.take()
        return self._pid or 0

    @property
    def ended(self) -> bool:
        """True once the child is gone and its end was taken note of."""
        return self._status is not None

    @property
    def silent(self) -> bool:
        """True once the child can say no more: it has ended, or is about to."""
        return self._messages.closed

    def fileno(self) -> int:
        """The pipe that the child talks through: readable when there is something to take, and when it has ended."""
        return (self._ending if self._messages.closed else self._messages).fileno()

    def events(self, remaining: Callable[[], float | None] = lambda: None) -> Iterator[Any]:
        """What the child tells, until it has ended. `remaining` gives the seconds to wait for the next event.

        Raises TimeoutError when they are over; the child is then still at work, and one may go on listening.
        """
        while self._status is None:
            told = self.take(remaining())
            yield from told

    def result(self, on_event: Callable[[Any], object] | None = None, *, timeout: float | None = None) -> Any:
        """Wait for the end: what the function returned. Raises what it raised, Died, or TimeoutError after `timeout`
        seconds."""
        deadline = after(timeout)
        for event in self.events(lambda: left(deadline)):
            if on_event:
                on_event(event)
        kind, value = self._outcome or ("died", None)
        if kind == "done":
            return value
        if kind == "raised" and isinstance(value, BaseException):
            raise value
        raise Died(self._status or 0)

    def send(self, words: Any) -> None:
        """Tell the child something, for its :meth:`ParentPipe.receive`. Raises OSError where it is gone."""
        if self._messages.closed:
            raise BrokenPipeError("the child is gone")
        self._messages.send(words)

    def take(self, timeout: float | None = None) -> list[Any]:
        """What the child tells next: one event, or none where its words were about itself, or it has ended. Raises
        TimeoutError where it says nothing."""
        sources = [self._ending] if self._messages.closed else [self._messages, self._ending]
        ready = wait(sources, timeout)  # type: ignore[arg-type]  # any object with a fileno
        if not ready:
            raise TimeoutError("the child has not answered in time")
        if self._messages in ready:
            return self._read()
        self._end()
        return []

    def interrupt(self) -> None:
        """Send the child, and the programs that it started, what Ctrl-C sends."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """End the child, and those that it forked, at once; wait until it is gone."""
        self._signal(signal.SIGKILL)
        for _ in self.events():
            pass

    def _signal(self, number: int) -> None:
        if self.pid and not self.ended:
            with suppress(ProcessLookupError):  # it has ended meanwhile
                os.killpg(self.pid, number)

    def _read(self) -> list[Any]:
        try:
            kind, value = self._messages.recv()
        except (EOFError, OSError):  # closed, or the child died within a message
            self._messages.close()
            return []
        if kind == "told":
            return [value]
        if kind == "pid":
            self._pid = value
        else:
            self._outcome = kind, value
        return []

    def _end(self) -> None:
        self._status, kilobytes = self._ending.take()
        self.peak_bytes = kilobytes * 1024
        self._messages.close()


class _OwnChild:
    """The end of a child of this process."""

    def __init__(self, pid: int) -> None:
        self._pid, self._handle = pid, os.pidfd_open(pid)

    def fileno(self) -> int:
        return self._handle

    def take(self) -> tuple[int, int]:
        os.close(self._handle)
        return reap(self._pid)


class ParentPipe:
    """The pipe to the parent, from the side of the child: call it to tell an event."""

    def __init__(self, messages: Connection) -> None:
        self._messages = messages

    def __call__(self, event: Any) -> None:
        """Tell the parent: any object that can be pickled."""
        self._messages.send(("told", event))

    def receive(self) -> Any:
        """What the parent says next; waits for it. Raises EOFError where the parent listens no more."""
        return self._messages.recv()

    def fileno(self) -> int:
        """Readable when there is something to hear."""
        return self._messages.fileno()


def reap(pid: int) -> tuple[int, int]:
    """Take the end of a child that has ended: its status, and the kilobytes that it held; programs that it left behind
    are ended."""
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    with suppress(OSError):  # none is left; the number is still the child's own
        os.killpg(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss


def fork(function: Callable[..., Any], *args: Any) -> Task:
    """Call `function(*args, tell=...)` in a child of this process, which must have one thread.

    Raises RuntimeError where it has more: what they hold would stay locked in the child for good.
    """
    threads = _threads()
    if threads > 1:
        raise RuntimeError(f"a process with {threads} threads cannot be forked safely")
    ours, theirs = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        ours.close()
        run_child(function, args, theirs, parent)
    theirs.close()
    return Task(ours, _OwnChild(pid))


def run_child(function: Callable[..., Any], args: tuple[Any, ...], messages: Connection, parent: int) -> NoReturn:
    """In a child that was just forked: do the task, say what came of it, and be gone without cleaning up after the
    parent."""
    code = 1
    try:
        _begin(parent)
        messages.send(("pid", os.getpid()))
        messages.send(("done", function(*args, tell=ParentPipe(messages))))
        code = 0
    except BaseException as error:  # whatever it was, the parent is to raise it
        messages.send(("raised", _portable(error)))
    finally:
        _flush()
        os._exit(code)


def _flush() -> None:
    """What was printed is out, where that can be: the task may have closed its streams, or put anything in their
    place."""
    for stream in ("stdout", "stderr"):
        with suppress(BaseException):  # nothing may keep the child from its end
            getattr(sys, stream).flush()


def _begin(parent: int) -> None:
    """Signals as in a fresh process, a group of its own, an end with the parent's, and a random state of its own."""
    global _forked
    _forked = True
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before it could be asked to take the child with it
        os._exit(1)
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _portable(error: BaseException) -> Any:
    """The error as the parent may raise it: with its traceback as text where it is a bug, and in words where it does
    not travel."""
    wrapped = error if isinstance(error, PlaybookError) else ExceptionWithTraceback(error, error.__traceback__)
    try:
        pickle.loads(pickle.dumps(wrapped))
    except Exception:  # whatever pickling it raised
        return PlaybookError("".join(traceback.format_exception(error)))
    return wrapped
