"""Files that nobody reads: each is named, so that no table is missing unnoticed because of its name.

What looks like data is a fault, since a plan without it would be another plan; other documents and folders are
warnings. What programs leave behind, and a README, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from playbook.client.files import names_in
from playbook.client.forms.parts import form_of
from playbook.client.forms.workbook import Workbook
from playbook.client.source import Source
from playbook.client.spellings import plain
from playbook.errors import DataError, Fault, printable
from playbook.messages import Said, joined, said

__all__ = ["check_form", "name_misnamed", "may_be_data", "name_unread", "strays"]

_DATA = frozenset(
    [
        "csv",
        "tsv",
        "tab",
        "txt",
        "dat",
        "xls",
        "xlsx",
        "xlsm",
        "xlsb",
        "xltx",
        "ods",
        "fods",
        "numbers",
        "et",
        "yaml",
        "yml",
        "json",
        "jsonl",
        "toml",
        "xml",
        "parquet",
        "feather",
        "sqlite",
        "db",
        "dbf",
        "mdb",
        "accdb",
        "zip",
        "gz",
        "7z",
        "rar",
    ]
)
_DOCUMENTS = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "ppt",
        "pptx",
        "wps",
        "odt",
        "odp",
        "rtf",
        "md",
        "rst",
        "htm",
        "html",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "tif",
        "tiff",
        "bmp",
        "heic",
        "eml",
        "msg",
        "mp3",
        "mp4",
        "m4a",
        "wav",
        "py",
        "ipynb",
    ]
)
_PASSED_OVER = re.compile(r"\..*|~\$.*|readme(\..*)?|thumbs\.db|desktop\.ini|__macosx|__pycache__")
#: What a file manager adds to the name of a copy.
_COPY = re.compile(r"[ _-]*(\(\d+\)|\bcopy\b|\bkopie\b|\bbackup\b|副本|复制)[ _-]*(of )?")
_LIKE = 0.8
_LISTED = 3


def may_be_data(name: str) -> bool:
    """Whether a file of this name may be meant to be read: a document is not, nor is what is passed over."""
    return not _passed_over(name) and (_has(name, _DATA) or not _has(name, _DOCUMENTS))


def _passed_over(name: str) -> bool:
    """Whether a name is one that programs leave behind, or a README."""
    return bool(_PASSED_OVER.fullmatch(plain(name)))


def _has(name: str, endings: frozenset[str]) -> bool:
    return not endings.isdisjoint(_parts(name)[1])


def check_form(source: Source) -> None:
    """Raise DataError, in one line, where a folder has both a workbook and files that it stands for: nobody can tell
    which of them is meant."""
    form = form_of(source.label)
    names = names_in(source.folder) if form else []
    others = [name for name in names if form and name in form.by_file]
    if form is None or form.workbook not in names or not others:
        return
    more = [said(".. ({count} in all)", count=len(others))] if others[_LISTED:] else []
    listed = joined([*others[:_LISTED], *more], ", ")
    cause = said("the workbook and {files} lie beside each other, and only one form is read", files=listed)
    mend = said("take one of them away (`playbook convert {name}` goes between the two)", name=source.folder.name)
    raise DataError([Fault(source.place(form.workbook), None, "", "", "", cause, mend, "files.both_forms")])


def name_unread(source: Source, files: Collection[str], elsewhere: Collection[str], other: str) -> None:
    """Name what nobody reads in a folder whose files have these names, `elsewhere` being those of the `other` kind of
    folder.

    A file that another one seems to stand for is unsound: that it is missing needs no second line.
    """
    if source.book:
        files = [source.book.form.workbook]
        _name_sheets(source, source.book)
    for name in names_in(source.folder):
        if name in files or name in source.unsound or _passed_over(name):
            continue
        near, is_folder = _near(name, files), (source.folder / name).is_dir()
        if is_folder or not _is_data(name, near):
            why = said("not read: a folder") if is_folder else said("not read: no table")
            source.warnings.append(_unread(source.place(name), why))
        elif near:
            _name_likeness(source, name, near)
        else:
            why = said("not read; expected a table of data/README.md")
            home = said("a {name} belongs into {folder}", name=plain(name), folder=other)
            mend = home if plain(name) in elsewhere else said("rename it, or take it out of the folder")
            source.faults.append(_unread(source.place(name), why, mend))


def _name_sheets(source: Source, book: Workbook) -> None:
    """Name the sheets that nobody reads."""
    for stray in book.strays:
        file = said("{file}, sheet {sheet}", file=source.place(book.form.workbook), sheet=printable(stray.title))
        named = source.faults if stray.is_fault else source.warnings
        named.append(Fault(file, None, "", "", "", stray.cause, stray.mend, "files.not_read"))


def name_misnamed(source: Source, file: str) -> None:
    """Name what seems to stand for a file, in a folder that holds other things as well."""
    for name in names_in(source.folder):
        if name != file and not _passed_over(name) and _near(name, [file]) and _is_data(name, file):
            _name_likeness(source, name, file)


def _name_likeness(source: Source, name: str, file: str) -> None:
    """Name what seems to stand for a file."""
    is_beside = file in names_in(source.folder)
    if not is_beside:
        source.unsound.add(file)
    source.faults.append(_unread(source.place(name), *_advice(name, file, is_beside)))


def _unread(place: str, why: str, mend: str = "") -> Fault:
    return Fault(place, None, "", "", "", why, mend, rule="files.not_read")


def _parts(name: str) -> tuple[str, list[str]]:
    """The stem, without what marks a copy, and the endings."""
    stem, *endings = plain(name).strip("~ ").split(".")
    return _COPY.sub("", stem).replace(" ", "_").replace("-", "_"), [ending.strip("~ ") for ending in endings]


def _near(name: str, files: Collection[str]) -> str:
    """The file that a name seems to stand for; blank where there is none."""
    stems = {file.partition(".")[0]: file for file in files}
    return next((stems[stem] for stem in get_close_matches(_parts(name)[0], stems, n=1, cutoff=_LIKE)), "")


def _is_data(name: str, near: str) -> bool:
    return _has(name, _DATA) or (bool(near) and not _has(name, _DOCUMENTS))


def _advice(name: str, near: str, is_beside: bool) -> tuple[Said, Said]:
    """What was expected of a file that seems to stand for another one, and what to do with it."""
    if is_beside:
        there = said("not read; expected one {file}, which is there beside it", file=near)
        return there, said("take this one out of the folder")
    if plain(name) == near:
        return said("not read; expected the name {file}", file=near), said("rename it")
    if _parts(name)[1] == near.split(".")[1:]:
        return said("not read; expected the name of a table of data/README.md"), said("did you mean {near}?", near=near)
    if near.endswith(".csv"):
        kind = said("not read; expected {file} (comma-separated text in UTF-8)", file=near)
        return kind, said("in Excel: save as CSV UTF-8")
    if near.endswith(".xlsx"):
        return said("not read; expected {file} (an Excel workbook)", file=near), said("save it as that")
    return said("not read; expected {file} (text in UTF-8)", file=near), said("save it as that")


def strays(data: Path) -> Iterator[Fault]:
    """What lies in a data folder where only folders of clients and markets, and the assumptions, are read."""
    kinds = {
        "clients": said("not read: only folders are, one a client"),
        "markets": said("not read: only folders are, one a market"),
    }
    for part, why in kinds.items():
        for name in names_in(data / part) if (data / part).is_dir() else ():
            if not (_passed_over(name) or (data / part / name).is_dir()):
                yield _unread(f"{part}/{printable(name)}", why)
    for name in names_in(data):
        known = name in ("assumptions.yaml", "synth.yaml") or _passed_over(name) or _near(name, ["assumptions.yaml"])
        if not known and not (data / name).is_dir():
            yield _unread(f"data/{printable(name)}", said("not read"))
