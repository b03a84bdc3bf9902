"""The consultant's own findings beside the computed ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit
from playbook.exhibits.family import Family
from playbook.steps.remarks import Remark, remarks_of
from playbook.units import Day

__all__ = ["place_of", "with_remarks"]


def with_remarks(page: ClientPage, exhibit: Exhibit) -> Exhibit:
    """The exhibit with the findings that stand under it."""
    said = tuple(_said(page, one) for one in remarks_of(page.subject) if place_of(page.family, one) == page.id)
    return replace(exhibit, remarks=said, remarks_label=page.say("common.remarks")) if said else exhibit


def place_of(family: Family, remark: Remark) -> str:
    """The exhibit that a remark stands under: its own, else the first one of its step.

    The cover and the page on one page show those that matter by themselves.
    """
    ids = [one for one in family.ids if one not in (family.cover, family.summary)]
    if remark.exhibit in ids:
        return str(remark.exhibit)
    return next(one for one in ids if family.section_of(one).number == remark.step)


def _said(page: ClientPage, remark: Remark) -> Mapping[str, Any]:
    return {
        "text": page.show(remark.text),
        "evidence": page.show(remark.evidence),
        "by": page.say("common.remark_join").join(_origin(page, remark)),
        "internal": remark.internal,
    }


def _origin(page: ClientPage, remark: Remark) -> Iterator[str]:
    if page.show(remark.by):
        yield page.show(remark.by)
    if remark.on:
        yield page.show(Day(remark.on))
