"""The client in its sub-industry: its share of what is spent there, and how its mix and its growth stand out.

The client's share of its sub-industry is what it pays us divided by what the sub-industry spends on telecom in this
market.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook.client.model import Client
from playbook.client.rows import Row, ordered, records
from playbook.steps.amounts import LargeMoney, shares_of
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.industry.service_growth import ServiceGrowth
from playbook.steps.industry.service_mix import ServiceMix
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Names, Number, Percent, Printable, Side, bounded, inline, is_unknown

__all__ = ["SubIndustry", "sub_industry", "sub_industry_findings"]


@dataclass(frozen=True)
class SubIndustry:
    """The client in its sub-industry. `share` is payments / market (0-1), `others` the rest, as printed; both NaN where
    unknown. `from_bills` is True where the profile gives no payments and the base of the bills stands in.
    """

    id: str | None
    payments_month: float
    market_month: float
    share: float
    others: float
    from_bills: bool
    status: str


def sub_industry(client: Client) -> SubIndustry:
    """The client's place; where its sub-industry is not on file, `id` is None."""
    wanted = client.profile.get("sub_industry")
    row = next((row for row in client.market.rows("sub_industries") if row["sub_industry"] == wanted), None)
    market = row["spend_month"] if row else float("nan")
    paid, base = client.profile.get("payments_month"), base_of(client)
    from_bills = is_unknown(paid)
    payments = base.total if from_bills else float(paid)  # type: ignore[arg-type]
    sound = market > 0 and 0 <= payments <= market
    share, others = shares_of([payments, market - payments]) if sound else (float("nan"), float("nan"))
    status = weakest(
        [row["status"] if row else None, base.status if from_bills else client.field_status("payments_month")]
    )
    return SubIndustry(row["sub_industry"] if row else None, payments, market, share, others, from_bills, status)


def sub_industry_findings(
    client: Client, place: SubIndustry, mix: ServiceMix, growth: ServiceGrowth
) -> tuple[Finding, ...]:
    """The client's share; the services that weigh less (whitespace) or more (dependency) here than in the industry;
    what grows, what declines."""
    if place.id is None:
        return ()
    first, second = _signals(client, records(mix.services), mix.side)
    return (*_share(client, place), *first, *growth.findings, *second)


def _share(client: Client, place: SubIndustry) -> tuple[Finding, ...]:
    """The client's share of its sub-industry's telecom spend."""
    currency = client.currency
    figures: dict[str, Printable] = {
        "client": client.name,
        "sub_industry": inline(client.market.names("sub_industries")[str(place.id)]),
        "market": LargeMoney(place.market_month, currency),
        "payments": LargeMoney(place.payments_month, currency),
        "share": Percent(place.share),
        "others": Percent(place.others),
        "rest": LargeMoney(place.market_month - place.payments_month, currency),
    }
    if is_unknown(place.share):
        rule = (
            "industry.sub_industry.share_unknown"
            if is_unknown(place.market_month)
            else "industry.sub_industry.share_impossible"
        )
        return (Finding(rule, figures),)
    return (Finding("industry.sub_industry.share", figures, money_month=place.payments_month, confidence=0.8),)


def _signals(client: Client, mix: Sequence[Row], side: Side) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What to say of the mix before growth and after it."""
    figures: dict[str, Printable] = {"industry": _industry_name(client)}
    if not mix:
        return (Finding("industry.sub_industry.mix_unknown", figures),), ()
    low, high = ([row for row in mix if row["signal"] == signal] for signal in ("whitespace", "dependency"))
    amount, weight = -sum(row["gap_month"] for row in low) + 0.0, float(sum(row["client_month"] for row in high))
    figures |= {
        "low": _quoted(client, ordered(low, "gap_month"), side),
        "n": Count(len(low)),
        "high": _quoted(client, ordered(high, "-gap_month"), side),
        "m": Count(len(high)),
        "amount": bounded(
            Money(amount, client.currency), "at_least" if side == "at_most" else side
        ),  # at most so much less is at least so much
    }
    dependency = Finding("industry.sub_industry.dependency", figures, money_month=weight, confidence=0.3)
    if low:
        first = (Finding("industry.sub_industry.whitespace", figures, money_month=amount, confidence=0.3),)
        return first, (dependency,) if high else ()
    if high:
        return (), (dependency,)
    rule = "industry.sub_industry.in_line" if side == "exact" else "industry.sub_industry.mix_partly"
    return (Finding(rule, figures),), ()


def _industry_name(client: Client) -> Name:
    return inline(
        client.market.names("industries").get(str(client.profile.get("industry")), Name("所在", "its industry"))
    )


def _quoted(client: Client, rows: Sequence[Row], side: Side) -> Names:
    """Services with their quotients, as names (`Long distance (0.68)`)."""
    names = client.market.names("services")
    pairs = [(inline(names[row["service"]]), bounded(Number(row["quotient"], 2), side)) for row in rows]
    return Names(
        tuple(
            Name(f"{name.zh}（{value.printed('zh')}）", f"{name.en} ({value.printed('en')})") for name, value in pairs
        )
    )
