"""Exhibit 4.9: the set of solutions that is worth the most within budget and effort, beside the one that the account
team chose."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.choice import ChoiceHeads, ChoiceRow, Gauge, Use, choice_chart
from playbook.charts.drawing.style import Role
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.best_set import Choice, Relaxation
from playbook.steps.solutions.printed import days, short_percent
from playbook.steps.solutions.selection import Selection, names_of
from playbook.units import Count, Money, Name, Names, Number, Side, bounded, is_unknown

__all__ = ["build"]

#: The most solutions that the chart shows; the table holds all.
_ROWS = 14
_EMPTY = Cell("", "")


#: What a solution is weighed by.
_RESTS_ON = tuple(
    f"solutions.{column}"
    for column in (
        "committed",
        "benefit_base_month",
        "cost_once",
        "cost_month",
        "effort_days",
        "technical",
        "policy",
        "start_month",
    )
)


@exhibit("4.9", "solutions.selection", needs=("solutions",), rests_on=_RESTS_ON)
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.9 The chosen set: the solutions by net present value, what they need, which are in the best set and in the
    team's; the limits."""
    found = result.selection
    subtitle = page.say(
        "solutions.selection.subtitle",
        months=Count(found.horizon),
        rate=short_percent(page.subject.assume("discount_rate_year")),
        unit=page.show(Money(0, page.subject.currency)).strip("0"),
        budget=_money(page, found.budget),
        effort=days(found.effort_days),
    )
    sources = ("solutions", "bills") if found.solutions["replaces"].notna().any() else ("solutions",)
    return page.make(
        "choice",
        subtitle,
        _values(page, found),
        sources=sources,
        status=found.status,
        draw=lambda: _chart(page, found),
        internal=True,
        extra={"total_rows": len(_sets(page, found)) + len(found.relaxations)},
    )


def _money(page: ClientPage, amount: float) -> Money:
    return Money(amount, page.subject.currency)


def _chart(page: ClientPage, found: Selection) -> Figure:
    rows = records(found.solutions)
    heads = ChoiceHeads(
        page.say("solutions.selection.head.value"),
        tuple(page.say(f"solutions.selection.head.{name}") for name in ("cost", "effort", "payback")),
        tuple(page.say(f"solutions.selection.head.{name}") for name in ("best", "team", "committed")),
    )
    more = len(rows) - _ROWS
    note = page.say("solutions.selection.more_rows", n=Count(more)) if more > 0 else ""
    return choice_chart(
        [_row(page, row) for row in rows[:_ROWS]], lang=page.lang, heads=heads, gauges=_gauges(page, found), note=note
    )


def _row(page: ClientPage, row: dict[str, Any]) -> ChoiceRow:
    loss = row["chosen"] and not is_unknown(row["npv"]) and row["npv"] < 0
    role: Role = "accent" if row["best"] else "warning" if loss else "light"
    figures = (page.show(Number(row["cost_once"])), page.show(days(row["effort_days"])), _payback(page, row).printed)
    return ChoiceRow(
        f"{row['solution']} {page.show(row['name'])}",
        drawable(row["npv"]),
        page.show(Number(row["npv"])),
        figures,
        (row["best"], row["chosen"], row["committed"]),
        role=role,
        tinted=row["best"],
    )


def _gauges(page: ClientPage, found: Selection) -> list[Gauge]:
    """How much of budget and effort the best set and the team's choice use."""
    limits = (
        ("cost", found.budget, _money(page, found.budget)),
        ("effort", found.effort_days, days(found.effort_days)),
    )
    sets = [("best", found.best)] + ([("team", found.team.choice)] if found.team and found.team.choice.members else [])
    gauges = []
    for name, limit, printed in limits:
        uses = [(label, getattr(choice, name)) for label, choice in sets if choice is not None]
        drawn = tuple(
            Use(
                page.say(f"solutions.selection.gauge.{label}"),
                value,
                page.show(_money(page, value) if name == "cost" else days(value)),
                role=_use(label, value, limit),
            )
            for label, value in uses
        )
        if drawn and limit > 0:
            gauges.append(
                Gauge(
                    page.say(f"solutions.selection.gauge.{name}"),
                    limit,
                    page.say("solutions.selection.gauge.limit", limit=printed),
                    drawn,
                )
            )
    return gauges


def _use(label: str, value: float, limit: float) -> Role:
    return "accent" if label == "best" else "warning" if value > limit else "grey"


def _values(page: ClientPage, found: Selection) -> Values:
    say, currency = page.say, page.subject.currency
    amounts = ("contribution", "cost_month", "replaced", "net")
    fields = (
        Field("kind", say("solutions.selection.kind"), "series"),
        Field("item", say("solutions.selection.item"), "category"),
        Field("npv", say("solutions.selection.head.value"), "value", currency, numeric=True),
        Field("cost", say("solutions.selection.head.cost"), "label", currency, numeric=True),
        Field("effort", say("solutions.selection.head.effort"), "label", numeric=True),
        Field("payback", say("solutions.selection.head.payback"), "label", numeric=True),
        Field("best", say("solutions.selection.head.best"), "highlight"),
        Field("runner_up", say("solutions.selection.runner_up"), "label"),
        Field("team", say("solutions.selection.head.team"), "label"),
        Field("committed", say("solutions.selection.head.committed"), "label"),
        Field("start", say("solutions.selection.start"), "label", numeric=True),
        *(Field(name, say(f"solutions.selection.{name}"), "label", currency, numeric=True) for name in amounts),
        Field("change", say("solutions.selection.change"), "label"),
        Field("gain", say("solutions.selection.gain"), "label", currency, numeric=True),
        Field("note", say("solutions.selection.note"), "note"),
    )
    rows = [_solution(page, row) for row in records(found.solutions)]
    limits = [_limit(page, found, relaxation) for relaxation in found.relaxations]
    return Values(fields, (*rows, *_sets(page, found), *limits))


