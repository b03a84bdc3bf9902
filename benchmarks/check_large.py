"""How long `playbook check` takes for a client with many bills, beside reading the same file with csv alone.

    .venv/bin/python benchmarks/check_large.py [BILLS] [--rounds 3]
    .venv/bin/python benchmarks/check_large.py --profile

The client is invented: contracts with a bill a month for each of four services, over four years, in the market of a
sample. A round is a cold process of each kind: `python -m playbook check`, and a Python that reads bills.csv row by
row. Printed are the medians, their ratio, and whether 100,000 bills are checked within the goal of three seconds. The
seconds are the processor's: on an idle machine a check takes as long, and others' work beside it counts for little.
`--profile` prints where a check spends its time.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import count, islice, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]

GOAL = 3.0
CLIENT, MARKET = "many-bills", "fuzhou-2002"
SERVICES = ("local_voice", "long_distance", "data", "internet_access")
YEARS, MONTHS = range(1999, 2003), range(1, 13)
HEADER = ("from", "to", "contract", "service", "amount_month", "status", "source")
PROFILE = f"""\
name: Many Bills
market: {MARKET}
language: en
as_of: 2003-01-23
status: illustrative
"""
CSV_ALONE = "import csv, sys; print(sum(1 for _ in csv.reader(open(sys.argv[1], encoding='utf-8', newline=''))))"


def bills() -> Iterator[tuple[str, ...]]:
    """A bill a month for each contract and service, without end; amounts differ, and move a little."""
    months = [f"{year}-{month:02d}" for year, month in product(YEARS, MONTHS)]
    for contract in count(1):
        for service, (place, month) in product(SERVICES, enumerate(months)):
            amount = 100 + contract * 7 % 997 + place * 0.5 + contract % 13 * (place % 12) / 10
            yield month, month, f"C{contract:05d}", service, f"{amount:.2f}", "illustrative", "invented"


def make_client(data: Path, number: int) -> Path:
    """A data folder with one client of so many bills; the path of its bills."""
    folder = data / "clients" / CLIENT
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / "data" / "assumptions.yaml", data / "assumptions.yaml")
    shutil.copytree(ROOT / "data" / "markets" / MARKET, data / "markets" / MARKET)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    with (path := folder / "bills.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(islice(bills(), number))
    return path


def seconds(command: Sequence[str]) -> float:
    """The processor's time for a command; what it prints is passed over, but it has to end well."""
    before = os.times()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Make the client, time both, print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bills", type=int, nargs="?", default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = make_client(Path(folder), asked.bills)
        check = ["-m", "playbook", "check", CLIENT, "--data", folder]
        if asked.profile:
            subprocess.run([sys.executable, "-m", "cProfile", "-s", "cumulative", *check], cwd=ROOT, check=True)
            return
        alone, checked = [], []
        for _ in range(asked.rounds):
            alone.append(seconds([sys.executable, "-c", CSV_ALONE, str(path)]))
            checked.append(seconds([sys.executable, *check]))
    spent = median(checked)
    print(f"csv alone  {median(alone):6.2f} s")
    print(f"check      {spent:6.2f} s, {spent / median(alone):.1f} times as long")
    print(f"goal       {GOAL:6.2f} s for 100,000 bills: {'met' if spent < GOAL else 'not met'}")


if __name__ == "__main__":
    main()
