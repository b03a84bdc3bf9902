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

_NONE = "–"


#: As many sites as the chart has room for; the table holds all.
_SITES = 11


@exhibit("5.5", "capability.builds", needs=("resources", "solutions"))
def build(page: ClientPage, result: CapabilityAnalysis) -> Exhibit:
    """5.5 What to build, by what it unlocks for its cost; unknown costs are listed last."""
    found = result.builds
    basis = found.basis if _ranked(found) else "unpriced"
    return page.make(
        "bar",
        page.say(f"capability.builds.{basis}", unit=Money(UNIT, page.subject.currency)),
        _values(page, found),
        sources=("resources", "solutions"),
        status=found.status if len(found.sites) else result.deliverability.status,
        internal=True,
        draw=(lambda: _build_chart(page, found)) if len(found.sites) else None,
    )


def _build_chart(page: ClientPage, found: Builds) -> Figure:
    rows, ranked = records(found.sites), _ranked(found)
    columns = (*(("unlocked_month",) if ranked else ()), "cost_once", "days", "solutions")
    value = (
        page.say("capability.builds.per_unit", unit=Money(UNIT, page.subject.currency))
        if ranked
        else page.say("capability.builds.unlocked_month")
    )
    heads = ChoiceHeads(value, tuple(page.say(f"capability.builds.{name}") for name in columns))
    left = len(rows) - _SITES
    note = page.say("capability.commitments.others", n=Count(left)) if left > 0 else ""
    return choice_chart(
        [_build_row(page, row, ranked) for row in rows[:_SITES]], lang=page.lang, heads=heads, note=note
    )


def _ranked(found: Builds) -> bool:
    return bool(found.sites["rank"].notna().any())


def _build_row(page: ClientPage, row: Row, ranked: bool) -> ChoiceRow:
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


def _values(page: ClientPage, found: Builds) -> Values:
    why = {name: page.say(f"capability.commitments.why.{name}") for name in ("cost", "benefit", "days", "rank")}
    currency, sites = page.subject.currency, page.subject.names("sites")
    per_unit = page.say("capability.builds.per_unit", unit=Money(UNIT, currency))
    return table(
        page,
        records(found.sites),
        (
            Column("rank", lambda row: Number(row["rank"]), reason=why["rank"]),
            Column("site", lambda row: sites[row["site"]], "category"),
            Column("per_unit", partial(_per, page), "value", numeric=True, label=per_unit, reason=why["rank"]),
            Column("unlocked_month", partial(_unlocked, page), "value", numeric=True, reason=why["benefit"]),
            Column(
                "cost_once", lambda row: Money(row["cost_once"], currency), "value", numeric=True, reason=why["cost"]
            ),
            Column("days", lambda row: Days(row["days"]), "value", numeric=True, reason=why["days"]),
            Column("months", _months, "value", numeric=True, reason=why["rank"]),
            Column("solutions", lambda row: page.show(_ids(row["solutions"]))),
            Column("others_waiting", lambda row: page.show(_ids(row["others"])) or _NONE),
        ),
    )


def _months(row: Row) -> Printable:
    """In how many months the site brings in what building costs."""
    months = Number(row["cost_once"] / row["unlocked_month"] if row["unlocked_month"] > 0 else float("nan"))
    return bounded(months, "at_most" if row["at_least"] else "exact")
