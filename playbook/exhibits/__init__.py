"""From results to exhibits: one module a step, one function an exhibit. `build` makes any of them by its id."""
from __future__ import annotations

from importlib import import_module

from playbook.client.model import Client
from playbook.exhibits.compose import REGISTRY, Builder, Page
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang

__all__ = ["EXHIBITS", "build", "lacking"]

#: Every exhibit, by the step's module that makes it, in the order in which notebooks show them.
EXHIBITS: dict[str, tuple[str, ...]] = {
    "front": ("0.1",),
    "industry": ("1.1", "1.1b", "1.1c", "1.2", "1.3", "1.4", "1.5"),
    "competition": ("2.1", "2.2", "2.3", "2.4", "2.4b", "2.5"),
    "needs": ("3.1", "3.2", "3.2b", "3.3", "3.4", "3.5", "3.5b", "3.6", "3.7", "3.8", "3.9", "3.10"),
    "solutions": ("4.4", "4.6", "4.7"),
    "capability": ("5.1", "5.2"),
    "planning": ("6.0", "6.1", "6.4"),
    "back": ("7.1", "7.2", "7.3"),
}


def build(exhibit_id: str, client: Client, lang: Lang) -> Exhibit:
    """The exhibit of that id, or the card that says what to collect for it. Raises KeyError for an id that is none."""
    module, builder = _builder(exhibit_id)
    missing = lacking(exhibit_id, client)
    if missing:
        return Page(client, lang, exhibit_id).card(missing)
    result = import_module(f"playbook.steps.{module}").analyse(client) if module not in ("front", "back") else None
    return builder.build(Page(client, lang, exhibit_id, result.findings if result else ()), result)


def lacking(exhibit_id: str, client: Client) -> tuple[str, ...]:
    """The tables that the exhibit cannot do without and the client has no row of."""
    _, builder = _builder(exhibit_id)
    page = Page(client, client.language, exhibit_id)
    return tuple(table for table in builder.needs if not page.has(table))


def _builder(exhibit_id: str) -> tuple[str, Builder]:
    """The exhibit's module and its builder, which registers itself when the module is imported."""
    module = next((name for name, ids in EXHIBITS.items() if exhibit_id in ids), None)
    if module is None:
        raise KeyError(exhibit_id)
    import_module(f"playbook.exhibits.{module}")
    return module, REGISTRY[exhibit_id]
