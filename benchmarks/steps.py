"""How long the six analyses of a client take together, without figures, in a warm process.

    .venv/bin/python benchmarks/steps.py [CLIENT ..]

Each round computes everything anew (a client is told apart by its fingerprint, so a new one empties the memory of the
steps). Printed are the medians in milliseconds, each step's part, and the ratio to the time that loading the client takes.
"""
from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from statistics import median
from time import perf_counter

from playbook.client import find_data, list_clients, load_client
from playbook.client.model import Client
from playbook.notebook import STEPS

ROUNDS = 11


def timed(client: Client, number: int) -> list[float]:
    """CPU seconds that each of the six steps takes, in order, for a client that nobody has computed yet."""
    fresh, seconds = replace(client, fingerprint=f"round {number}"), []
    for step in STEPS:
        start = perf_counter()
        import_module(f"playbook.steps.{step}.analysis").analyse(fresh)
        seconds.append(perf_counter() - start)
    return seconds


def main(clients: list[str]) -> None:
    """Measure each client and print a line for it."""
    for name in clients or list_clients(find_data()):
        start = perf_counter()
        client = load_client(name)
        loading = perf_counter() - start
        rounds = [timed(client, number) for number in range(ROUNDS)][1:]
        total = median(map(sum, rounds))
        parts = ", ".join(f"{step} {median(values) * 1000:.0f}" for step, values in zip(STEPS, zip(*rounds, strict=True), strict=True))
        print(f"{name}: {total * 1000:.0f} ms ({parts}); {total / loading:.2f} of loading")


if __name__ == "__main__":
    main(sys.argv[1:])
