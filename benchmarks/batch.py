"""The batch beside a plain loop over papermill, beside what it would cost without notebooks, and beside doing nothing
again.

    python benchmarks/batch.py [--clients 50] [--looped 10] [--rounds 5] [--data DIR] [--out FILE]

Turn and turn about in each round, two processes on every side, html and slides for each client; what counts is the
ratio of medians, in seconds a client. The loop may do with some of the clients (`--looped`): its rate does not depend
on how many there are.

1. `playbook batch --workers 2`, started from nothing, against a loop over papermill's own engine in two processes, with
   nbconvert's API on the same executed notebooks (each exporter built once): at least 3 times as many clients a minute.
2. Our executor, warm, against the limit: two warm plain processes that load, compute the six steps, build every exhibit
   and render, by the same functions, without a notebook: at most 1.3 times its time.
4. The same `playbook run` and `playbook batch` again, with nothing changed: at most 0.1 and 0.05 of their time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg", "PYTHONHASHSEED": "0"}
GOALS = {
    "rate": ("at least", 3.0),
    "limit": ("at most", 1.3),
    "unchanged client": ("at most", 0.1),
    "unchanged batch": ("at most", 0.05),
}


def command(*arguments: str) -> float:
    """Seconds that a `playbook` command takes, from nothing."""
    start = perf_counter()
    subprocess.run([sys.executable, "-P", "-m", "playbook", *arguments], cwd=ROOT, check=True, capture_output=True)
    return perf_counter() - start


def batch(clients: list[str], data: Path, out: Path) -> float:
    """The whole command."""
    return command("batch", *clients, "--workers", str(WORKERS), "--data", str(data), "--out", str(out))


def warm(clients: list[str], data: Path, out: Path) -> float:
    """Our executor, for all clients but the first, after each worker has made the first one's plan."""
    from playbook.run.batch.local import LocalExecutor
    from playbook.run.record.order import Order

    executor = LocalExecutor(WORKERS)
    try:
        _carried_out(executor, [Order(clients[0], data=data, out=out / f"warm{number}") for number in range(WORKERS)])
        start = perf_counter()
        _carried_out(executor, [Order(client, data=data, out=out) for client in clients[1:]])
        return perf_counter() - start
    finally:
        executor.close()


def _carried_out(executor: Any, orders: list[Any]) -> None:
    states = {outcome.state for outcome in executor.run(orders, lambda order, event: None)}
    assert states == {"made"}, states


def in_two(piece: Callable[[str], object], clients: list[str]) -> float:
    """Seconds for all clients but the first in two processes, each of which has done that one before."""
    before = dict(os.environ)
    os.environ.update(ONE_THREAD)
    try:
        with get_context("spawn").Pool(WORKERS) as pool:
            pool.map(piece, clients[:1] * WORKERS, chunksize=1)
            start = perf_counter()
            for _ in pool.imap_unordered(piece, clients[1:]):
                pass
            return perf_counter() - start
    finally:
        os.environ.clear()
        os.environ.update(before)


def loop_one(data: Path, out: Path, client: str) -> None:
    """One client by papermill's own engine and nbconvert."""
    import papermill

    os.environ["PLAYBOOK_DATA"] = str(data)
    folder = out / f"{client}-{os.getpid()}"
    folder.mkdir(parents=True, exist_ok=True)
    for source in sorted((ROOT / "notebooks").glob("*.ipynb")):
        node = papermill.execute_notebook(
            source,
            folder / source.name,
            parameters={"client": client},
            progress_bar=False,
            extra_arguments=["--log-level=CRITICAL"],
        )
        for name, exporter in _exporters().items():
            (folder / f"{source.stem}.{name}.html").write_text(exporter.from_notebook_node(node)[0], encoding="utf-8")


@cache
def _exporters() -> dict[str, Any]:
    from nbconvert import HTMLExporter, SlidesExporter

    return {"page": HTMLExporter(), "slides": SlidesExporter()}


def limit_one(data: Path, out: Path, client: str) -> None:
    """One client without a notebook: the same functions, in this process."""
    from nbformat import from_dict

    from playbook.client import load_client
    from playbook.families.building import build
    from playbook.families.plan import PLAN
    from playbook.report import collect, render

    loaded = load_client(client, root=data)
    for chapter in PLAN.chapters.values():
        if chapter.analyse:
            chapter.analyse(loaded)
    shown = (
        [_output(build(PLAN, one.id, loaded, loaded.language)) for one in chapter.exhibits]
        for chapter in PLAN.chapters.values()
    )
    nodes = [from_dict({"metadata": {}, "cells": [{"outputs": outputs}]}) for outputs in shown]
    render(collect(nodes), out / f"{client}-{os.getpid()}")


def _output(exhibit: Any) -> dict[str, Any]:
    bundle = exhibit._repr_mimebundle_()
    return {"output_type": "display_data", "data": bundle[0] if isinstance(bundle, tuple) else bundle}


def one_round(clients: list[str], looped: int, data: Path) -> dict[str, float]:
    """Every side once, each into a folder of its own: seconds a client."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        again = partial(batch, clients[1:], data, folder / "batch")
        one = partial(command, "run", clients[1], "--data", str(data), "--out", str(folder / "one"))
        every = len(clients) - 1
        return {
            "batch": again() / every,
            "batch again": again() / every,
            "loop": in_two(partial(loop_one, data, folder / "loop"), clients[: looped + 1]) / looped,
            "warm": warm(clients, data, folder / "warm") / every,
            "limit": in_two(partial(limit_one, data, folder / "limit"), clients) / every,
            "client": one(),
            "client again": one(),
        }


def book(number: int, folder: Path) -> Path:
    """A made-up book of clients."""
    command("synth", str(number), "--seed", "5", "--out", str(folder))
    return folder


def report(seconds: dict[str, list[float]]) -> dict[str, float]:
    """Print the medians and the ratios, and hand the ratios back."""
    middle = {name: median(values) for name, values in seconds.items()}
    for name, values in seconds.items():
        print(
            f"{name:<14}" + "".join(f"{value:8.2f}" for value in values) + f"   median {middle[name]:7.2f} s a client"
        )
    ratios = {
        "rate": middle["loop"] / middle["batch"],
        "limit": middle["warm"] / middle["limit"],
        "unchanged client": middle["client again"] / middle["client"],
        "unchanged batch": middle["batch again"] / middle["batch"],
    }
    for name, ratio in ratios.items():
        print(f"{name:<18}{ratio:6.2f}   goal: {GOALS[name][0]} {GOALS[name][1]}")
    return ratios


def main() -> None:
    """Measure, print, and write what was measured where `--out` says so."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--looped", type=int, help="how many of them the loop takes; else all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="a book of clients; else one is made up")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        data = (arguments.data or book(arguments.clients + 1, Path(folder))).resolve()
        clients = sorted(path.name for path in (data / "clients").iterdir())[
            : arguments.clients + 1
        ]  # the first is for warming
        looped = min(arguments.looped or arguments.clients, len(clients) - 1)
        rounds = [one_round(clients, looped, data) for _ in range(arguments.rounds)]
    seconds = {name: [one[name] for one in rounds] for name in rounds[0]}
    ratios = report(seconds)
    if arguments.out:
        told = {"clients": len(clients) - 1, "looped": looped, "seconds a client": seconds, "ratios": ratios}
        arguments.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
