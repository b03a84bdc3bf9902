"""The batch: one's failure never stops another's, and after anything the same command goes on with what is missing."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from time import monotonic, sleep

import pytest

from playbook.run.batch.local import LocalExecutor
from playbook.run.batch.run import Resources, make_batch, run_batch
from playbook.run.batch.summary import Summary, progress_line, span
from playbook.run.outcome import Outcome
from playbook.run.record.finished import read_plan
from playbook.run.record.order import Order
from tests.run.alone import alone, descendants, open_files
from tests.run.small import FAILURES, add_clients, failures, files_of, write_notebook, write_notebooks

CLIENTS = ("ann", "ben", "cid", "dora", "eve")

#: A cell that fails for one client only.
ONLY = "if client == {client!r}:\n    {cell}"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five clients and small notebooks."""
    add_clients(tmp_path / "data", *CLIENTS)
    monkeypatch.setenv("PLAYBOOK_NOTEBOOKS", str(write_notebooks(tmp_path / "notebooks")))
    return tmp_path


def _only(house: Path, client: str, fail: str, name: str = "03_needs") -> None:
    write_notebook(house / "notebooks", name, ONLY.format(client=client, cell=fail.replace("\n", "\n    ")))


def _batch(house: Path, *clients: str, resources: Resources = Resources(workers=2), **options: object) -> Summary:  # noqa: B008
    return make_batch(
        clients, everyone=not clients, data=house / "data", out=house / "out", resources=resources, **options
    )  # type: ignore[arg-type]


def _whole(out: Path) -> set[str]:
    """The clients whose plan is there; each must be as its manifest says, and a folder of a plan must have one."""
    found = set()
    for folder in out.glob("*/2003-01-23/en-internal"):
        plan = read_plan(folder)
        assert plan is not None
        assert plan.damage() == []
        assert set(plan.manifest["files"]) == set(files_of(folder))
        found.add(plan.manifest["client"])
    return found


def test_failures_of_every_kind_stop_nobody_else(house: Path) -> None:
    bills = house / "data" / "clients" / "ann" / "bills.csv"
    good = bills.read_text(encoding="utf-8")
    bills.write_text(good.replace("600", "six").replace("400", "four"), encoding="utf-8")
    _only(house, "ben", FAILURES["bug"], "02_competition")
    _only(house, "cid", "import os\nos.kill(os.getppid(), 9)", "03_needs")
    _only(house, "dora", "import time\ntime.sleep(600)", "04_solutions")
    summary = _batch(house, resources=Resources(workers=2, timeout=30))
    assert dict(summary.states) == {"made": 1, "failed": 4}
    assert _whole(house / "out") == {"eve"}
    assert {failure["client"]: failure["kind"] for failure in failures(house / "out")} == {
        "ann": "input",
        "ben": "bug",
        "cid": "died",
        "dora": "timeout",
    }
    assert summary.exit_code == 1
    log = f"{house / 'out'}/{{}}/run.log"
    assert summary.lines()[:4] == [
        (
            "ann: input: clients/ann/bills.csv, row 2, column amount_month: 'six'; expected a number (+ 1 more) ->"
            f" {log.format('ann')}"
        ),
        f"ben: bug: 02_competition.ipynb: KeyError: 'missing' -> {log.format('ben')}",
        f"cid: died: the process was ended by SIGKILL -> {log.format('cid')}",
        f"dora: timeout: not done within 30 seconds -> {log.format('dora')}",
    ]
    assert summary.lines()[4].startswith("5 of 5 clients: 1 made, 0 unchanged, 4 failed, in ")
    assert "KeyError: 'missing'" in (house / "out" / "ben" / "run.log").read_text(encoding="utf-8")
    record = json.loads((house / "out" / "batch.json").read_text(encoding="utf-8"))
    assert {key: record[key] for key in ("clients", "made", "unchanged", "failed", "interrupted")} == {
        "clients": 5,
        "made": 1,
        "unchanged": 0,
        "failed": 4,
        "interrupted": False,
    }
    assert [failure["client"] for failure in record["failures"]] == ["ann", "ben", "cid", "dora"]
    index = (house / "out" / "index.html").read_text(encoding="utf-8")
    assert all(client in index for client in CLIENTS)


