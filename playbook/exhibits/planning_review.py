"""Exhibits 6.5 to 6.8, each in a module of its own: KPIs, risks, the plan's review, from need to KPI."""

from __future__ import annotations

from playbook.exhibits import planning_faults, planning_kpis, planning_risks, planning_trace

__all__ = ["planning_faults", "planning_kpis", "planning_risks", "planning_trace"]
