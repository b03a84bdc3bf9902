"""What a notebook imports: one name that opens a client, so that a notebook is a list of exhibits and nothing else.

plan = start(client, as_of=as_of, lang=lang, data=data, step=1)
industry = plan.analyse()     # playbook.steps.industry.analysis.analyse(client)
plan.exhibit("1.1")           # playbook.exhibits.industry.composition.build, shown
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from playbook.client import Client, find_data, list_clients, load_client
from playbook.errors import UserError
from playbook.exhibits.exhibit import Exhibit
from playbook.families.building import build
from playbook.families.plan import PLAN
from playbook.messages import joined, said
from playbook.units import Lang

__all__ = ["Notebook", "start"]


@dataclass(frozen=True)
class Notebook:
    """A client opened for one of the six steps, in one language."""

    client: Client
    lang: Lang
    step: int

    def analyse(self) -> Any:
        """The step's frozen result for the client: what `playbook.steps.<step>.analyse(client)` gives."""
        key = next(section.key for section in PLAN.sections if section.number == self.step)
        analyse = PLAN.chapters[key].analyse
        return analyse(self.client) if analyse else None

    def exhibit(self, exhibit_id: str) -> Exhibit:
        """The exhibit of that id; it draws itself when it is shown. Raises KeyError for an id that nobody builds."""
        return build(PLAN, exhibit_id, self.client, self.lang)


def start(client: str, *, step: int, as_of: str = "", lang: str = "", data: str = "") -> Notebook:
    """Check the values of a notebook's parameters cell, print which client it is, and open it.

    Blank `as_of` and `lang` mean the client's own; blank `data` means the folder that :func:`find_data` finds.
    Raises UserError, or DataError with every fault in the client's files.
    """
    root = Path(data) if data else find_data()
    _check_values(root, client=client, as_of=as_of, lang=lang)
    opened = load_client(client, root=root, as_of=as_of or None)
    language: Lang = opened.language if not lang else "zh" if lang == "zh" else "en"
    print(f"{opened.name.printed(language)} ({opened.id})  {opened.as_of.isoformat()}  {language}")
    return Notebook(opened, language, step)


def _check_values(root: Path, **values: object) -> None:
    """Plain papermill lets any value through: `-p client 0202` arrives as the number 202."""
    lines = [
        said("{name} = {value!r}: expected text in quotation marks", name=name, value=value)
        for name, value in values.items()
        if not isinstance(value, str)
    ]
    client, lang = values["client"], values["lang"]
    if client == "":
        lines.append(
            said('no client is named: set client = "..." in the parameters cell, or give it with -p client ...')
        )
    elif isinstance(client, str) and not re.fullmatch(r"[a-z][a-z0-9-]*", client):
        lines.append(
            said("client = {client!r}: expected a small letter, then small letters, digits and hyphens", client=client)
        )
    if isinstance(lang, str) and lang not in ("", *get_args(Lang)):
        lines.append(said("lang = {lang!r}: expected zh or en (blank: the client's own language)", lang=lang))
    if lines:
        raise UserError(*lines, said("the clients are: {names}", names=joined(list_clients(root), said(", "))))
