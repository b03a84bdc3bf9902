"""The import command: a map is guessed or used, and what a client's bills then come to is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playbook.client.files import is_id
from playbook.errors import UserError
from playbook.files import put
from playbook.intake.guess import guess_map
from playbook.intake.importing import import_files
from playbook.messages import joined, said, spoken
from playbook.run.check import check_client

__all__ = ["import_lines"]


def import_lines(
    words: tuple[str, ...], *, map_file: Path | None, guess: bool, out: Path | None, dry_run: bool, data: Path | None
) -> Iterator[str]:
    """What to print of an import. `words` are what stands on the command line: a client (not needed to guess), and
    files. Raises UserError where it cannot be done."""
    return _guessed(words, out, data) if guess else _imported(words, map_file, dry_run, data)


def _guessed(words: tuple[str, ...], out: Path | None, data: Path | None) -> Iterator[str]:
    client = words[0] if is_id(words[0]) and not Path(words[0]).exists() else ""
    text = guess_map([Path(word) for word in words[1 if client else 0 :]], client=client, data=data, lang=spoken())
    if out is None:
        yield from text.splitlines()
        return
    if out.exists():
        raise UserError(said("{path} is there already: name another file with --out", path=str(out)))
    put(out, text.encode())
    yield said("{path}: read it, answer each question (?), then import with --map", path=str(out))


def _imported(words: tuple[str, ...], map_file: Path | None, dry_run: bool, data: Path | None) -> Iterator[str]:
    if map_file is None:
        raise UserError(said("no map is named: give one with --map, or have one written by --guess"))
    client, *files = words
    imported = import_files(client, map_file, [Path(file) for file in files], data=data, dry=dry_run)
    yield from imported.lines()
    if not dry_run:
        yield from _base(client, data)


def _base(client: str, data: Path | None) -> Iterator[str]:
    """What `check` says of the bills then; the first of its faults, where it finds some."""
    try:
        checked = check_client(client, data=data)
    except UserError as error:
        yield joined([said("check: "), error.lines[0]])
        if more := len(error.lines) - 1:
            yield said("and {count} more: playbook check {client}", count=more, client=client)
        return
    yield checked.base
    if checked.warnings:
        yield said("warnings: {count} (playbook check {client})", count=len(checked.warnings), client=client)
