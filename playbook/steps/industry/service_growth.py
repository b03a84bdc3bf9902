"""How each service grew at this client: the last twelve months with bills against the twelve before.

Only like is compared with like. A line (one service on one contract) counts where its bills reach over both years, so
that a contract that begins or ends in between is no growth; a month in which it has no bill, or one that covers a part
of it, in either year, is left out of both. The rest is averaged a month and added up by service. Credits and zeros are
amounts like any other. Where the bills do not reach back two full years, growth is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered, with_none
from playbook.steps.bill_ledger import ledger_of
from playbook.steps.findings import Finding
from playbook.steps.months import month_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Percent, Printable, inline

__all__ = ["YEAR", "ServiceGrowth", "service_growth"]

#: Months of a year that is compared.
YEAR = 12


@dataclass(frozen=True)
class ServiceGrowth:
    """Growth by service: service, earlier_month and later_month (average a month of the compared lines), growth_year
    (later / earlier - 1), change_month, gaps (the months in which a compared line has no bill; they and their like of
    the other year are left out), left_lines (lines that begin or end in between), reason (None, `short`: fewer than two
    years; `lines`: no line has bills over both; `nothing`: 0 or a credit in the year before).

    `start`, `middle` and `end` are months: the years compared are start to the month before middle, and middle to end.
    `months` counts the months that have any bill; `gaps` are those of all services.
    """

    services: pd.DataFrame
    start: str
    middle: str
    end: str
    months: int
    gaps: tuple[str, ...]
    left_lines: int
    status: str
    findings: tuple[Finding, ...]

    @property
    def known(self) -> pd.DataFrame:
        """The services whose growth is known."""
        return self.services[self.services["growth_year"].notna()]


def service_growth(client: Client) -> ServiceGrowth:
    """Growth by service from a client's bills. Nothing is raised for what is unknown."""
    bills, ledger = client.rows("bills"), ledger_of(client)
    lines = {(one.service, one.contract): one.whole for one in ledger.series}
    months = {month for line in lines.values() for month in line}
    end = max(months, default=ledger.last)
    short = not months or min(months) > end - 2 * YEAR + 1
    rows = []
    for service in sorted({bill["service"] for bill in bills}):
        own = [line for (name, _), line in lines.items() if name == service]
        rows.append(_unknown(service, "short") if short else _grown(service, own, end))
    rows = ordered(rows, "-growth_year", "service")
    gaps = tuple(sorted({month for row in rows for month in row["gaps"]}))
    return ServiceGrowth(
        with_none(pd.DataFrame(rows), "reason"),
        month_of(end - 2 * YEAR + 1),
        month_of(end - YEAR + 1),
        month_of(end),
        len(months),
        gaps,
        sum(row["left_lines"] for row in rows),
        weakest(bill["status"] for bill in bills),
        _findings(client, rows),
    )


def _grown(service: str, lines: Sequence[Mapping[int, float]], end: int) -> Row:
    """One service: its lines that reach over both years, averaged over the months that have a bill in both."""
    start, middle = end - 2 * YEAR + 1, end - YEAR + 1
    alive = [line for line in lines if any(start <= month <= end for month in line)]
    earlier = later = 0.0
    gaps: set[str] = set()
    compared = 0
    for line in alive:
        pairs = [month for month in range(start, middle) if month in line and month + YEAR in line]
        if min(line) > start or max(line) < end or not pairs:
            continue
        compared += 1
        earlier += sum(line[month] for month in pairs) / len(pairs)
        later += sum(line[month + YEAR] for month in pairs) / len(pairs)
        gaps |= {month_of(month) for month in range(start, end + 1) if month not in line}
    left = len(alive) - compared
    if not compared:
        return {**_unknown(service, "lines"), "left_lines": left}
    grown = later / earlier - 1 if earlier > 0 else float("nan")
    return {
        "service": service,
        "earlier_month": earlier,
        "later_month": later,
        "growth_year": grown,
        "change_month": later - earlier,
        "gaps": tuple(sorted(gaps)),
        "left_lines": left,
        "reason": None if earlier > 0 else "nothing",
    }


def _unknown(service: str, reason: str) -> Row:
    amounts = dict.fromkeys(("earlier_month", "later_month", "growth_year", "change_month"), float("nan"))
    return {"service": service, **amounts, "gaps": (), "left_lines": 0, "reason": reason}


def _findings(client: Client, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """The service that grows most and the one that declines most, in money a month."""
    compared = [row for row in rows if known(row["growth_year"])]
    if not compared:
        return ()
    enough = client.assume("trend_noticeable")
    rise = max((row for row in compared if row["growth_year"] >= enough), key=_change, default=None)
    fall = min((row for row in compared if row["growth_year"] <= -enough), key=_change, default=None)
    figures: dict[str, Printable] = {"n": Count(len(compared)), "enough": Percent(enough, 0)}
    if rise is None and fall is None:
        return (Finding("industry.sub_industry.growth_flat", figures, confidence=0.7),)
    money = 0.0
    for which, row in (("up", rise), ("down", fall)):
        if row is not None:
            figures |= _told(client, which, row)
            money += abs(_change(row))
    rule = (
        "industry.sub_industry.growth_split"
        if rise and fall
        else "industry.sub_industry.growth_up"
        if rise
        else "industry.sub_industry.growth_down"
    )
    return (Finding(rule, figures, money_month=money, confidence=0.7),)


def _change(row: Row) -> float:
    return float(row["change_month"])


def _told(client: Client, which: str, row: Row) -> dict[str, Printable]:
    """A service's growth as figures: its name, growth, change in money a month and what it brings now."""
    name = client.market.names("services")[row["service"]]
    return {
        f"{which}_service": inline(name),
        f"{which}_name": name,
        f"{which}_growth": Percent(abs(row["growth_year"])),
        f"{which}_change": Money(abs(row["change_month"]), client.currency),
        f"{which}_now": Money(row["later_month"], client.currency),
    }
