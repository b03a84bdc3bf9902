"""A client or a market begun: a folder with everything to fill in, and nothing filled in but what is known.

It is made beside the others and put in its place when it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.client.forms.names import sheet_title
from playbook.client.forms.parts import CLIENT, MARKET_FORM, Form, Part
from playbook.errors import UserError
from playbook.intake.book.as_book import as_book
from playbook.intake.book.as_files import as_files, csv_of, quoted
from playbook.intake.book.contents import Contents, read_contents
from playbook.intake.book.convert import in_one_step
from playbook.intake.book.listed import listed_for
from playbook.intake.book.places import existing, furnish, new_folder
from playbook.intake.book.table_sheet import note_of
from playbook.messages import said
from playbook.units import Lang

__all__ = ["Wish", "begin"]

#: Fields that are one client's or one market's own: what is copied from another leaves them to be filled in.
_OWN = ("name", "full_name", "client_number")


@dataclass(frozen=True)
class Wish:
    """What is to be begun: a client or a market, its market, another one to copy, the language, and the form."""

    form: Form
    market: str = ""
    model: str = ""
    lang: Lang = "en"
    as_csv: bool = False


def begin(name: str, wish: Wish, data: Path) -> list[str]:
    """Make the folder of a new client or market; where it is and what to do next, in lines.

    Raises UserError where the name is no id or is taken, or where there is no such market or model.
    """
    folder = new_folder(data, wish.form, name)
    contents = _contents(wish, data)
    if wish.as_csv:
        files = _files(contents, wish.lang)
    else:
        files = {wish.form.workbook: as_book(contents, name, wish.lang, listed_for(contents, data))}
    try:
        furnish(data)
        in_one_step(folder, files)
    except OSError as error:
        raise UserError(said("{place}: cannot be made ({why})", place=str(folder), why=str(error.strerror))) from None
    return [*_next(folder, wish, [*files])]


def _contents(wish: Wish, data: Path) -> Contents:
    """The fields that are known from the start, and the model's contents without what is its own."""
    known = {"market": wish.market, "language": wish.lang} if wish.form is CLIENT else {}
    if wish.market:
        existing(data, MARKET_FORM, wish.market)
    file = wish.form.parts[0].file
    if not wish.model:
        return Contents(wish.form, fields={file: known})
    model = read_contents(existing(data, wish.form, wish.model), wish.form)
    own = {f"{field}{twin}" for field in _OWN for twin in ("", "_zh", "_en")}
    kept = {field: text for field, text in model.fields.get(file, {}).items() if field not in own}
    if not wish.market:
        known = {}
    return replace(model, fields={**model.fields, file: {**kept, **known}})


def _files(contents: Contents, lang: Lang) -> Mapping[str, bytes]:
    """Files to fill in: every field, those that may be left out as remarks, and the headers of compulsory tables."""
    first = contents.form.parts[0]
    page = "".join(f"{line}\n" for line in _page(first, contents.fields.get(first.file, {}), lang))
    tables = {part.file: csv_of(part, ()) for part in contents.form.parts[1:] if part.table.required}
    return {**tables, **as_files(contents), first.file: page.encode()}


def _page(part: Part, fields: Mapping[str, str], lang: Lang) -> Iterator[str]:
    for column in part.table.columns:
        yield "# " + note_of(lang, part, column).replace("\n", " | ")
        text = fields.get(column.name, "")
        yield f"{'' if text or column.required else '# '}{column.name}: {quoted(text) if text else ''}".rstrip()


def _next(folder: Path, wish: Wish, files: list[str]) -> Iterator[str]:
    for name in files:
        yield (folder / name).as_posix()
    compulsory = [part for part in wish.form.parts if part.table.required]
    names = [part.file if wish.as_csv else sheet_title(part, wish.lang) for part in compulsory]
    if wish.form is CLIENT:
        yield said("next: fill in {parts}, then playbook check {name}", parts=", ".join(names), name=folder.name)
        return
    yield said("next: fill in {parts}; clients name {name} as their market", parts=", ".join(names), name=folder.name)
