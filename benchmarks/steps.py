"""How long it takes to load a client and to make its six analyses, without figures, in a warm process.

    .venv/bin/python benchmarks/steps.py [CLIENT ..]

Each round loads the client anew (it makes a frame of a table when a step first asks for it, which is part of the step)
and computes everything anew: a client is told apart by its fingerprint, so a new one empties the memory of the steps.
Printed are medians of the CPU time in milliseconds: loading, the six steps together, and each step's part.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from statistics import median
from time import process_time

from playbook.client import find_data, list_clients
from playbook.client.load import read_client
from playbook.families.plan import PLAN

ROUNDS = 11
STEPS = {key: chapter.analyse for key, chapter in PLAN.chapters.items() if chapter.analyse}


def timed(name: str, number: int) -> list[float]:
    """CPU seconds that loading takes, and then each of the six steps, in order, for a client that nobody has computed
    yet."""
    start = process_time()
    client = read_client(name)
    seconds, client = [process_time() - start], replace(client, fingerprint=f"round {number}")
    for analyse in STEPS.values():
        start = process_time()
        analyse(client)
        seconds.append(process_time() - start)
    return seconds


def main(clients: list[str]) -> None:
    """Measure each client and print a line for it; the first round warms up."""
    for name in clients or list_clients(find_data()):
        rounds = [timed(name, number) for number in range(ROUNDS)][1:]
        loading, *steps = (median(values) * 1000 for values in zip(*rounds, strict=True))
        total = median(sum(values[1:]) for values in rounds) * 1000
        parts = ", ".join(f"{step} {value:.0f}" for step, value in zip(STEPS, steps, strict=True))
        print(f"{name}: loading {loading:.0f} ms, six steps {total:.0f} ms ({parts})")


if __name__ == "__main__":
    main(sys.argv[1:])
