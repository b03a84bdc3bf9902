"""The order of sheets: who the client is, its bills, then the tables of the six steps, then what stands beside them."""

from __future__ import annotations

from itertools import groupby

from playbook.client.accepted import ACCEPTED
from playbook.client.forms.parts import Form, Part
from playbook.client.words import MARKET_STEP, step
from playbook.text import say
from playbook.units import Lang

__all__ = ["by_group", "group_title"]

#: Groups by the place that they come in; the six steps come in theirs.
_WHO, _START, _BESIDE = -1, 0, 9
_TITLES = {
    _WHO: "who",
    _START: "start",
    _BESIDE: "beside",
    MARKET_STEP: "market",
}


def by_group(form: Form) -> list[tuple[int, list[Part]]]:
    """The parts in order, by the number of their group: the step's, or one of those around the steps."""
    ordered = sorted(form.parts, key=_group)
    return [(group, list(parts)) for group, parts in groupby(ordered, _group)]


def group_title(group: int, lang: Lang) -> str:
    """What a group is called."""
    return say(lang, f"workbook.group.{_TITLES[group]}") if group in _TITLES else _step(group, lang)


def _step(number: int, lang: Lang) -> str:
    return f"{number} {say(lang, f'report.step.{number}')}"


def _group(part: Part) -> int:
    if part.shape == "items" or part.table is ACCEPTED:
        return _BESIDE
    return _WHO if part.shape == "fields" else step(part.name)
