"""Nothing filled since the last plan: a later date over the very same files says nothing new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from playbook.run.record.finished import Plan, read_plan
from playbook.run.record.order import Order
from playbook.run.record.places import plan_place

if TYPE_CHECKING:
    from playbook.units import Lang

__all__ = ["said_unfilled"]


def said_unfilled(order: Order, as_of: str, lang: Lang, inputs: Mapping[str, Any]) -> str:
    """What to say where the latest plan of an earlier date was made from the same files of the client; blank where
    something has been filled in since, or there is no such plan."""
    from playbook.text import say
    from playbook.units import Name

    last = _last(order, as_of, lang)
    if last is None or _own(order, last.manifest["inputs"]) != _own(order, inputs):
        return ""
    before = str(last.manifest["as_of"])
    return say(lang, "guards.words.unfilled", client=order.client_id, before=Name(before, before))


def _last(order: Order, as_of: str, lang: str) -> Plan | None:
    """The plan of the latest date before this one."""
    pattern = plan_place(order, "*", lang).relative_to(order.out).as_posix()
    plans = [plan for folder in order.out.glob(pattern) if (plan := read_plan(folder))]
    earlier = [plan for plan in plans if plan.manifest["as_of"] < as_of]
    return max(earlier, key=lambda plan: str(plan.manifest["as_of"]), default=None)


def _own(order: Order, inputs: Mapping[str, Any]) -> dict[str, str]:
    """The client's own files, with their fingerprints."""
    return {name: mark for name, mark in inputs["files"].items() if name.startswith(f"clients/{order.client_id}/")}
