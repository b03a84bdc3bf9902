"""A cold `playbook run` beside what a user would type without it: six plain `papermill` runs and one `jupyter
nbconvert`.

Both are measured in the same run, turn and turn about, in fresh processes and folders; what counts is the ratio of the
medians (the goal: at most 0.35).

    python benchmarks/cold_run.py [CLIENT] [--rounds 3] [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
GOAL = 0.35


def house(client: str, folder: Path) -> None:
    """One cold run of ours: notebooks, plan.html and slides.html."""
    _call("playbook", "run", client, "--out", str(folder))


def plain(client: str, folder: Path) -> None:
    """The same notebooks by papermill's command line, one after the other, then one HTML conversion of them all."""
    executed = [folder / path.name for path in NOTEBOOKS]
    for source, target in zip(NOTEBOOKS, executed, strict=True):
        _call("papermill", "--no-progress-bar", "--no-log-output", str(source), str(target), "-p", "client", client)
    _call("nbconvert", "--log-level=ERROR", "--to", "html", "--output-dir", str(folder / "html"), *map(str, executed))


def _call(module: str, *arguments: str) -> None:
    environment = {**os.environ, "PLAYBOOK_DATA": str(ROOT / "data")}
    subprocess.run(
        [sys.executable, "-P", "-m", module, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True
    )


def measure(client: str, rounds: int) -> dict[str, list[float]]:
    """Seconds per round for each way."""
    seconds: dict[str, list[float]] = {"playbook": [], "plain": []}
    for _ in range(rounds):
        for name, way in (("playbook", house), ("plain", plain)):
            with TemporaryDirectory() as folder:
                start = perf_counter()
                way(client, Path(folder))
                seconds[name].append(perf_counter() - start)
    return seconds


def main() -> None:
    """Measure, print, and write what was measured where `--out` says so."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("client", nargs="?", default="pingan-life-fuzhou")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    seconds = measure(arguments.client, arguments.rounds)
    ratio = median(seconds["playbook"]) / median(seconds["plain"])
    for name, values in seconds.items():
        print(f"{name:<10}" + "".join(f"{value:8.1f}" for value in values) + f"   median {median(values):.1f} s")
    print(f"ratio     {ratio:8.2f}   goal: at most {GOAL}")
    if arguments.out:
        arguments.out.write_text(
            json.dumps({"client": arguments.client, "seconds": seconds, "ratio": ratio}, indent=1) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
