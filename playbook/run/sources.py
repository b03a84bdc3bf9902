"""The six notebooks: their names, and where they lie."""

from __future__ import annotations

import os
from pathlib import Path

from playbook.errors import UserError
from playbook.families.plan import PLAN
from playbook.messages import joined, said

__all__ = ["NAMES", "find_notebooks"]

#: The notebooks, in the order of the steps.
NAMES = tuple(notebook.name for notebook in PLAN.notebooks)

_HERE = Path(__file__).resolve().parents[1]


def find_notebooks() -> Path:
    """The folder of the notebooks: PLAYBOOK_NOTEBOOKS (a team's own copies), else the checkout's, else the one that
    came with the package.

    Raises UserError where PLAYBOOK_NOTEBOOKS names a folder that lacks one of the six.
    """
    named = os.environ.get("PLAYBOOK_NOTEBOOKS")
    if named:
        return _complete(Path(named))
    checkout = _HERE.parent / "notebooks"
    return checkout if (checkout / f"{NAMES[0]}.ipynb").is_file() else _HERE / "_notebooks"


def _complete(folder: Path) -> Path:
    missing = [f"{name}.ipynb" for name in NAMES if not (folder / f"{name}.ipynb").is_file()]
    if missing:
        raise UserError(
            said("PLAYBOOK_NOTEBOOKS: {folder} has no {names}", folder=folder, names=joined(missing, said(", "))),
            said("name a folder that holds all six notebooks"),
        )
    return folder.resolve()
