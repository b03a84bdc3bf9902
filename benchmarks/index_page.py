"""How long the portfolio index of many clients takes: to read the manifests, to write the page, to open it, to search
in it.

    .venv/bin/python benchmarks/index_page.py [CLIENTS] [--rounds 5]

The clients are invented (tests/report/fake_outputs.py). Opening is the time from asking a headless Chromium for the
file until the first rows are painted in their fonts; beside it stands the same for the index of three clients, so that
the machine's own share can be told.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playbook.report.index import write_index  # noqa: E402
from playbook.report.index.write import read_outputs  # noqa: E402
from tests.report.fake_outputs import book, write  # noqa: E402

GOAL = 2.0
ROWS = "document.querySelectorAll('#clients tbody tr').length > 0"
PAINTED = "document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))"
SEARCHED = """(words) => {
  const start = performance.now(), field = document.forms.tools.q;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done((performance.now() - start) / 1000))));
}"""


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def opened(browser: Any, path: Path) -> tuple[float, float]:
    """Seconds to open the page, and to show what a search finds."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    start = perf_counter()
    page.goto(path.as_uri())
    page.wait_for_function(ROWS)
    page.evaluate(PAINTED)
    seconds = perf_counter() - start
    page.evaluate(SEARCHED, "a")
    found = page.evaluate(SEARCHED, "c0001")
    page.close()
    return seconds, found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("clients", nargs="?", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        many, few = (write(book(size), Path(folder) / str(size)) for size in (arguments.clients, 3))
        reading = median(timed(lambda: read_outputs(many)) for _ in range(arguments.rounds))
        writing = [timed(lambda: write_index(many)) for _ in range(arguments.rounds)]
        write_index(few)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        rounds = [
            (opened(browser, few / "index.html"), opened(browser, many / "index.html")) for _ in range(arguments.rounds)
        ]
        browser.close()
        size = (many / "index.html").stat().st_size / 1e6
    print(f"{arguments.clients} clients, {size:.1f} MB; {len(rounds)} rounds, medians")
    print(f"reading the manifests   {reading:6.2f} s")
    print(f"writing the index       {median(writing):6.2f} s   (first time, its fonts to be cut: {writing[0]:.2f} s)")
    beside = median(few[0] for few, _ in rounds)
    print(
        f"opening it              {median(many[0] for _, many in rounds):6.2f} s   goal: at most {GOAL} s; three"
        f" clients {beside:.2f} s"
    )
    print(f"a search                {median(many[1] for _, many in rounds):6.2f} s")


if __name__ == "__main__":
    main()
