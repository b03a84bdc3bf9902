"""4.6, road map."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.roadmap import Card, Horizon, roadmap_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.shares import total_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.road_map import HORIZONS
from playbook.steps.status import weakest
from playbook.units import Money, Number

__all__ = ["build"]

_LEGEND: dict[Role, str] = {
    "ink": "solutions.road_map.legend.initiative_now",
    "accent": "solutions.road_map.legend.solution_now",
    "grey": "solutions.road_map.legend.launch",
    "light": "solutions.road_map.legend.prepare",
    "warning": "solutions.road_map.phase.unknown",
}


@exhibit(
    "4.6",
    "solutions.road_map",
    needs=("solutions",),
    rests_on=("solutions.technical", "solutions.policy", "solutions.benefit_base_month"),
)
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.6 Road map: initiatives and solutions by horizon, each with its phase and its start month."""
    limits = _limits(page)
    sources = ("initiatives", "solutions") if page.has("initiatives") else ("solutions",)
    return page.make(
        "roadmap",
        page.say("solutions.road_map.subtitle", short=limits["short"], middle=limits["middle"]),
        _road_map_values(page, result),
        sources=sources,
        status=weakest(result.items["status"]),
        draw=lambda: _road_map(page, result),
    )


def _limits(page: ClientPage) -> dict[str, int]:
    short, middle = (int(page.subject.assume(f"horizon_{name}_months")) for name in ("short", "middle"))
    return {"short": short, "after": short + 1, "middle": middle}


def _road_map(page: ClientPage, result: SolutionsAnalysis) -> Figure:
    items = sorted(records(result.items), key=lambda row: row["kind"] != "initiative")
    undated = any(row["horizon"] is None for row in items)
    columns = [*HORIZONS, *(("none",) if undated else ())]
    horizons = [
        Horizon(
            page.say(f"solutions.road_map.horizon.{name}"),
            period=page.say(f"solutions.road_map.period.{name}", **_limits(page)),
            footer=_footer(page, items, name),
        )
        for name in columns
    ]
    cards = [
        Card(row["id"], page.show(row["name"]), columns.index(row["horizon"] or "none"), role=_role(row))
        for row in items
    ]
    shown = {_role(row) for row in items}
    legend = {role: page.say(message) for role, message in _LEGEND.items() if role in shown}
    return roadmap_chart(cards, horizons, lang=page.lang, legend=legend)


def _role(row: dict[str, Any]) -> Role:
    """What is done now stands out: initiatives in ink, solutions in the accent colour; then by phase."""
    if row["phase"] == "act_now":
        return "ink" if row["kind"] == "initiative" else "accent"
    return "warning" if row["phase"] is None else "grey" if row["phase"] == "launch_when_ready" else "light"


def _footer(page: ClientPage, items: list[dict[str, Any]], horizon: str) -> str:
    """What the solutions of a horizon bring a month."""
    amounts = [
        row["benefit_month"] for row in items if row["kind"] == "solution" and (row["horizon"] or "none") == horizon
    ]
    if not amounts:
        return ""
    total = total_of(amounts)
    return page.say(
        "solutions.road_map.footer_at_least" if total.unknown else "solutions.road_map.footer",
        amount=Money(total.known, page.subject.currency),
    )


def _road_map_values(page: ClientPage, result: SolutionsAnalysis) -> Values:
    say, points = page.say, page.say("solutions.words.points")
    fields = (
        Field("id", say("solutions.words.id"), "label"),
        Field("item", say("solutions.road_map.item"), "category"),
        Field("kind", say("solutions.road_map.kind"), "series"),
        Field("start", say("solutions.road_map.start"), "start", numeric=True),
        Field("horizon", say("solutions.road_map.horizon"), "label"),
        Field("phase", say("solutions.road_map.phase"), "state"),
        Field("benefit", say("solutions.road_map.benefit_points"), "label", points, numeric=True),
        Field("contested", say("solutions.road_map.contested"), "label"),
        Field("feasibility", say("solutions.words.feasibility"), "label", points, numeric=True),
        Field("score", say("solutions.words.score"), "label", points, numeric=True),
    )
    return Values(fields, tuple(_road_map_row(page, row) for row in records(result.items)))


def _road_map_row(page: ClientPage, row: dict[str, Any]) -> tuple[Cell, ...]:
    lang, say = page.lang, page.say
    rated, scored, start = (
        say("solutions.words.not_rated_reason"),
        say("solutions.words.no_score"),
        say("solutions.road_map.no_start"),
    )
    return (
        cell(row["id"], lang),
        cell(row["name"], lang),
        cell(say(f"solutions.road_map.kind.{row['kind']}"), lang),
        cell(Number(row["start_month"]), lang, start),
        cell(say(f"solutions.road_map.horizon.{row['horizon']}") if row["horizon"] else None, lang, start),
        cell(
            say(f"solutions.road_map.phase.{row['phase']}") if row["phase"] else None,
            lang,
            say("solutions.road_map.no_phase"),
        ),
        cell(Number(row["benefit"], 1), lang, rated),
        yes_no(page, row["contested"], page.say("solutions.words.not_stated")),
        cell(Number(row["feasibility"], 2), lang, rated),
        cell(Number(row["score"], 2), lang, scored),
    )
