"""5.3, after-sales support."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.duels import Duel, DuelPanel, LoadPanel, duel_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.steps.capability.promise_units import Hours
from playbook.steps.capability.support import MEASURES, Support
from playbook.units import Count, Number, Percent, Printable, bounded, is_unknown

__all__ = ["build"]

_NONE = "–"


#: As many grades and sites as the charts have room for; the tables hold all.
_GRADES, _SITES = 5, 11


_TICKS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 24.0, 48.0, 96.0)


#: What 5.3 counts, ranks or weighs over those that are on record.
_RESTS_ON = (
    "commitments",
    "support_grades.response_hours",
    "support_grades.restoration_hours",
    "support_grades.needed_response_hours",
    "support_grades.needed_restoration_hours",
    "support_rivals.response_hours",
    "support_rivals.restoration_hours",
)


@exhibit("5.3", "capability.support", needs=("support_grades",), rests_on=_RESTS_ON)
def build(page: ClientPage, result: CapabilityAnalysis) -> Exhibit:
    """5.3 After-sales support: what we achieve against what is needed and what rivals promise, and the pool's load."""
    found = result.support
    sources = tuple(table for table in ("support_grades", "support_rivals", "support_pools") if page.has(table))
    drawn = found.times[["achieved", "needed"]].notna().any(axis=None) or found.times["rival"].notna().any()
    return page.make(
        "duels",
        page.say("capability.support.subtitle"),
        _support_values(page, found),
        sources=sources,
        status=found.status,
        internal=True,
        draw=(lambda: _support_chart(page, found)) if drawn else None,
    )


def _support_chart(page: ClientPage, found: Support) -> Figure:
    names, grades = page.subject.names("support_grades"), list(dict.fromkeys(found.times["grade"]))[:_GRADES]
    rows = {(row["grade"], row["measure"]): row for row in records(found.times)}
    panels = [
        DuelPanel(
            page.say(f"capability.support.{measure}"), tuple(_duel(page, rows[grade, measure]) for grade in grades)
        )
        for measure in MEASURES
    ]
    return duel_chart(
        [page.show(names[grade]) for grade in grades],
        panels,
        lang=page.lang,
        ticks=[(tick, _short(page, tick)) for tick in _TICKS],
        load=_load(page, found),
        legend=[page.say(f"capability.support.legend.{name}") for name in ("achieved", "needed", "rival")],
    )


def _short(page: ClientPage, hours: float) -> str:
    """Hours as a chart has room for them: `2 h`, `30 min`."""
    if 0 < hours < 1:
        return page.say("capability.support.minutes", n=Number(hours * 60))
    return page.say("capability.support.hours", n=Number(hours, 0 if float(hours).is_integer() else 1))


def _duel(page: ClientPage, row: dict[str, Any]) -> Duel:
    operators, needed = page.subject.market.names("operators"), drawable(row["needed"])
    achieved = drawable(row["achieved"])
    return Duel(
        achieved,
        page.say("common.unknown") if achieved is None else _short(page, achieved),
        needed=needed,
        needed_printed=page.say("capability.support.need_unknown")
        if needed is None
        else page.say("capability.support.needs", hours=_short(page, needed)),
        rivals=tuple(
            (hours, page.say("capability.support.rival_at", rival=operators[rival], hours=_short(page, hours)))
            for rival, hours in row["rivals"]
        ),
    )


def _load(page: ClientPage, found: Support) -> LoadPanel:
    """The busiest pool."""
    pools = sorted(
        records(found.pools), key=lambda row: (is_unknown(row["utilisation"]), -row["utilisation"], row["pool"])
    )
    if not pools or is_unknown(pools[0]["utilisation"]):
        return LoadPanel(
            page.say("capability.support.pool"),
            None,
            page.say("capability.support.pool_open_label" if pools else "capability.support.pool_none_label"),
        )
    pool = pools[0]
    title = page.say("capability.support.pool_of", pool=page.subject.names("support_pools")[pool["pool"]])
    short = bool(pool["overloaded"]) or (not is_unknown(pool["needed"]) and pool["needed"] > pool["engineers"])
    return LoadPanel(
        title,
        float(pool["utilisation"]),
        page.show(Percent(pool["utilisation"], 0)),
        tuple(_lines(page, found, pool)),
        warn=short,
    )


def _lines(page: ClientPage, found: Support, pool: dict[str, Any]) -> Iterator[str]:
    yield page.say("capability.support.busy", busy=Number(pool["load"], 1), n=Count(int(pool["engineers"])))
    if pool["overloaded"]:
        yield page.say("capability.support.no_limit")
    else:
        yield page.say("capability.support.waits", share=Percent(pool["waiting"], 0))
        if not is_unknown(pool["exceeded"]):
            yield page.say(
                "capability.support.waits_longer", share=Percent(pool["exceeded"], 0), target=Hours(found.target)
            )
    if not is_unknown(pool["needed"]):
        yield page.say(
            "capability.support.needed_engineers",
            n=Count(int(pool["needed"])),
            target=Hours(found.target),
            quantile=Percent(found.quantile, 0),
        )
    if not is_unknown(pool["restoration"]) and not isinf(pool["restoration"]):
        yield page.say("capability.support.can_restore", hours=Hours(pool["restoration"]))
    if not is_unknown(pool["client_faults_month"]):
        yield page.say("capability.support.own_faults", n=Count(round(pool["client_faults_month"])))


