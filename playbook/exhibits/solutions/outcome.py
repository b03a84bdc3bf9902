"""4.8, range of the result, and what moves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from matplotlib.figure import Figure

from playbook.charts.band import BandMark, BandWords, InputRow, Outcomes, band_chart
from playbook.charts.drawing.style import Role
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.solutions.currency_sign import sign_of
from playbook.steps.billing import base_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.monte_carlo import chance_of
from playbook.steps.solutions.outcome import Outcome
from playbook.steps.solutions.printed import short_percent
from playbook.steps.solutions.waterfall import Waterfall
from playbook.steps.solutions.waterfall_bars import MONTH
from playbook.units import Count, Money, Number, Percent, Printable, Side, bounded, is_unknown

__all__ = ["build"]

#: As many inputs as the chart has room for; the table holds all.
_INPUTS = 9


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
    outcome = result.outcome
    sources = tuple(table for table in ("bills", "solutions", "erosions", "targets") if page.has(table))
    return page.make(
        "band",
        _subtitle(page, outcome),
        _values(page, outcome),
        sources=sources,
        status=outcome.status,
        internal=True,
        draw=(lambda: _band(page, outcome)) if outcome.counts else None,
    )


def _subtitle(page: ClientPage, outcome: Outcome) -> str:
    unit, held = sign_of(page), _held(outcome)
    if not outcome.counts:
        return page.say("solutions.outcome.subtitle_none", unit=unit, month=MONTH)
    text = page.say("solutions.outcome.subtitle", unit=unit, month=MONTH, draws=Count(outcome.draws))
    return text + (page.say("solutions.outcome.subtitle_held", n=Count(held)) if held else "")


def _held(outcome: Outcome) -> int:
    """How many inputs have no range."""
    return int((outcome.inputs["state"] == "held").sum())


def _band(page: ClientPage, outcome: Outcome) -> Figure:
    outcomes = Outcomes(
        outcome.edges,
        outcome.counts,
        band=(outcome.low, outcome.median, outcome.high),
        marks=tuple(_marks(page, outcome)),
        target=None if is_unknown(outcome.flow.target) else outcome.flow.target,
    )
    bound, chance = outcome.flow.bound, chance_of(outcome.chance)
    told = bound != "unknown" and not is_unknown(outcome.chance)
    reach = page.say(f"solutions.outcome.panel.reach_{bound}", chance=chance) if told else ""
    amount = page.show(bounded(Number(outcome.base_case), bound))
    base = f"{page.say('solutions.outcome.mark.base_case')} {amount}"
    words = BandWords(
        page.say("solutions.outcome.panel.outcomes"),
        page.say("solutions.outcome.panel.inputs"),
        reach,
        base,
        page.say("solutions.outcome.at_low_word"),
        page.say("solutions.outcome.at_high_word"),
    )
    return band_chart(outcomes, _input_rows(page, outcome), lang=page.lang, words=words)


def _marks(page: ClientPage, outcome: Outcome) -> Iterator[BandMark]:
    """The target above the base case where they are equal."""
    roles: dict[str, Role] = {"target": "accent", "base_case": "ink"}
    values = {
        "target": outcome.flow.target,
        "base_case": outcome.base_case,
        "high": outcome.high,
        "median": outcome.median,
        "low": outcome.low,
        "today": outcome.flow.base,
    }
    for name, value in values.items():
        if not is_unknown(value):
            printed = page.show(bounded(Number(value), "exact" if name in ("target", "today") else outcome.flow.bound))
            yield BandMark(
                _label(page, "mark", name), value, printed, role=roles.get(name, "grey"), strong=name in roles
            )


def _label(page: ClientPage, what: str, name: str, **values: Percent) -> str:
    """What an amount is called; today's says that it is expected where bills are missing."""
    expected = name == "today" and base_of(page.subject).missing
    return page.say(f"solutions.outcome.{what}.{name}{'_expected' if expected else ''}", **values)


def _input_rows(page: ClientPage, outcome: Outcome) -> list[InputRow]:
    """The inputs as bars, the first in the accent colour; of very many the smallest are counted in one row."""
    rows = records(outcome.inputs)
    shown = rows if len(rows) <= _INPUTS else rows[: _INPUTS - 1]
    drawn = [_input_row(page, outcome, row, place) for place, row in enumerate(shown)]
    return (
        drawn
        if len(shown) == len(rows)
        else [*drawn, InputRow(page.say("solutions.words.others", n=Count(len(rows) - len(shown))), None, None)]
    )


