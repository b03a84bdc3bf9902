"""A cluster as one starts it from the command line, and the batch on it as users run it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

from tests.run.batch.cluster.machines import Machine

__all__ = ["Cluster", "Process", "cluster", "until"]

_MARK = "PLAYBOOK_TESTED_BY"
_ALONE = {"PLAYBOOK_DATA", "PLAYBOOK_NOTEBOOKS", "PLAYBOOK_ENGINE"}


def until(condition: Callable[[], object], what: str, seconds: float = 300.0) -> None:
    """Look again and again; fails after so many seconds."""
    deadline = monotonic() + seconds
    while not condition():
        assert monotonic() < deadline, f"not within {seconds:g} seconds: {what}"
        sleep(0.02)


@dataclass
class Process:
    """A process of the cluster, what it writes, and the folder that it works in."""

    process: subprocess.Popen[bytes]
    log: Path
    folder: Path

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it as one ends a service."""
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def until_said(self, words: str) -> None:
        """Wait until it has written these words."""
        until(lambda: words in self.said or self.process.poll() is not None, f"{self.folder.name} says {words!r}")
        assert words in self.said, self.said

    def ended(self, code: int) -> str:
        """Wait until it ends, as it should; what it wrote."""
        until(lambda: self.process.poll() is not None, f"{self.folder.name} ends; so far: {self.said}")
        assert self.process.returncode == code, self.said
        return self.said

    @property
    def said(self) -> str:
        """What it wrote so far."""
        return self.log.read_text(errors="replace")


@dataclass
class Cluster:
    """A scheduler and its workers; `environment` is what every process has beside this one's."""

    folder: Path
    environment: Mapping[str, str]
    address: str = ""
    processes: list[Process] = field(default_factory=list)

    def start(
        self, machine: Machine, module: str, *args: str, name: str, environment: Mapping[str, str] | None = None
    ) -> Process:
        """Run a module of Python there."""
        folder = self.folder / name
        folder.mkdir()
        log = self.folder / f"{name}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                machine.command(sys.executable, "-P", "-m", module, *args),
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                env=self._environment(environment),
            )
        self.processes.append(Process(process, log, folder))
        return self.processes[-1]

    def worker(self, machine: Machine, name: str, environment: Mapping[str, str] | None = None) -> Process:
        """A worker with one thread, that has joined."""
        args = (
            "--nthreads",
            "1",
            "--no-dashboard",
            "--no-nanny",
            "--host",
            machine.address,
            "--local-directory",
            str(self.folder / name),
        )
        process = self.start(
            machine, "distributed.cli.dask_worker", self.address, *args, name=name, environment=environment
        )
        process.until_said("Registered to")
        return process

    def batch(self, *args: str, name: str = "batch") -> Process:
        """`playbook batch` on this cluster, begun."""
        return self.start(Machine("127.0.0.1"), "playbook", "batch", *args, "--scheduler", self.address, name=name)

    def _environment(self, more: Mapping[str, str] | None) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in _ALONE}
        return {**inherited, "PYTHONUNBUFFERED": "1", **self.environment, **(more or {})}


@contextmanager
def cluster(folder: Path, head: Machine, environment: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A scheduler on a machine; in the end it and all that was started with it is gone, or the test fails."""
    mark = uuid4().hex
    made = Cluster(folder, {**(environment or {}), _MARK: mark})
    file = folder / "scheduler.json"
    try:
        args = ("--port", "0", "--host", head.address, "--no-dashboard", "--scheduler-file", str(file))
        made.start(head, "distributed.cli.dask_scheduler", *args, name="scheduler")
        until(lambda: file.exists() and re.search(r'"address"', file.read_text()), "the scheduler has an address")
        made.address = json.loads(file.read_text())["address"]
        yield made
    finally:
        for one in reversed(made.processes):  # the scheduler last: a worker says good-bye to it
            one.stop()
        until(lambda: not _alive(mark), "every process is gone", 10)


def _alive(mark: str) -> list[str]:
    """The processes that were started with the mark in their environment, by number."""
    return [
        path.parent.name for path in Path("/proc").glob("[0-9]*/environ") if f"{_MARK}={mark}".encode() in _bytes(path)
    ]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
