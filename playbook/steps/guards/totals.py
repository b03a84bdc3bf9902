"""The bills against totals: the control total, the sub-industry's whole spend, and contracts or services that are
themselves the sum of the others.

Bills that are off by a power of ten are told of once, by the control total where there is one. Where the control total
agrees with the bills and the sub-industry's spend does not, that spend is what is doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import fsum

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.bill_ledger import ledger_of
from playbook.steps.billing import Base, base_of
from playbook.steps.guards.caution import Caution, file_of
from playbook.steps.guards.magnitudes import power_apart
from playbook.units import Count, Money, Name, Percent, is_unknown

__all__ = ["control_total_off", "odd_totals"]

_OTHERS, _MONTHS = 3, 2
#: A client that pays less than this share of what its whole sub-industry spends is billed in another unit, or is tiny.
_LEAST = 1e-3


def odd_totals(client: Client) -> Iterator[Caution]:
    """The cautions about totals."""
    yield from control_total_off(client)
    yield from _against_market(client)
    if not any(fault.rule == "bills.looks_like_total" for fault in client.warnings):
        yield from _like_total(client, "contract")
        yield from _like_total(client, "service")


def control_total_off(client: Client) -> Iterator[Caution]:
    """A warning, an error (which is grave), or a factor of ten between the bills and their control total."""
    base = base_of(client)
    reconciled = base.reconciliation
    if reconciled.verdict not in ("warning", "error"):
        return
    power = power_apart(reconciled.total, reconciled.control, client.assume("guard_factor_like"))
    rule = "factor" if power else "apart" if reconciled.verdict == "warning" else "contradicts"
    share = abs(reconciled.difference) / abs(reconciled.control) if reconciled.control else float("inf")
    yield Caution(
        f"control_totals.{rule}",
        file_of(client, "control_totals"),
        _control_row(client, base),
        "amount_month",
        f"{reconciled.control:g}",
        key=f"{base.start} {base.end}",
        figures={
            "control": Money(reconciled.control, client.currency, 2),
            "total": Money(reconciled.total, client.currency, 2),
            "start": Name(base.start, base.start),
            "end": Name(base.end, base.end),
            "apart": Percent(share),
            "limit": Percent(client.assume("control_warning_share"), 0),
            "factor": Count(10 ** abs(power)),
        },
        money_month=abs(reconciled.difference),
        grave=reconciled.verdict == "error",
    )


def _control_row(client: Client, base: Base) -> int | None:
    same = (row["row"] for row in client.rows("control_totals") if (row["from"], row["to"]) == (base.start, base.end))
    return next(same, None)


def _against_market(client: Client) -> Iterator[Caution]:
    """A client that pays us more than its whole sub-industry spends, or, where no control total bears its bills out,
    next to nothing of it."""
    base, own = base_of(client), client.profile.get("sub_industry")
    for row in client.market.rows("sub_industries") if own and base.reconciliation.verdict != "error" else ():
        spend = row["spend_month"]
        if row["sub_industry"] == own and not is_unknown(spend) and spend > 0 and base.total > 0:
            if base.total > spend:
                yield _beside_market(client, row, "above", base.total - spend)
            elif base.total < spend * _LEAST and base.reconciliation.verdict == "unknown":
                yield _beside_market(client, row, "below", float("nan"))


def _beside_market(client: Client, row: Row, rule: str, money: float) -> Caution:
    """It stands where the doubt is: with the spend, where the control total bears the bills out."""
    base, spend = base_of(client), row["spend_month"]
    figures = {
        "total": Money(base.total, client.currency),
        "spend": Money(spend, client.currency, 0 if float(spend).is_integer() else 2),
    }
    if base.reconciliation.verdict == "unknown":
        return Caution(f"bills.{rule}_sub_industry", file_of(client, "bills"), figures=figures, money_month=money)
    return Caution(
        f"sub_industries.{rule}",
        file_of(client, "sub_industries"),
        row["row"],
        "spend_month",
        f"{spend:g}",
        key=row["sub_industry"],
        figures=figures,
        money_month=money,
    )


def _like_total(client: Client, kind: str) -> Iterator[Caution]:
    """Contracts, or services, that are within 1% of the sum of all others in each month."""
    like, parts = client.assume("guard_total_like"), _by(client, kind)
    if len(parts) <= _OTHERS:
        return
    base, months = base_of(client), _by_month(parts)
    for name, amounts in parts.items():
        others = {month: months[month] - amount for month, amount in amounts.items()}
        if name and len(amounts) >= _MONTHS and all(_is_like(amounts[month], others[month], like) for month in amounts):
            money = sum(one.expected_month for one in base.series if getattr(one, kind) == name)
            printed = client.market.names("services")[name] if kind == "service" else Name(name, name)
            yield Caution(
                f"{kind}s.looks_like_total",
                file_of(client, "bills"),
                column=kind,
                value=name,
                figures={"name": printed, "n": Count(len(parts) - 1), "months": Count(len(amounts))},
                money_month=money,
            )


def _by(client: Client, kind: str) -> Mapping[str, dict[int, float]]:
    """Contract, or service, -> month -> what was billed."""
    parts: dict[str, dict[int, float]] = defaultdict(dict)
    for one in ledger_of(client).series:
        own = parts[getattr(one, kind)]
        for month, amount in one.amounts.items():
            own[month] = own.get(month, 0.0) + amount
    return parts


def _by_month(parts: Mapping[str, Mapping[int, float]]) -> Mapping[int, float]:
    """Month -> what was billed by all of them."""
    billed: dict[int, list[float]] = defaultdict(list)
    for amounts in parts.values():
        for month, amount in amounts.items():
            billed[month].append(amount)
    return {month: fsum(amounts) for month, amounts in billed.items()}


def _is_like(amount: float, others: float, like: float) -> bool:
    return amount > 0 and others > 0 and abs(amount - others) <= like * others
