"""The sequence: the six notebooks, executed for one client.

papermill executes them, with our engine (:mod:`playbook.run.engine`) or its own. They are begun in order, several at a
time where that is asked for, since none reads what another wrote. Each is cleaned as soon as it has run, so that the
files that stay hold nothing of the machine or the hour. The first that fails stops the sequence; it stays where it was
written, with papermill's mark at its head.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from playbook.errors import UserError
from playbook.run.clean import clean_file, write_clean
from playbook.run.events import Began, Ended, Tell
from playbook.run.parallel import in_processes, in_threads
from playbook.run.parameters import check_parameters
from playbook.run.record.failures import Kind, NotebookError, NotebookFailed
from playbook.run.sources import NAMES, find_notebooks

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["ENGINES", "NAMES", "Executed", "NotebookError", "NotebookFailed", "execute", "find_notebooks"]

#: The engines, by the names that papermill knows them by: ours, which needs processes that may be forked, and its own.
ENGINES: Mapping[str, str | None] = {"playbook": "playbook", "papermill": None}

_KERNEL = "python3"

#: What an engine calls the end of a notebook that is no bug of ours.
_KINDS: Mapping[str, Kind] = {
    "MemoryError": "memory",
    "_ArrayMemoryError": "memory",
    "CellTimeoutError": "timeout",
    "DeadKernelError": "died",
}


@dataclass(frozen=True)
class Executed:
    """One notebook that ran: its name, the file it was written to, what stands there, how many seconds it took, and the
    most memory that its process held (None where that is not known)."""

    name: str
    path: Path
    notebook: NotebookNode
    seconds: float
    peak_bytes: int | None = None


def execute(
    parameters: Mapping[str, object],
    *,
    data: Path,
    folder: Path,
    notebooks: Mapping[str, str] | None = None,
    sources: Path | None = None,
    engine: str = "papermill",
    jobs: int | None = None,
    tell: Tell = lambda event: None,
) -> list[Executed]:
    """Run notebooks with these parameters on a data folder, and write them to `folder`.

    `notebooks` are those to run, each with why (all, where None); they lie in `sources`. `jobs` run at once, as many as
    there are processors where None. Raises UserError before anything runs where a notebook does not take the
    parameters, NotebookError or NotebookFailed where one stops.
    """
    chosen = dict.fromkeys(NAMES, "") if notebooks is None else notebooks
    root, at_once = sources or find_notebooks(), jobs or os.cpu_count() or 1
    for name in chosen:
        check_parameters(root / f"{name}.ipynb", parameters)
    runs = [
        _NotebookRun(root / f"{name}.ipynb", folder / f"{name}.ipynb", dict(parameters), engine, why)
        for name, why in chosen.items()
    ]
    with _kernel_environment(data):
        return list(_run_all(runs, engine, at_once, tell))


@dataclass(frozen=True)
class _NotebookRun:
    """One notebook to run: from where, to where, with what, by which engine, and why."""

    source: Path
    target: Path
    parameters: Mapping[str, object]
    engine: str
    why: str

    def __call__(self, tell: Tell) -> Executed:
        tell(Began(self.source.stem, self.why))
        start = perf_counter()
        notebook, peak = _execute(self)
        done = Executed(self.source.stem, self.target, notebook, perf_counter() - start, peak)
        tell(Ended(done.name, done.seconds))
        return done


def _run_all(runs: Sequence[_NotebookRun], engine: str, jobs: int, tell: Tell) -> Iterator[Executed]:
    if jobs == 1 or len(runs) < 2:
        return (run(tell) for run in runs)
    return in_processes(runs, jobs, tell) if engine == "playbook" else in_threads(runs, jobs, tell)


def _execute(run: _NotebookRun) -> tuple[NotebookNode, int | None]:
    """The notebook executed, cleaned and written; and the most memory that its kernel held, where the engine says
    so."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import PapermillExecutionError

    try:
        notebook = _by_papermill(run)
    except (PapermillExecutionError, DeadKernelError, CellTimeoutError) as error:
        _leave(run)
        raise _failure(run.target, error) from None
    peak: int | None = notebook.metadata.papermill.get("peak_bytes")
    return write_clean(notebook, run.target), peak


def _by_papermill(run: _NotebookRun) -> NotebookNode:
    """What :func:`papermill.execute_notebook` does, but for writing the notebook, which is to be cleaned first. One
    that fails is written."""
    from papermill.engines import papermill_engines
    from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    source, target, engine = str(run.source), str(run.target), ENGINES[run.engine]
    notebook = parameterize_notebook(
        load_notebook_node(source), dict(run.parameters), kernel_name=_KERNEL, engine_name=engine
    )
    executed = papermill_engines.execute_notebook_with_engine(
        engine,
        prepare_notebook_metadata(notebook, source, target),
        input_path=source,
        output_path=None,
        kernel_name=_KERNEL,
        resources={"metadata": {"path": str(run.target.parent)}},
        progress_bar=False,
        log_output=False,
        autosave_cell_every=0,
        shutdown_kernel="immediate",
        coalesce_streams=True,
        **({} if run.engine == "playbook" else _kernel_options(run.source.stem)),
    )
    raise_for_execution_errors(executed, target)
    return cast("NotebookNode", executed)


def _kernel_options(name: str) -> dict[str, Any]:
    """Sockets in the kernels' folder, since kernels that start at the same time may be given the same port; no history
    file to share, and no word about the transport."""
    from traitlets.config import Config

    sockets = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{os.environ['JUPYTER_RUNTIME_DIR']}/{name}"}
    return {
        "config": Config(KernelManager=sockets),
        "extra_arguments": ["--HistoryManager.enabled=False", "--log-level=ERROR"],
    }


def _leave(run: _NotebookRun) -> None:
    """The notebook that stopped, clean; as it was before the run where the engine left nothing."""
    if not run.target.exists():
        shutil.copyfile(run.source, run.target)
    clean_file(run.target)


def _failure(target: Path, error: Exception) -> NotebookFailed:
    """What the cell raised (papermill names it), or what became of its kernel."""
    name, value = getattr(error, "ename", type(error).__name__), getattr(error, "evalue", str(error))
    if name in _user_errors(UserError):
        return NotebookError(target, *value.splitlines())
    return NotebookFailed(target, f"{name}: {value}".strip(), f"\n{error}", _KINDS.get(name, "bug"))


def _user_errors(kind: type[UserError]) -> set[str]:
    return {kind.__name__}.union(*(_user_errors(child) for child in kind.__subclasses__()))


@contextmanager
def _kernel_environment(data: Path) -> Iterator[None]:
    """What the kernels inherit: where the data is (said here, so that no notebook holds a path of the machine), an
    empty IPython profile (the user's own start-up files must not change a plan), nothing of the folder that they work
    in (its files are no libraries), a folder for their sockets (its name must be short), and one thread for the
    numerics."""
    before = dict(os.environ)
    with TemporaryDirectory(dir=None if os.name == "nt" else "/tmp") as folder:
        os.environ.update(
            PLAYBOOK_DATA=str(data.resolve()), PYTHONSAFEPATH="1", PYTHONHASHSEED="0", OPENBLAS_NUM_THREADS="1"
        )
        os.environ.update(IPYTHONDIR=folder, JUPYTER_RUNTIME_DIR=folder)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
