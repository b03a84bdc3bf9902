"""5.5, what to build."""

from __future__ import annotations

from functools import partial

from matplotlib.figure import Figure

from playbook.charts.choice import ChoiceHeads, ChoiceRow, choice_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.steps.capability.builds import UNIT, Builds
from playbook.steps.capability.promise_units import Days
from playbook.steps.listing import as_names
from playbook.units import Count, Money, Names, Number, Printable, bounded, is_unknown

__all__ = ["build"]

#: As many sites as the chart has room for; the table holds all.
_SITES = 11


@exhibit("5.5", "capability.builds", needs=("resources", "solutions"))
def build(page: ClientPage, result: CapabilityAnalysis) -> Exhibit:
    """5.5 What to build, by what it unlocks for its cost; unknown costs are listed last."""
    builds = result.builds
    basis = builds.basis if _ranked(builds) else "unpriced"
    return page.make(
        "bar",
        page.say(f"capability.builds.{basis}", unit=Money(UNIT, page.subject.currency)),
        _values(page, builds),
        sources=("resources", "solutions"),
        status=builds.status if len(builds.sites) else result.deliverability.status,
        internal=True,
        draw=(lambda: _chart(page, builds)) if len(builds.sites) else None,
    )


def _chart(page: ClientPage, builds: Builds) -> Figure:
    rows, ranked = records(builds.sites), _ranked(builds)
    columns = (
        *(("builds.unlocked_month",) if ranked else ()),
        "words.cost_once",
        "words.days",
        "builds.solutions",
    )
    value = (
        page.say("capability.builds.per_unit", unit=Money(UNIT, page.subject.currency))
        if ranked
        else page.say("capability.builds.unlocked_month")
    )
    heads = ChoiceHeads(value, tuple(page.say(f"capability.{name}") for name in columns))
    left = len(rows) - _SITES
    note = page.say("capability.words.others", n=Count(left)) if left > 0 else ""
    return choice_chart([_row(page, row, ranked) for row in rows[:_SITES]], lang=page.lang, heads=heads, note=note)


def _ranked(builds: Builds) -> bool:
    return bool(builds.sites["rank"].notna().any())


def _row(page: ClientPage, row: Row, ranked: bool) -> ChoiceRow:
    """A site by what it unlocks for its cost; where no site has a known cost, by what it unlocks."""
    unlocked, cost = page.show(_unlocked(page, row)), page.show(Money(row["cost_once"], page.subject.currency))
    rest = (cost, page.show(Days(row["days"])), page.show(_ids(row["solutions"])))
    site, first = page.show(page.subject.names("sites")[row["site"]]), row["rank"] == 1
    if not ranked:
        return ChoiceRow(site, drawable(row["unlocked_month"]), unlocked, rest)
    printed = page.say("capability.builds.not_ranked") if is_unknown(row["per_unit"]) else page.show(_per(page, row))
    return ChoiceRow(
        site, drawable(row["per_unit"]), printed, (unlocked, *rest), role="accent" if first else "grey", tinted=first
    )


def _per(page: ClientPage, row: Row) -> Printable:
    amount = Money(row["per_unit"], page.subject.currency, 0 if row["per_unit"] >= 10 else 1)
    return bounded(amount, "at_least" if row["at_least"] else "exact")


def _unlocked(page: ClientPage, row: Row) -> Printable:
    return bounded(Money(row["unlocked_month"], page.subject.currency), "at_least" if row["at_least"] else "exact")


def _ids(solutions: tuple[str, ...]) -> Names:
    return Names(as_names(solutions))


def _values(page: ClientPage, builds: Builds) -> Values:
    say, currency, sites = page.say, page.subject.currency, page.subject.names("sites")
    unranked = say("capability.builds.why.rank")
    value = partial(Column, role="value", numeric=True)
    per_unit = say("capability.builds.per_unit", unit=Money(UNIT, currency))
    cost, days = say("capability.words.cost_once"), say("capability.words.days")
    no_cost, no_days = say("capability.words.why.cost_once"), say("capability.words.why.days")
    return table(
        page,
        records(builds.sites),
        (
            Column("rank", lambda row: Number(row["rank"]), reason=unranked),
            Column("site", lambda row: sites[row["site"]], "category", label=say("capability.words.site")),
            value("per_unit", partial(_per, page), label=per_unit, reason=unranked),
            value("unlocked_month", partial(_unlocked, page), reason=say("capability.builds.why.benefit")),
            value("cost_once", lambda row: Money(row["cost_once"], currency), label=cost, reason=no_cost),
            value("days", lambda row: Days(row["days"]), label=days, reason=no_days),
            value("months", _months, reason=unranked),
            Column("solutions", lambda row: page.show(_ids(row["solutions"]))),
            Column("others_waiting", lambda row: page.show(_ids(row["others"])) or "–"),
        ),
    )


def _months(row: Row) -> Printable:
    """In how many months the site brings in what building costs."""
    months = Number(row["cost_once"] / row["unlocked_month"] if row["unlocked_month"] > 0 else float("nan"))
    return bounded(months, "at_most" if row["at_least"] else "exact")
