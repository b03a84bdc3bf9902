"""One client's run: load, execute the six notebooks, collect their exhibits, render, and swap the plan into its place.

    outputs/<client>/<as_of>/<lang>-internal/    plan.html, slides.html, notebooks/, manifest.json
    outputs/<client>/failed/<as_of>-<lang>/      the notebook that stopped the last run, where it stopped
"""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from time import perf_counter

from playbook.client import Client, find_data, load_client
from playbook.run.lean import without_iri_grammar
from playbook.run.manifest import EDITION, Run, write_manifest
from playbook.run.sequence import NotebookFailed, execute
from playbook.run.swap import recover, scratch, swap

__all__ = ["Plan", "make_plan"]


@dataclass(frozen=True)
class Plan:
    """A plan that was made: the folder it lies in, and the seconds that each part of the run took."""

    client: Client
    folder: Path
    run: Run


@dataclass(frozen=True)
class _Order:
    client: Client
    lang: str
    data: Path
    out: Path

    @property
    def place(self) -> Path:
        return self.out / self.client.id / self.client.as_of.isoformat() / f"{self.lang}-{EDITION}"

    @property
    def failed(self) -> Path:
        return self.out / self.client.id / "failed" / f"{self.client.as_of.isoformat()}-{self.lang}"

    @property
    def parameters(self) -> dict[str, object]:
        return {"client": self.client.id, "as_of": self.client.as_of.isoformat(), "lang": self.lang}


def make_plan(
    client_id: str, *, lang: str | None = None, as_of: str | None = None, data: Path | None = None,
    out: Path = Path("outputs"), progress: bool = True,
) -> Plan:
    """Make the plan of one client and put it under `out`; blank `lang`, `as_of` and `data` mean what the client's files say.

    Raises DataError, UserError or NotebookFailed; the last good plan is then as it was.
    """
    without_iri_grammar()
    root = data or find_data()
    client = load_client(client_id, root=root, as_of=as_of)
    order = _Order(client, lang or client.language, root, out.resolve())
    recover(order.place)
    with scratch(order.out) as bench:
        run = _build(order, bench, progress=progress)
        swap(bench / "plan", order.place)
    shutil.rmtree(order.failed, ignore_errors=True)
    return Plan(client, order.place, run)


def _build(order: _Order, bench: Path, *, progress: bool) -> Run:
    """Everything of the plan, in `bench / "plan"`; the manifest last."""
    folder = bench / "plan"
    notebooks = folder / "notebooks"
    notebooks.mkdir(parents=True)
    started, start = datetime.now(UTC), perf_counter()
    with _keeping_failed(order), _imported("playbook.report.html"):
        executed = execute(order.parameters, data=order.data, folder=notebooks, progress=progress)
    run = Run(started, {notebook.name: notebook.seconds for notebook in executed})
    begun = perf_counter()
    exhibits = _render([notebook.path for notebook in executed], folder)
    run = replace(run, seconds={**run.seconds, "documents": perf_counter() - begun, "total": perf_counter() - start})
    write_manifest(folder, client=order.client, lang=order.lang, run=run, exhibits=exhibits)
    return run


def _render(notebooks: list[Path], folder: Path) -> list[str]:
    """Write the documents; the ids of the exhibits in them."""
    from playbook.report import collect, render

    document = collect(notebooks)
    render(document, folder)
    return [entry.id for entry in document.entries]


@contextmanager
def _keeping_failed(order: _Order) -> Iterator[None]:
    try:
        yield
    except NotebookFailed as error:
        shutil.rmtree(order.failed, ignore_errors=True)
        order.failed.mkdir(parents=True)
        error.path = Path(shutil.copy2(error.path, order.failed))
        raise


@contextmanager
def _imported(module: str) -> Iterator[None]:
    """Import a slow module while the kernels work: this process has nothing else to do then."""
    thread = Thread(target=import_module, args=(module,))
    thread.start()
    try:
        yield
    finally:
        thread.join()
