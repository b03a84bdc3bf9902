"""What the client's employees spend themselves on telecom, by group and operator, and what a group plan
could win.

A group plan wins the share `group_plan_share` of what the employees spend with rivals. An amount that is not given is
unknown: sums over it are known only as "at least", and the plan is sized on what is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, grouped, ordered
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Percent, Printable, inline, is_unknown, name_of

__all__ = ["StaffSpend", "staff_spend"]

_COLUMNS = ["group", "operator", "heads", "amount_month", "status", "us"]
_FAIR, _LOW = 0.5, 0.4


@dataclass(frozen=True)
class StaffSpend:
    """What the employees spend, in currency a month.

    `frame`, a row per group and operator, the groups by what is known of them: group, operator, heads, amount_month
    (both NaN where unknown), us (True for our own), status. `total_month` and `rivals_month` are NaN where a part is
    unknown; `total_known_month` and `rivals_known_month` are the sums of what is known. `plan_month` is what a group
    plan could win of what is known to be with rivals.
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
    rows = _rows(client)
    names = {str(row["group"]): name_of(row) for row in client.by_operator("staff_spend")}
    total, rivals = total_of(row["amount_month"] for row in rows), _rivals(rows)
    spend = StaffSpend(
        _frame(rows),
        names,
        _operators(rows),
        total_month=total.value,
        total_known_month=total.known,
        rivals_month=rivals.value,
        rivals_known_month=rivals.known,
        plan_month=rivals.known * client.assume("group_plan_share"),
        unknown=sum(is_unknown(row["amount_month"]) for row in rows),
        status=weakest(row["status"] for row in rows),
    )
    return replace(spend, findings=_findings(client, spend, rows)) if rows else spend


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    frame = frame_of(rows, _COLUMNS, figures=("heads", "amount_month"))
    frame["us"] = frame["us"].astype(bool)
    return frame


def _rivals(rows: Sequence[Row]) -> Total:
    """What is spent with rivals: unknown without any row, nothing where all rows are ours."""
    amounts = [row["amount_month"] for row in rows if not row["us"]]
    return total_of(amounts) if amounts or not rows else Total(0.0, 0)


def _rows(client: Client) -> list[Row]:
    """The largest group first, in it we first, then the rivals by amount."""
    rows = [{**row, "us": row["operator"] == client.market.us} for row in client.by_operator("staff_spend")]
    sizes = {group: _spent(own) for (group,), own in grouped(rows, "group").items()}
    return sorted(
        ordered(rows, "-us", "-amount_month", "operator"),
        key=lambda row: (-sizes[row["group"]], row["group"], not row["us"]),
    )


def _spent(rows: Sequence[Row]) -> float:
    return total_of(row["amount_month"] for row in rows).known


def _operators(rows: Sequence[Row]) -> tuple[str, ...]:
    sums = {operator: (us, _spent(own)) for (us, operator), own in grouped(rows, "us", "operator").items()}
    return tuple(sorted(sums, key=lambda operator: (not sums[operator][0], -sums[operator][1], operator)))


def _findings(client: Client, spend: StaffSpend, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """What part is with rivals, where to begin, and what is not known."""
    if spend.total_known_month <= 0:
        return (
            Finding(
                "needs.staff_spend.unsized",
                {"n": Count(len(rows)), "groups": _groups(spend, rows)},
                confidence=_LOW,
            ),
        )
    if all(row["us"] for row in rows):
        figures: dict[str, Printable] = {
            "total": Money(spend.total_known_month, client.currency),
            "operators": Count(len(spend.operators)),
        }
        rule = "needs.staff_spend.ours" if not spend.unknown else "needs.staff_spend.ours_at_least"
        return (Finding(rule, figures, confidence=_FAIR), *_unknown(client, spend, rows))
    return (_message(client, spend), *_first(client, spend, rows), *_unknown(client, spend, rows))


def _message(client: Client, spend: StaffSpend) -> Finding:
    figures: dict[str, Printable] = {
        "total": Money(spend.total_known_month, client.currency),
        "rivals": Money(spend.rivals_known_month, client.currency),
        "plan": Money(spend.plan_month, client.currency),
        "part": Percent(client.assume("group_plan_share"), 0),
    }
    if spend.rivals_known_month <= 0:
        return Finding("needs.staff_spend.rivals_unsized", figures, confidence=_LOW)
    if spend.unknown:
        return Finding("needs.staff_spend.rivals_at_least", figures, money_month=spend.plan_month, confidence=_LOW)
    figures["share"] = Percent(spend.rivals_known_month / spend.total_known_month, 0)
    return Finding("needs.staff_spend.rivals", figures, money_month=spend.plan_month, confidence=_FAIR)


def _first(client: Client, spend: StaffSpend, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """The largest amount that one rival has from one group: there the plan begins."""
    rivals = [row for row in rows if not row["us"] and row["amount_month"] > 0]
    if not rivals:
        return ()
    row = min(rivals, key=lambda row: (-row["amount_month"], row["group"], row["operator"]))
    own = total_of(other["amount_month"] for other in rows if other["group"] == row["group"])
    figures: dict[str, Printable] = {
        "group": inline(spend.names[row["group"]]),
        "operator": client.market.names("operators")[row["operator"]],
        "amount": Money(row["amount_month"], client.currency),
        "share": own.share(row["amount_month"]),
    }
    rule = "needs.staff_spend.begin" if is_unknown(row["heads"]) else "needs.staff_spend.begin_heads"
    if not is_unknown(row["heads"]):
        figures["heads"] = Count(int(row["heads"]))
    return (
        Finding(rule, figures, money_month=row["amount_month"] * client.assume("group_plan_share"), confidence=_LOW),
    )


def _unknown(client: Client, spend: StaffSpend, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """Whose amounts are not known."""
    unknown = [row for row in rows if is_unknown(row["amount_month"])]
    if not unknown:
        return ()
    operators = client.market.names("operators")
    pairs = [(inline(spend.names[row["group"]]), operators[row["operator"]]) for row in unknown]
    which = several([Name(f"{group.zh}（{operator.zh}）", f"{group.en} ({operator.en})") for group, operator in pairs])
    return (Finding("needs.staff_spend.unknown", {"n": Count(len(unknown)), "which": which}, confidence=_FAIR),)


def _groups(spend: StaffSpend, rows: Sequence[Row]) -> Printable:
    return several([inline(spend.names[group]) for group in dict.fromkeys(row["group"] for row in rows)])
