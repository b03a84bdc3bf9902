"""What the tests have a warm process's children do; what is slow to import is imported by those that need it."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from typing import Any

from playbook.errors import UserError
from playbook.run.engine.tasks import ParentPipe, fork


def nothing_to_load() -> None:
    """For a warm process that starts at once."""


def loaded(*modules: str, tell: ParentPipe) -> list[str]:
    return [module for module in modules if module in sys.modules]


def count(upto: int, tell: ParentPipe) -> int:
    for number in range(upto):
        tell(number)
    return upto * 2


def echo(tell: ParentPipe) -> list[Any]:
    return [tell.receive(), tell.receive()]


def rest(tell: ParentPipe) -> None:
    tell("resting")
    time.sleep(1000)


def fail(tell: ParentPipe) -> None:
    raise ValueError("no")


def user_error(tell: ParentPipe) -> None:
    raise UserError("clients/acme/bills.csv, row 2:", "expected a number")


def strange_error(tell: ParentPipe) -> None:
    class Strange(Exception):
        pass

    raise Strange("cannot travel")


def be_killed(tell: ParentPipe) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def throw(tell: ParentPipe) -> tuple[float, float]:
    import numpy as np

    return random.random(), float(np.random.default_rng().random() + np.random.random())


def fork_with_a_thread(tell: ParentPipe) -> None:
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    fork(count, 1)


def fork_and_rest(tell: ParentPipe) -> None:
    tell(fork(rest).pid)
    time.sleep(1000)


def execute_here(*sources: str, tell: ParentPipe) -> tuple[int, int, list[Any]]:
    """A notebook from within a child of the warm process: this process, the notebook's parent, and the outputs."""
    from tests.run.engine.small import executed, outputs

    done = executed("import os\nos.getppid()", *sources)
    return os.getpid(), int(done.cells[0].outputs[0].data["text/plain"]), outputs(done)[1:]
