"""The index of all plans, written again after a run or a batch: by a warm process where there is one, else here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playbook.run.startup import without_iri_grammar

if TYPE_CHECKING:
    from playbook.run.events import Tell

__all__ = ["index_task", "write_index_of"]


def write_index_of(out: str | Path) -> str:
    """Write `index.html` over the plans and failures in a folder or a store, and hand back its path or URL. Raises
    UserError."""
    without_iri_grammar()
    from playbook.run.stores import open_store
    from playbook.run.stores.index import index_store

    return index_store(open_store(out))


def index_task(out: Path, *, tell: Tell) -> str:
    """The same, in a mother's child."""
    return write_index_of(out)
