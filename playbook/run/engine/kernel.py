"""A kernel in a forked process, as nbclient sees kernels: a manager that starts and stops it, and a client with two
channels.

There is no port, no connection file and no heartbeat. What is asked goes through the child's pipe, what comes back
waits in one queue in the order that it came in, and the process that forked the child says when it has ended, and how.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.client import KernelClient
from nbclient.exceptions import DeadKernelError

from playbook.run.engine.deadline import after, left
from playbook.run.engine.session import PipeSession
from playbook.run.engine.setup import Setup
from playbook.run.engine.tasks import Died, Task, fork, forked
from playbook.run.engine.warm_process import ENVIRONMENT, shared_warm_process

__all__ = ["GRACE_SECONDS", "Channel", "ForkedKernel", "Inbox"]

#: Seconds that a kernel has to clean up after itself, and to say where it was when it is interrupted.
GRACE_SECONDS = 5.0


class ForkedKernel:
    """One kernel: what nbclient asks of a kernel manager. `memory_limit` is in megabytes."""

    def __init__(self, memory_limit: int | None = None) -> None:
        self._memory_limit = memory_limit
        self.task: Task | None = None

    @property
    def has_kernel(self) -> bool:
        """True once it was started."""
        return self.task is not None

    def start_kernel(self, *, extra_arguments: Sequence[str] = (), cwd: str | None = None) -> None:
        """Fork the kernel's process: from this one where it was itself forked from a warm process, else from the warm
        process that is shared."""
        from playbook.run.engine.cells import serve  # Linux's alone

        here = forked()
        environment = None if here else {**os.environ, **ENVIRONMENT}
        setup = Setup(str(Path(cwd or "").absolute()), environment, tuple(extra_arguments), self._memory_limit)
        self.task = fork(serve, setup) if here else shared_warm_process().start(serve, setup)

    def client(self) -> _Client:
        """Who talks to it."""
        assert self.task is not None
        return _Client(Inbox(self.task, self._memory_limit))

    def is_alive(self) -> bool:
        """True until its end was noticed."""
        return self.task is not None and not self.task.ended

    def interrupt_kernel(self) -> None:
        """Have the running cell, and the programs that it started, stop."""
        assert self.task is not None
        self.task.interrupt()

    def shutdown_kernel(self, now: bool = False) -> None:
        """End it; unless `now`, it may do what a program does at its end."""
        assert self.task is not None
        if now:
            self.task.kill()
            return
        try:
            self.task.send(None)
            self.task.result(timeout=GRACE_SECONDS)
        except (TimeoutError, OSError):
            self.task.kill()
        except Died:  # in cleaning up: every cell has run
            return

    def cleanup_resources(self, restart: bool = False) -> None:
        """Nothing is left to clean up."""


class Inbox:
    """What has come from a kernel and was not yet read, in the order that it came in."""

    def __init__(self, task: Task, memory_limit: int | None = None) -> None:
        self.session, self.task = PipeSession(), task
        self._memory_limit = memory_limit
        self._heard: deque[tuple[str, dict[str, Any]]] = deque()
        self._ready = False

    def wait_until_ready(self, timeout: float | None) -> None:
        """Wait for the kernel's first word, so that no cell's time is spent on its start. Raises RuntimeError after
        `timeout` seconds."""
        deadline = after(timeout)
        while not self._ready:
            if self.task.ended:
                raise self._death()
            try:
                self._take(left(deadline))
            except TimeoutError:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds") from None

    def next(self, timeout: float | None) -> tuple[str, dict[str, Any]]:
        """The next message, and its channel. Raises queue.Empty where none comes within `timeout` seconds,
        DeadKernelError where none will."""
        while not self._heard:
            if self.task.ended:
                raise self._death()
            try:
                self._take(timeout)
            except TimeoutError:
                raise Empty from None
        return self._heard.popleft()

    def _take(self, timeout: float | None) -> None:
        """Put what comes next into the queue. Raises TimeoutError where nothing comes within `timeout` seconds."""
        for channel, parts in self.task.take(timeout):
            self._sort(channel, parts)
        if self.task.silent and not self.task.ended:
            self._await_end()

    def _sort(self, channel: str, parts: list[bytes]) -> None:
        self._ready = True
        if parts:
            _, rest = self.session.feed_identities(parts)
            self._heard.append((channel, self.session.deserialize(rest)))

    def _await_end(self) -> None:
        """A process that talks no more has ended, or a cell has closed what it talks through: nothing can be asked of
        it then."""
        try:
            self.task.take(GRACE_SECONDS)
        except TimeoutError:
            self.task.kill()

    def _death(self) -> DeadKernelError:
        try:
            self.task.result()
        except Died as died:
            words = f"Kernel died: {died}"
            if died.status == -signal.SIGKILL:
                words += "; where nobody killed it, the system had no memory left"
            if self._memory_limit is not None:
                words += f"; its cells were allowed {self._memory_limit} MB"
            return DeadKernelError(words)
        except KeyboardInterrupt:
            return DeadKernelError("Kernel died: it was interrupted before its first cell")
        except Exception as error:
            if not self._ready:  # what kept it from starting
                raise
            return DeadKernelError(f"Kernel died: {type(error).__name__}: {error}")
        return DeadKernelError("Kernel died: a cell told it to end")


class Channel:
    """One of a client's channels."""

    def __init__(self, inbox: Inbox, name: str) -> None:
        self._inbox, self._name = inbox, name

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The channel's next message; what comes through others before it is dropped. Raises as :meth:`Inbox.next`
        does."""
        while True:
            name, message = self._inbox.next(timeout)
            if name == self._name:
                return message

    def send(self, message: dict[str, Any]) -> None:
        """Send the kernel a message."""
        with suppress(OSError):  # whoever reads the answer hears that it is gone
            self._inbox.task.send(self._inbox.session.serialize(message))


class _Client(KernelClient):
    """What nbclient asks of a kernel's client: the library's own, over these channels."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(session=inbox.session)
        self.inbox = inbox
        self._shell_channel, self._iopub_channel = Channel(inbox, "shell"), Channel(inbox, "iopub")

    def start_channels(self, *_: Any, **__: Any) -> None:
        """They are open."""

    def stop_channels(self) -> None:
        """They end with the kernel."""

    def is_alive(self) -> bool:
        """True until its end was noticed."""
        return not self.inbox.task.ended

    def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait for its first word. Raises RuntimeError after `timeout` seconds, and what kept it from starting."""
        self.inbox.wait_until_ready(timeout)
