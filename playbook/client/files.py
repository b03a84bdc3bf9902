"""Where the data folder is, which clients and markets are in it, and what they may be called."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from unicodedata import normalize

from playbook.client.near import nearest
from playbook.errors import UserError, printable
from playbook.messages import Said, joined, said

__all__ = [
    "DATA_FILES",
    "LET_READ",
    "client_folder",
    "find_data",
    "folders",
    "house_assumptions",
    "is_id",
    "list_clients",
    "market_id",
    "names_in",
    "no_client",
    "parse_day",
    "suggested_id",
]

#: What a data folder is read from.
DATA_FILES = (".yaml", ".csv", ".xlsx")
_ID = re.compile(r"[a-z][a-z0-9-]*")
#: A plan's date lies in a year that calendars and their sums can hold.
_DAY = re.compile(r"(1[89]|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
_HERE = Path(__file__).resolve().parents[1]
_LISTED = 20
#: What to do about a file or a folder that may not be read.
LET_READ = said("let whoever runs the playbook read it")


def find_data() -> Path:
    """The data folder: PLAYBOOK_DATA, else the nearest parent of the working directory that holds data/clients, else
    the checkout that the package is in, else the samples that came with it.

    Raises UserError where PLAYBOOK_DATA names a folder without clients.
    """
    named = os.environ.get("PLAYBOOK_DATA")
    if named:
        return _data_folder(Path(named))
    here = Path.cwd()
    candidates = [folder / "data" for folder in (here, *here.parents)] + [_HERE.parent / "data", _HERE / "_data"]
    return next((folder for folder in candidates if (folder / "clients").is_dir()), candidates[-1])


def house_assumptions() -> Path:
    """The house's own assumptions: the checkout's, else those that came with the package."""
    places = (_HERE.parent / "data" / "assumptions.yaml", _HERE / "_data" / "assumptions.yaml")
    return next((path for path in places if path.is_file()), places[-1])


def _data_folder(folder: Path) -> Path:
    if not (folder / "clients").is_dir():
        raise UserError(
            said("no folder {folder}", folder=folder / "clients"),
            said("name a data folder that holds clients/ with --data or PLAYBOOK_DATA"),
        )
    return folder


def is_id(text: str) -> bool:
    """Whether this may be the id of a client or of a market: a small letter, then small letters, digits and hyphens."""
    return bool(_ID.fullmatch(text))


def market_id(profile: Mapping[str, object]) -> str:
    """The market that a profile's fields name; blank where they name none, or nothing that could be one."""
    named = profile.get("market")
    return named.strip() if isinstance(named, str) and is_id(named.strip()) else ""


def names_in(folder: Path) -> list[str]:
    """The names of what lies in a folder, sorted. Raises UserError where it cannot be looked into."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError as error:
        unread = said("{folder}: the folder cannot be read ({why})", folder=printable(str(folder)), why=error.strerror)
        raise UserError(unread, LET_READ) from None


def folders(folder: Path) -> list[str]:
    """The names of the folders in a folder, sorted, but for hidden ones."""
    return [name for name in names_in(folder) if not name.startswith(".") and (folder / name).is_dir()]


def list_clients(root: Path | None = None) -> list[str]:
    """The ids of the clients in a data folder, sorted: the name of every folder, also of one whose files or name are at
    fault."""
    return folders((_data_folder(root) if root else find_data()) / "clients")


def client_folder(data: Path, client_id: str) -> Path:
    """The folder of a client's files. Raises UserError, which lists the clients, where there is none."""
    if is_id(client_id) and (data / "clients" / client_id).is_dir():
        return data / "clients" / client_id
    known = list_clients(data)
    raise UserError(no_client(client_id, known), *_named(known))


def no_client(client_id: str, known: Collection[str]) -> Said:
    """That there is no such client, and what to do: the one that is meant, or the id that the name may become."""
    if not client_id:
        return said("no client is named")
    if is_id(client_id):
        near = nearest(client_id, known)
        missing = said("no client {client!r}", client=client_id)
        return said("{missing}; did you mean {near}?", missing=missing, near=near) if near else missing
    rule = said("a small letter, then small letters, digits and hyphens")
    wrong = said("{client!r} is not a client's id ({rule})", client=client_id, rule=rule)
    return said("{wrong}; {mend}", wrong=wrong, mend=_renamed(client_id, known))


def _renamed(name: str, known: Collection[str]) -> Said:
    """What to do about a name that is no id, whether a folder has it or not."""
    near = suggested_id(name)
    if near in known:
        return said("did you mean {near}?", near=near)
    if not near:
        return said("name its folder in Latin letters, such as bank-of-fuzhou")
    return said("rename its folder to {near}", near=near) if name in known else said("write {near}", near=near)


def suggested_id(text: str) -> str:
    """The id that a name may become; blank where nothing of it is left in Latin letters.

    >>> suggested_id("Minjiang Bank"), suggested_id("Crédit  Lyonnais (2024)"), suggested_id("闽江银行")
    ('minjiang-bank', 'credit-lyonnais-2024', '')
    """
    spelled = normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    lost = [character for character in normalize("NFKC", text) if character.isalpha() and not _latin(character)]
    return "" if lost else re.sub(r"[^a-z0-9]+", "-", spelled).strip("-").lstrip("0123456789-")


def _latin(character: str) -> bool:
    return normalize("NFKD", character)[0].isascii()


def _named(known: Sequence[str]) -> list[Said]:
    """Which clients there are; of many the first, and where to see the others."""
    if not known:
        return [said("there is no client yet: begin one with `playbook new`")]
    listed = joined((printable(name) for name in known[:_LISTED]), said(", "))
    if len(known) > _LISTED:
        listed = said("{names}, .. ({count} in all: `playbook list`)", names=listed, count=len(known))
    return [said("name one of: {names}", names=listed)]


def parse_day(value: date | str | None, name: str = "as_of") -> date | None:
    """A plan's date as it was asked for; None where it was not. Raises UserError where it is no date."""
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except ValueError:
        raise UserError(said("{name}: {value!r}; expected a date such as 2003-01-23", name=name, value=value)) from None
