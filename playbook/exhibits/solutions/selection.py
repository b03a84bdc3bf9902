"""4.9, the chosen set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from matplotlib.figure import Figure

from playbook.charts.choice import ChoiceHeads, ChoiceRow, Gauge, Use, choice_chart
from playbook.charts.drawing.style import Role
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.exhibits.solutions.currency_sign import sign_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.best_set import Choice, Relaxation
from playbook.steps.solutions.printed import days, short_percent
from playbook.steps.solutions.selection import Selection, names_of
from playbook.units import Count, Money, Number, Side, bounded, is_unknown

__all__ = ["build"]

#: The most solutions that the chart shows; the table holds all.
_ROWS = 14


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
    selection = result.selection
    subtitle = page.say(
        "solutions.selection.subtitle",
        months=Count(selection.horizon),
        rate=short_percent(page.subject.assume("discount_rate_year")),
        unit=sign_of(page),
        budget=_money(page, selection.budget),
        effort=days(selection.effort_days),
    )
    sources = ("solutions", "bills") if selection.solutions["replaces"].notna().any() else ("solutions",)
    sets = list(_sets(page, selection))
    return page.make(
        "choice",
        subtitle,
        _values(page, selection, sets),
        sources=sources,
        status=selection.status,
        draw=lambda: _chart(page, selection),
        internal=True,
        extra={"total_rows": len(sets) + len(selection.relaxations)},
    )


def _money(page: ClientPage, amount: float) -> Money:
    return Money(amount, page.subject.currency)


def _chart(page: ClientPage, selection: Selection) -> Figure:
    rows = records(selection.solutions)
    heads = ChoiceHeads(
        page.say("solutions.selection.npv"),
        tuple(page.say(f"solutions.selection.{name}") for name in ("cost", "effort", "payback")),
        tuple(page.say(f"solutions.selection.{name}") for name in ("best", "team", "committed")),
    )
    more = len(rows) - _ROWS
    note = page.say("solutions.selection.more_rows", n=Count(more)) if more > 0 else ""
    gauges = list(_gauges(page, selection))
    return choice_chart(
        [_row(page, row) for row in rows[:_ROWS]], lang=page.lang, heads=heads, gauges=gauges, note=note
    )


def _row(page: ClientPage, row: Row) -> ChoiceRow:
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


def _gauges(page: ClientPage, selection: Selection) -> Iterator[Gauge]:
    """How much of budget and effort the best set and the team's choice use."""
    sets = {"best": selection.best, "team": selection.team.choice if selection.team.choice.members else None}
    choices = {label: choice for label, choice in sets.items() if choice is not None}
    cost = {label: choice.cost for label, choice in choices.items()}
    effort = {label: choice.effort for label, choice in choices.items()}
    if choices and selection.budget > 0:
        yield _gauge(page, "cost", selection.budget, cost)
    if choices and selection.effort_days > 0:
        yield _gauge(page, "effort", selection.effort_days, effort)


def _gauge(page: ClientPage, name: str, limit: float, used: Mapping[str, float]) -> Gauge:
    say, measure = page.say, partial(_money, page) if name == "cost" else days
    uses = tuple(
        Use(say(f"solutions.selection.gauge.{label}"), value, page.show(measure(value)), role=_use(label, value, limit))
        for label, value in used.items()
    )
    limited = say("solutions.selection.gauge.limit", limit=measure(limit))
    return Gauge(say(f"solutions.selection.gauge.{name}"), limit, limited, uses)


def _use(label: str, value: float, limit: float) -> Role:
    return "accent" if label == "best" else "warning" if value > limit else "grey"


def _reason(page: ClientPage, row: Row) -> str:
    """What is not given, in words; blank where all is."""
    if not row["missing"]:
        return ""
    words = [page.say(f"solutions.selection.missing.{name}") for name in row["missing"]]
    return page.say("solutions.selection.missing.reason", what=names_of(words))


def _payback(page: ClientPage, row: Row) -> Cell:
    if not is_unknown(row["payback_month"]):
        return cell(Number(row["payback_month"]), page.lang)
    if is_unknown(row["npv"]):
        return cell(None, page.lang, _reason(page, row))
    return Cell(None, page.say("solutions.selection.never"), page.say("solutions.selection.missing.no_payback"))


def _kind(page: ClientPage, kind: str) -> Cell:
    return Cell(kind, page.say(f"solutions.selection.kind.{kind}"))


def _item(page: ClientPage, row: Row) -> Cell:
    return Cell(row["solution"], f"{row['solution']} {page.show(row['name'])}")


def _sets(page: ClientPage, selection: Selection) -> Iterator[dict[str, Content]]:
    """The best set, the runner-up and the team's choice, with their sums."""
    for name, choice in (("best", selection.best), ("runner_up", selection.runner_up)):
        if choice is not None:
            yield _set(page, name, choice, side=selection.bound)
    team = selection.team
    if team.choice.members:
        words = (page.say(f"solutions.selection.breaks.{name}") for name in team.breaks)
        note = (
            page.say("solutions.selection.set.breaks", which=names_of(words))
            if team.breaks
            else page.say("solutions.selection.set.within")
        )
        yield _set(page, "team", team.choice, note=note)


