"""Assumptions: weights, thresholds and rates. The house's stand in `data/assumptions.yaml`; a client may override any
of them in its own `assumptions.yaml`, with who says so and when.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from playbook.client.assumption_fields import ASSUMPTION
from playbook.client.directions import name_marks, straight
from playbook.client.files import house_assumptions
from playbook.client.model import Assumption
from playbook.client.near import mend_of, nearest
from playbook.client.source import Source
from playbook.client.typing import typed_rows
from playbook.messages import all_of, said
from playbook.sheets.unreadable import Unreadable
from playbook.units import name_of

__all__ = ["ASSUMPTION", "load_assumptions"]

_FIELDS = tuple(column.name for column in ASSUMPTION)
_FILE = "assumptions.yaml"


def load_assumptions(house: Source, client: Source) -> dict[str, Assumption]:
    """The house's assumptions (of the data folder) with the client's own in their place, by id; faults go to the
    sources' lists.

    What the folder's file lacks, since it is older than the playbook, is the playbook's own, and a warning.
    """
    merged = {key: (item, "house") for key, item in _items(house).items()}
    own = _items(client) if client.has(_FILE) else {}
    if _FILE in house.unsound:
        return {}
    for key, item in _lacking(house, merged).items():
        expected = said("an assumption of this edition of the playbook, whose own value is taken")
        house.warn("assumptions.older", _FILE, expected, column=key)
        merged[key] = (item, "house")
    for key, item in own.items():
        if key not in merged:
            client.fault(_FILE, said("an assumption of data/assumptions.yaml"), column=key, mend=mend_of(key, merged))
            continue
        merged[key] = ({**merged[key][0], **item}, "client")
    return {
        key: _assumption(key, straight(item), origin)
        for key, (item, origin) in sorted(merged.items())
        if item["value"] is not None
    }


def _lacking(house: Source, known: Collection[str]) -> dict[str, dict[str, Any]]:
    """The playbook's own assumptions that the folder's file lacks; most often that file is the playbook's, and there is
    nothing to read."""
    shipped = Source(house_assumptions().parent, "data", [])
    if shipped.contents.get(_FILE) == house.contents.get(_FILE):
        return {}
    return {key: item for key, item in _items(shipped).items() if key not in known}


def _items(source: Source) -> dict[str, dict[str, Any]]:
    given = source.mapping(_FILE)
    rows = {key: item for key, item in given.items() if isinstance(item, dict)}
    for key in sorted(set(given) - set(rows)):
        source.fault(_FILE, said("value, by and on below it"), column=key, value=given[key])
    typed = {}
    for key, item in rows.items():
        if any(not isinstance(value, str) for value in item.values()):
            cause = said("{name} has lists or fields below its own fields; expected one value each", name=key)
            source.refuse(_FILE, Unreadable(cause, row=given.rows[key]))
            continue
        for name in sorted(set(item) - {*_FIELDS}):
            near = nearest(name, _FIELDS)
            mend = said("did you mean {near}?", near=near) if near else ""
            expected = said("one of {all}", all=all_of(_FIELDS))
            source.fault(_FILE, expected, column=f"{key}.{name}", value=item[name], mend=mend)
        place = f"{source.label}/{_FILE}: {key}"
        (values,), faults = typed_rows([item], ASSUMPTION, place, [None], noted=source.normalised)
        source.faults.extend(faults)
        name_marks(source, _FILE, ASSUMPTION, [values])
        typed[key] = {name: value for name, value in values.items() if name in item or source.label == "data"}
    return typed


def _assumption(key: str, item: Mapping[str, Any], origin: str) -> Assumption:
    plain: dict[str, Any] = {name: item.get(name) for name in ("value", "low", "high", "by", "on")}
    return Assumption(
        id=key, name=name_of(item), origin=origin, unit=item["unit"] or "", step=int(item["step"] or 0), **plain
    )
