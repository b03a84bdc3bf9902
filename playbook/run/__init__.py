"""Running: six notebooks for one client become one plan, which is whole or not there."""
from __future__ import annotations

from playbook.run.plan import Plan, make_plan

__all__ = ["Plan", "make_plan"]
