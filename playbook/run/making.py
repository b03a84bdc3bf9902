"""The making of one plan, in the process that makes it: load, analyses, notebooks, documents, manifest, swap.

A child of a warm process makes it, here or on another machine; where processes cannot be forked, whoever asked for it.
What is slow to import is imported by the work: to name its functions costs nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from playbook.run.events import Clock, Opened, Skipped, Tell, Warned
from playbook.run.record.failures import NotebookFailed, keep_notebook
from playbook.run.record.finished import Plan, read_plan
from playbook.run.record.keys import changes, made_from, market_of
from playbook.run.record.log import redirect
from playbook.run.record.manifest import heading, timing, write_manifest
from playbook.run.record.order import Order
from playbook.run.record.places import failed_place, plan_place
from playbook.run.record.swap import recover, scratch, swap
from playbook.run.record.unfilled import said_unfilled
from playbook.run.refusal import refuse_contradicted
from playbook.run.sources import NAMES
from playbook.run.startup import without_iri_grammar

if TYPE_CHECKING:
    from playbook.client import Client
    from playbook.report import Document
    from playbook.run.sequence import Executed
    from playbook.steps.guards.caution import Caution
    from playbook.units import Lang

__all__ = ["make_in_child", "plan_task"]

_MEGABYTE = 1 << 20


def make_in_child(order: Order, memory: int | None, *, tell: Tell) -> str:
    """:func:`plan_task` in a child of a warm process: what it prints goes to the client's log, and it may hold so many
    megabytes."""
    redirect(order)
    if memory:
        import resource  # Windows has none, and forks no child

        resource.setrlimit(resource.RLIMIT_DATA, (memory * _MEGABYTE, memory * _MEGABYTE))
    return plan_task(order, tell=tell)


def plan_task(order: Order, engine: str = "playbook", *, tell: Tell) -> str:
    """Make the plan in this process and put it into its place, whose path is handed back; `tell` hears how it goes
    on."""
    without_iri_grammar()
    run = _Run.opened(order, tell)
    recover(run.place)
    with scratch(order.out) as scratch_folder:
        folder = scratch_folder / "plan"
        done = _notebooks(run, folder / "notebooks", engine)
        document = _documents(run, folder, done)
        steps = {name: _step(run.why[name], done.get(name)) for name in NAMES}
        write_manifest(
            folder,
            {
                **heading(run.client, run.lang),
                "asked": {"lang": order.lang, "as_of": order.as_of},
                **run.made_from,
                **run.named,
                "facts": dict(document.facts),
                "steps": steps,
                **timing(run.clock),
                "exhibits": [entry.id for entry in document.entries],
            },
        )
        swap(folder, run.place)
    return str(run.place)


@dataclass(frozen=True)
class _Run:
    """One run of an order: the client as its files are now, what it is made from, and the time that it takes."""

    order: Order
    client: Client
    lang: Lang
    made_from: Mapping[str, Any]
    clock: Clock

    @classmethod
    def opened(cls, order: Order, tell: Tell) -> _Run:
        """Take the inputs' fingerprints, then read the client."""
        clock = Clock(tell)
        with clock.part("reading"):
            from playbook.client.load import load_client

            inputs = made_from(order, market_of(order))
            client = load_client(order.client_id, root=order.data, as_of=order.as_of)
        run = cls(order, client, cast("Lang", order.lang or client.language), inputs, clock)
        tell(Opened(client.name.both, client.as_of.isoformat(), run.lang))
        refuse_contradicted(run.cautions, run.lang, despite=order.despite_control_total)
        for line in run.warnings:
            tell(Warned(line))
        return run

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """What is doubtful about the client's files, worst first."""
        from playbook.steps.guards.doubts import cautions_of

        return cautions_of(self.client)

    @cached_property
    def warnings(self) -> list[str]:
        """The same in lines; and that nothing was filled in since the last plan, where nothing was."""
        unfilled = said_unfilled(self.order, self.client.as_of.isoformat(), self.lang, self.made_from["inputs"])
        return [*(one.line(self.lang) for one in self.cautions), *filter(None, [unfilled])]

    @property
    def place(self) -> Path:
        """Where the plan goes."""
        return plan_place(self.order, self.client.as_of.isoformat(), self.lang)

    @property
    def named(self) -> Mapping[str, Any]:
        """What the manifest keeps of what is odd about the files: nothing where nothing is."""
        return {
            **({"warnings": self.warnings} if self.warnings else {}),
            **({"despite_control_total": True} if any(one.grave for one in self.cautions) else {}),
        }

    @cached_property
    def last(self) -> Plan | None:
        """The plan that is there so far."""
        return read_plan(self.place)

    @cached_property
    def why(self) -> Mapping[str, str]:
        """Why each notebook is to be run; blank where it need not be."""
        return {name: self._why(name) for name in NAMES}

    def _why(self, name: str) -> str:
        if self.order.force:
            return "--force"
        if self.last is None:
            return "first run"
        kept = [word for word in self.last.damage() if word.startswith(f"{name}.ipynb ")]
        return ", ".join(changes(self.last.manifest, self.made_from, name) + kept)


