"""4.8, range of the result, and what moves it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.band import BandMark, BandWords, InputRow, Outcomes, band_chart
from playbook.charts.drawing.style import Role
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.billing import base_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.monte_carlo import chance_of
from playbook.steps.solutions.outcome import Outcome
from playbook.steps.solutions.printed import short_percent
from playbook.steps.solutions.waterfall import Waterfall
from playbook.steps.solutions.waterfall_bars import MONTH
from playbook.units import Count, Money, Number, Percent, Side, bounded, is_unknown

__all__ = ["build"]

#: As many rows as the ranking, and inputs as the tornado, have room for; the table holds all.
_RANKS, _INPUTS = 12, 9


#: What 4.8 counts, ranks or weighs over those that are on record.
_RESTS_ON = (
    "solutions.benefit_low_month",
    "solutions.benefit_base_month",
    "solutions.benefit_high_month",
    "solutions.start_month",
    "erosions.amount_month",
)


@exhibit("4.8", "solutions.outcome", needs=("solutions",), rests_on=_RESTS_ON)
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.8 The range of the revenue in month 12 beside base, target and today, and what each input alone does to it."""
    found = result.outcome
    sources = tuple(table for table in ("bills", "solutions", "erosions", "targets") if page.has(table))
    return page.make(
        "band",
        _subtitle(page, found),
        _outcome_values(page, found),
        sources=sources,
        status=found.status,
        internal=True,
        draw=(lambda: _band(page, found)) if found.counts else None,
    )


def _subtitle(page: ClientPage, found: Outcome) -> str:
    unit, held = page.show(Money(0, page.subject.currency)).strip("0"), int((found.inputs["state"] == "held").sum())
    if not found.counts:
        return page.say("solutions.outcome.subtitle_none", unit=unit, month=MONTH)
    text = page.say("solutions.outcome.subtitle", unit=unit, month=MONTH, draws=Count(found.draws))
    return text + (page.say("solutions.outcome.subtitle_held", n=Count(held)) if held else "")


def _band(page: ClientPage, found: Outcome) -> Figure:
    outcomes = Outcomes(
        found.edges,
        found.counts,
        band=(found.low, found.median, found.high),
        marks=tuple(_marks(page, found)),
        target=None if is_unknown(found.flow.target) else found.flow.target,
    )
    told = found.flow.bound != "unknown" and not is_unknown(found.chance)
    reach = (
        page.say(f"solutions.outcome.panel.reach_{found.flow.bound}", chance=chance_of(found.chance)) if told else ""
    )
    amount = page.show(bounded(Number(found.base_case), found.flow.bound))
    base = f"{page.say('solutions.outcome.mark.base_case')} {amount}"
    words = BandWords(
        page.say("solutions.outcome.panel.outcomes"),
        page.say("solutions.outcome.panel.inputs"),
        reach,
        base,
        page.say("solutions.outcome.at_low_word"),
        page.say("solutions.outcome.at_high_word"),
    )
    return band_chart(outcomes, _input_rows(page, found), lang=page.lang, words=words)


def _marks(page: ClientPage, found: Outcome) -> Iterator[BandMark]:
    """The target above the base case where they are equal."""
    roles: dict[str, Role] = {"target": "accent", "base_case": "ink"}
    values = {
        "target": found.flow.target,
        "base_case": found.base_case,
        "high": found.high,
        "median": found.median,
        "low": found.low,
        "today": found.flow.base,
    }
    for name, value in values.items():
        if not is_unknown(value):
            printed = page.show(bounded(Number(value), "exact" if name in ("target", "today") else found.flow.bound))
            yield BandMark(
                _label(page, "mark", name), value, printed, role=roles.get(name, "grey"), strong=name in roles
            )


def _label(page: ClientPage, what: str, name: str, **values: Percent) -> str:
    """What an amount is called; today's says that it is expected where bills are missing."""
    expected = name == "today" and base_of(page.subject).missing
    return page.say(f"solutions.outcome.{what}.{name}{'_expected' if expected else ''}", **values)


def _input_rows(page: ClientPage, found: Outcome) -> list[InputRow]:
    """The inputs as bars, the first in the accent colour; of very many the smallest are counted in one row."""
    rows = records(found.inputs)
    shown = rows if len(rows) <= _INPUTS else rows[: _INPUTS - 1]
    drawn = [_input_row(page, found, row, place) for place, row in enumerate(shown)]
    return (
        drawn
        if len(shown) == len(rows)
        else [*drawn, InputRow(page.say("solutions.words.others", n=Count(len(rows) - len(shown))), None, None)]
    )