def test_what_is_done_is_not_done_again(house: Path) -> None:
    bills = house / "data" / "clients" / "ann" / "bills.csv"
    good = bills.read_text(encoding="utf-8")
    bills.write_text(good.replace("600", "six"), encoding="utf-8")
    first = _batch(house, "ann", "ben")
    assert (dict(first.states), first.exit_code) == ({"failed": 1, "made": 1}, 2)
    bills.write_text(good, encoding="utf-8")
    again = _batch(house, "ann", "ben")
    assert (dict(again.states), again.exit_code) == ({"made": 1, "unchanged": 1}, 0)
    assert failures(house / "out") == []
    before = (house / "out" / "index.html").stat().st_mtime_ns
    assert dict(_batch(house, "ann", "ben").states) == {"unchanged": 2}
    assert (house / "out" / "index.html").stat().st_mtime_ns == before


def test_a_large_batch_without_news_starts_no_process(house: Path) -> None:
    _batch(house, "ann")
    assert alone(_started_for_no_news, house) == ("unchanged", set())


def _started_for_no_news(house: Path) -> tuple[str, set[int]]:
    """What became of a client without news, and the processes that were started for it."""
    executor = LocalExecutor(2, large=True)
    try:
        outcomes = executor.run(
            [Order("ann", data=house / "data", out=house / "out", notebooks=house / "notebooks")],
            lambda order, event: None,
        )
        return next(outcomes).state, descendants(os.getpid())
    finally:
        executor.close()


def test_a_client_is_limited_in_memory(house: Path) -> None:
    _only(house, "ann", "bytearray(1 << 31)")
    summary = _batch(house, "ann", resources=Resources(workers=1, memory=1500))
    assert [failed.kind for failed in summary.failures] == ["memory"]


def test_a_book_without_end_ends_when_nobody_listens(house: Path) -> None:
    """Orders are taken when there is somebody free, and by nobody once the executor is closed."""
    orders = repeat(Order("ann", data=house / "data", out=house / "out", notebooks=house / "notebooks"))
    before, executor = set(threading.enumerate()), LocalExecutor(1)
    outcomes = executor.run(orders, lambda order, event: None)
    try:
        assert [next(outcomes).state for _ in range(3)] == ["made", "unchanged", "unchanged"]
        (at_work,) = {thread for thread in threading.enumerate() if "_work" in thread.name} - before
    finally:
        executor.close()
    at_work.join(10)
    assert not at_work.is_alive()


def test_each_client_tells_how_it_goes_on(house: Path) -> None:
    told: list[tuple[str, str]] = []
    executor = LocalExecutor(2)
    try:
        orders = [
            Order(client, data=house / "data", out=house / "out", notebooks=house / "notebooks")
            for client in ("ann", "ben")
        ]
        outcomes = list(executor.run(orders, lambda order, event: told.append((order.client_id, str(event)))))
    finally:
        executor.close()
    assert {(outcome.order.client_id, outcome.state) for outcome in outcomes} == {("ann", "made"), ("ben", "made")}
    assert all(outcome.seconds > 0 and outcome.peak_bytes > 1 << 20 for outcome in outcomes)
    for client in ("ann", "ben"):
        assert (client, "opened Acme as of 2003-01-23, en") in told


class _Told:
    """An executor that gives outcomes that are written down, and then what is raised."""

    def __init__(self, *outcomes: Outcome, then: BaseException | None = None) -> None:
        self._outcomes, self._then, self.closed = outcomes, then, False

    def run(self, orders: Iterator[Order], on_event: Callable[[Order, object], object]) -> Iterator[Outcome]:
        yield from self._outcomes
        if self._then:
            raise self._then

    def close(self) -> None:
        self.closed = True


ORDER = Order("ann", data=Path("data"))


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        ((), 0),
        (("input", "input"), 2),
        (("input", "bug"), 1),
        (("died",), 1),
        (("timeout",), 1),
        (("memory",), 1),
    ],
)
def test_the_exit_code_says_whose_turn_it_is(kinds: tuple[str, ...], code: int) -> None:
    executor = _Told(Outcome(ORDER, "made"), *(Outcome(ORDER, "failed", kind=kind, lines=("no",)) for kind in kinds))  # type: ignore[arg-type]
    summary = run_batch(["ann"] * (1 + len(kinds)), ORDER, executor, "out")
    assert summary.exit_code == code
    assert executor.closed


def test_an_interrupted_batch_is_summed_up() -> None:
    executor = _Told(Outcome(ORDER, "made"), then=KeyboardInterrupt())
    summary = run_batch(["ann", "ben", "cid"], ORDER, executor, "out")
    assert executor.closed
    assert summary.exit_code == 130
    assert "1 of 3 clients: 1 made, 0 unchanged, 0 failed" in summary.lines()[-1]
    assert "interrupted, 2 not begun or not finished" in summary.lines()[-1]


