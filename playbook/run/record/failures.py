"""Failures: why a run made no plan, in a file beside the notebook that stopped it, until the next run of that plan goes
well."""

from __future__ import annotations

import platform
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from playbook.errors import PlaybookError, UserError, printable
from playbook.messages import Said
from playbook.run.engine.tasks import Died
from playbook.run.events import Opened
from playbook.run.record.manifest import write_json
from playbook.run.record.order import Order
from playbook.run.record.places import failed_place

__all__ = [
    "Kind",
    "NotebookError",
    "NotebookFailed",
    "TookTooLong",
    "forget_failure",
    "keep_failure",
    "keep_notebook",
    "kind_of",
    "lines_of",
]

#: Why an order failed: the client's data, a bug, a process that died, one that took too long, or one that needed too
#: much memory.
Kind = Literal["input", "bug", "died", "timeout", "memory"]

FILE_NAME = "failure.json"
SCHEMA_VERSION = 1


class NotebookFailed(PlaybookError):
    """A notebook stopped, and not for the data's sake: `said` is its last word, the message the cell's traceback,
    `kind` why, and `path` what it left."""

    def __init__(self, path: Path, said: str, text: str, kind: Kind = "bug") -> None:
        super().__init__(f"{path.stem} failed{text}")
        self.path, self.said, self.text, self.kind = path, said, text, kind

    def __reduce__(self) -> tuple[Any, ...]:
        return NotebookFailed, (self.path, self.said, self.text, self.kind)


class NotebookError(NotebookFailed, UserError):
    """A notebook stopped with an error that the user can mend: its lines are those that the kernel raised."""

    kind: Kind = "input"

    def __init__(self, path: Path, *lines: str) -> None:
        UserError.__init__(self, *lines)
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return NotebookError, (self.path, *self.lines)


class TookTooLong(PlaybookError):
    """A client was not done in the time that it was given."""


def kind_of(error: BaseException) -> Kind:
    """Why: the data, a bug, a process that died, too long, or too much memory."""
    if isinstance(error, NotebookFailed):
        return error.kind
    kinds: dict[type[BaseException], Kind] = {
        UserError: "input",
        Died: "died",
        TookTooLong: "timeout",
        MemoryError: "memory",
    }
    return next((kind for base, kind in kinds.items() if isinstance(error, base)), "bug")


def lines_of(error: BaseException) -> tuple[str, ...]:
    """What to say of it: a user's lines as they are, else one line."""
    if isinstance(error, UserError):
        return error.lines
    if isinstance(error, NotebookFailed):
        return (f"{error.path.name}: {error.said}",)
    word = error.args[0] if error.args and isinstance(error.args[0], Said) else str(error).strip().split("\n")[-1]
    return (word if isinstance(error, PlaybookError) else f"{type(error).__name__}: {word}",)


def keep_notebook(notebook: Path, folder: Path) -> Path:
    """Put the notebook that stopped a run where it stays, alone; its new path."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Path(shutil.copy2(notebook, folder))


def keep_failure(order: Order, error: BaseException, opened: Opened | None, started: datetime | None = None) -> Path:
    """Write `failure.json`; `opened` is what the run told of the client before it failed, where it came so far."""
    as_of, lang = (opened.as_of, opened.lang) if opened else (order.as_of, order.lang)
    folder = failed_place(order, as_of, lang)
    stopped = error.path.name if isinstance(error, NotebookFailed) else None
    folder.mkdir(parents=True, exist_ok=True)
    for older in folder.glob("*.ipynb"):
        if older.name != stopped:
            older.unlink()
    return write_json(
        folder / FILE_NAME,
        {
            "schema": SCHEMA_VERSION,
            "client": printable(order.client_id),
            "name": opened.name if opened else None,
            "as_of": as_of,
            "lang": lang,
            "started": (started or datetime.now(UTC)).isoformat(timespec="seconds"),
            "host": platform.node(),
            "kind": kind_of(error),
            "lines": list(lines_of(error)),
            "notebook": stopped,
        },
    )


def forget_failure(order: Order, as_of: str, lang: str) -> None:
    """The plan is there: remove what was kept of its failures."""
    places = {failed_place(order, *place) for place in ((as_of, lang), (order.as_of, order.lang))}
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
    with suppress(OSError):  # not there, or other plans of the client failed
        failed_place(order, as_of, lang).parent.rmdir()
