"""Sales progress: are we moving the client?

The attitude of a key role is a letter, A (recommends, +2) to E (opposes, -2), plus and minus a third. Its shift is now
less before. The mean is weighted by decision power, before and now over the same roles: those whose power and both
attitudes are known; the others are left out and counted. The position from -5 (the rival) to +5 (us) is an input of the
progress form.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.attitude import attitude_value
from playbook.steps.findings import Finding
from playbook.steps.status import weakest
from playbook.units import Count, Name, Number, Printable, inline, is_unknown, name_of

__all__ = ["SalesProgress", "sales_progress_of"]

_COLUMNS = ["contact", "name", "department", "power", "before", "now", "before_value", "now_value", "shift", "status"]


@dataclass(frozen=True)
class SalesProgress:
    """The latest progress form that has key roles.

    `project` is its number (None where no form has roles), `form` its fields; `roles`: contact, name (Name), department
    (Name), power (1-5), before, now (letters or None), before_value, now_value, shift (NaN unknown), status, in the
    order of the form. `mean_before` and `mean_now` are weighted by power over `weighted` roles, NaN where there is
    none; `left_out` roles are not in them. `others` counts the older forms.
    """

    project: str | None
    form: Row
    roles: pd.DataFrame
    mean_before: float
    mean_now: float
    weighted: int
    left_out: int
    others: int
    status: str
    findings: tuple[Finding, ...]

    @property
    def position(self) -> float:
        """Where the project stands between the rival (-5) and us (+5); NaN unknown."""
        return float(self.form.get("position", float("nan")))


def sales_progress_of(client: Client) -> SalesProgress:
    """The sales progress of a client, as its latest form tells it."""
    form, others = _latest(client)
    project = form.get("project")
    roles = _roles(client, project)
    means, weighted = _means(roles)
    left_out = len(roles) - weighted
    status = weakest([form.get("status"), *(row["status"] for row in roles)])
    findings = _findings(form, roles, means, left_out) if roles else ()
    frame = pd.DataFrame(roles, columns=_COLUMNS)
    return SalesProgress(project, form, frame, *means, weighted, left_out, others, status, findings)


def _latest(client: Client) -> tuple[Row, int]:
    """The newest form with key roles (undated ones are the oldest, ties go to the later row), and how many others there
    are."""
    projects = set(client.column("progress_roles", "project"))
    rows = [row for row in client.rows("progress") if row["project"] in projects]
    if not rows:
        return {}, 0
    newest = max(
        range(len(rows)), key=lambda place: ("" if is_unknown(rows[place]["on"]) else str(rows[place]["on"]), place)
    )
    return rows[newest], len(rows) - 1


def _roles(client: Client, project: str | None) -> list[Row]:
    contacts = {row["contact"]: row for row in client.rows("contacts")}
    return [
        _role(row, contacts[row["contact"]])
        for row in client.rows("progress_roles")
        if project is not None and row["project"] == project
    ]


def _role(row: Row, contact: Row) -> Row:
    before, now = attitude_value(row["attitude_before"]), attitude_value(row["attitude_now"])
    return {
        "contact": row["contact"],
        "name": name_of(contact, "role"),
        "department": name_of(contact, "department"),
        "power": contact["power"],
        "before": row["attitude_before"],
        "now": row["attitude_now"],
        "before_value": before,
        "now_value": now,
        "shift": now - before,
        "status": weakest([row["status"], contact["status"]]) if not is_unknown(contact["power"]) else row["status"],
    }


def _means(roles: list[Row]) -> tuple[tuple[float, float], int]:
    known = [row for row in roles if not (is_unknown(row["power"]) or is_unknown(row["shift"]))]
    if not known:
        return (float("nan"), float("nan")), 0
    powers = [row["power"] for row in known]
    before, now = (
        float(np.average([row[column] for row in known], weights=powers)) for column in ("before_value", "now_value")
    )
    return (before, now), len(known)


def _findings(form: Row, roles: list[Row], means: tuple[float, float], left_out: int) -> tuple[Finding, ...]:
    """Who moved, what that means by decision power, what to do next, and where the project stands."""
    return (_moved(roles), _mean(means, left_out), _next(form, roles), _stands(form))


def _moved(roles: list[Row]) -> Finding:
    up, down = [row for row in roles if row["shift"] > 0], [row for row in roles if row["shift"] < 0]
    unknown = sum(is_unknown(row["shift"]) for row in roles)
    figures: dict[str, Printable] = {
        "n": Count(len(roles)),
        "up": Count(len(up)),
        "down": Count(len(down)),
        "unknown": Count(unknown),
    }
    if unknown == len(roles):
        return Finding("planning.sales_progress.shift_unknown", figures, internal=True)
    if down:
        worst = min(down, key=lambda row: (row["shift"], row["contact"]))
        figures |= {"who": inline(worst["name"]), "before": _letter(worst["before"]), "now": _letter(worst["now"])}
        return Finding(
            "planning.sales_progress.moved_both" if up else "planning.sales_progress.moved_away",
            figures,
            confidence=0.7,
            internal=True,
        )
    if not up:
        return Finding("planning.sales_progress.unmoved", figures, confidence=0.7, internal=True)
    best = min(up, key=lambda row: (-row["now_value"], row["contact"]))
    figures |= {"who": inline(best["name"]), "now": _letter(best["now"])}
    return Finding(
        "planning.sales_progress.all_moved" if len(up) == len(roles) else "planning.sales_progress.some_moved",
        figures,
        confidence=0.7,
        internal=True,
    )


def _letter(grade: str) -> Name:
    printed = str(grade).replace("-", "\N{MINUS SIGN}")
    return Name(printed, printed)


def _mean(means: tuple[float, float], left_out: int) -> Finding:
    before, now = means
    figures: dict[str, Printable] = {
        "mean_before": Number(before, 2, sign=True),
        "mean_now": Number(now, 2, sign=True),
        "n": Count(left_out),
    }
    rule = "mean_unknown" if is_unknown(before) else "mean_partly" if left_out else "mean"
    return Finding(f"planning.sales_progress.{rule}", figures, confidence=0.6, internal=True)


def _next(form: Row, roles: list[Row]) -> Finding:
    """The next steps of the form, and the key role to work on: the one with the lowest attitude now."""
    steps = name_of(form, "next_steps")
    known = [row for row in roles if not is_unknown(row["now_value"])]
    figures: dict[str, Printable] = {"steps": inline(steps)}
    if known:
        lowest = min(known, key=lambda row: (row["now_value"], row["contact"]))
        figures |= {"who": inline(lowest["name"]), "now": _letter(lowest["now"])}
    rule = "next" if steps.zh or steps.en else "no_next"
    return Finding(
        f"planning.sales_progress.{rule}" + ("" if known else "_nobody"), figures, confidence=0.6, internal=True
    )


def _stands(form: Row) -> Finding:
    position = form["position"]
    if is_unknown(position):
        return Finding("planning.sales_progress.position_unknown", {}, internal=True)
    rule = "position_ahead" if position > 0 else "position_behind" if position < 0 else "position_even"
    digits = 0 if float(position).is_integer() else 1
    return Finding(
        f"planning.sales_progress.{rule}",
        {"position": Number(position, digits, sign=True)},
        confidence=0.6,
        internal=True,
    )
