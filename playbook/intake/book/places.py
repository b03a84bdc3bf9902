"""The folder of a client or a market, by its name: where it is, and which of the two it is."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from playbook.client.files import find_data, folders, house_assumptions, is_id
from playbook.client.forms.parts import CLIENT, MARKET_FORM, Form
from playbook.errors import UserError, printable
from playbook.files import put
from playbook.messages import joined, said

__all__ = ["existing", "furnish", "kind_of", "new_folder", "root_of", "root_to_begin_in", "valid_name"]


def root_of(data: Path | None) -> Path:
    """The data folder: the one that is named, else the one that is found."""
    return data or find_data()


def root_to_begin_in(data: Path | None) -> Path:
    """The data folder that something new goes to: the one that is named, else the nearest above the working directory,
    else a new one in it. The samples that come with the playbook are nobody's to add to."""
    here = Path.cwd()
    near = (folder / "data" for folder in (here, *here.parents) if (folder / "data" / "clients").is_dir())
    return data or next(near, here / "data")


def furnish(data: Path) -> None:
    """Make a data folder what loading expects of one: it has the house's assumptions."""
    (data / CLIENT.home).mkdir(parents=True, exist_ok=True)
    if not (data / house_assumptions().name).exists():
        put(data / house_assumptions().name, house_assumptions().read_bytes())


def kind_of(*, market: bool) -> Form:
    """What a command is about."""
    return MARKET_FORM if market else CLIENT


def existing(data: Path, form: Form, name: str) -> Path:
    """The folder of that name. Raises UserError, with the nearest name, where there is none."""
    folder = data / form.home / name
    if is_id(name) and folder.is_dir():
        return folder
    known = folders(data / form.home) if (data / form.home).is_dir() else []
    near = get_close_matches(name, known, n=1)
    asked = [said(" (did you mean {name}?)", name=printable(near[0]))] if near else []
    none = (
        said("no client {name!r}", name=printable(name))
        if form is CLIENT
        else said("no market {name!r}", name=printable(name))
    )
    raise UserError(joined([none, *asked]))


def new_folder(data: Path, form: Form, name: str) -> Path:
    """Where a new client or market goes. Raises UserError where the name is no id, or is taken."""
    if not is_id(name):
        offered = valid_name(name)
        mend = [said("; name it {name}", name=offered)] if offered else []
        line = said("{name!r} is no id: a small letter, then small letters, digits and hyphens", name=printable(name))
        raise UserError(joined([line, *mend]))
    folder = data / form.home / name
    if folder.exists() or folder.is_symlink():
        line = said("{place} is there already, and is left as it is", place=f"{form.home}/{name}")
        raise UserError(line)
    return folder


def valid_name(name: str) -> str:
    """The id that is nearest to a name; blank where nothing of it can stand in an id.

    >>> valid_name("Minjiang Bank"), valid_name("3M_China"), valid_name("福州")
    ('minjiang-bank', 'c-3m-china', '')
    """
    kept = "".join(character if character.isascii() and character.isalnum() else " " for character in name.lower())
    joined_up = "-".join(kept.split())
    return joined_up if not joined_up or joined_up[0].isalpha() else f"c-{joined_up}"
