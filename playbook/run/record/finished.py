"""Finished plans: what lies in the folder of outputs, whether it is as it was written, and whether it would come out
the same again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from playbook.client.days import said_ahead
from playbook.client.files import is_id
from playbook.run.record.keys import changes, made_from
from playbook.run.record.manifest import FILE_NAME, SCHEMA_VERSION
from playbook.run.record.order import Order
from playbook.run.record.places import plan_place

__all__ = ["Plan", "answers", "read_plan", "unchanged_plan"]


@dataclass(frozen=True)
class Plan:
    """A plan that there is: the folder it lies in, its manifest, and whether it was found unchanged instead of made."""

    folder: Path
    manifest: Mapping[str, Any]
    unchanged: bool = False

    def damage(self) -> list[str]:
        """The files that are missing, or have another size than the manifest says, each in words."""
        files = self.manifest["files"]
        return [
            f"{Path(name).name} is not as it was written"
            for name, file in files.items()
            if _size(self.folder / name) != file["bytes"]
        ]

    def warnings(self) -> list[str]:
        """What was named of the client's files when it was made, and that its date is still to come."""
        return [
            *self.manifest.get("warnings", ()),
            *filter(None, [said_ahead(date.fromisoformat(self.manifest["as_of"]))]),
        ]


def read_plan(folder: Path) -> Plan | None:
    """The plan in a folder; None where there is none, since a plan without a manifest that can be read does not
    exist."""
    try:
        manifest = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Plan(folder, manifest) if isinstance(manifest, dict) and manifest.get("schema") == SCHEMA_VERSION else None


def unchanged_plan(order: Order) -> Plan | None:
    """The plan that the order asks for, where it is there, whole, and would come out the same; else None."""
    if order.force or not is_id(order.client_id):
        return None
    now: dict[str, dict[str, Any]] = {}
    for plan in _plans(order):
        market = plan.manifest["inputs"]["market"]
        if market not in now:
            now[market] = made_from(order, market)
        if not changes(plan.manifest, now[market]) and not plan.damage():
            return replace(plan, unchanged=True)
    return None


def _plans(order: Order) -> Iterator[Plan]:
    """The plans that answer the order."""
    pattern = plan_place(order, order.as_of or "*", order.lang or "*").relative_to(order.out).as_posix()
    for folder in sorted(order.out.glob(pattern)):
        plan = read_plan(folder)
        if plan and answers(order, plan.manifest):
            yield plan


def answers(order: Order, manifest: Mapping[str, Any]) -> bool:
    """True for a plan of the date and language that the order names; where it names none, made when none was named
    either."""
    pairs = ((order.as_of, "as_of"), (order.lang, "lang"))
    return all(manifest[name] == value if value else manifest["asked"][name] is None for value, name in pairs)


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None
