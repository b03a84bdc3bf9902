"""How a notebook ends, and what it says of it: errors, time, memory, death, interruption."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import PapermillExecutionError

from playbook.run.engine.warm_process import shared_warm_process
from tests.run.alone import alone, open_files
from tests.run.engine.small import executed, outputs, statuses

KILLED = "where nobody killed it, the system had no memory left"
STOPPED = ["completed", "failed", "pending"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.ipynb"


def test_an_error_stops_the_notebook(path: Path) -> None:
    with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
        executed("1", "1 / 0", "2", path=path)
    assert statuses(path) == STOPPED
    assert nbformat.read(path, as_version=4).metadata.papermill.exception is True


def test_errors_that_are_allowed_do_not(path: Path) -> None:
    with pytest.raises(
        PapermillExecutionError, match="ZeroDivisionError"
    ):  # papermill reports them at the end all the same
        executed("1 / 0", "print('on')", tags={0: "raises-exception"}, path=path)
    assert statuses(path) == ["completed", "completed"]


def test_a_cell_may_be_skipped() -> None:
    done = executed("print('not')", "print('on')", tags={0: "skip-execution"})
    assert outputs(done) == [[], [("stdout", "on\n")]]
    assert [cell.execution_count for cell in done.cells] == [None, 1]


def test_sys_exit_ends_the_notebook_well() -> None:
    done = executed("import sys\nsys.exit()", "print('not')")
    assert ("error", "SystemExit: ") in outputs(done)[0]
    assert done.cells[1].execution_count is None


def test_too_long(path: Path) -> None:
    with pytest.raises(CellTimeoutError, match="after 1 seconds"):
        executed("1", "print('said', flush=True)\nwhile True: pass", "2", path=path, execution_timeout=1)
    assert statuses(path) == STOPPED
    cell = nbformat.read(path, as_version=4).cells[3]
    assert [output.get("ename", output.get("text")) for output in cell.outputs] == [
        "said\n",
        "KeyboardInterrupt",
        "CellTimeoutError",
    ]


def test_too_long_and_deaf(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.run.engine.managed.GRACE_SECONDS", 0.5)
    with pytest.raises(CellTimeoutError):
        executed(
            "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
            path=path,
            execution_timeout=1,
        )
    assert statuses(path) == ["failed"]
    assert _no_children(shared_warm_process().pid)


def test_too_long_but_told_to_go_on() -> None:
    with pytest.raises(PapermillExecutionError, match="KeyboardInterrupt"):
        executed("while True: pass", "print('on')", execution_timeout=1, interrupt_on_timeout=True, allow_errors=True)


def test_an_error_may_stand_for_the_reply_of_a_cell_that_takes_too_long(path: Path) -> None:
    late = {"ename": "Late", "evalue": "", "traceback": []}
    with pytest.raises(PapermillExecutionError, match="KeyboardInterrupt"):
        executed(
            "print('said', flush=True)\nwhile True: pass",
            "print('on')",
            path=path,
            allow_errors=True,
            execution_timeout=1,
            interrupt_on_timeout=True,
            error_on_timeout=late,
        )
    ran = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert outputs(nbformat.v4.new_notebook(cells=ran)) == [
        [("stdout", "said\n"), ("error", "KeyboardInterrupt: ")],
        [("stdout", "on\n")],
    ]


def test_a_kernel_that_does_not_say_that_it_is_done_is_not_waited_for() -> None:
    silent = "get_ipython().kernel._publish_status_and_flush = lambda *_: None\nprint('said')"
    with pytest.raises(CellTimeoutError, match="Timeout waiting for IOPub output"):
        executed(silent, iopub_timeout=1)
    assert outputs(executed(silent, "2", iopub_timeout=1, raise_on_iopub_timeout=False)) == [
        [("stdout", "said\n")],
        [("execute_result", "2")],
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os\nos.kill(os.getpid(), 9)", f"Kernel died: the process was ended by SIGKILL; {KILLED}"),
        ("import os\nos._exit(3)", "Kernel died: the process ended with exit code 3"),
        ("import ctypes\nctypes.string_at(0)", "Kernel died: the process was ended by SIGSEGV"),
        ("import os\nos.closerange(3, 100)\nos.abort()", "Kernel died: the process was ended by SIGABRT"),
    ],
)
def test_death(source: str, words: str, path: Path) -> None:
    with pytest.raises(DeadKernelError) as raised:
        executed("1", f"print('said', flush=True)\n{source}", "2", path=path, request_save_on_cell_execute=False)
    assert str(raised.value) == words
    assert statuses(path) == STOPPED
    cell = nbformat.read(path, as_version=4).cells[3]
    assert [output.get("evalue", output.get("text")) for output in cell.outputs] == ["said\n", words]


def test_quitting_in_a_cell_is_not_an_end() -> None:
    with pytest.raises(DeadKernelError, match="a cell told it to end"):
        executed("quit()", "import time\ntime.sleep(0.5)", "print('not')")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        executed("1", resources={"metadata": {"path": str(tmp_path / "nowhere")}})
    assert _no_children(shared_warm_process().pid)


def test_memory(path: Path) -> None:
    source = "big = bytearray(200_000_000)"
    assert outputs(executed(f"{source}\nlen(big)", memory_limit=400)) == [[("execute_result", "200000000")]]
    with pytest.raises(PapermillExecutionError, match="MemoryError"):
        executed("1", source, "2", path=path, memory_limit=100)
    assert statuses(path) == STOPPED


def test_memory_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_MEMORY_MB", "100")
    with pytest.raises(PapermillExecutionError, match="MemoryError"):
        executed("big = bytearray(200_000_000)")
    monkeypatch.setenv("PLAYBOOK_MEMORY_MB", "much")
    with pytest.raises(ValueError, match="PLAYBOOK_MEMORY_MB"):
        executed("1")


def test_a_death_under_a_limit_says_so() -> None:
    with pytest.raises(DeadKernelError, match="SIGABRT; its cells were allowed 300 MB"):
        executed("import os\nos.abort()", memory_limit=300)


@pytest.mark.parametrize("in_loop", [False, True], ids=["in a thread without a loop", "where a loop runs"])
def test_interrupting_the_run_interrupts_the_cell(path: Path, in_loop: bool) -> None:
    notified = path.with_suffix(".begun")

    def run() -> None:
        threading.Thread(target=_interrupt_when, args=(notified.exists,)).start()
        with pytest.raises(KeyboardInterrupt):
            executed("1", f"open({str(notified)!r}, 'w').close()\nimport time\ntime.sleep(60)", "2", path=path)

    _in_loop(run) if in_loop else run()
    assert statuses(path) == STOPPED
    cell = nbformat.read(path, as_version=4).cells[3]
    assert [output.ename for output in cell.outputs] == ["KeyboardInterrupt", "KeyboardInterrupt"]
    assert _no_children(shared_warm_process().pid)


def test_what_a_cell_left_running_is_ended() -> None:
    done = executed("import subprocess\nsubprocess.Popen(['sleep', '1000']).pid")
    assert _gone(int(done.cells[0].outputs[0].data["text/plain"]))


def test_cleaning_up_is_done_at_the_end(tmp_path: Path) -> None:
    executed(
        f"import atexit\natexit.register(open({str(tmp_path / 'bye')!r},"
        f" 'w').close);\nopen({str(tmp_path / 'bye')!r}).close()"
    )
    executed(f"import atexit, pathlib\natexit.register(pathlib.Path({str(tmp_path / 'done')!r}).touch);")
    assert (tmp_path / "done").exists()
    executed(
        f"import atexit, pathlib\natexit.register(pathlib.Path({str(tmp_path / 'not')!r}).touch);",
        shutdown_kernel="immediate",
    )
    assert not (tmp_path / "not").exists()


def test_nothing_is_left_behind() -> None:
    assert alone(_left_over) == Counter()


def _left_over() -> Counter[str]:
    """What five notebooks that end and five that die leave open; what is opened once for all is open before."""
    _one_ends_and_one_dies()
    before = _held()
    for _ in range(5):
        _one_ends_and_one_dies()
    _until(lambda: not _held() - before)  # the warm process closes its end of a pipe a moment after the child is gone
    return _held() - before


def _held() -> Counter[str]:
    """The open files of this process and of the warm process, and this process's threads."""
    warm_process = shared_warm_process().pid
    assert _no_children(warm_process)
    return open_files() + open_files(warm_process) + Counter(threads=sum(1 for _ in Path("/proc/self/task").iterdir()))


def _one_ends_and_one_dies() -> None:
    executed("import os\nos.system('true');")
    with pytest.raises(DeadKernelError):
        executed("import os\nos._exit(1)")


def _no_children(pid: int) -> bool:
    return _until(lambda: Path(f"/proc/{pid}/task/{pid}/children").read_text() == "")


def _gone(pid: int) -> bool:
    return _until(lambda: not Path(f"/proc/{pid}").exists() or Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z")


def _interrupt_when(ready: Callable[[], bool]) -> None:
    _until(ready)
    os.kill(os.getpid(), signal.SIGINT)


def _in_loop(run: Callable[[], None]) -> None:
    """Call it in a thread that runs a loop, as a notebook in JupyterLab does; interrupts are the thread's, not the
    loop's."""

    async def called() -> None:
        run()

    if asyncio._get_running_loop() is not None:  # that of the browser tests, which runs on between them
        run()
        return
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(called())
    finally:
        loop.close()


def _until(true: Callable[[], bool], seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found
