"""The engine's work: a notebook's cells executed one after the other in a forked kernel, and the truth about how each
of them ended.

nbclient turns messages into outputs and papermill keeps the record, as with their own engine. What differs is the
kernel (:mod:`kernel`), and what the notebook says after a cell that ran out of time, died or was interrupted: there the
cell has failed, and those after it are pending.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Mapping
from contextlib import closing, suppress
from queue import Empty
from typing import Any

from nbclient.client import timestamp
from nbclient.exceptions import CellExecutionComplete, CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.log import logger

from playbook.run.engine.deadline import after, left
from playbook.run.engine.kernel import GRACE_SECONDS, ForkedKernel
from playbook.run.engine.tasks import available, forked

__all__ = ["MEMORY_VARIABLE", "ManagedEngine"]

#: The environment variable with the megabytes that a notebook's cells may take, where the option `memory_limit` does
#: not say.
MEMORY_VARIABLE = "PLAYBOOK_MEMORY_MB"


class ManagedEngine(Engine):
    """Executes Python notebooks in forked kernels; every other notebook is papermill's own engine's."""

    @classmethod
    def execute_notebook(
        cls, nb: NotebookNode, kernel_name: str, output_path: str | None = None, **options: Any
    ) -> Any:
        """Execute the notebook and return it, for papermill to write.

        One that could not be run to its end is written, with papermill's mark, before the error is raised.
        """
        if options.get("progress_bar", True) and forked():
            _without_monitor()
        try:
            return super().execute_notebook(nb, kernel_name, output_path, **options)
        except BaseException:
            _keep(nb, output_path)
            raise

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        memory_limit: int | None = None,
        **options: Any,
    ) -> Any:
        """Execute the cells of `nb_man.nb`; the options are those of papermill's own engine, and `memory_limit` in
        megabytes.

        Raises CellTimeoutError, DeadKernelError or KeyboardInterrupt.
        """
        if not (available() and _is_python(nb_man.nb, kernel_name) and "kernel_manager_class" not in options):
            return NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, start_timeout=start_timeout, execution_timeout=execution_timeout, **options
            )
        timeout = execution_timeout or options.pop("timeout", None)
        for name in ("input_path", "timeout", "startup_timeout"):
            options.pop(name, None)
        client = _Client(
            nb_man, _allowance(memory_limit), kernel_name=kernel_name, timeout=timeout, log=logger, **options
        )
        return client.execute()


def _is_python(notebook: NotebookNode, kernel_name: str) -> bool:
    return (
        kernel_name in ("python3", "python")
        and str(notebook.metadata.get("kernelspec", {}).get("language", "python")).lower() == "python"
    )


def _allowance(megabytes: int | None, environment: Mapping[str, str] = os.environ) -> int | None:
    """The memory that cells may take. Raises ValueError where it is no whole number above 0."""
    said = megabytes if megabytes is not None else environment.get(MEMORY_VARIABLE) or None
    if said is None:
        return None
    if not str(said).isdecimal() or int(said) == 0:
        raise ValueError(f"memory_limit (or {MEMORY_VARIABLE}) is {said!r}: expected megabytes, a whole number above 0")
    return int(said)


def _without_monitor() -> None:
    """A progress bar starts a thread that watches it, and a process of two threads cannot be forked."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0


def _keep(notebook: NotebookNode, output_path: str | None) -> None:
    """Write the notebook that failed, marked as papermill marks it, also where it was not to be saved on the way."""
    path = output_path or notebook.metadata.get("papermill", {}).get("output_path")
    if path:
        with suppress(PapermillExecutionError):
            raise_for_execution_errors(notebook, path)


