"""The families of exhibits: the plan, and plan against plan. One module each says its chapters, notebooks, sections."""

from __future__ import annotations

from playbook.exhibits.family import Family
from playbook.families.difference import DIFFERENCE
from playbook.families.plan import PLAN

__all__ = ["FAMILIES"]

FAMILIES: dict[str, Family] = {family.key: family for family in (PLAN, DIFFERENCE)}
