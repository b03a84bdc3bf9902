"""The batch on a Dask cluster as users run it: a real scheduler, real workers, real file servers, and what goes wrong
with them."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from fsspec.config import conf

from playbook.run.stores import PublishedPlans, open_store
from tests.run.batch.cluster.book import PLAN, ROOT, WAITING, files_of, local_plan, waiting_notebooks, write_book
from tests.run.batch.cluster.clusters import Cluster, Process, cluster, until
from tests.run.batch.cluster.machines import APART, Machine, machines
from tests.run.stores.servers import s3_server, sftp_server

HERE = Machine("127.0.0.1")


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return waiting_notebooks(tmp_path_factory.mktemp("few") / "notebooks")


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory, notebooks: Path) -> dict[str, str]:
    """The files of client-1's plan as this machine makes it by itself."""
    return local_plan(tmp_path_factory.mktemp("local"), notebooks)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """The file that plans under way wait for."""
    return tmp_path / "word"


@pytest.fixture
def environment(notebooks: Path, word: Path) -> dict[str, str]:
    """What every process of a cluster is told."""
    return {"PLAYBOOK_NOTEBOOKS": str(notebooks), WAITING: str(word)}


@pytest.mark.skipif(
    not APART,
    reason=(
        "no network namespaces (they need root and iproute2): the cluster's machines are this one several times over"
    ),
)
def test_the_machines_do_not_see_each_other_but_by_the_network() -> None:
    with machines(2) as (head, one, two):
        assert len({head.address, one.address, two.address}) == 3
        for machine in (one, two):
            links = subprocess.run(
                machine.command("ip", "-o", "link"), check=True, capture_output=True, text=True
            ).stdout
            assert len(links.splitlines()) == 2  # itself, and the way to the bridge


def test_a_worker_that_is_killed_in_mid_run_loses_nothing(
    tmp_path: Path,
    environment: dict[str, str],
    word: Path,
    wanted: dict[str, str],
) -> None:
    """Two machines; clients and plans on a file server; one of four clients has faults."""
    with machines(2) as (head, one, two), sftp_server(tmp_path / "server", head.address) as server:
        out, data = tmp_path / "server/files/out", write_book(tmp_path / "server/files/data", 4)
        (data / "clients/client-4/bills.csv").write_text("from,to,service\n")
        urls = ("--data", f"{server.url}/data", "--out", f"{server.url}/out")
        with cluster(tmp_path, head, {**server.environment, **environment}) as made:
            victim, other = made.worker(one, "one"), made.worker(two, "two")
            batch = made.batch("--all", *urls)
            until(
                lambda: _under_way(victim) or batch.process.poll() is not None, "the first worker is at work on a plan"
            )
            victim.kill()
            word.touch()
            assert "clients/client-4/bills.csv" in batch.ended(2)
            again = made.batch("client-1", "client-2", "client-3", *urls, name="again").ended(0)
            assert "0 made, 3 unchanged, 0 failed" in again
            assert not list(other.folder.rglob("playbook-*"))
        assert {"plan.html", "slides.html", "notebooks/06_planning.ipynb"} <= wanted.keys()
        assert files_of(out / "client-1" / PLAN) == wanted
        for number in (2, 3):
            assert files_of(out / f"client-{number}" / PLAN).keys() == wanted.keys()
            run = json.loads((out / f"client-{number}" / PLAN / "manifest.json").read_text(encoding="utf-8"))["run"]
            assert f'"{PLAN}/runs/{run}/plan.html"' in (out / "index.html").read_text(encoding="utf-8")
        assert not (out / "client-4" / PLAN).exists()
        assert json.loads((out / "client-4/failed/unknown-default/failure.json").read_text())["kind"] == "input"


def _under_way(worker: Process) -> bool:
    """Whether the worker is within a plan: it waits in the first notebook."""
    return any("01_industry begun" in log.read_text() for log in worker.folder.rglob("out-*/client-*/run.log"))