def _notebooks(run: _Run, folder: Path, engine: str) -> dict[str, Executed]:
    """Run those that are to be run, take the others from the last plan; those that ran, by name."""
    folder.mkdir(parents=True)
    for name in (name for name in NAMES if not run.why[name]):
        shutil.copyfile(run.place / "notebooks" / f"{name}.ipynb", folder / f"{name}.ipynb")
        run.clock.tell(Skipped(name))
    to_run = {name: reason for name, reason in run.why.items() if reason}
    return {done.name: done for done in _executed(run, to_run, folder, engine)} if to_run else {}


def _executed(run: _Run, notebooks: Mapping[str, str], folder: Path, engine: str) -> list[Executed]:
    from playbook.run.sequence import execute

    if engine == "playbook":
        _prepare(run, notebooks)
    parameters = {"client": run.client.id, "as_of": run.client.as_of.isoformat(), "lang": run.lang}
    try:
        return execute(
            parameters,
            data=run.order.data,
            folder=folder,
            notebooks=notebooks,
            sources=run.order.notebooks,
            engine=engine,
            jobs=run.order.jobs,
            tell=run.clock.hear,
        )
    except NotebookFailed as error:
        error.path = keep_notebook(error.path, failed_place(run.order, run.client.as_of.isoformat(), run.lang))
        raise


def _prepare(run: _Run, notebooks: Iterable[str]) -> None:
    """Do once what the notebooks' processes are to remember: compute the six steps and, unless several notebooks draw
    at the same time, draw what they show. What cannot be done fails in its notebook."""
    from playbook.families.building import build
    from playbook.families.plan import PLAN

    with run.clock.part("analyses"):
        for chapter in PLAN.chapters.values():
            if chapter.analyse:
                with suppress(Exception):
                    chapter.analyse(run.client)
        shown = [exhibit_id for name in notebooks for exhibit_id in PLAN.shown_by(name)]
        for exhibit_id in shown if run.order.jobs == 1 else ():
            with suppress(Exception):
                build(PLAN, exhibit_id, run.client, run.lang)._repr_mimebundle_()


def _step(why: str, done: Executed | None) -> dict[str, Any]:
    if done is None:
        return {"ran": False, "why": "unchanged", "seconds": 0.0, "peak_mb": None}
    return {
        "ran": True,
        "why": why,
        "seconds": round(done.seconds, 3),
        "peak_mb": done.peak_bytes and done.peak_bytes // _MEGABYTE,
    }


def _documents(run: _Run, folder: Path, done: Mapping[str, Executed]) -> Document:
    """Collect the exhibits, of the notebooks that ran and of those that lie there, and write the documents."""
    with run.clock.part("documents"):
        from playbook.report import collect, render

        files = {name: folder / "notebooks" / f"{name}.ipynb" for name in NAMES}
        document = collect(
            [done[name].notebook if name in done else file for name, file in files.items()],
            [file.name for file in files.values()],
        )
        render(document, folder)
    return document