def _solution(page: ClientPage, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, reason = page.lang, _reason(page, row)
    weighed = not row["missing"] or row["best"]
    members = [yes_no(page, row[name] if weighed else None, reason) for name in ("best", "runner_up")]
    money = [
        cell(_money(page, row[name]), lang, reason)
        for name in ("contribution_month", "cost_month", "replaced_month", "net_month")
    ]
    return (
        Cell("solution", page.say("solutions.selection.kind.solution")),
        Cell(row["solution"], f"{row['solution']} {page.show(row['name'])}"),
        cell(_money(page, row["npv"]), lang, reason),
        cell(_money(page, row["cost_once"]), lang, reason),
        cell(days(row["effort_days"]), lang, reason),
        _payback(page, row),
        *members,
        *(
            yes_no(page, row[name], page.say("solutions.selection.missing.not_stated"))
            for name in ("chosen", "committed")
        ),
        cell(Number(row["start_month"]), lang, reason),
        *money,
        _EMPTY,
        _EMPTY,
        cell(reason, lang) if reason else _EMPTY,
    )


def _reason(page: ClientPage, row: dict[str, Any]) -> str:
    """What is not given, in words; blank where all is."""
    if not row["missing"]:
        return ""
    words = [page.say(f"solutions.selection.missing.{name}") for name in row["missing"]]
    return page.say("solutions.selection.missing.reason", what=Names(tuple(Name(word, word) for word in words)))


def _payback(page: ClientPage, row: dict[str, Any]) -> Cell:
    if not is_unknown(row["payback_month"]):
        return cell(Number(row["payback_month"]), page.lang)
    if is_unknown(row["npv"]):
        return cell(None, page.lang, _reason(page, row))
    return Cell(None, page.say("solutions.selection.never"), page.say("solutions.selection.missing.no_payback"))


def _sets(page: ClientPage, found: Selection) -> list[tuple[Cell, ...]]:
    """The best set, the runner-up and the team's choice, with their sums."""
    sets = (("best", found.best), ("runner_up", found.runner_up))
    rows = [_set(page, name, choice, side=found.bound) for name, choice in sets if choice is not None]
    if found.team and found.team.choice.members:
        breaks = Names(
            tuple(
                Name(word, word)
                for word in (page.say(f"solutions.selection.breaks.{name}") for name in found.team.breaks)
            )
        )
        note = (
            page.say("solutions.selection.set.breaks", which=breaks)
            if found.team.breaks
            else page.say("solutions.selection.set.within")
        )
        rows.append(_set(page, "team", found.team.choice, note=note))
    return rows


def _set(page: ClientPage, name: str, choice: Choice, *, note: str = "", side: Side = "exact") -> tuple[Cell, ...]:
    """A set with its sums; of what is not known of its members the cost and effort are a least, and what it is worth is
    unknown."""
    rest: Side = "at_least" if choice.unknown else "exact"
    which = page.show(names_of(choice.members)) if choice.members else page.say("solutions.selection.set.none")
    part = page.say("solutions.selection.set.known_part", which=names_of(choice.unknown)) if choice.unknown else ""
    said = page.say("common.remark_join").join(text for text in (note, part) if text)
    return (
        Cell("set", page.say("solutions.selection.kind.set")),
        Cell(name, page.say(f"solutions.selection.set.{name}", which=which)),
        cell(
            bounded(_money(page, choice.value), "unknown" if choice.unknown else side),
            page.lang,
            page.say("solutions.selection.missing.members"),
        ),
        cell(bounded(_money(page, choice.cost), rest), page.lang, page.say("solutions.selection.missing.members")),
        cell(bounded(days(choice.effort), rest), page.lang, page.say("solutions.selection.missing.members")),
        *[_EMPTY] * 12,
        Cell(said, said),
    )


def _limit(page: ClientPage, found: Selection, relaxation: Relaxation) -> tuple[Cell, ...]:
    """A constraint: the smallest relaxation of it that changes the best set, and what that brings."""
    limit = _money(page, found.budget) if relaxation.kind == "budget" else days(found.effort_days)
    subject = {name: names_of((one,)) for name, one in zip(("first", "second"), relaxation.subject, strict=False)}
    item = page.say(f"solutions.selection.limit.{relaxation.kind}", limit=limit, **subject)
    head = (Cell("limit", page.say("solutions.selection.kind.limit")), Cell(relaxation.kind, item), *[_EMPTY] * 13)
    if relaxation.choice is None:
        note = page.say("solutions.selection.limit.no_change")
        return (*head, _EMPTY, cell(_money(page, 0.0), page.lang), Cell(note, note))
    extra = _money(page, relaxation.extra) if relaxation.kind == "budget" else days(relaxation.extra)
    change = (
        Cell("drop", page.say("solutions.selection.limit.drop"))
        if is_unknown(relaxation.extra)
        else Cell(relaxation.extra, "+" + page.show(extra))
    )
    note = page.say("solutions.selection.limit.then", which=names_of(relaxation.choice.members))
    return (*head, change, cell(_money(page, relaxation.gain), page.lang), Cell(note, note))
