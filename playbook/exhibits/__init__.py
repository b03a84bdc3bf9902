"""From results to exhibits: one module a step, one function an exhibit. `build` makes any of them by its id."""
from __future__ import annotations

from importlib import import_module

from playbook.client.model import Client
from playbook.exhibits.compose import REGISTRY, Page
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang

__all__ = ["EXHIBITS", "build"]

#: Every exhibit, by the step's module that makes it, in the order in which notebooks show them.
EXHIBITS: dict[str, tuple[str, ...]] = {
    "front": ("0.1",),
    "industry": ("1.1", "1.3", "1.5"),
    "competition": ("2.2", "2.4"),
    "needs": ("3.1", "3.2", "3.5", "3.8"),
    "solutions": ("4.4", "4.6", "4.7"),
    "capability": ("5.1", "5.2"),
    "planning": ("6.0", "6.1", "6.4"),
    "back": ("7.1", "7.2", "7.3"),
}


def build(exhibit_id: str, client: Client, lang: Lang) -> Exhibit:
    """The exhibit of that id, or the card that says what to collect for it. Raises KeyError for an id that is none."""
    module = next(name for name, ids in EXHIBITS.items() if exhibit_id in ids)
    import_module(f"playbook.exhibits.{module}")
    builder = REGISTRY[exhibit_id]
    page = Page(client, lang, exhibit_id)
    lacking = [table for table in builder.needs if not page.has(table)]
    if lacking:
        return page.card(lacking)
    result = import_module(f"playbook.steps.{module}").analyse(client) if module not in ("front", "back") else None
    return builder.build(Page(client, lang, exhibit_id, result.findings if result else ()), result)
