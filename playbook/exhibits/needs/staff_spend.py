"""3.4, employees' spend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.stacked import StackedBar, stacked_chart
from playbook.client.rows import grouped, records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.staff_spend import StaffSpend
from playbook.steps.shares import Total, total_of
from playbook.units import Money, Names, Number, Percent, bounded, is_unknown

__all__ = ["build"]


@exhibit("3.4", "needs.staff_spend", needs=("staff_spend", "us"))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.4 Employees' spend: a bar per group, a segment per operator; the largest rival in the warning colour."""
    staff_spend = result.staff_spend
    return page.make(
        "stacked",
        page.say("needs.staff_spend.subtitle", currency=page.subject.currency),
        _values(page, staff_spend),
        sources=("staff_spend",),
        status=staff_spend.status,
        draw=lambda: _draw(page, staff_spend),
        extra={"total_rows": 3},
    )


def _draw(page: ClientPage, staff_spend: StaffSpend) -> Figure:
    names, us = page.subject.market.names("operators"), page.subject.market.us
    rivals = [operator for operator in staff_spend.operators if operator != us]
    roles: dict[str, Role] = {us: "accent", **dict.fromkeys(rivals[:1], "warning")}
    stack: list[tuple[str, Role]] = [
        (page.show(names[operator]), roles.get(operator, "grey")) for operator in staff_spend.operators
    ]
    return stacked_chart(
        [_bar(page, staff_spend, group) for group in dict.fromkeys(staff_spend.frame["group"])], stack, lang=page.lang
    )


def _bar(page: ClientPage, staff_spend: StaffSpend, group: str) -> StackedBar:
    """A group's bar; an operator that none of the group is known to pay has nothing in it."""
    rows = staff_spend.frame[staff_spend.frame["group"] == group].set_index("operator")
    currency, names = page.subject.currency, page.subject.market.names("operators")
    amounts = [
        drawable(rows.loc[operator, "amount_month"]) if operator in rows.index else 0.0
        for operator in staff_spend.operators
    ]
    total = Money(sum(amount or 0.0 for amount in amounts) or float("nan"), currency)
    paid = zip(staff_spend.operators, amounts, strict=True)
    unknown = Names(tuple(names[operator] for operator, amount in paid if amount is None))
    name, heads = page.show(staff_spend.names[group]), rows["heads"].sum(skipna=False)
    return StackedBar(
        name if is_unknown(heads) else page.say("needs.staff_spend.group_label", group=name, heads=Number(heads)),
        amounts,
        [page.show(Number(amount or 0.0)) for amount in amounts],
        page.say("needs.staff_spend.at_least_label", amount=total)
        if unknown.values and not is_unknown(total.value)
        else page.show(total),
        unknown=page.say("needs.staff_spend.segment_unknown", operator=unknown) if unknown.values else "",
    )


def _values(page: ClientPage, staff_spend: StaffSpend) -> Values:
    """A row per group and operator, then what is known in all, the rivals' part, and what a group plan wins of it."""
    rows, operators = records(staff_spend.frame), page.subject.market.names("operators")
    spent = {group: total_of(row["amount_month"] for row in own) for (group,), own in grouped(rows, "group").items()}
    no_amount, no_heads = page.say("needs.staff_spend.no_amount"), page.say("needs.staff_spend.no_heads")
    currency = page.subject.currency
    number = partial(Column, numeric=True)

    def no_ratio(row: Row) -> str:
        return no_amount if is_unknown(row["amount_month"]) else no_heads

    columns = (
        Column("group", lambda row: staff_spend.names[row["group"]], "category"),
        Column("operator", lambda row: operators[row["operator"]], "series"),
        number("heads", lambda row: Number(row["heads"]), reason=no_heads),
        number("amount", lambda row: Money(row["amount_month"], currency), "value", currency, reason=no_amount),
        number("share", lambda row: spent[row["group"]].share(row["amount_month"]), unit="%", reason=no_amount),
        number("per_head", lambda row: Money(_per_head(row), currency, 2), unit=currency, reason=no_ratio),
    )
    return with_rows(page, table(page, rows, columns), _sums(page, staff_spend))


def _per_head(row: Row) -> float:
    heads = row["heads"]
    return float(row["amount_month"] / heads) if not is_unknown(heads) and heads > 0 else float("nan")


def _sums(page: ClientPage, staff_spend: StaffSpend) -> Iterator[Mapping[str, Content]]:
    """What is known in all, the rivals' part of it, and what a group plan would win: at least what is known, unknown
    where nothing is."""
    total, rivals = staff_spend.total_known_month, staff_spend.rivals_known_month
    open_ = is_unknown(staff_spend.rivals_month)
    yield _sum(page, page.say("needs.staff_spend.known"), Total(total, staff_spend.unknown))
    of_which = _sum(page, page.say("needs.staff_spend.rivals"), Total(rivals, open_))
    yield {**of_which, "share": _rivals_share(page, rivals / total, open_)} if total else of_which
    part = Percent(page.subject.assume("group_plan_share"), 0)
    yield _sum(page, page.say("needs.staff_spend.plan", part=part), Total(staff_spend.plan_month, open_))


def _sum(page: ClientPage, label: str, amount: Total) -> Mapping[str, Content]:
    money = bounded(Money(amount.known, page.subject.currency), amount.side)
    return {
        "group": label,
        "operator": page.say("needs.staff_spend.all_groups"),
        "amount": cell(money, page.lang, page.say("needs.staff_spend.no_amount")),
    }


def _rivals_share(page: ClientPage, share: float, partly: bool) -> Cell:
    """The rivals' share of what is known, which is unknown where a part of theirs is."""
    known = Percent(float("nan") if partly else share, 0)
    return cell(known, page.lang, page.say("needs.staff_spend.no_amount"))
