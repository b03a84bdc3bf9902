"""3.4, employees' spend."""

from __future__ import annotations

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.stacked import StackedBar, stacked_chart
from playbook.client.rows import Row, grouped, records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.staff_spend import StaffSpend
from playbook.steps.shares import Total, total_of
from playbook.units import Money, Names, Number, Percent, bounded, is_unknown

__all__ = ["build"]


@exhibit("3.4", "needs.staff_spend", needs=("staff_spend",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.4 Employees' spend: a bar per group, a segment per operator; the largest rival in the warning colour."""
    found = result.staff_spend
    return page.make(
        "stacked",
        page.say("needs.staff_spend.subtitle", currency=page.subject.currency),
        _staff_values(page, found),
        sources=("staff_spend",),
        status=found.status,
        draw=lambda: _draw_staff(page, found),
        extra={"total_rows": 3},
    )


def _draw_staff(page: ClientPage, found: StaffSpend) -> Figure:
    names, us = page.subject.market.names("operators"), page.subject.market.us
    rivals = [operator for operator in found.operators if operator != us]
    roles: dict[str, Role] = {us: "accent", **dict.fromkeys(rivals[:1], "warning")}
    stack: list[tuple[str, Role]] = [
        (page.show(names[operator]), roles.get(operator, "grey")) for operator in found.operators
    ]
    return stacked_chart(
        [_staff_bar(page, found, group) for group in dict.fromkeys(found.frame["group"])], stack, lang=page.lang
    )


def _staff_bar(page: ClientPage, found: StaffSpend, group: str) -> StackedBar:
    """A group's bar; an operator that none of the group is known to pay has nothing in it."""
    rows = found.frame[found.frame["group"] == group].set_index("operator")
    currency, names = page.subject.currency, page.subject.market.names("operators")
    amounts = [
        drawable(rows.loc[operator, "amount_month"]) if operator in rows.index else 0.0 for operator in found.operators
    ]
    total = Money(sum(amount or 0.0 for amount in amounts) or float("nan"), currency)
    unknown = Names(
        tuple(names[operator] for operator, amount in zip(found.operators, amounts, strict=True) if amount is None)
    )
    name, heads = page.show(found.names[group]), rows["heads"].sum(skipna=False)
    return StackedBar(
        name if is_unknown(heads) else page.say("needs.staff_spend.group_label", group=name, heads=Number(heads)),
        amounts,
        [page.show(Number(amount or 0.0)) for amount in amounts],
        page.say("needs.staff_spend.at_least_label", amount=total)
        if unknown.values and not is_unknown(total.value)
        else page.show(total),
        unknown=page.say("needs.staff_spend.segment_unknown", operator=unknown) if unknown.values else "",
    )


def _staff_values(page: ClientPage, found: StaffSpend) -> Values:
    """A row per group and operator, then what is known in all, the rivals' part, and what a group plan wins of it."""
    labels = ("group", "operator", "heads", "amount", "share", "per_head")
    numbers = {"heads": "", "amount": page.subject.currency, "share": "%", "per_head": page.subject.currency}
    roles = {"group": "category", "operator": "series", "amount": "value"}
    fields = tuple(
        Field(
            name,
            page.say(f"needs.staff_spend.{name}"),
            roles.get(name, "label"),
            numbers.get(name, ""),
            name in numbers,
        )
        for name in labels
    )
    spent = {
        group: total_of(row["amount_month"] for row in own)
        for (group,), own in grouped(records(found.frame), "group").items()
    }
    rows = [_staff_cells(page, found, row, spent[row["group"]]) for row in records(found.frame)]
    total, rivals = found.total_known_month, found.rivals_known_month
    sums = (
        (page.say("needs.staff_spend.known"), Total(total, found.unknown), float("nan")),
        (
            page.say("needs.staff_spend.rivals"),
            Total(rivals, is_unknown(found.rivals_month)),
            rivals / total if total else float("nan"),
        ),
        (
            page.say("needs.staff_spend.plan", part=Percent(page.subject.assume("group_plan_share"), 0)),
            Total(found.plan_month, is_unknown(found.rivals_month)),
            float("nan"),
        ),
    )
    return Values(fields, (*rows, *(_sum_cells(page, *row) for row in sums)))


def _staff_cells(page: ClientPage, found: StaffSpend, row: Row, spent: Total) -> tuple[Cell, ...]:
    """A group's spend with an operator; its share is at most that where the group spends more than is known."""
    lang, currency = page.lang, page.subject.currency
    no_amount, no_heads = page.say("needs.staff_spend.no_amount"), page.say("needs.staff_spend.no_heads")
    heads, amount = row["heads"], row["amount_month"]
    per_head = amount / heads if not is_unknown(heads) and heads > 0 else float("nan")
    return (
        cell(found.names[row["group"]], lang),
        cell(page.subject.market.names("operators")[row["operator"]], lang),
        cell(Number(heads), lang, no_heads),
        cell(Money(amount, currency), lang, no_amount),
        cell(spent.share(amount), lang, no_amount),
        cell(Money(per_head, currency, 2), lang, no_amount if is_unknown(amount) else no_heads),
    )


def _sum_cells(page: ClientPage, label: str, amount: Total, share: float) -> tuple[Cell, ...]:
    """A sum: at least what is known of it, unknown where nothing is; a share is one of what is known."""
    lang = page.lang
    money = bounded(Money(amount.known, page.subject.currency), amount.side)
    blank = cell("–", lang)
    return (
        cell(label, lang),
        cell(page.say("needs.staff_spend.all_groups"), lang),
        blank,
        cell(money, lang, page.say("needs.staff_spend.no_amount")),
        blank
        if is_unknown(share)
        else cell(
            Percent(share if not amount.unknown else float("nan"), 0), lang, page.say("needs.staff_spend.no_amount")
        ),
        blank,
    )