def _set(page: ClientPage, name: str, choice: Choice, *, note: str = "", side: Side = "exact") -> dict[str, Content]:
    """A set with its sums; of what is not known of its members the cost and effort are a least, and what it is worth is
    unknown."""
    rest: Side = "at_least" if choice.unknown else "exact"
    which = page.show(names_of(choice.members)) if choice.members else page.say("solutions.selection.set.none")
    part = page.say("solutions.selection.set.known_part", which=names_of(choice.unknown)) if choice.unknown else ""
    said = page.say("common.remark_join").join(text for text in (note, part) if text)
    sums = {
        "npv": bounded(_money(page, choice.value), "unknown" if choice.unknown else side),
        "cost": bounded(_money(page, choice.cost), rest),
        "effort": bounded(days(choice.effort), rest),
    }
    missing = page.say("solutions.selection.missing.members")
    return {
        "kind": _kind(page, "set"),
        "item": Cell(name, page.say(f"solutions.selection.set.{name}", which=which)),
        **{column: cell(amount, page.lang, missing) for column, amount in sums.items()},
        "note": Cell(said, said),
    }


def _limit(page: ClientPage, selection: Selection, relaxation: Relaxation) -> dict[str, Content]:
    """A constraint: the smallest relaxation of it that changes the best set, and what that brings."""
    limit = _money(page, selection.budget) if relaxation.kind == "budget" else days(selection.effort_days)
    subject = {name: names_of((one,)) for name, one in zip(("first", "second"), relaxation.subject, strict=False)}
    item = page.say(f"solutions.selection.limit.{relaxation.kind}", limit=limit, **subject)
    row: dict[str, Content] = {
        "kind": _kind(page, "limit"),
        "item": Cell(relaxation.kind, item),
        "gain": _money(page, relaxation.gain),
    }
    if relaxation.choice is None:
        return row | {"note": page.say("solutions.selection.limit.no_change")}
    note = page.say("solutions.selection.limit.then", which=names_of(relaxation.choice.members))
    return row | {"change": _change(page, relaxation), "note": note}


def _change(page: ClientPage, relaxation: Relaxation) -> Cell:
    """By how much a limit is raised; a rule is dropped."""
    if is_unknown(relaxation.extra):
        return Cell("drop", page.say("solutions.selection.limit.drop"))
    extra = _money(page, relaxation.extra) if relaxation.kind == "budget" else days(relaxation.extra)
    return Cell(relaxation.extra, "+" + page.show(extra))


def _values(page: ClientPage, selection: Selection, sets: Iterable[Mapping[str, Content]]) -> Values:
    """The solutions, then the sets of them, then what limits the choice."""
    money = partial(Column, unit=page.subject.currency, numeric=True)
    columns = (
        Column("kind", lambda row: _kind(page, "solution"), "series"),
        Column("item", partial(_item, page), "category"),
        *_worth(page),
        *_memberships(page),
        *_months(page),
        Column("change", lambda row: EMPTY),
        money("gain", lambda row: EMPTY),
        Column("note", lambda row: _reason(page, row) or EMPTY, "note"),
    )
    values = table(page, records(selection.solutions), columns)
    limits = (_limit(page, selection, relaxation) for relaxation in selection.relaxations)
    return with_rows(page, values, (*sets, *limits), blank=EMPTY)


def _worth(page: ClientPage) -> tuple[Column, ...]:
    """The columns of what a solution is worth, needs, and when it has paid back."""
    figure, currency = partial(Column, numeric=True, reason=partial(_reason, page)), page.subject.currency
    return (
        figure("npv", lambda row: _money(page, row["npv"]), "value", currency),
        figure("cost", lambda row: _money(page, row["cost_once"]), unit=currency),
        figure("effort", lambda row: days(row["effort_days"])),
        figure("payback", partial(_payback, page)),
    )


def _memberships(page: ClientPage) -> tuple[Column, ...]:
    """The columns of the sets that a solution is in."""
    not_stated = page.say("solutions.selection.missing.not_stated")

    def member(name: str) -> Callable[[Row], Cell]:
        return lambda row: yes_no(page, row[name] if not row["missing"] or row["best"] else None, _reason(page, row))

    return (
        Column("best", member("best"), "highlight"),
        Column("runner_up", member("runner_up")),
        Column("team", lambda row: yes_no(page, row["chosen"], not_stated)),
        Column("committed", lambda row: yes_no(page, row["committed"], not_stated)),
    )


def _months(page: ClientPage) -> tuple[Column, ...]:
    """The columns of what a solution brings a month, and from when on."""
    figure, currency = partial(Column, numeric=True, reason=partial(_reason, page)), page.subject.currency
    return (
        figure("start", lambda row: Number(row["start_month"])),
        figure("contribution", lambda row: _money(page, row["contribution_month"]), unit=currency),
        figure("cost_month", lambda row: _money(page, row["cost_month"]), unit=currency),
        figure("replaced", lambda row: _money(page, row["replaced_month"]), unit=currency),
        figure("net", lambda row: _money(page, row["net_month"]), unit=currency),
    )
