"""A long batch: does the last client take as long as the first, and does anything pile up meanwhile?

    python benchmarks/thousand.py [--clients 1000] [--data DIR] [--workers 2] [--out FILE]

The same made-up clients come again and again in the same order (made anew each time, into a folder that is emptied), so
that the first and the last hundred are the same work. Printed are their seconds a client, the memory of this process as
it goes on, and its files, sockets and children before and after.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import psutil

from playbook.run.batch.local import LocalExecutor
from playbook.run.record.order import Order
from playbook.synth import make_book

DIFFERENT = 20  # clients in the made-up book
EDGE = 100  # at both ends


def left_open() -> dict[str, int]:
    """What this process holds: files and pipes, sockets, children."""
    here = psutil.Process()
    return {
        "files": here.num_fds(),
        "sockets": len(here.net_connections(kind="all")),
        "children": len(here.children(recursive=True)),
    }


def orders(data: Path, out: Path, number: int) -> Iterator[Order]:
    """`number` orders; each client again and again, so that every one is forced."""
    names = sorted(path.name for path in (data / "clients").iterdir())
    return (Order(name, data=data, out=out, force=True) for name in islice(cycle(names), number))


def measure(data: Path, number: int, workers: int) -> dict[str, Any]:
    """Make the plans; seconds and memory by client."""
    here, seconds, memory, before = psutil.Process(), list[float](), list[float](), left_open()
    executor, start = LocalExecutor(workers), perf_counter()
    with TemporaryDirectory() as out:
        for outcome in executor.run(orders(data, Path(out), number), lambda order, event: None):
            assert outcome.state == "made", outcome.lines
            seconds.append(outcome.seconds)
            memory.append(here.memory_info().rss / 2**20)
        executor.close()
        scratch = len(list((Path(out) / ".scratch").iterdir()))
    return {
        "seconds": seconds,
        "memory_mb": memory,
        "total": perf_counter() - start,
        "before": before,
        "after": left_open(),
        "scratch": scratch,
    }


def report(measured: dict[str, Any]) -> None:
    """Print what counts."""
    seconds, memory = measured["seconds"], measured["memory_mb"]
    edge = min(EDGE, len(seconds) // 2)
    ends = [median(part) for part in (seconds[:edge], seconds[-edge:])]
    print(f"{len(seconds)} clients in {measured['total']:.0f} s")
    print(
        f"first {edge}: {ends[0]:.2f} s a client, last {edge}: {ends[1]:.2f} s; ratio {ends[1] / ends[0]:.2f}   goal:"
        " at most 1.1"
    )
    tenths = [memory[round(place * (len(memory) - 1) / 10)] for place in range(11)]
    print("memory of the parent, MB: " + " ".join(f"{value:.0f}" for value in tenths))
    print(f"before: {measured['before']}\nafter:  {measured['after']}, {measured['scratch']} in .scratch")


def main() -> None:
    """Measure, print, and write what was measured where `--out` says so."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--data", type=Path, help="a book of clients; else one is made up")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    folder = Path("outputs/.benchmark")
    try:
        if arguments.data is None:
            make_book(DIFFERENT, seed=5, out=folder)
        measured = measure((arguments.data or folder).resolve(), arguments.clients, arguments.workers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report(measured)
    if arguments.out:
        arguments.out.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