def test_strangers_get_no_work_and_newcomers_do(
    tmp_path: Path, environment: dict[str, str], word: Path, wanted: dict[str, str]
) -> None:
    """One folder for all. A worker with other code joins, the only good one is lost, another joins; then a batch finds
    the stranger there."""
    out, data = tmp_path / "out", write_book(tmp_path / "data", 2)
    changed = tmp_path / "changed"
    shutil.copytree(ROOT / "playbook", changed / "playbook", ignore=shutil.ignore_patterns("__pycache__"))
    with (changed / "playbook" / "units.py").open("a") as file:
        file.write("# changed\n")
    command = ("--all", "--data", str(data), "--out", str(out))
    with cluster(tmp_path, HERE, environment) as made:
        first = made.worker(HERE, "first")
        batch = made.batch(*command)
        until(
            lambda: list(out.glob("client-*/run.log")) or batch.process.poll() is not None,
            "the first worker is at work on a plan",
        )
        made.worker(HERE, "stranger", {"PYTHONPATH": str(changed)})
        batch.until_said("it gets no work")
        first.kill()
        made.worker(HERE, "second")
        word.touch()
        batch.ended(0)
        assert files_of(out / "client-1" / PLAN) == wanted
        assert files_of(out / "client-2" / PLAN)
        assert list((out / ".scratch").iterdir()) == []
        refused = made.batch(*command, name="refused").ended(2)
        assert "playbook's code is " in refused
        assert "install the same requirements.lock" in refused
        assert "Traceback" not in refused


def test_a_scheduler_that_is_lost_ends_the_batch_in_words(tmp_path: Path, environment: dict[str, str]) -> None:
    out, data = tmp_path / "out", write_book(tmp_path / "data", 1)
    with cluster(tmp_path, HERE, environment) as made:
        made.worker(HERE, "one")
        batch = made.batch("--all", "--data", str(data), "--out", str(out))
        until(
            lambda: list(out.glob("client-*/run.log")) or batch.process.poll() is not None,
            "the worker is at work on a plan",
        )
        made.processes[0].kill()
        said = batch.ended(2)
    assert f"the scheduler {made.address} is gone" in said
    assert "Traceback" not in said


def test_a_batch_that_is_stopped_leaves_nothing_and_can_be_run_again(
    tmp_path: Path,
    environment: dict[str, str],
    word: Path,
    wanted: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On S3, with Ctrl-C."""
    data = write_book(tmp_path / "data", 2)
    with s3_server(tmp_path / "s3") as server, cluster(tmp_path, HERE, {**server.environment, **environment}) as made:
        monkeypatch.setitem(conf, "s3", server.options)
        store = open_store(server.url)
        store.put({path: f"data/{path.relative_to(data).as_posix()}" for path in data.rglob("*") if path.is_file()})
        published = PublishedPlans(open_store(f"{server.url}/out"))
        command = ("--all", "--data", f"{server.url}/data", "--out", f"{server.url}/out")
        worker = made.worker(HERE, "one")
        batch = made.batch(*command)
        until(lambda: _under_way(worker) or batch.process.poll() is not None, "the worker is at work on a plan")
        batch.process.send_signal(signal.SIGINT)
        batch.ended(130)
        until(lambda: not _children(worker), "the worker has no warm process any more", 30)
        assert not list(worker.folder.rglob("playbook-*"))
        assert list(published.places("client-1")) == []
        word.touch()
        made.batch(*command, name="again").ended(0)
        for client in ("client-1", "client-2"):
            manifest = published.manifest(f"{client}/{PLAN}")
            assert manifest is not None
            published.fetch(f"{client}/{PLAN}", manifest, tmp_path / "back" / client / PLAN)
        assert files_of(tmp_path / "back" / "client-1" / PLAN) == wanted
        assert files_of(tmp_path / "back" / "client-2" / PLAN)


def _children(worker: Process) -> list[str]:
    tasks = Path(f"/proc/{worker.process.pid}/task")
    return [child for task in tasks.iterdir() for child in (task / "children").read_text().split()]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp://127.0.0.1:1", "no scheduler answers at tcp://127.0.0.1:1"),
        ("nonsense://127.0.0.1:1", "'nonsense://127.0.0.1:1' is not the address of a scheduler"),
        ("tcp://127.0.0.1", "'tcp://127.0.0.1' is not the address of a scheduler: missing port"),
        ("127.0.0.1:1", "'127.0.0.1:1' is not the address of a scheduler"),
    ],
)
def test_a_scheduler_that_does_not_answer_is_said_in_words(tmp_path: Path, address: str, words: str) -> None:
    said = (
        Cluster(tmp_path, {}, address)
        .batch("--all", "--data", str(ROOT / "data"), "--out", str(tmp_path / "out"))
        .ended(2)
    )
    assert words in said
    assert "dask scheduler" in said
    assert "Traceback" not in said


def test_a_scheduler_without_workers_is_said_in_words(tmp_path: Path) -> None:
    with cluster(tmp_path, HERE) as made:
        said = made.batch("--all", "--data", str(ROOT / "data"), "--out", str(tmp_path / "out")).ended(2)
    assert "has no workers" in said
    assert "Traceback" not in said
