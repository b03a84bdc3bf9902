"""From a folder of outputs to its index: every manifest and every failure is read, and the page is put in its place in
one step.

One pass of `os.scandir` finds them: on 10,000 clients globbing costs more than reading.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from playbook.files import put
from playbook.report.index.page import index_page
from playbook.report.index.records import SCHEMA_VERSION, Failure, Plan

__all__ = ["FILE_NAME", "Outputs", "read_outputs", "write_index"]

FILE_NAME = "index.html"
_FAILED = "failed"


@dataclass
class Outputs:
    """What a folder of outputs holds; `older` counts manifests of a former version, `unreadable` files that say nothing
    one can rely on."""

    plans: list[Plan] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    older: int = 0
    unreadable: int = 0


def write_index(out: Path) -> Path:
    """Write `index.html` over every plan and failure under `out`, and hand back its path. Raises OSError where it
    cannot be written."""
    outputs = read_outputs(out)
    page = index_page(outputs.plans, outputs.failures, older=outputs.older, unreadable=outputs.unreadable)
    return put(out / FILE_NAME, page.encode())


def read_outputs(out: Path) -> Outputs:
    """Every plan and failure under `out`, by client and place. What cannot be read is counted, never raised; no folder
    holds nothing."""
    outputs = Outputs()
    for client in _folders(out):
        for second in _folders(client):
            for folder in _folders(second):
                _read(out, f"{client.name}/{second.name}/{folder.name}", outputs)
    return outputs


def _folders(folder: str | Path | os.DirEntry[str]) -> Iterator[os.DirEntry[str]]:
    """The folders in a folder, by name; hidden ones hold work in progress."""
    try:
        with os.scandir(folder) as entries:
            yield from sorted(
                (entry for entry in entries if entry.name[0] != "." and entry.is_dir()), key=lambda entry: entry.name
            )
    except OSError:
        return


class _Version(BaseModel):
    version: int = Field(alias="schema")


def _read(out: Path, place: str, outputs: Outputs) -> None:
    is_failure = place.split("/")[1] == _FAILED
    content = _content(f"{out}/{place}/{'failure' if is_failure else 'manifest'}.json")
    if content is None:
        return
    try:
        if is_failure:
            outputs.failures.append(_failure(content, place))
        else:
            outputs.plans.append(_plan(content, place))
    except ValueError:
        is_older = not is_failure and _is_older(content)
        outputs.older += is_older
        outputs.unreadable += not is_older


def _plan(content: bytes, place: str) -> Plan:
    plan = Plan.model_validate_json(content)
    if plan.place != place:
        raise ValueError(f"a manifest of {plan.place}")
    return plan


def _failure(content: bytes, place: str) -> Failure:
    failure = Failure.model_validate_json(content)
    if failure.client != place.partition("/")[0]:
        raise ValueError(f"a failure of {failure.client}")
    return failure.model_copy(update={"place": place})


def _content(path: str) -> bytes | None:
    """The bytes of a file; None where there is none, nothing where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a Path takes twice as long, and there are many
            return file.read()
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def _is_older(content: bytes) -> bool:
    try:
        return _Version.model_validate_json(content).version < SCHEMA_VERSION
    except ValidationError:
        return False
