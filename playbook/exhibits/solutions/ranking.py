"""4.5, ranking and its stability."""

from __future__ import annotations

from functools import partial

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.stability import RankedRow, StabilityHeads, stability_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, yes_no
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.solutions.ratings import rating
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.monte_carlo import chance_of
from playbook.steps.solutions.ranking import FIRM, Ranking
from playbook.units import Count, Money, Number, Percent, is_unknown

__all__ = ["build"]

#: As many rows as the chart has room for; the table holds all.
_ROWS = 12


@exhibit(
    "4.5",
    "solutions.ranking",
    needs=("solutions",),
    rests_on=("solutions.technical", "solutions.policy", "solutions.benefit_base_month"),
)
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.5 Ranking with its stability: score, share of the draws at the top, range of ranks, Pareto front."""
    ranking = result.ranking
    weights = {
        name: Percent(weight, 0)
        for name, weight in zip(("benefit", "technical", "policy"), ranking.weights, strict=True)
    }
    return page.make(
        "ranking",
        page.say("solutions.ranking.subtitle", draws=Count(ranking.draws), k=ranking.top, **weights),
        _values(page, ranking),
        sources=("solutions",),
        status=ranking.status,
        internal=True,
        draw=(lambda: _chart(page, ranking)) if ranking.scored else None,
    )


def _chart(page: ClientPage, ranking: Ranking) -> Figure:
    heads = StabilityHeads(
        page.say("solutions.words.score"),
        page.say("solutions.ranking.top_share", k=ranking.top),
        page.say("solutions.ranking.rank_range"),
        page.say("solutions.words.chosen"),
        page.say("solutions.ranking.front"),
    )
    every = [_ranked_row(page, ranking, row) for row in records(ranking.ranking)]
    shown = every if len(every) <= _ROWS else every[: _ROWS - 1]
    left = len(every) - len(shown)
    rows = [*shown, *([RankedRow(page.say("solutions.words.others", n=Count(left)), None, "")] if left else [])]
    return stability_chart(rows, lang=page.lang, top=ranking.top, heads=heads)


def _ranked_row(page: ClientPage, ranking: Ranking, row: Row) -> RankedRow:
    label = f"{row['id']} {page.show(row['name'])}"
    if is_unknown(row["rank"]):
        return RankedRow(label, None, page.say("solutions.ranking.unscored"), chosen=row["chosen"] is True)
    inside = row["rank"] <= ranking.top
    role: Role = "grey" if not inside else "accent" if row["top_share"] >= FIRM else "warning"
    ranks = (int(row["rank_low"]), int(row["rank_median"]), int(row["rank_high"]))
    return RankedRow(
        label,
        int(row["rank"]),
        page.show(Number(row["score"], 2)),
        share=row["top_share"],
        share_printed=page.show(chance_of(row["top_share"])),
        ranks=ranks,
        chosen=row["chosen"] is True,
        front=row["front"] is True,
        role=role,
    )


def _values(page: ClientPage, ranking: Ranking) -> Values:
    say, currency = page.say, page.subject.currency
    columns = (
        Column("rank", lambda row: Number(row["rank"]), numeric=True, reason=say("solutions.words.no_score")),
        Column("id", lambda row: row["id"]),
        Column("solution", lambda row: row["name"], "category"),
        Column("chosen", lambda row: yes_no(page, row["chosen"], say("solutions.words.not_stated")), "highlight"),
        rating(page, "score", reason="no_score"),
        *_in_draws(page, ranking.top),
        Column(
            "benefit_month",
            lambda row: Money(row["benefit_month"], currency),
            unit=currency,
            numeric=True,
            reason=say("solutions.words.no_benefit"),
        ),
        rating(page, "benefit", reason="no_benefit"),
        rating(page, "technical"),
        rating(page, "policy"),
        rating(page, "feasibility"),
    )
    return table(page, records(ranking.ranking), columns)


def _in_draws(page: ClientPage, top: int) -> tuple[Column, ...]:
    """The columns of where a solution stands in the draws, and whether another dominates it."""
    figure = partial(Column, numeric=True, reason=page.say("solutions.words.no_score"))
    in_top = page.say("solutions.ranking.top_share", k=top)
    return (
        figure("top_share", lambda row: chance_of(row["top_share"]), "value", "%", label=in_top),
        figure("rank_low", lambda row: Number(row["rank_low"]), "low"),
        figure("rank_median", lambda row: Number(row["rank_median"])),
        figure("rank_high", lambda row: Number(row["rank_high"]), "high"),
        Column("front", lambda row: yes_no(page, row["front"], page.say("solutions.words.no_score")), "state"),
    )
