"""5.3, after-sales support."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from math import isinf

from matplotlib.figure import Figure

from playbook.charts.duels import Duel, DuelPanel, LoadPanel, duel_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.capability.analysis import CapabilityAnalysis
from playbook.steps.capability.promise_units import Hours
from playbook.steps.capability.support import MEASURES, Support
from playbook.units import Count, Number, Percent, Printable, bounded, is_unknown

__all__ = ["build"]

#: As many grades as the chart has room for; the table holds all.
_GRADES = 5
#: The times at which the chart's axis has a tick, hours.
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
    support = result.support
    sources = tuple(table for table in ("support_grades", "support_rivals", "support_pools") if page.has(table))
    drawn = support.times[["achieved", "needed"]].notna().any(axis=None) or support.times["rival"].notna().any()
    return page.make(
        "duels",
        page.say("capability.support.subtitle"),
        _values(page, support),
        sources=sources,
        status=support.status,
        internal=True,
        draw=(lambda: _chart(page, support)) if drawn else None,
    )


def _chart(page: ClientPage, support: Support) -> Figure:
    names, grades = page.subject.names("support_grades"), list(dict.fromkeys(support.times["grade"]))[:_GRADES]
    rows = {(row["grade"], row["measure"]): row for row in records(support.times)}
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
        load=_load(page, support),
        legend=[page.say(f"capability.support.legend.{name}") for name in ("achieved", "needed", "rival")],
    )


def _short(page: ClientPage, hours: float) -> str:
    """Hours as a chart has room for them: `2 h`, `30 min`."""
    if 0 < hours < 1:
        return page.say("capability.support.minutes", n=Number(hours * 60))
    return page.say("capability.support.hours", n=Number(hours, 0 if float(hours).is_integer() else 1))


def _duel(page: ClientPage, row: Row) -> Duel:
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


def _load(page: ClientPage, support: Support) -> LoadPanel:
    """The busiest pool."""
    pools = sorted(
        records(support.pools), key=lambda row: (is_unknown(row["utilisation"]), -row["utilisation"], row["pool"])
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
        tuple(_lines(page, support, pool)),
        warn=short,
    )


def _lines(page: ClientPage, support: Support, pool: Row) -> Iterator[str]:
    yield page.say("capability.support.busy", busy=Number(pool["load"], 1), n=Count(int(pool["engineers"])))
    if pool["overloaded"]:
        yield page.say("capability.support.no_limit")
    else:
        yield page.say("capability.support.waits", share=Percent(pool["waiting"], 0))
        if not is_unknown(pool["exceeded"]):
            yield page.say(
                "capability.support.waits_longer", share=Percent(pool["exceeded"], 0), target=Hours(support.target)
            )
    if not is_unknown(pool["needed"]):
        yield page.say(
            "capability.support.needed_engineers",
            n=Count(int(pool["needed"])),
            target=Hours(support.target),
            quantile=Percent(support.quantile, 0),
        )
    if not is_unknown(pool["restoration"]) and not isinf(pool["restoration"]):
        yield page.say("capability.support.can_restore", hours=Hours(pool["restoration"]))
    if not is_unknown(pool["client_faults_month"]):
        yield page.say("capability.support.own_faults", n=Count(round(pool["client_faults_month"])))


def _values(page: ClientPage, support: Support) -> Values:
    """The times by grade, then what there is, what is needed and the difference of each pool."""
    grades, operators = page.subject.names("support_grades"), page.subject.market.names("operators")
    asked, ours, offers = (page.say(f"capability.support.why.{name}") for name in ("need", "record", "rival"))
    value = partial(Column, role="value", numeric=True)

    def missing(row: Row) -> str:
        return ours if is_unknown(row["achieved"]) else asked

    def theirs(row: Row) -> str:
        return offers if is_unknown(row["rival"]) else ours

    times = table(
        page,
        records(support.times),
        (
            Column("item", lambda row: grades[row["grade"]], "category"),
            Column("measure", lambda row: page.say(f"capability.support.{row['measure']}"), "series"),
            value("achieved", lambda row: Hours(row["achieved"]), reason=ours),
            value("needed", lambda row: Hours(row["needed"]), reason=asked),
            value("gap", lambda row: Number(row["gap"], 1, sign=True), reason=missing),
            Column("verdict", partial(_word, page, "verdict"), "state", reason=missing),
            Column("rival", lambda row: None if is_unknown(row["rival"]) else operators[row["rival"]], reason=theirs),
            value("rival_hours", _rival_hours, reason=theirs),
            Column("against", partial(_word, page, "against"), "state", reason=theirs),
        ),
    )
    return with_rows(page, times, (line for pool in records(support.pools) for line in _pool_rows(page, support, pool)))


def _word(page: ClientPage, name: str, row: Row) -> str | None:
    return None if row[name] == "unknown" else page.say(f"capability.support.{name}.{row[name]}")


def _rival_hours(row: Row) -> Printable:
    return bounded(Hours(row["rival_hours"]), "at_most" if row["rival_open"] else "exact")


def _pool_rows(page: ClientPage, support: Support, pool: Row) -> Iterator[Mapping[str, Content]]:
    say, target, quantile = page.say, Hours(support.target), Percent(support.quantile, 0)
    staff = "engineers" if is_unknown(support.target) else "engineers_for"
    response = _compared(page, target, pool["response"] - support.target)
    lines: tuple[tuple[str, Printable, Mapping[str, Content]], ...] = (
        (say("capability.support.load"), Percent(pool["utilisation"], 0), {}),
        (
            say(f"capability.support.{staff}", target=target),
            Number(pool["engineers"]),
            _compared(page, Number(pool["needed"]), pool["needed"] - pool["engineers"]),
        ),
        (say("capability.support.load_erlang"), Number(pool["load"], 1), {}),
        (say("capability.support.waiting"), Percent(pool["waiting"], 0), {}),
        (say("capability.support.exceeded", target=target), Percent(pool["exceeded"], 0), {}),
        (say("capability.support.response_at", quantile=quantile), Hours(pool["response"]), response),
        (say("capability.support.restoration_at", quantile=quantile), Hours(pool["restoration"]), {}),
        (say("capability.support.client_faults"), Number(pool["client_faults_month"]), {}),
    )
    name = page.subject.names("support_pools")[pool["pool"]]
    for label, has, compared in lines:
        yield {"item": name, "measure": label, "achieved": _finite(page, has), **compared}


def _compared(page: ClientPage, needed: Printable, gap: float) -> Mapping[str, Content]:
    """What is needed, and the difference (above 0 is short)."""
    reason, known = page.say("capability.support.why.pool"), not (is_unknown(gap) or isinf(gap))
    verdict = page.say(f"capability.support.verdict.{'short' if gap > 0 else 'met'}") if known else None
    return {
        "needed": cell(needed, page.lang, reason),
        "gap": cell(Number(gap if known else float("nan"), 1, sign=True), page.lang, reason),
        "verdict": cell(verdict, page.lang, reason),
    }


def _finite(page: ClientPage, value: Printable) -> Cell:
    """A cell; what has no limit is not a number."""
    raw = getattr(value, "value", None)
    if isinstance(raw, float) and isinf(raw):
        return Cell(None, page.show(value), page.say("capability.support.why.overloaded"))
    return cell(value, page.lang, page.say("capability.support.why.pool"))
