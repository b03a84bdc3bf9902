"""Where rows come from, in a reader's language."""

from __future__ import annotations

from playbook.client.model import Tables
from playbook.units import Lang

__all__ = ["origins_of"]


def origins_of(tables: Tables, table: str, lang: Lang) -> list[str]:
    """The source of each row of a table in that language, "" where it is not known; a row without its twin has that of
    its source."""
    names = ("source", f"source_{lang}", "source_en" if lang == "zh" else "source_zh")
    rows = list(zip(*(tables.column(table, name) for name in names), strict=True))
    twins = {original: twin for original, twin, _ in rows if original and twin}
    return [twin or twins.get(original) or original or other or "" for original, twin, other in rows]