def _input_row(page: ClientPage, found: Outcome, row: dict[str, Any], place: int) -> InputRow:
    label = f"{row['id']} {page.show(row['name'])}" if row["kind"] == "solution" else page.show(row["name"])
    if row["state"] != "ranged":
        return InputRow(
            label,
            None,
            None,
            note=page.say("solutions.outcome.held_note" if row["state"] == "held" else "solutions.outcome.left_note"),
        )
    low, high = row["at_low_month"] - found.base_case, row["at_high_month"] - found.base_case
    printed = (page.show(Number(value, 0, sign=True)) for value in (low, high))
    return InputRow(label, low, high, *printed, role="accent" if place == 0 else "grey")


_AMOUNTS = ("low_month", "base_month", "high_month", "at_low", "at_high", "swing")


def _outcome_values(page: ClientPage, found: Outcome) -> Values:
    say, currency = page.say, page.subject.currency
    roles = ("low", "label", "high", "start", "end", "size")
    fields = (
        Field("what", say("solutions.outcome.what"), "category"),
        Field("kind", say("solutions.outcome.kind"), "series"),
        Field("amount", say("solutions.outcome.amount"), "value", currency, numeric=True),
        Field("reached", say("solutions.outcome.reached"), "label", "%", numeric=True),
        *(
            Field(name, say(f"solutions.outcome.{name}"), role, currency, numeric=True)
            for name, role in zip(_AMOUNTS, roles, strict=True)
        ),
        Field("state", say("solutions.outcome.state"), "state"),
    )
    return Values(
        fields,
        (*_result_rows(page, found), *(_input_cells(page, row, found.flow.bound) for row in records(found.inputs))),
    )


def _result_rows(page: ClientPage, found: Outcome) -> Iterator[tuple[Cell, ...]]:
    """The quantiles, and what they are held against: each with the share of the outcomes that reach it."""
    lang, flow, blank, drawn = page.lang, found.flow, Cell("", ""), bool(found.counts)
    rows = (
        ("target", flow.target, found.chance),
        ("base_case", found.base_case, found.base_chance),
        ("high", found.high, 0.1),
        ("median", found.median, 0.5),
        ("low", found.low, 0.9),
        ("mean", found.mean, found.mean_chance),
        ("today", flow.base, found.today_chance),
    )
    fixed = (
        "target",
        "today",
    )  # the others are results: as far as they are known, and so are the chances of what is fixed
    aim, held = short_percent(flow.target_growth), int((found.inputs["state"] == "held").sum())
    kind = (
        page.say("solutions.outcome.kind.result_held", n=Count(held))
        if held
        else page.say("solutions.outcome.kind.result")
    )
    for name, amount, chance in rows:
        reason = page.say(
            "solutions.outcome.no_target_reason"
            if name == "target" and is_unknown(amount)
            else "solutions.outcome.no_draws"
        )
        side: Side
        chances: Side
        side, chances = (
            ("exact", flow.bound)
            if name in fixed
            else (flow.bound, "exact" if name in ("high", "median", "low") else _of_itself(flow))
        )
        yield (
            cell(_label(page, "result", name, target=aim), lang),
            cell(kind, lang),
            cell(bounded(Money(amount, page.subject.currency), side), lang, reason),
            cell(bounded(chance_of(chance if drawn else float("nan")), chances), lang, reason),
            *[blank] * (len(_AMOUNTS) + 1),
        )


def _of_itself(flow: Waterfall) -> Side:
    """How the chance of reaching an amount is to be read that moves with what is unknown, as the chance does."""
    return "exact" if flow.bound == "exact" else "unknown"


def _input_cells(page: ClientPage, row: dict[str, Any], side: Side) -> tuple[Cell, ...]:
    lang, say, currency, blank = page.lang, page.say, page.subject.currency, Cell("", "")
    amount, ranged = say("solutions.outcome.no_amount"), say("solutions.outcome.no_range")
    label = f"{row['id']} {page.show(row['name'])}" if row["kind"] == "solution" else page.show(row["name"])
    return (
        cell(label, lang),
        cell(say(f"solutions.outcome.kind.{row['kind']}"), lang),
        blank,
        blank,
        *(
            cell(
                bounded(Money(row[name], currency), side if name.startswith("at_") else "exact"),
                lang,
                amount if name == "base_month" else ranged,
            )
            for name in ("low_month", "base_month", "high_month", "at_low_month", "at_high_month", "swing_month")
        ),
        cell(say(f"solutions.outcome.state.{row['state']}"), lang),
    )
