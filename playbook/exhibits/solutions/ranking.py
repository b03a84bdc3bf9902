"""4.5, ranking and its stability."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.stability import RankedRow, StabilityHeads, stability_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.monte_carlo import chance_of
from playbook.steps.solutions.ranking import FIRM, Ranking
from playbook.units import Count, Money, Number, Percent, is_unknown

__all__ = ["build"]

#: As many rows as the ranking, and inputs as the tornado, have room for; the table holds all.
_RANKS, _INPUTS = 12, 9


@exhibit(
    "4.5",
    "solutions.ranking",
    needs=("solutions",),
    rests_on=("solutions.technical", "solutions.policy", "solutions.benefit_base_month"),
)
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.5 Ranking with its stability: score, share of the draws at the top, range of ranks, Pareto front."""
    found = result.ranking
    weights = {
        name: Percent(weight, 0) for name, weight in zip(("benefit", "technical", "policy"), found.weights, strict=True)
    }
    return page.make(
        "ranking",
        page.say("solutions.ranking.subtitle", draws=Count(found.draws), k=found.top, **weights),
        _ranking_values(page, found),
        sources=("solutions",),
        status=found.status,
        internal=True,
        draw=(lambda: _ranking(page, found)) if found.scored else None,
    )


def _ranking(page: ClientPage, found: Ranking) -> Figure:
    heads = StabilityHeads(
        page.say("solutions.ranking.score"),
        page.say("solutions.ranking.top_share", k=found.top),
        page.say("solutions.ranking.rank_range"),
        page.say("solutions.ranking.chosen"),
        page.say("solutions.ranking.front"),
    )
    every = [_ranked_row(page, found, row) for row in records(found.ranking)]
    shown = every if len(every) <= _RANKS else every[: _RANKS - 1]
    left = len(every) - len(shown)
    rows = [*shown, *([RankedRow(page.say("solutions.words.others", n=Count(left)), None, "")] if left else [])]
    return stability_chart(rows, lang=page.lang, top=found.top, heads=heads)


def _ranked_row(page: ClientPage, found: Ranking, row: dict[str, Any]) -> RankedRow:
    label = f"{row['id']} {page.show(row['name'])}"
    if is_unknown(row["rank"]):
        return RankedRow(label, None, page.say("solutions.ranking.unscored"), chosen=row["chosen"] is True)
    inside = row["rank"] <= found.top
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


def _ranking_values(page: ClientPage, found: Ranking) -> Values:
    say, points = page.say, page.say("solutions.ranking.points")
    plain = ("rank_low", "rank_median", "rank_high")
    fields = (
        Field("rank", say("solutions.ranking.rank"), "label", numeric=True),
        Field("id", say("solutions.ranking.id"), "label"),
        Field("solution", say("solutions.ranking.solution"), "category"),
        Field("chosen", say("solutions.ranking.chosen"), "highlight"),
        Field("score", say("solutions.ranking.score"), "label", points, numeric=True),
        Field("top_share", say("solutions.ranking.top_share", k=found.top), "value", "%", numeric=True),
        *(
            Field(name, say(f"solutions.ranking.{name}"), role, numeric=True)
            for name, role in zip(plain, ("low", "label", "high"), strict=True)
        ),
        Field("front", say("solutions.ranking.front"), "state"),
        Field("benefit_month", say("solutions.ranking.benefit_month"), "label", page.subject.currency, numeric=True),
        *(
            Field(name, say(f"solutions.ranking.{name}"), "label", points, numeric=True)
            for name in ("benefit", "technical", "policy", "feasibility")
        ),
    )
    return Values(fields, tuple(_ranking_cells(page, row) for row in records(found.ranking)))


def _ranking_cells(page: ClientPage, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, say = page.lang, page.say
    scored, rated, worth = (
        say("solutions.ranking.no_score"),
        say("solutions.ranking.no_rating"),
        say("solutions.ranking.no_benefit"),
    )
    return (
        cell(Number(row["rank"]), lang, scored),
        cell(row["id"], lang),
        cell(row["name"], lang),
        yes_no(page, row["chosen"], page.say("solutions.ranking.not_stated")),
        cell(Number(row["score"], 2), lang, scored),
        cell(chance_of(row["top_share"]), lang, scored),
        *(cell(Number(row[name]), lang, scored) for name in ("rank_low", "rank_median", "rank_high")),
        yes_no(page, row["front"], page.say("solutions.ranking.no_score")),
        cell(Money(row["benefit_month"], page.subject.currency), lang, worth),
        cell(Number(row["benefit"], 1), lang, worth),
        *(cell(Number(row[name], 1), lang, rated) for name in ("technical", "policy")),
        cell(Number(row["feasibility"], 2), lang, rated),
    )