def _support_values(page: ClientPage, found: Support) -> Values:
    columns = (
        ("item", "category"),
        ("measure", "series"),
        ("achieved", "value"),
        ("needed", "value"),
        ("gap", "value"),
        ("verdict", "state"),
        ("rival", "label"),
        ("rival_hours", "value"),
        ("against", "state"),
    )
    fields = tuple(
        Field(name, page.say(f"capability.support.{name}"), role, numeric=role == "value") for name, role in columns
    )
    times = tuple(tuple(_time_cells(page, row)) for row in records(found.times))
    pools = tuple(line for row in records(found.pools) for line in _pool_rows(page, found, row))
    return Values(fields, times + pools)


def _time_cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    lang, operators = page.lang, page.subject.market.names("operators")
    asked, ours, offers = (page.say(f"capability.commitments.why.{name}") for name in ("need", "record", "rival"))
    missing, theirs = ours if is_unknown(row["achieved"]) else asked, offers if is_unknown(row["rival"]) else ours
    yield cell(page.subject.names("support_grades")[row["grade"]], lang)
    yield cell(page.say(f"capability.support.{row['measure']}"), lang)
    yield cell(Hours(row["achieved"]), lang, ours)
    yield cell(Hours(row["needed"]), lang, asked)
    yield cell(Number(row["gap"], 1, sign=True), lang, missing)
    yield cell(
        None if row["verdict"] == "unknown" else page.say(f"capability.support.verdict.{row['verdict']}"), lang, missing
    )
    yield cell(None if is_unknown(row["rival"]) else operators[row["rival"]], lang, theirs)
    yield cell(bounded(Hours(row["rival_hours"]), "at_most" if row["rival_open"] else "exact"), lang, theirs)
    yield cell(
        None if row["against"] == "unknown" else page.say(f"capability.support.against.{row['against']}"), lang, theirs
    )


def _pool_rows(page: ClientPage, found: Support, row: dict[str, Any]) -> Iterator[tuple[Cell, ...]]:
    """The pool's figures: what there is, what is needed, the difference."""
    target, needed = Hours(found.target), (Number(row["needed"]), row["needed"] - row["engineers"])
    staff = (
        page.say("capability.support.engineers")
        if is_unknown(found.target)
        else page.say("capability.support.engineers_for", target=target)
    )
    yield _pool_row(page, row, page.say("capability.support.load"), Percent(row["utilisation"], 0))
    yield _pool_row(page, row, staff, Number(row["engineers"]), against=needed)
    yield _pool_row(page, row, page.say("capability.support.load_erlang"), Number(row["load"], 1))
    yield _pool_row(page, row, page.say("capability.support.waiting"), Percent(row["waiting"], 0))
    yield _pool_row(page, row, page.say("capability.support.exceeded", target=target), Percent(row["exceeded"], 0))
    for measure in MEASURES:
        against = (target, row[measure] - found.target) if measure == "response" else None
        label = page.say(f"capability.support.{measure}_at", quantile=Percent(found.quantile, 0))
        yield _pool_row(page, row, label, Hours(row[measure]), against=against)
    yield _pool_row(page, row, page.say("capability.support.client_faults"), Number(row["client_faults_month"]))


def _pool_row(
    page: ClientPage,
    row: dict[str, Any],
    label: str,
    value: Printable,
    *,
    against: tuple[Printable, float] | None = None,
) -> tuple[Cell, ...]:
    """A row of the table; `against` is what is needed, and the difference (above 0 is short)."""
    none, reason = cell(_NONE, page.lang), page.say("capability.commitments.why.pool")
    name = page.subject.names("support_pools")[row["pool"]]
    needed, gap = against or (None, 0.0)
    known = not (is_unknown(gap) or isinf(gap))
    said = (
        page.say("capability.support.verdict.short" if gap > 0 else "capability.support.verdict.met") if known else None
    )
    difference = cell(Number(gap if known else float("nan"), 1, sign=True), page.lang, reason)
    compared = (cell(needed, page.lang, reason), difference, cell(said, page.lang, reason)) if needed else (none,) * 3
    return (cell(name, page.lang), cell(label, page.lang), _finite(page, value, reason), *compared, none, none, none)


def _finite(page: ClientPage, value: Printable, reason: str) -> Cell:
    """A cell; what has no limit is not a number."""
    raw = getattr(value, "value", None)
    if isinstance(raw, float) and isinf(raw):
        return Cell(None, page.show(value), page.say("capability.commitments.why.overloaded"))
    return cell(value, page.lang, reason)
