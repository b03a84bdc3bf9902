"""4.6, road map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.roadmap import Card, Horizon, roadmap_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, yes_no
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.exhibits.solutions.ratings import rating
from playbook.steps.shares import total_of
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.road_map import HORIZONS, RoadMap
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
        _values(page, result.road_map),
        sources=sources,
        status=result.road_map.status,
        draw=lambda: _chart(page, result.road_map),
    )


def _limits(page: ClientPage) -> dict[str, int]:
    short, middle = (int(page.subject.assume(f"horizon_{name}_months")) for name in ("short", "middle"))
    return {"short": short, "after": short + 1, "middle": middle}


def _chart(page: ClientPage, road_map: RoadMap) -> Figure:
    items = sorted(records(road_map.items), key=lambda row: row["kind"] != "initiative")
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


def _role(row: Row) -> Role:
    """What is done now stands out: initiatives in ink, solutions in the accent colour; then by phase."""
    if row["phase"] == "act_now":
        return "ink" if row["kind"] == "initiative" else "accent"
    return "warning" if row["phase"] is None else "grey" if row["phase"] == "launch_when_ready" else "light"


def _footer(page: ClientPage, items: Sequence[Row], horizon: str) -> str:
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


def _values(page: ClientPage, road_map: RoadMap) -> Values:
    say = page.say
    start, no_phase = say("solutions.road_map.no_start"), say("solutions.road_map.no_phase")

    def word(name: str) -> Callable[[Row], str | None]:
        return lambda row: say(f"solutions.road_map.{name}.{row[name]}") if row[name] else None

    return table(
        page,
        records(road_map.items),
        (
            Column("id", lambda row: row["id"]),
            Column("item", lambda row: row["name"], "category"),
            Column("kind", word("kind"), "series"),
            Column("start", lambda row: Number(row["start_month"]), "start", numeric=True, reason=start),
            Column("horizon", word("horizon"), reason=start),
            Column("phase", word("phase"), "state", reason=no_phase),
            rating(page, "benefit"),
            Column("contested", lambda row: yes_no(page, row["contested"], say("solutions.words.not_stated"))),
            rating(page, "feasibility"),
            rating(page, "score", reason="no_score"),
        ),
    )
