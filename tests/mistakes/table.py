"""The table of mistakes, what each is answered with, and the page that shows it.

`python -m tests.mistakes.table` writes docs/mistakes.md again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.client.load import read_client
from playbook.errors import DataError, UserError
from playbook.messages import joined, printed
from playbook.steps.guards.doubts import cautions_of
from tests.builders.clients import DATA
from tests.mistakes.in_amounts import IN_AMOUNTS
from tests.mistakes.in_cells import IN_CELLS
from tests.mistakes.in_fields import IN_FIELDS
from tests.mistakes.in_files import IN_FILES
from tests.mistakes.in_ids import IN_IDS
from tests.mistakes.slips import CLIENT, Mistake

__all__ = ["CHAPTERS", "MISTAKES", "Answer", "answer_of", "page", "row_of", "sound_lines"]

CHAPTERS: dict[str, Sequence[Mistake]] = {
    "Files": IN_FILES,
    "Fields of YAML": IN_FIELDS,
    "Cells": IN_CELLS,
    "Ids": IN_IDS,
    "Amounts and sums": IN_AMOUNTS,
}
MISTAKES = tuple(mistake for mistakes in CHAPTERS.values() for mistake in mistakes)
PAGE = DATA.parent / "docs" / "mistakes.md"
_HEAD = """\
# Mistakes, and what is said of each

Printed from `tests/mistakes` by `python -m tests.mistakes.table`; a test holds it. Each is one slip in the files of the
sample `harbour-hotels`, and what `playbook check` answers. A *fault* stops the plan, a *warning* is shown in it, what
is *understood* is listed.
"""


@dataclass(frozen=True)
class Answer:
    """What comes of a slip (fault, warning, understood, or nothing) and the lines that say it."""

    comes: str
    lines: tuple[str, ...]


def sound_lines() -> frozenset[str]:
    """What is said of the client without a slip."""
    return frozenset(_said(DATA).lines)


def answer_of(mistake: Mistake, folder: Path, sound: frozenset[str]) -> Answer:
    """What is said of a slip, made in a copy of the samples in that folder, and not of the client without it."""
    data = Path(shutil.copytree(DATA, folder / "data"))
    try:
        mistake.slip(data)
        answer = _said(data)
    finally:
        shutil.rmtree(data)
    return Answer(answer.comes, tuple(line for line in answer.lines if line not in sound))


def _said(data: Path) -> Answer:
    try:
        client = read_client(CLIENT, root=data)
    except DataError as error:
        return Answer("fault", tuple(fault.said() for fault in error.faults))
    except UserError as error:
        return Answer("fault", error.lines)
    cautions = cautions_of(client)
    if grave := [one.line("en") for one in cautions if one.grave]:
        return Answer("fault", tuple(grave))
    if cautions:
        return Answer("warning", tuple(joined([one.rule, ": ", one.line("en")]) for one in cautions))
    return Answer("understood" if client.normalised else "nothing", tuple(note.line for note in client.normalised))


def page() -> str:
    """The page, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    sound = sound_lines()
    with TemporaryDirectory() as folder:
        for title, mistakes in CHAPTERS.items():
            yield f"## {title}\n\n| mistake | | what is said |\n|---|---|---|"
            for mistake in mistakes:
                yield row_of(mistake, answer_of(mistake, Path(folder), sound))
            yield ""


def row_of(mistake: Mistake, answer: Answer) -> str:
    """The mistake's row on the page."""
    return f"| {_cell(mistake.what)} | {answer.comes} | {'<br>'.join(map(_cell, answer.lines))} |"


def _cell(text: str) -> str:
    return str(printed(text, "en")).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
