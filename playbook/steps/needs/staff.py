"""What the client's employees spend themselves on telecom, by group and operator (exhibit 3.4), and what a group plan could win.

A group plan wins the share `group_plan_share` of what the employees spend with rivals. An amount that is not given is unknown: sums over it are
known only as "at least", and the plan is sized on what is known.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Percent, Printable, inline, name_of

__all__ = ["StaffSpend", "staff_spend"]

_FAIR, _LOW = 0.5, 0.4


@dataclass(frozen=True)
class StaffSpend:
    """What the employees spend, in currency a month.

    `frame`, a row per group and operator, the groups by what is known of them: group, operator, heads, amount_month (both NaN where unknown),
    us (True for our own), status. `total_month` and `rivals_month` are NaN where a part is unknown; `total_known_month` and `rivals_known_month`
    are the sums of what is known. `plan_month` is what a group plan could win of what is known to be with rivals.
    """

    frame: pd.DataFrame
    names: Mapping[str, Name]
    operators: tuple[str, ...]
    total_month: float
    total_known_month: float
    rivals_month: float
    rivals_known_month: float
    plan_month: float
    unknown: int
    status: str
    findings: tuple[Finding, ...] = ()


@remembered
def staff_spend(client: Client) -> StaffSpend:
    """The employees' spend of a client; without rows everything is unknown and there is no finding.

    `operators` are those that employees pay: we first, then the rivals by what is known to be spent with them.
    """
    frame = _frame(client)
    names = {str(row["group"]): name_of(row) for row in client.rows("staff_spend")}
    total, rivals = total_of(frame["amount_month"]), _rivals(frame)
    found = StaffSpend(
        frame, names, _operators(frame), total_month=total.value, total_known_month=total.known,
        rivals_month=rivals.value, rivals_known_month=rivals.known, plan_month=rivals.known * client.assume("group_plan_share"),
        unknown=int(frame["amount_month"].isna().sum()), status=weakest(frame["status"]),
    )
    return replace(found, findings=_findings(client, found)) if len(frame) else found


def _rivals(frame: pd.DataFrame) -> Total:
    """What is spent with rivals: unknown without any row, nothing where all rows are ours."""
    amounts = frame.loc[~frame["us"], "amount_month"]
    return total_of(amounts) if len(amounts) or frame.empty else Total(0.0, 0)


def _frame(client: Client) -> pd.DataFrame:
    frame = client.table("staff_spend")[["group", "operator", "heads", "amount_month", "status"]]
    frame["us"] = (frame["operator"] == client.market.us).astype(bool)
    known = frame.groupby("group")["amount_month"].transform("sum")
    order = frame.assign(size=-known, less=-frame["amount_month"].fillna(-1.0), rival=~frame["us"])
    order = order.sort_values(["size", "group", "rival", "less", "operator"], kind="stable")
    return order.drop(columns=["size", "less", "rival"]).reset_index(drop=True)


def _operators(frame: pd.DataFrame) -> tuple[str, ...]:
    sums = frame.groupby(["us", "operator"])["amount_month"].sum().reset_index()
    order = sums.sort_values(["us", "amount_month", "operator"], ascending=[False, False, True], kind="stable")
    return tuple(str(operator) for operator in order["operator"])


def _findings(client: Client, found: StaffSpend) -> tuple[Finding, ...]:
    """What part is with rivals, where to begin, and what is not known."""
    rivals = found.frame[~found.frame["us"]]
    if found.total_known_month <= 0:
        return (Finding("staff.unsized", "3.4", {"n": Count(len(found.frame)), "groups": _groups(found, found.frame)}, confidence=_LOW),)
    if rivals.empty:
        figures: dict[str, Printable] = {"total": Money(found.total_known_month, client.currency), "operators": Count(len(found.operators))}
        return (Finding("staff.ours" if not found.unknown else "staff.ours_at_least", "3.4", figures, confidence=_FAIR), *_unknown(client, found))
    return (_message(client, found), *_first(client, found), *_unknown(client, found))


def _message(client: Client, found: StaffSpend) -> Finding:
    figures: dict[str, Printable] = {
        "total": Money(found.total_known_month, client.currency),
        "rivals": Money(found.rivals_known_month, client.currency),
        "share": Percent(found.rivals_known_month / found.total_known_month, 0),
        "plan": Money(found.plan_month, client.currency),
        "part": Percent(client.assume("group_plan_share"), 0),
    }
    if found.rivals_known_month <= 0:
        return Finding("staff.rivals_unsized", "3.4", figures, confidence=_LOW)
    rule = "staff.rivals_at_least" if found.unknown else "staff.rivals"
    return Finding(rule, "3.4", figures, money_month=found.plan_month, confidence=_LOW if found.unknown else _FAIR)


def _first(client: Client, found: StaffSpend) -> tuple[Finding, ...]:
    """The largest amount that one rival has from one group: there the plan begins."""
    rivals = found.frame[~found.frame["us"] & (found.frame["amount_month"] > 0)]
    if rivals.empty:
        return ()
    row = rivals.sort_values(["amount_month", "group", "operator"], ascending=[False, True, True]).iloc[0]
    own = found.frame.loc[found.frame["group"] == row["group"], "amount_month"]
    figures: dict[str, Printable] = {
        "group": inline(found.names[row["group"]]),
        "operator": client.market.names("operators")[row["operator"]],
        "amount": Money(row["amount_month"], client.currency),
        "share": Percent(row["amount_month"] / own.sum(), 0),
    }
    rule = "staff.begin" if pd.isna(row["heads"]) else "staff.begin_heads"
    if not pd.isna(row["heads"]):
        figures["heads"] = Count(int(row["heads"]))
    return (Finding(rule, "3.4", figures, money_month=float(row["amount_month"]) * client.assume("group_plan_share"), confidence=_LOW),)


def _unknown(client: Client, found: StaffSpend) -> tuple[Finding, ...]:
    """Whose amounts are not known."""
    rows = found.frame[found.frame["amount_month"].isna()]
    if rows.empty:
        return ()
    operators = client.market.names("operators")
    pairs = [(inline(found.names[group]), operators[operator]) for group, operator in zip(rows["group"], rows["operator"], strict=True)]
    which = several([Name(f"{group.zh}（{operator.zh}）", f"{group.en} ({operator.en})") for group, operator in pairs])
    return (Finding("staff.unknown", "3.4", {"n": Count(len(rows)), "which": which}, confidence=_FAIR),)


def _groups(found: StaffSpend, rows: pd.DataFrame) -> Printable:
    return several([inline(found.names[group]) for group in dict.fromkeys(rows["group"])])
