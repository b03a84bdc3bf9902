"""The exhibits of the samples' differences."""

from __future__ import annotations

from functools import cache

from playbook.client import load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import differences

THEN, NOW = "2003-01-23", "2003-04-23"
PAIRS = {"pingan-life-fuzhou": (THEN, NOW), "harbour-hotels": ("2025-08-31", "2025-11-30")}
LANGS: tuple[Lang, ...] = ("zh", "en")


@cache
def made(client: str, lang: Lang) -> dict[str, Exhibit]:
    plans = [load_client(client, as_of=day) for day in PAIRS[client]]
    return {exhibit.id: exhibit for exhibit in differences(*plans, lang)}


def row(exhibit: Exhibit, item: str) -> dict[str, str]:
    """The first row of that item, as printed."""
    names = [field.name for field in exhibit.values.fields]
    cells = next(cells for cells in exhibit.values.rows if cells[0].printed == item)
    return dict(zip(names, (cell.printed for cell in cells), strict=True))
