"""From one form to the other, without loss: the new form is read back and held against the old one before anything
of the old one is moved.

The old form's files are moved aside, never deleted. Whatever else lies in the folder stays.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from playbook.client.files import names_in
from playbook.client.forms.parts import Form
from playbook.errors import UserError
from playbook.files import put
from playbook.intake.book.as_book import as_book
from playbook.intake.book.as_files import as_files
from playbook.intake.book.contents import Contents, Row, differing, read_contents
from playbook.intake.book.listed import listed_for
from playbook.intake.book.places import existing, kind_of, root_of
from playbook.messages import joined, said
from playbook.units import Lang

__all__ = ["convert", "in_one_step", "prove", "write_form"]

_SHOWN = 5


def convert(
    name: str, *, data: Path | None = None, to: str | None = None, market: bool = False, lang: Lang | None = None
) -> list[str]:
    """Bring a client (or a market) into the other form, or into the one that is named (`xlsx`, `csv`); what was done,
    in lines.

    Raises UserError where a part cannot be read, or would not be the same; everything is then as it was.
    """
    root, form = root_of(data), kind_of(market=market)
    folder = existing(root, form, name)
    contents = read_contents(folder, form)
    target = to or ("csv" if contents.is_book else "xlsx")
    if (target == "csv") == contents.is_book:
        before = _old_names(folder, form, contents)
        made = _made(contents, name, root, to_book=target == "xlsx", lang=lang)
        prove(contents, made, folder)
        aside = _exchange(folder, before, made)
        return [*_lines(folder, before, made, aside), *_not_carried(folder, contents, aside)]
    place = f"{form.home}/{name}"
    raise UserError(said("{place} is kept as {form} already", place=place, form=target))


def _old_names(folder: Path, form: Form, contents: Contents) -> list[str]:
    names = {form.workbook} if contents.is_book else {*form.by_file}
    return [name for name in names_in(folder) if name in names]


def _made(contents: Contents, name: str, data: Path, *, to_book: bool, lang: Lang | None) -> Mapping[str, bytes]:
    if not to_book:
        return as_files(contents)
    language: Lang = lang or ("zh" if contents.language() == "zh" else "en")
    return {contents.form.workbook: as_book(contents, name, language, listed_for(contents, data))}


def prove(contents: Contents, made: Mapping[str, bytes], folder: Path) -> None:
    """Raise UserError where files that were made do not say the same as what they were made from."""
    with _beside(folder) as trial:
        _write(trial, made)
        again = read_contents(trial, contents.form)
    if lost := differing(contents, again):
        raise UserError(
            said(
                "{place}: {parts} would not be the same in the other form; nothing was changed",
                place=f"{contents.form.home}/{folder.name}",
                parts=", ".join(lost),
            )
        )


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder of the same name, for a trial, that nobody reads."""
    around = folder.parent / f".{folder.name}.{uuid4().hex}"
    trial = around / folder.name
    try:
        trial.mkdir(parents=True)
        yield trial
    finally:
        shutil.rmtree(around, ignore_errors=True)


def in_one_step(folder: Path, made: Mapping[str, bytes]) -> None:
    """Make a new folder with these files; it is there when it is whole."""
    with _beside(folder) as whole:
        _write(whole, made)
        whole.rename(folder)


def _write(folder: Path, made: Mapping[str, bytes]) -> None:
    for name, content in made.items():
        put(folder / name, content)


def _exchange(folder: Path, before: Sequence[str], made: Mapping[str, bytes]) -> Path:
    """Put the new form into the folder and the old one aside; where that fails, both are there and the next check says
    so."""
    aside = _free(folder / ".before-convert")
    aside.mkdir()
    _write(folder, made)
    for name in before:
        (folder / name).rename(aside / name)
    return aside


def _free(path: Path) -> Path:
    numbered = (path if number == 1 else path.with_name(f"{path.name}-{number}") for number in range(1, 10_000))
    return next(one for one in numbered if not one.exists())


def _lines(folder: Path, before: Sequence[str], made: Mapping[str, bytes], aside: Path) -> Iterator[str]:
    yield said(
        "{place}: {before} became {made}; read back, they say the same",
        place=folder.name,
        before=_listed(before),
        made=_listed([*made]),
    )
    yield said("the old form lies in {place}", place=aside.as_posix())


def _listed(names: Sequence[str]) -> str:
    more = [said(".. ({count} in all)", count=len(names))] if len(names) > _SHOWN else []
    return joined([*names[:_SHOWN], *more], ", ")


def _not_carried(folder: Path, contents: Contents, aside: Path) -> Iterator[str]:
    """What the new form does not hold: remarks in YAML, sheets that are no tables, formulas."""
    if contents.is_book:
        yield said("formulas became their values; colours and remarks in cells stay in the old form")
        for title in contents.notes:
            yield said("sheet {title} is no table and stays in the old form", title=title)
        return
    for name in names_in(aside):
        if name.endswith(".yaml") and any(line.lstrip().startswith(b"#") for line in _content(aside / name)):
            yield said("the remarks in {name} (after #) stay in the old form", name=name)


def _content(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def write_form(folder: Path, form: Form, tables: Mapping[str, Sequence[Row]], lang: Lang | None = None) -> list[Path]:
    """Put tables (by name, as :func:`~playbook.intake.book.contents.read_form` gives them) in the place of those that a
    folder has, in whichever form it is kept; the files that were written. A workbook is written anew: formulas become
    values, and what its sheets looked like is as it was in the beginning.

    Raises UserError where the folder cannot be read, or a table would not be the same when read again.
    """
    contents = read_contents(folder, form).with_rows(tables)
    if contents.is_book:
        made = _made(contents, folder.name, folder.parents[1], to_book=True, lang=lang or contents.lang)
    else:
        changed = {f"{name}.csv" for name in tables}
        made = {name: content for name, content in as_files(contents).items() if name in changed}
        contents = replace(contents, rows={name: contents.rows[name] for name in changed}, fields={})
    prove(contents, made, folder)
    _write(folder, made)
    return [folder / name for name in made]
