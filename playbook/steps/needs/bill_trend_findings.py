"""What the bills over time say: what declines and grows, which months stand out, and which bills one must ask about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.months import months_between
from playbook.steps.needs.bill_months import OddMonth, Outlier
from playbook.units import Count, Money, Name, Percent, Printable, inline

__all__ = ["findings_about"]

Row = Mapping[str, Any]

_SURE, _FAIR = 0.8, 0.6


@dataclass(frozen=True)
class _Case:
    """What the sentences need of a client: its assumptions, the services' names for the middle of a sentence, the
    currency."""

    client: Client
    names: Mapping[str, Name]

    def assume(self, name: str) -> float:
        return self.client.assume(name)

    def money(self, amount: float, *, sign: bool = False) -> Money:
        return Money(amount, self.client.currency, sign=sign)


def findings_about(
    client: Client, series: Sequence[Row], events: tuple[Sequence[Outlier], Sequence[OddMonth]], averages: Sequence[Row]
) -> tuple[Finding, ...]:
    """The findings, from the rows of the series and the months to ask about; the first is the
    message."""
    case = _Case(client, {service: inline(name) for service, name in client.market.names("services").items()})
    services = [row for row in series if row["kind"] == "service"]
    outliers, odd = events
    if not any(row["enough"] for row in services):
        return (_too_short(case, services, averages), *_odd(case, odd))
    message, growth = _message(case, series), _growth(case, services)
    first, last = (message, growth) if message else (growth, ())
    return (*first, _outliers(case, outliers, services), *_odd(case, odd), *last)


def _too_short(case: _Case, services: Sequence[Row], averages: Sequence[Row]) -> Finding:
    """How many months there are, and from how many on they would tell."""
    figures: dict[str, Printable] = {
        "need": Count(int(case.assume("trend_months"))),
        "season": Count(int(case.assume("season_months"))),
    }
    known = max((row["counted"] for row in services), default=0)
    periods = sorted({(bill["from"], bill["to"]) for bill in averages})
    if known or not periods:
        return Finding("needs.bill_trend.few_months", figures | {"n": Count(known)}, confidence=_SURE)
    if len(periods) > 1:
        return Finding("needs.bill_trend.averages", figures | {"n": Count(len(periods))}, confidence=_SURE)
    start, end = periods[0]
    period: dict[str, Printable] = {
        "n": Count(months_between(start, end)),
        "start": Name(start, start),
        "end": Name(end, end),
    }
    return Finding("needs.bill_trend.one_average", figures | period, confidence=_SURE)


def _message(case: _Case, series: Sequence[Row]) -> tuple[Finding, ...]:
    """The decline that costs most, beside the growth that brings most; where nothing declines, growth alone speaks;
    where nothing moves, that."""
    services = [row for row in series if row["kind"] == "service"]
    down, up = _strongest(services, "declines"), _strongest(services, "grows")
    if down is None:
        return () if up else (_steady(case, series),)
    figures = _moving(case, down) | _where(case, series, down)
    if up:
        figures |= {f"up_{name}": value for name, value in _moving(case, up).items()}
    rule = "needs.bill_trend.shift" if up else "needs.bill_trend.decline"
    return (Finding(rule, figures, money_month=-float(down["change_month"]), confidence=_sure(down)),)


def _growth(case: _Case, services: Sequence[Row]) -> tuple[Finding, ...]:
    up = _strongest(services, "grows")
    return (
        (
            Finding(
                "needs.bill_trend.growth",
                _moving(case, up),
                money_month=float(up["change_month"]),
                confidence=_sure(up),
            ),
        )
        if up
        else ()
    )


def _sure(row: Row) -> float:
    return _SURE if row["seasonal"] else _FAIR


def _strongest(series: Sequence[Row], direction: str) -> Row | None:
    """The series of that direction that moves most money; ties by id."""
    rows = [row for row in series if row["direction"] == direction]
    return min(rows, key=lambda row: (-abs(row["change_month"]), row["service"], row["contract"]), default=None)


def _moving(case: _Case, row: Row) -> dict[str, Printable]:
    return {
        "what": case.names[row["service"]],
        "rate": Percent(abs(row["growth"]), 0),
        "money": case.money(abs(row["change_month"])),
        "level": case.money(row["level_month"]),
    }


def _where(case: _Case, series: Sequence[Row], down: Row) -> dict[str, Printable]:
    """Which contract loses most of it; where the bills name none, all of them."""
    lines = [row for row in series if row["kind"] == "line" and row["service"] == down["service"] and row["contract"]]
    worst = _strongest(lines, "declines")
    where = (
        Name(f"其中合同{worst['contract']}", f"contract {worst['contract']} alone")
        if worst
        else Name("全部合同", "all contracts together")
    )
    return {"where": where, "part": case.money(abs((worst or down)["change_month"]))}


def _steady(case: _Case, series: Sequence[Row]) -> Finding:
    """No service moves noticeably; what the whole does is said."""
    services = [row for row in series if row["kind"] == "service" and row["enough"]]
    figures: dict[str, Printable] = {
        "n": Count(len(services)),
        "limit": Percent(case.assume("trend_noticeable"), 0),
        "total": Percent(next(row["growth"] for row in series if row["kind"] == "total"), 1, sign=True),
    }
    return Finding("needs.bill_trend.steady", figures, confidence=_FAIR)


def _outliers(case: _Case, outliers: Sequence[Outlier], services: Sequence[Row]) -> Finding:
    """The months that stand out, the largest named with its contract; or that none does."""
    if not outliers:
        return Finding(
            "needs.bill_trend.no_outlier",
            {"n": Count(max(row["counted"] for row in services))},
            confidence=_FAIR,
        )
    first, others = outliers[0], outliers[1:]
    figures: dict[str, Printable] = {
        "what": _contract(first.contract) if first.contract else case.names[first.services[0]],
        "month": Name(first.month, first.month),
        "change": Percent(first.deviation, 0, sign=True),
        "money": case.money(first.excess, sign=True),
        "services": Count(len(first.services)),
        "n": Count(len(outliers)),
        "others": several([_short(case, outlier) for outlier in others]),
    }
    return Finding("needs.bill_trend.outliers" if others else "needs.bill_trend.outlier", figures, confidence=_FAIR)


def _short(case: _Case, outlier: Outlier) -> Name:
    """`HH-2002 2025-02`; the service where there is no contract."""
    name = Name(outlier.contract, outlier.contract) if outlier.contract else case.names[outlier.services[0]]
    return Name(f"{name.zh} {outlier.month}", f"{name.en} {outlier.month}")


def _odd(case: _Case, odd: Sequence[OddMonth]) -> tuple[Finding, ...]:
    """Which months to ask billing about: no bill, a zero, a credit."""
    if not odd:
        return ()
    which = several([_odd_name(case, month) for month in odd])
    counts = {state: Count(sum(month.state == state for month in odd)) for state in ("gap", "zero", "credit")}
    return (Finding("needs.bill_trend.odd", {"n": Count(len(odd)), "which": which, **counts}, confidence=_FAIR),)


def _odd_name(case: _Case, odd: OddMonth) -> Name:
    """`HH-2003 2024-04 (no bill)`, `HH-1001 mobile 2023-06 (credit of £640)`: the service where it is one of them."""
    amount = case.money(abs(odd.amount))
    reasons = {
        "gap": Name("无账单", "no bill"),
        "zero": Name("零账单", "zero"),
        "credit": Name(f"冲减{amount.printed('zh')}", f"credit of {amount.printed('en')}"),
    }
    service = case.names[odd.services[0]] if len(odd.services) == 1 else Name("", "")
    reason = reasons[odd.state]
    zh, en = (" ".join(filter(None, (odd.contract, text, odd.month))) for text in (service.zh, service.en))
    return Name(f"{zh}（{reason.zh}）", f"{en} ({reason.en})")


def _contract(number: str) -> Name:
    return Name(f"合同{number}", f"contract {number}")
