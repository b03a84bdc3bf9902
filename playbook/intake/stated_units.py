"""The unit of amounts stands in a header or a title of most sheets. A map that does not know it would bring in a ten
thousandth of the money, and every sum would agree."""

from __future__ import annotations

from decimal import Decimal

from playbook.errors import Fault
from playbook.intake.entries import money_columns
from playbook.intake.mapping import Import
from playbook.intake.page import Page
from playbook.intake.units import named_unit
from playbook.messages import Said, said

__all__ = ["check_units"]


def check_units(page: Page, item: Import, faults: list[Fault]) -> list[Said]:
    """Hold the map's units of amounts against what the page says of them: where the map says nothing, another unit than
    one is a fault; where it says something else, that is said."""
    remarks: list[Said] = []
    for name in money_columns(item):
        unit = named_unit(item.table.column(name), (*_headers(page, item, name), *page.titles))
        stated = item.units.get(name)
        if unit is None or unit.factor == (stated.factor if stated else Decimal(1)):
            continue
        if stated:
            remarks.append(said("warning: the sheet says {unit}, the map {stated}", unit=unit.name, stated=stated.name))
        else:
            mend = said("say in the map which it is: units: {{{column}: {unit}}}", column=name, unit=unit.name)
            cause = said("the sheet says that its amounts are in {unit}, and the map says no unit", unit=unit.name)
            faults.append(Fault(page.place, None, "", "", "", cause, mend))
    return remarks


def _headers(page: Page, item: Import, name: str) -> tuple[str, ...]:
    """The headers of a column of amounts."""
    if item.unpivot and item.unpivot.into == name:
        return page.header
    return (item.columns[name],)
