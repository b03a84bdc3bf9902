"""A notebook's cells, run in a child: an IPython kernel as it is everywhere, but for its sockets.

The kernel is ipykernel's own, so a cell sees and shows what it would under any other runner. It is built once, in the
warm process, and begins its work in the child: requests come through the child's pipe, and replies and outputs leave
through it.
"""

from __future__ import annotations

import asyncio
import atexit
import fcntl
import logging
import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import Context
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playbook.run.engine.magics import Memory
from playbook.run.engine.session import PipeSession
from playbook.run.engine.setup import Setup
from playbook.run.engine.streams import Streams
from playbook.run.engine.tasks import ParentPipe

__all__ = ["prepare", "serve"]

#: What a kernel imports at its first cell.
_AT_THE_FIRST_CELL = (
    "IPython.core.logger",
    "encodings.unicode_escape",
    "ipykernel_launcher",
    "tornado.platform.asyncio",
)

_INLINE = "module://matplotlib_inline.backend_inline"

#: The place of a process's data and stack, in pages, among the numbers of /proc/self/statm.
_DATA_AND_STACK = 5
_MEGABYTE = 1 << 20


def prepare() -> Any:
    """The kernel of this process; built at the first call."""
    with _without_debugger():
        from ipykernel.ipkernel import IPythonKernel
    if IPythonKernel.initialized():
        return IPythonKernel.instance()
    for module in _AT_THE_FIRST_CELL:
        import_module(module)
    with _same_process_state():
        kernel = _build(IPythonKernel)
        kernel.shell.run_cell("None", store_history=False, silent=True)  # what is made at the first use is made now
        kernel.shell.display_formatter.format(None)
    return kernel


def _build(base: Any) -> Any:
    from ipykernel.kernelapp import IPKernelApp
    from IPython.core.profiledir import ProfileDir
    from traitlets.config import Config

    class Kernel(base):  # type: ignore[misc]
        """An IPython kernel of one thread, whose requests come one at a time."""

        _supports_kernel_subshells = False

        def _abort_queues(self, subshell_id: str | None = ...) -> None:
            """Nothing is queued: whoever asks waits for the answer."""

        async def execute_request(self, stream: Any, ident: Any, parent: Any) -> None:
            """Run a cell; where no answer comes of it, that is the answer."""
            try:
                await super().execute_request(stream, ident, parent)
            except Exception as error:
                _refuse(self.session, stream, parent, error)

    log = logging.getLogger("playbook.kernel")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    kernel = Kernel.instance(
        session=PipeSession(),
        iopub_socket="iopub",
        shell_channel_thread=SimpleNamespace(parent_thread=threading.main_thread()),
        profile_dir=ProfileDir(),
        user_ns=None,
        log=log,
        config=Config({"HistoryManager": {"hist_file": ":memory:"}}),
    )
    application = IPKernelApp.instance(log=log)  # not started: libraries ask it for its kernel
    application.kernel, application.shell = kernel, kernel.shell
    kernel.shell.configurables.append(application)
    kernel._execute_sleep = 0.0  # for the network's sake
    kernel.shell.db = Memory()
    application.init_extensions()  # %store is one
    return kernel


def _refuse(session: PipeSession, stream: Any, parent: Any, error: Exception) -> None:
    """Say of a cell that it has failed, and by what."""
    told = {"ename": type(error).__name__, "evalue": str(error), "traceback": traceback.format_exception(error)}
    session.send("iopub", "error", told, parent)
    session.send(stream, "execute_reply", {"status": "error", **told}, parent)


@contextmanager
def _without_debugger() -> Iterator[None]:
    """Nobody debugs these kernels: a tenth of a second for a debugger, and its warnings, are spared."""
    if "ipykernel.debugger" not in sys.modules and "debugpy" not in sys.modules:
        sys.modules["debugpy"] = None  # type: ignore[assignment]
        try:
            import ipykernel.debugger  # noqa: F401
        finally:
            del sys.modules["debugpy"]
    yield


