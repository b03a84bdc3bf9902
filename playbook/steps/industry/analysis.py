"""Step 1, industry analysis: what does this client's industry buy, what is it worth, and what decides a purchase?

The client's share of its sub-industry is what it pays us divided by what the sub-industry spends on telecom in this
market. The location quotient of a service is the client's share of spend on it divided by the industry's: well below 1
somebody else may carry that service (whitespace), well above 1 we depend on it here more than elsewhere (dependency).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.amounts import LargeMoney, shares_of
from playbook.steps.billing import base_of, control_limits
from playbook.steps.findings import Finding
from playbook.steps.industry.buying_factors import BuyingFactors, buying_factors
from playbook.steps.industry.concentration import Concentration, concentration_of
from playbook.steps.industry.service_growth import ServiceGrowth, service_growth
from playbook.steps.industry.service_usage import ServiceUsage, concentration_findings, service_usage
from playbook.steps.memory import remembered
from playbook.steps.shares import Reconciliation, Total, reconcile, total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Names, Number, Percent, Printable, Side, bounded, inline, is_unknown

__all__ = ["IndustryAnalysis", "SubIndustry", "analyse"]

_INDUSTRIES = ["industry", "revenue_month", "status", "share", "own"]
_MIX = [
    "service",
    "client_month",
    "industry_month",
    "client_share",
    "industry_share",
    "quotient",
    "gap_month",
    "signal",
]


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


@dataclass(frozen=True)
class IndustryAnalysis:
    """What step 1 found.

    `industries`: industry, revenue_month, share (as printed), own; the largest first, unknown last. `revenue` is their
    total, `reconciliation` holds it against the market's control total. `mix`: one row per service that the client and
    its industry can be compared on: client_month, industry_month, client_share, industry_share (as printed), quotient,
    gap_month (client less its amount at the industry's mix), signal (whitespace, dependency, in_line); empty where
    there is nothing to compare. `left_out` names the services known on one side only; `mix_side` says how
    `client_share`, `quotient` and `gap_month` are to be read where there are any: at_most while the client may spend
    more, at_least while the industry may (then `industry_share` is at most what it is), unknown while both may.
    `concentration` is that of the revenue, `usage` what each industry buys, `growth` how this client's services grew.
    """

    industries: pd.DataFrame
    revenue: Total
    reconciliation: Reconciliation
    sub_industry: SubIndustry
    mix: pd.DataFrame
    left_out: tuple[str, ...]
    mix_side: Side
    factors: BuyingFactors
    concentration: Concentration
    usage: ServiceUsage
    growth: ServiceGrowth
    composition_status: str
    mix_status: str
    findings: tuple[Finding, ...]


@remembered
def analyse(client: Client) -> IndustryAnalysis:
    """Step 1 for a client. What has no input is unknown in the result; nothing is raised for it."""
    industries, factors = _industries(client), buying_factors(client)
    revenues = [row["revenue_month"] for row in industries]
    revenue, concentration = total_of(revenues), concentration_of(revenues)
    reconciliation, sub_industry = _reconciled(client, revenue), _sub_industry(client)
    mix, left_out, mix_side, mix_status = _mix(client)
    usage, growth = service_usage(client, industries), service_growth(client)
    statuses = [*client.market.column("industries", "status"), client.market.fields.get("key_account_status")]
    return IndustryAnalysis(
        pd.DataFrame(industries, columns=_INDUSTRIES),
        revenue,
        reconciliation,
        sub_industry,
        frame_of(mix, _MIX, figures=_MIX[1:-1]),
        left_out,
        mix_side,
        factors,
        concentration,
        usage,
        growth,
        composition_status=weakest(statuses),
        mix_status=mix_status,
        findings=(
            *_composition(client, industries, revenue),
            *_control(client, reconciliation),
            *concentration_findings(client, industries, concentration),
            *usage.findings,
            *_share(client, sub_industry),
            *_signals(client, mix, sub_industry, growth, side=mix_side),
            *factors.group_findings,
            *factors.findings,
        ),
    )


def _industries(client: Client) -> list[Row]:
    found = ordered(client.market.rows("industries"), "-revenue_month", "industry")
    shares, own = shares_of([row["revenue_month"] for row in found]), client.profile.get("industry")
    return [
        {
            **{name: row[name] for name in ("industry", "revenue_month", "status")},
            "share": share,
            "own": None if is_unknown(own) else row["industry"] == own,
        }
        for row, share in zip(found, shares, strict=True)
    ]


def _reconciled(client: Client, revenue: Total) -> Reconciliation:
    control = client.market.fields.get("key_account_revenue_month")
    return reconcile(revenue.value, float("nan") if is_unknown(control) else float(control), **control_limits(client))  # type: ignore[arg-type]


def _sub_industry(client: Client) -> SubIndustry:
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


def _mix(client: Client) -> tuple[list[Row], tuple[str, ...], Side, str]:
    """The client's bills beside its industry's usage, on the services that are known on both sides; each as a share of
    all that is known."""
    base, own = base_of(client), client.profile.get("industry")
    usage = [
        row for row in client.market.rows("service_usage") if row["industry"] == own and known(row["amount_month"])
    ]
    industry = {row["service"]: row["amount_month"] for row in usage}
    spent = {str(service): float(amount) for service, amount in base.services.items()}
    if base.reconciliation.verdict in ("equal", "note"):
        spent = dict.fromkeys(industry, 0.0) | spent
    named = client.market.names("services")
    left_out = tuple(service for service in named if industry and (service in spent) != (service in industry))
    rows = [
        {"service": service, "client_month": spent.get(service), "industry_month": industry.get(service)}
        for service in named
        if service in spent or service in industry
    ]
    side = _side_of(spent, industry)
    return _quotients(client, rows, side), left_out, side, weakest([*(row["status"] for row in usage), base.status])


def _side_of(spent: Mapping[str, float], industry: Mapping[str, float]) -> Side:
    """How a client's share of a service against its industry's is to be read, by what may be missing from either
    total."""
    more_spent, more_industry = not industry.keys() <= spent.keys(), not spent.keys() <= industry.keys()
    return (
        "unknown"
        if more_spent and more_industry
        else "at_most"
        if more_spent
        else "at_least"
        if more_industry
        else "exact"
    )


def _quotients(client: Client, rows: Sequence[Row], side: Side) -> list[Row]:
    """What is known on both sides, with shares, location quotient, what the client is above or below the industry's
    mix, and the signal; nothing where there is nothing to compare."""
    ours, theirs = (shares_of([row[name] or 0.0 for row in rows]) for name in ("client_month", "industry_month"))
    both = [(row, (own, peers)) for row, own, peers in zip(rows, ours, theirs, strict=True) if None not in row.values()]
    if not both or any(map(is_unknown, (*ours, *theirs))):
        return []
    scale = sum(row["client_month"] or 0.0 for row in rows) / sum(row["industry_month"] or 0.0 for row in rows)
    return [
        _quotient(client, row, shares, scale=scale if side != "unknown" else float("nan"), side=side)
        for row, shares in both
    ]


def _quotient(client: Client, row: Row, shares: Sequence[float], *, scale: float, side: Side) -> Row:
    expected = row["industry_month"] * scale
    quotient = row["client_month"] / expected if expected > 0 else float("nan")
    return {
        **row,
        "client_share": shares[0],
        "industry_share": shares[1],
        "quotient": quotient,
        "gap_month": row["client_month"] - expected,
        "signal": _signal(client, quotient, side),
    }


def _signal(client: Client, quotient: float, side: Side) -> str | None:
    """What a quotient says; of one that is only a bound, what it says whatever the rest is."""
    if is_unknown(quotient):
        return None
    low, high = client.assume("location_quotient_low"), client.assume("location_quotient_high")
    if quotient < low and side != "at_least":
        return "whitespace"
    if quotient > high and side != "at_most":
        return "dependency"
    return "in_line" if side == "exact" else None


def _composition(client: Client, industries: Sequence[Row], revenue: Total) -> tuple[Finding, ...]:
    """Exhibit 1.1: what the client's own industry brings, its place, and what the top three bring."""
    billed = [row for row in industries if known(row["revenue_month"])]
    if not revenue.known > 0:
        return (
            (Finding("industry.composition.composition_unknown", {"n": Count(len(industries))}),) if industries else ()
        )
    names, first = client.market.names("industries"), billed[0]
    figures: dict[str, Printable] = {
        "n": Count(len(billed)),
        "total": LargeMoney(revenue.known, client.currency),
        "unknown": Count(revenue.unknown),
        "top": names[first["industry"]],
        "leader": inline(names[first["industry"]]),
        "top_share": Percent(first["share"]),
        "most": Count(min(3, len(billed))),
        "three": Percent(sum(row["share"] for row in billed[:3])),
    }
    if revenue.unknown:
        return (
            Finding(
                "industry.composition.composition_at_least",
                {**figures, "revenue": LargeMoney(first["revenue_month"], client.currency)},
            ),
        )
    place, own = next(((place, row) for place, row in enumerate(billed, start=1) if row["own"]), (0, first))
    if not place:
        return (Finding("industry.composition.no_industry", figures),)
    figures |= {
        "own": names[own["industry"]],
        "within": inline(names[own["industry"]]),
        "share": Percent(own["share"]),
        "place": Count(place),
        "revenue": LargeMoney(own["revenue_month"], client.currency),
    }
    return (
        Finding(
            "industry.composition.largest" if place == 1 else "industry.composition.placed",
            figures,
            confidence=0.8,
        ),
    )


def _control(client: Client, found: Reconciliation) -> tuple[Finding, ...]:
    """Exhibit 1.1: the control total, where the sum differs from it."""
    if found.verdict in ("equal", "unknown"):
        return ()
    figures: dict[str, Printable] = {
        "sum": Money(found.total, client.currency, 2),
        "control": Money(found.control, client.currency, 2),
        "difference": Money(abs(found.difference), client.currency, 2),
    }
    return (Finding(f"industry.composition.control_{found.verdict}", figures, confidence=1.0),)


def _share(client: Client, found: SubIndustry) -> tuple[Finding, ...]:
    """Exhibit 1.3: the client's share of its sub-industry's telecom spend."""
    if found.id is None:
        return ()
    currency = client.currency
    figures: dict[str, Printable] = {
        "client": client.name,
        "sub_industry": inline(client.market.names("sub_industries")[found.id]),
        "market": LargeMoney(found.market_month, currency),
        "payments": LargeMoney(found.payments_month, currency),
        "share": Percent(found.share),
        "others": Percent(found.others),
        "rest": LargeMoney(found.market_month - found.payments_month, currency),
    }
    if is_unknown(found.share):
        rule = (
            "industry.sub_industry.share_unknown"
            if is_unknown(found.market_month)
            else "industry.sub_industry.share_impossible"
        )
        return (Finding(rule, figures),)
    return (Finding("industry.sub_industry.share", figures, money_month=found.payments_month, confidence=0.8),)


def _signals(
    client: Client, mix: Sequence[Row], found: SubIndustry, growth: ServiceGrowth, *, side: Side
) -> tuple[Finding, ...]:
    """Exhibit 1.3: services that weigh less (whitespace) or more (dependency) here than in the industry; what grows,
    what declines."""
    if found.id is None:
        return ()
    if not mix:
        return (
            Finding("industry.sub_industry.mix_unknown", {"industry": _industry_name(client)}),
            *growth.findings,
        )
    low, high = ([row for row in mix if row["signal"] == signal] for signal in ("whitespace", "dependency"))
    amount = -sum(row["gap_month"] for row in low) + 0.0
    figures: dict[str, Printable] = {
        "industry": _industry_name(client),
        "low": _quoted(client, ordered(low, "gap_month"), side),
        "n": Count(len(low)),
        "high": _quoted(client, ordered(high, "-gap_month"), side),
        "m": Count(len(high)),
        "amount": bounded(
            Money(amount, client.currency), "at_least" if side == "at_most" else side
        ),  # at most so much less is at least so much
    }
    whitespace = Finding("industry.sub_industry.whitespace", figures, money_month=amount, confidence=0.3)
    dependency = Finding(
        "industry.sub_industry.dependency",
        figures,
        money_month=float(sum(row["client_month"] for row in high)),
        confidence=0.3,
    )
    first = (
        (whitespace,)
        if low
        else ()
        if high
        else (
            Finding(
                "industry.sub_industry.in_line" if side == "exact" else "industry.sub_industry.mix_partly",
                figures,
            ),
        )
    )
    return (*first, *growth.findings, *((dependency,) if high else ()))


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