class _Client(PapermillNotebookClient):
    """Papermill's client with a kernel that was forked."""

    km: Any
    kc: Any
    _loop: asyncio.AbstractEventLoop

    def __init__(self, nb_man: Any, memory_limit: int | None, **options: Any) -> None:
        super().__init__(nb_man, **options)
        self._memory_limit, self._stuck, self._at = memory_limit, False, 0

    def execute(self, **options: Any) -> NotebookNode:
        """Execute the notebook, in a loop of its own."""
        with closing(asyncio.new_event_loop()) as self._loop:
            executed: NotebookNode = super().execute(**options)
        return executed

    def create_kernel_manager(self) -> Any:
        """The kernel, not yet started."""
        self.km = ForkedKernel(self._memory_limit)
        return self.km

    def start_new_kernel(self, **options: Any) -> None:
        """Start it outside any event loop, so that none is inherited."""
        where = self.resources.get("metadata", {}).get("path") or None
        self.km.start_kernel(extra_arguments=self.extra_arguments, **{"cwd": where, **options})

    def _cleanup_kernel(self) -> None:
        if self.km.is_alive():
            self.km.shutdown_kernel(now=self._stuck or self.shutdown_kernel == "immediate")
        if self.km.has_kernel:
            self.nb.metadata.papermill["peak_bytes"] = self.km.task.peak_bytes
        self.kc = self.km = None

    def papermill_execute_cells(self) -> None:
        """Execute each cell; one that does not come to its end by itself has failed, whatever stopped it."""
        for index, cell in enumerate(self.nb.cells):
            self._at = index
            try:
                self.nb_man.cell_start(cell, index)
                self.execute_cell(cell, index)
            except CellExecutionError as error:
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)
                break
            except BaseException as error:
                self._stopped(index, error)
                raise
            finally:
                self.nb_man.cell_complete(self.nb.cells[index], cell_index=index)

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> NotebookNode:
        """Execute it in this thread: whoever interrupts the thread interrupts the cell."""
        executed: NotebookNode = self._run(self.async_execute_cell(cell, cell_index, **options))
        return executed

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """What comes of the work, done in this thread. A thread runs one loop at a time: where one runs already, as in
        JupyterLab, it stands still meanwhile."""
        running = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            return self._loop.run_until_complete(work)
        finally:
            asyncio._set_running_loop(running)

    def _stopped(self, index: int, error: BaseException) -> None:
        cell, self._stuck = self.nb.cells[index], True
        if isinstance(error, KeyboardInterrupt):
            self._abandon_loop()
            if self.km.is_alive():
                self._interrupt(cell)
        if cell.cell_type == "code":
            words = str(error) or "the run was interrupted"
            cell.outputs.append(
                new_output(
                    "error", ename=type(error).__name__, evalue=words.partition("\n")[0], traceback=words.splitlines()
                )
            )
        self.nb_man.cell_exception(cell, cell_index=index, exception=error)

    def _abandon_loop(self) -> None:
        """The loop was left in the middle; what waited in it waits no more."""
        waiting = asyncio.all_tasks(self._loop)
        for task in waiting:
            task.cancel()
        if waiting:
            self._run(asyncio.wait(waiting))

    def _interrupt(self, cell: NotebookNode) -> None:
        """Have the kernel stop the cell, and take its last words: where it was."""
        self.km.interrupt_kernel()
        with suppress(CellExecutionComplete, Empty, DeadKernelError):
            while True:
                channel, message = self.kc.inbox.next(GRACE_SECONDS)
                if channel == "iopub":
                    self.process_message(message, cell, self._at)

    async def _async_poll_kernel_alive(self) -> None:
        """Nobody need ask: whoever waits for a message hears of it."""

    async def _async_poll_output_msg(self, parent_msg_id: str, cell: NotebookNode, cell_index: int) -> None:
        """Nobody else need listen: who waits for the reply reads whatever comes."""

    async def _async_poll_for_reply(
        self, msg_id: str, cell: NotebookNode, timeout: int | None, *_: Any
    ) -> dict[str, Any]:
        """What the kernel says about a cell, read as it comes until it has replied and is idle; its reply.

        nbclient lets three tasks wait for each other there, which takes longer than most cells.
        """
        reply: dict[str, Any] | None = None
        deadline, idle = after(timeout), False
        while reply is None or not idle:
            try:
                channel, message = self.kc.inbox.next(left(deadline))
            except Empty:
                if reply is not None:
                    self._without_end(cell)
                    return reply
                reply = await self._async_handle_timeout(timeout or 0, cell)
                deadline = after(timeout if reply is None else self.iopub_timeout)
                continue
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            if channel == "iopub":
                idle = self._ends(message, cell) or idle
            elif reply is None:  # else one stands for it already: its time was over
                reply, deadline = message, after(self.iopub_timeout)
                cell.metadata.get("execution", {})["shell.execute_reply"] = timestamp(message)
        return reply

    def _ends(self, message: dict[str, Any], cell: NotebookNode) -> bool:
        """Process an output; whether it is the last one."""
        try:
            self.process_message(message, cell, self._at)
        except CellExecutionComplete:
            return True
        return False

    def _without_end(self, cell: NotebookNode) -> None:
        """A kernel that has replied does not say that it is done. Raises CellTimeoutError where that is asked for."""
        if self.raise_on_iopub_timeout:
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Timeout waiting for IOPub output", self.iopub_timeout, cell
            )
        self.log.warning("Timeout waiting for IOPub output")

    async def _async_handle_timeout(self, timeout: int, cell: NotebookNode | None = None) -> Any:
        if not self.interrupt_on_timeout and cell is not None:  # it is to end, but may say where it was
            self._interrupt(cell)
        return await super()._async_handle_timeout(timeout, cell)