@contextmanager
def _same_process_state() -> Iterator[None]:
    """A shell sets the environment and takes the place of `__main__` when it is built; that is for the child to see."""
    environment, main = dict(os.environ), sys.modules["__main__"]
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        os.environ.clear()
        os.environ.update(environment)


def serve(setup: Setup, tell: ParentPipe) -> None:
    """Be a kernel for one notebook, until the parent says None."""
    Context().run(_serve, setup, tell)  # what was set in the context of the parent is not seen


def _serve(setup: Setup, pipe: ParentPipe) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # heeded within a cell alone
    kernel = prepare()
    _settle(kernel, setup)
    kernel.session.post = _Outbox(pipe).send
    Streams(kernel.session).start()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    with suppress(RuntimeError):  # a cell that says quit() stops the loop
        loop.run_until_complete(_answer(kernel, pipe))
    atexit._run_exitfuncs()


async def _answer(kernel: Any, pipe: ParentPipe) -> None:
    """Answer one request after the other; between them the loop serves the tasks that cells have left in it."""
    from tornado.ioloop import IOLoop

    kernel.io_loop = IOLoop.current()
    heard: asyncio.Queue[Any] = asyncio.Queue()
    threading.Thread(target=_listen, args=(pipe, asyncio.get_running_loop(), heard), daemon=True).start()
    pipe(("ready", []))
    while (request := await heard.get()) is not None:
        await kernel.dispatch_shell(request)


def _listen(pipe: ParentPipe, loop: asyncio.AbstractEventLoop, heard: asyncio.Queue[Any]) -> None:
    """Hear what is said while a cell runs too, so that nobody waits for the end of a cell to say it."""
    with suppress(EOFError, RuntimeError):  # nobody asks any more; the loop was stopped by a cell
        while True:
            loop.call_soon_threadsafe(heard.put_nowait, pipe.receive())
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(heard.put_nowait, None)


class _Outbox:
    """The way out to the parent: whole messages, also where several threads or processes send at once."""

    def __init__(self, pipe: ParentPipe) -> None:
        self._pipe, self._lock, self._file = pipe, threading.RLock(), os.memfd_create("pipe")
        self._shared = False
        os.register_at_fork(before=self._before, after_in_parent=self._lock.release, after_in_child=self._in_child)

    def send(self, channel: str, parts: list[bytes]) -> None:
        """Send the parts of a message."""
        with self._lock:
            if self._shared:
                fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                self._pipe((channel, parts))
            finally:
                if self._shared:
                    fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _before(self) -> None:
        self._lock.acquire()
        self._shared = True

    def _in_child(self) -> None:
        self._lock = threading.RLock()


def _settle(kernel: Any, setup: Setup) -> None:
    """Make this process what a fresh kernel's is: directory, environment, path, arguments, backend."""
    atexit._clear()
    if setup.environment is not None:
        os.environ.clear()
        os.environ.update(setup.environment)
        time.tzset()
    kernel.shell.init_environment()
    os.chdir(setup.cwd)
    sys.modules["__main__"] = kernel.shell.user_module
    if not os.environ.get("MPLBACKEND"):
        os.environ["MPLBACKEND"] = _INLINE
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    _configure(kernel, setup.arguments)
    _paths()
    if setup.memory_limit is not None:
        _limit(setup.memory_limit)


def _paths() -> None:
    """The working folder comes last, where it is not left out: its files are no library's."""
    import ipykernel_launcher
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [ipykernel_launcher.__file__]
    sys.path[:] = [path for path in sys.path if path]
    if not (IPKernelApp.instance().ignore_cwd or os.environ.get("PYTHONSAFEPATH")):
        sys.path.append("")


def _configure(kernel: Any, arguments: tuple[str, ...]) -> None:
    from traitlets.config.loader import KeyValueConfigLoader

    if arguments:
        config = KeyValueConfigLoader(list(arguments)).load_config()
        for configurable in (kernel, *kernel.shell.configurables):
            configurable.update_config(config)


def _limit(megabytes: int) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[_DATA_AND_STACK])
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (pages * resource.getpagesize() + megabytes * _MEGABYTE, hard))