def test_a_progress_line_counts_and_foretells(monkeypatch: pytest.MonkeyPatch) -> None:
    summary = Summary(10, "out")
    for state in ("made", "made", "failed", "unchanged"):
        summary.add(Outcome(ORDER, state))  # type: ignore[arg-type]
    monkeypatch.setattr(Summary, "seconds", property(lambda self: 120.0))
    assert progress_line(summary) == "4 of 10, 1 failed, 1 unchanged, 2.0 a minute, 3 min 0 s left"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 s"), (59.6, "1 min 0 s"), (725, "12 min 5 s"), (12_000, "3 h 20 min")]
)
def test_spans_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert span(seconds) == said


@contextmanager
def _started(house: Path, *arguments: str, **options: object) -> Iterator[subprocess.Popen[str]]:
    command = [
        sys.executable,
        "-m",
        "playbook",
        "batch",
        "--data",
        str(house / "data"),
        "--out",
        str(house / "out"),
        *arguments,
    ]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes, **options) as batch:  # type: ignore[call-overload]
        try:
            yield batch
        finally:
            batch.kill()


def _until(state: Callable[[], bool]) -> None:
    deadline = monotonic() + 120
    while not state():
        assert monotonic() < deadline, "it did not come to that"
        sleep(0.05)


def _at_work(pid: int) -> bool:
    """Neither gone nor a zombie that nobody has asked after yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_batch_that_is_stopped_in_the_middle_goes_on(house: Path, number: signal.Signals, code: int) -> None:
    _only(
        house,
        "cid",
        f"import time\nfrom pathlib import Path\nwhile not Path({str(house / 'go')!r}).exists():\n    time.sleep(0.05)",
    )
    with _started(house, "--all", "--workers", "1") as batch:
        _until(
            lambda: "03_needs begun" in _log(house, "cid") and len(descendants(batch.pid)) == 3
        )  # the warm process, the client's, the notebook's
        processes = descendants(batch.pid)
        batch.send_signal(number)
        said, _ = batch.communicate(timeout=60)
    assert batch.returncode == code
    _until(lambda: not any(map(_at_work, processes)))
    assert _whole(house / "out") == {"ann", "ben"}
    assert failures(house / "out") == []
    assert ("2 of 5 clients: 2 made" in said) == (number == signal.SIGINT)
    made = {
        client: (house / "out" / client / "2003-01-23" / "en-internal" / "manifest.json").read_bytes()
        for client in ("ann", "ben")
    }
    (house / "go").touch()
    assert dict(_batch(house).states) == {"unchanged": 2, "made": 3}
    assert _whole(house / "out") == set(CLIENTS)
    assert list((house / "out" / ".scratch").iterdir()) == []
    for client, manifest in made.items():
        assert (house / "out" / client / "2003-01-23" / "en-internal" / "manifest.json").read_bytes() == manifest


def _log(house: Path, client: str) -> str:
    path = house / "out" / client / "run.log"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_a_disk_that_is_full_leaves_the_last_good_plan(house: Path) -> None:
    """Files of more than 50 kB cannot be written, as on a full disk: plan.html is one."""
    _batch(house, "ann")
    good = house / "out" / "ann" / "2003-01-23" / "en-internal"
    before = files_of(good)
    assert len(before["plan.html"]) > 50_000
    with _started(
        house, "ann", "--force", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
    ) as batch:
        said, _ = batch.communicate(timeout=120)
    assert batch.returncode == 1
    assert "ann: bug: OSError: [Errno 27] File too large" in said
    assert "0 made, 0 unchanged, 1 failed" in said
    assert files_of(good) == before
    assert _whole(house / "out") == {"ann"}


def test_nobody_named_is_an_error(house: Path) -> None:
    with _started(house) as batch:
        said, complaint = batch.communicate(timeout=60)
    assert (batch.returncode, said) == (2, "")
    assert complaint.startswith("which clients?")
    assert not (house / "out").exists()


def test_a_batch_leaves_no_process_and_no_file_open(house: Path) -> None:
    before, after = alone(_held, house)
    assert after == before


def _held(house: Path) -> list[tuple[Counter[str], set[int]]]:
    """The open files and the processes before and after a batch; what is opened once in a process's life is open
    before."""
    held = []
    for clients in (["ann"], ["ann", "ben"]):
        _batch(house, *clients, force=True)
        held.append((open_files(), descendants(os.getpid())))
    return held