def _input_row(page: ClientPage, outcome: Outcome, row: Row, place: int) -> InputRow:
    label = _input_label(page, row)
    if row["state"] != "ranged":
        return InputRow(
            label,
            None,
            None,
            note=page.say("solutions.outcome.held_note" if row["state"] == "held" else "solutions.outcome.left_note"),
        )
    low, high = row["at_low_month"] - outcome.base_case, row["at_high_month"] - outcome.base_case
    printed = (page.show(Number(value, 0, sign=True)) for value in (low, high))
    return InputRow(label, low, high, *printed, role="accent" if place == 0 else "grey")


def _input_label(page: ClientPage, row: Row) -> str:
    return f"{row['id']} {page.show(row['name'])}" if row["kind"] == "solution" else page.show(row["name"])


def _values(page: ClientPage, outcome: Outcome) -> Values:
    """The results, then the inputs."""
    say, currency, bound = page.say, page.subject.currency, outcome.flow.bound
    unknown, unranged = say("solutions.outcome.no_amount"), say("solutions.outcome.no_range")

    def amount(name: str, *, side: Side = "exact") -> Callable[[Row], Printable]:
        return lambda row: bounded(Money(row[f"{name}_month"], currency), side)

    money = partial(Column, unit=currency, numeric=True)
    values = table(
        page,
        records(outcome.inputs),
        (
            Column("what", lambda row: _input_label(page, row), "category"),
            Column("kind", lambda row: say(f"solutions.outcome.kind.{row['kind']}"), "series"),
            money("amount", lambda row: EMPTY, "value"),
            Column("reached", lambda row: EMPTY, "label", "%", numeric=True),
            money("low_month", amount("low"), "low", reason=unranged),
            money("base_month", amount("base"), reason=unknown),
            money("high_month", amount("high"), "high", reason=unranged),
            money("at_low", amount("at_low", side=bound), "start", reason=unranged),
            money("at_high", amount("at_high", side=bound), "end", reason=unranged),
            money("swing", amount("swing"), "size", reason=unranged),
            Column("state", lambda row: say(f"solutions.outcome.state.{row['state']}"), "state"),
        ),
    )
    return with_rows(page, values, above=_results(page, outcome), blank=EMPTY)


def _results(page: ClientPage, outcome: Outcome) -> Iterator[dict[str, Content]]:
    """The quantiles, and what they are held against: each with the share of the outcomes that reach it.

    The target and today are fixed, the others are results: as far as they are known, and so are the chances of what is
    fixed.
    """
    bound, of_itself = outcome.flow.bound, _of_itself(outcome.flow)
    rows: tuple[tuple[str, tuple[float, Side], tuple[float, Side]], ...] = (
        ("target", (outcome.flow.target, "exact"), (outcome.chance, bound)),
        ("base_case", (outcome.base_case, bound), (outcome.base_chance, of_itself)),
        ("high", (outcome.high, bound), (0.1, "exact")),
        ("median", (outcome.median, bound), (0.5, "exact")),
        ("low", (outcome.low, bound), (0.9, "exact")),
        ("mean", (outcome.mean, bound), (outcome.mean_chance, of_itself)),
        ("today", (outcome.flow.base, "exact"), (outcome.today_chance, bound)),
    )
    yield from (_result(page, outcome, name, amount=amount, chance=chance) for name, amount, chance in rows)


def _of_itself(flow: Waterfall) -> Side:
    """How the chance of reaching an amount is to be read that moves with what is unknown, as the chance does."""
    return "exact" if flow.bound == "exact" else "unknown"


def _result(
    page: ClientPage, outcome: Outcome, name: str, *, amount: tuple[float, Side], chance: tuple[float, Side]
) -> dict[str, Content]:
    """A result: its amount and the chance of it, each with how it is to be read."""
    missing = "no_target_reason" if name == "target" and is_unknown(amount[0]) else "no_draws"
    reason, held = page.say(f"solutions.outcome.{missing}"), _held(outcome)
    kind = "solutions.outcome.kind.result_held" if held else "solutions.outcome.kind.result"
    share = chance[0] if outcome.counts else float("nan")
    return {
        "what": _label(page, "result", name, target=short_percent(outcome.flow.target_growth)),
        "kind": page.say(kind, n=Count(held)),
        "amount": cell(bounded(Money(amount[0], page.subject.currency), amount[1]), page.lang, reason),
        "reached": cell(bounded(chance_of(share), chance[1]), page.lang, reason),
    }
