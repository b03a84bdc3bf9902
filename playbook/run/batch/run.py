"""The batch, from the clients that are chosen to its summary; whoever runs the orders, the rest is the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.client.files import find_data, parse_day
from playbook.client.unread import strays
from playbook.errors import UserError
from playbook.files import put
from playbook.messages import said
from playbook.run.batch.choice import choose
from playbook.run.batch.local import LocalExecutor
from playbook.run.batch.summary import Summary, progress_line
from playbook.run.index import write_index_of
from playbook.run.outcome import Executor
from playbook.run.progress import batch_progress
from playbook.run.record.order import Order
from playbook.run.sources import find_notebooks
from playbook.run.stores import Store, open_store

__all__ = ["Resources", "make_batch", "run_batch"]

RECORD = "batch.json"
#: From so many clients on, half a minute spent on the fonts of all of them pays.
LARGE = 40


@dataclass(frozen=True)
class Resources:
    """What a batch may use: how many plans at once on this machine (as many as it has processors, where None), or the
    cluster of a scheduler; and for each client at most so many seconds, and so many megabytes in each of its
    processes."""

    workers: int | None = None
    scheduler: str | None = None
    timeout: float | None = None
    memory: int | None = None


def make_batch(
    clients: Sequence[str] = (),
    *,
    everyone: bool = False,
    where: str | None = None,
    data: str | Path | None = None,
    out: str | Path = "outputs",
    lang: str | None = None,
    as_of: str | None = None,
    force: bool = False,
    despite_control_total: bool = False,
    resources: Resources = Resources(),
) -> Summary:
    """Make the plans of many clients, one of whom never stops another: those named, all, or those whose profiles fit an
    expression.

    `data` and `out` are folders, on a cluster also URLs. What is done is left alone when the same is asked for again.
    The index of all plans and `batch.json` are written in the end. Raises UserError before anything runs where the
    question is wrong.
    """
    source, target = open_store(data or find_data()), open_store(out)
    chosen, day = choose(source, clients, everyone=everyone, where=where), parse_day(as_of)
    pattern = Order(
        "",
        data=_folder(source),
        out=_folder(target),
        lang=lang,
        as_of=day.isoformat() if day else None,
        force=force,
        despite_control_total=despite_control_total,
        notebooks=find_notebooks(),
    )
    summary = run_batch(chosen, pattern, _executor(resources, source, target, len(chosen)), str(target))
    if source.folder is not None:
        summary.notes += (said("warning: {line}", line=stray.said()) for stray in strays(source.folder))
    if summary.done > summary.states["unchanged"]:
        _write_results(summary, target)
    return summary


def run_batch(clients: Sequence[str], pattern: Order, executor: Executor, out: str) -> Summary:
    """Have a plan like `pattern` made for each client; what came of them. Ctrl-C ends it, and what was done until then
    is counted."""
    summary = Summary(len(clients), out)
    orders = (replace(pattern, client_id=client) for client in clients)
    try:
        with batch_progress(summary.total) as update:
            for outcome in executor.run(orders, lambda order, event: None):
                summary.add(outcome)
                update(summary.done, progress_line(summary))
    except KeyboardInterrupt:
        summary.interrupted = True
    finally:
        executor.close()
    return summary


def _executor(resources: Resources, data: Store, out: Store, clients: int) -> Executor:
    if resources.scheduler:
        from playbook.run.batch.cluster import DaskExecutor

        return DaskExecutor(resources.scheduler, data, out, timeout=resources.timeout, memory=resources.memory)
    for store in (data, out):
        if store.folder is None:
            raise UserError(
                said("{place}: a URL is for a cluster", place=str(store)),
                said("name its scheduler with --scheduler, or a folder instead of the URL"),
            )
    return LocalExecutor(resources.workers, timeout=resources.timeout, memory=resources.memory, large=clients >= LARGE)


def _folder(store: Store) -> Path:
    """The store as a folder; a cluster's workers put their own in the place of a URL's."""
    return store.folder.resolve() if store.folder else Path(store.url)


def _write_results(summary: Summary, out: Store) -> None:
    """The index and `batch.json`; where they cannot be written (a full disk), the summary says so."""
    for name, write in (("index.html", lambda: write_index_of(out.url)), (RECORD, lambda: _record(summary, out))):
        try:
            write()
        except OSError as error:
            place = f"{summary.out}/{name}"
            summary.troubles.append(said("{place} is as it was before: {error}", place=place, error=str(error)))


def _record(summary: Summary, out: Store) -> None:
    """Put `batch.json` into its place in one step."""
    content = (json.dumps(summary.record(), indent=1, ensure_ascii=False) + "\n").encode(errors="backslashreplace")
    if out.folder is None:
        out.write(RECORD, content)
        return
    put(out.folder / RECORD, content)
