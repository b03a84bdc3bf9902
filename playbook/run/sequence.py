"""The sequence: the six notebooks, executed for one client.

papermill executes them with its own engine. They are begun in order, as many at a time as there are processors, since
none reads what another wrote. Each is cleaned as soon as it has run, so that the files that stay hold nothing of the
machine or the hour. The first that fails stops the sequence; it stays where it was written, with papermill's mark at its
head.
"""
from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from playbook.errors import PlaybookError, UserError
from playbook.run.clean import clean_file
from playbook.run.parameters import check_parameters

if TYPE_CHECKING:
    from papermill import PapermillExecutionError

__all__ = ["NAMES", "Executed", "NotebookError", "NotebookFailed", "execute", "find_notebooks"]

#: The notebooks, in the order of the steps.
NAMES = ("01_industry", "02_competition", "03_needs", "04_solutions", "05_capability", "06_planning")

#: No history file to share, and no word about the transport.
_KERNEL_ARGUMENTS = ("--HistoryManager.enabled=False", "--log-level=ERROR")

_HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Executed:
    """One notebook that ran: its name, the file it was written to, and how many seconds it took."""

    name: str
    path: Path
    seconds: float


class NotebookFailed(PlaybookError):
    """A notebook stopped with an error that is a bug; the message is the cell's traceback. `path` is what it left."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(f"{path.stem} failed{text}")
        self.path = path


class NotebookError(NotebookFailed, UserError):
    """A notebook stopped with an error that the user can mend: its lines are those that the kernel raised."""

    def __init__(self, path: Path, *lines: str) -> None:
        UserError.__init__(self, *lines)
        self.path = path


def find_notebooks() -> Path:
    """The folder of the notebooks: the checkout's, else the one that came with the installed package."""
    checkout = _HERE.parent / "notebooks"
    return checkout if (checkout / f"{NAMES[0]}.ipynb").is_file() else _HERE / "_notebooks"


def execute(parameters: Mapping[str, object], *, data: Path, folder: Path, progress: bool = True) -> list[Executed]:
    """Run 01 to 06 with these parameters on a data folder, and write them to `folder`.

    Raises UserError before anything runs where a notebook does not take the parameters, NotebookError or
    NotebookFailed where one stops.
    """
    sources = [find_notebooks() / f"{name}.ipynb" for name in NAMES]
    for source in sources:
        check_parameters(source, parameters)
    pool = ThreadPoolExecutor(min(len(sources), os.cpu_count() or 1))
    with _kernel_environment(data):
        try:
            runs = [pool.submit(_execute_one, source, parameters, folder=folder, progress=progress) for source in sources]
            return [run.result() for run in runs]
        finally:
            pool.shutdown(cancel_futures=True)


def _execute_one(source: Path, parameters: Mapping[str, object], *, folder: Path, progress: bool) -> Executed:
    from papermill import PapermillExecutionError, execute_notebook
    from traitlets.config import Config

    target, start = folder / source.name, perf_counter()
    try:
        execute_notebook(
            source, target, parameters=dict(parameters), kernel_name="python3", resources={"metadata": {"path": str(folder)}},
            request_save_on_cell_execute=False, autosave_cell_every=0, shutdown_kernel="immediate", coalesce_streams=True,
            config=Config(KernelManager=_sockets(source.stem)), extra_arguments=list(_KERNEL_ARGUMENTS),
            progress_bar={"desc": f"{source.stem:<14}"} if progress else False,
        )
    except PapermillExecutionError as error:
        clean_file(target)
        raise _failure(target, error) from None
    clean_file(target)
    return Executed(source.stem, target, perf_counter() - start)


def _sockets(name: str) -> dict[str, str]:
    """Sockets in the kernels' folder, since kernels that start at the same time may be given the same port."""
    return {} if os.name == "nt" else {"transport": "ipc", "ip": f"{os.environ['JUPYTER_RUNTIME_DIR']}/{name}"}


def _failure(target: Path, error: PapermillExecutionError) -> NotebookFailed:
    if error.ename in _user_errors(UserError):
        return NotebookError(target, *error.evalue.splitlines())
    return NotebookFailed(target, str(error))


def _user_errors(kind: type[UserError]) -> set[str]:
    return {kind.__name__}.union(*(_user_errors(child) for child in kind.__subclasses__()))


@contextmanager
def _kernel_environment(data: Path) -> Iterator[None]:
    """What the kernels inherit: where the data is (said here, so that no notebook holds a path of the machine), an empty
    IPython profile (the user's own start-up files must not change a plan), a folder for their sockets (its name must be
    short), and one thread for the numerics."""
    before = dict(os.environ)
    with TemporaryDirectory(dir=None if os.name == "nt" else "/tmp") as folder:
        os.environ.update(PLAYBOOK_DATA=str(data.resolve()), PYTHONHASHSEED="0", OPENBLAS_NUM_THREADS="1")
        os.environ.update(IPYTHONDIR=folder, JUPYTER_RUNTIME_DIR=folder)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
