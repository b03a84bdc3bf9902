"""1.3, revenue at risk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from playbook.charts.before_after import BeforeAfter, Words, before_after_chart
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Row
from playbook.exhibits.compose import drawable
from playbook.exhibits.difference.figures import figure_row, figures_table, total_row
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.difference.analysis import PlanDiff
from playbook.steps.difference.plan_money import moved
from playbook.steps.status import weakest
from playbook.units import Number, is_unknown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["build"]


@exhibit("1.3", "difference.revenue_at_risk")
def build(page: DiffPage, diff: PlanDiff) -> Exhibit | None:
    """1.3 Revenue at risk by service, then and now."""
    then, now = (money.at_risk for money in diff.money)
    if not (then or now):
        return None
    services = sorted(then.keys() | now.keys(), key=lambda key: (-_known_or_0(now.get(key, then.get(key))), key))
    totals = [total_row(page, name) for name in ("risk", "exposed")]
    some = any(not is_unknown(amount) for money in (then, now) for amount in money.values())
    return page.compose(
        "bar",
        page.say("difference.revenue_at_risk.subtitle", unit=page.client.currency, **page.days()),
        figures_table(page, [*(_row(page, service) for service in services), *totals]),
        causes=diff.causes("risk"),
        status=weakest(money.statuses["risk"] for money in diff.money),
        draw=(lambda: _figure(page, services)) if some else None,
        extra={"total_rows": len(totals)},
    )


def _row(page: DiffPage, service: str) -> Row:
    then, now = page.of.money
    why = page.because((*page.of.causes("rivals", {service}), *page.of.causes("base")))
    sides = (then.at_risk_bound, now.at_risk_bound)
    return figure_row(page, page.of.services[service], _amounts(page, service), why, sides)


def _amounts(page: DiffPage, service: str) -> tuple[float, float]:
    then, now = (money.at_risk.get(service, float("nan")) for money in page.of.money)
    return then, now


def _known_or_0(value: float | None) -> float:
    return 0.0 if value is None or is_unknown(value) else value


def _figure(page: DiffPage, services: Sequence[str]) -> Figure:
    before, after = page.dates()
    more = page.say("difference.revenue_at_risk.more")
    words = Words(page.say("difference.words.moved"), before, after, before, "", after, more)
    return before_after_chart([_bar(page, service) for service in services], words, lang=page.lang)


def _bar(page: DiffPage, service: str) -> BeforeAfter:
    """A service's bar then, its mark now; in the warning colour where it is more at risk."""
    then, now = _amounts(page, service)
    more = moved(_known_or_0(then), _known_or_0(now)) > 0
    return BeforeAfter(
        page.show(page.of.services[service]),
        drawable(then),
        page.show(Number(then)),
        after=drawable(now),
        after_printed=page.show(Number(now)),
        note=page.show(Number(moved(then, now), 0, sign=True)),
        role="warning" if more and not is_unknown(then) else "grey",
    )
