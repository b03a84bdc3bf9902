"""The batch on a Dask cluster of this machine beside the local executor, two workers each, on the same clients.

Scheduler and workers are started as one would from the command line; both sides have made a plan before the clock
starts, and take turns. What counts is the ratio of their rates (the goal: the cluster reaches at
least 0.9 of the local one).

    python benchmarks/cluster.py [--clients 12] [--rounds 5] [--client bare-minimum]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from playbook.run.batch.cluster import DaskExecutor
from playbook.run.batch.local import LocalExecutor
from playbook.run.outcome import Executor
from playbook.run.record.order import Order
from playbook.run.stores import open_store

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
GOAL = 0.9


def book(folder: Path, client: str, count: int) -> Path:
    """A data folder with so many copies of a client."""
    shutil.copytree(ROOT / "data" / "markets", folder / "markets")
    shutil.copy(ROOT / "data" / "assumptions.yaml", folder)
    for number in range(count):
        shutil.copytree(ROOT / "data" / "clients" / client, folder / "clients" / f"client-{number}")
    return folder


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """The address of a scheduler with two workers of one thread each."""
    file = folder / "scheduler.json"
    with ExitStack() as stack, (folder / "log").open("wb") as log:

        def start(module: str, *args: str) -> None:
            command = [sys.executable, "-P", "-m", f"distributed.cli.{module}", *args, "--no-dashboard"]
            process = stack.enter_context(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder))
            stack.callback(process.terminate)

        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        while not file.exists() or not file.read_text().endswith("}"):
            sleep(0.05)
        for _ in range(WORKERS):
            start(
                "dask_worker",
                "--scheduler-file",
                str(file),
                "--nthreads",
                "1",
                "--no-nanny",
                "--local-directory",
                str(folder),
            )
        yield json.loads(file.read_text())["address"]


def rate(executor: Executor, data: Path, out: Path) -> float:
    """Plans a minute, of every client once."""
    orders = [Order(folder.name, data=data, out=out, force=True) for folder in sorted((data / "clients").iterdir())]
    start = perf_counter()
    outcomes = list(executor.run(orders, lambda order, event: None))
    assert all(outcome.state == "made" for outcome in outcomes), outcomes
    return len(outcomes) / (perf_counter() - start) * 60


def measure(client: str, clients: int, rounds: int) -> dict[str, list[float]]:
    """Plans a minute in each round, for each side."""
    with TemporaryDirectory() as made, ExitStack() as stack:
        folder = Path(made)
        warm, data, out = book(folder / "warm", client, WORKERS), book(folder / "data", client, clients), folder / "out"
        (folder / "cluster").mkdir()
        address = stack.enter_context(scheduler(folder / "cluster"))
        local = LocalExecutor(WORKERS)
        stack.callback(local.close)
        rates: dict[str, list[float]] = {"local": [], "cluster": []}
        with DaskExecutor(address, open_store(data), open_store(out)) as cluster:
            rate(local, warm, out)
            rate(cluster, data, out)
            for _ in range(rounds):
                rates["local"].append(rate(local, data, out))
                rates["cluster"].append(rate(cluster, data, out))
    return rates


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--client", default="bare-minimum")
    parser.add_argument("--clients", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    rates = measure(given.client, given.clients, given.rounds)
    for name, values in rates.items():
        print(f"{name:<8} {median(values):6.1f} plans a minute   ({', '.join(f'{value:.1f}' for value in values)})")
    print(f"ratio    {median(rates['cluster']) / median(rates['local']):6.2f}   (goal: at least {GOAL})")


if __name__ == "__main__":
    main()
