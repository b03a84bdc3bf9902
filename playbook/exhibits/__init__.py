"""From results to exhibits: one module a step, one function an exhibit. `build` makes any of them by its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from typing import Any

from playbook.client.model import Client
from playbook.exhibits.compose import REGISTRY, Builder, Page
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.remarks import Remark, remarks_of
from playbook.units import Day, Lang

__all__ = ["EXHIBITS", "build", "lacking", "place_of"]

#: Every exhibit, by the step's module that makes it, in the order in which notebooks show them.
EXHIBITS: dict[str, tuple[str, ...]] = {
    "front": ("0.1",),
    "industry": ("1.1", "1.1b", "1.1c", "1.2", "1.3", "1.4", "1.5"),
    "competition": ("2.1", "2.2", "2.3", "2.4", "2.4b", "2.5"),
    "needs": ("3.1", "3.2", "3.2b", "3.3", "3.4", "3.5", "3.5b", "3.6", "3.7", "3.8", "3.9", "3.10"),
    "solutions": ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9"),
    "capability": ("5.1", "5.2", "5.3", "5.4", "5.5"),
    "planning": ("6.0", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8"),
    "back": ("7.1", "7.2", "7.3"),
}


@lru_cache(maxsize=256)
def build(exhibit_id: str, client: Client, lang: Lang) -> Exhibit:
    """The exhibit of that id, or the card that says what to collect for it; built once per client, language and
    process.

    Raises KeyError for an id that is none.
    """
    module, builder = _builder(exhibit_id)
    page, missing = Page(client, lang, exhibit_id), lacking(exhibit_id, client)
    if missing:
        return _with_remarks(page, page.card(missing))
    result = (
        import_module(f"playbook.steps.{module}.analysis").analyse(client) if module not in ("front", "back") else None
    )
    return _with_remarks(page, builder.build(replace(page, findings=result.findings if result else ()), result))


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


def _with_remarks(page: Page, exhibit: Exhibit) -> Exhibit:
    """The exhibit with the consultant's own findings beside it."""
    said = tuple(_remark(page, remark) for remark in remarks_of(page.client) if place_of(remark) == page.id)
    return replace(exhibit, remarks=said, remarks_label=page.say("common.remarks")) if said else exhibit


def place_of(remark: Remark) -> str:
    """The exhibit that a remark stands under: its own, else the first one of its step (the plan's page shows those that
    matter by itself)."""
    ids = [exhibit_id for exhibits in EXHIBITS.values() for exhibit_id in exhibits if exhibit_id not in ("0.1", "6.0")]
    return (
        remark.exhibit
        if remark.exhibit in ids
        else next(exhibit_id for exhibit_id in ids if exhibit_id.startswith(str(remark.step)))
    )


def _remark(page: Page, remark: Remark) -> Mapping[str, Any]:
    return {
        "text": page.show(remark.text),
        "evidence": page.show(remark.evidence),
        "by": page.say("common.remark_join").join(_origin(page, remark)),
        "internal": remark.internal,
    }


def _origin(page: Page, remark: Remark) -> Iterator[str]:
    if page.show(remark.by):
        yield page.show(remark.by)
    if remark.on:
        yield page.show(Day(remark.on))
