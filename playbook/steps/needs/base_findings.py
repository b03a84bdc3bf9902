"""What exhibit 3.2 says of the base beside its amounts: the control total, series that lack bills, that look
renumbered, that have just begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook.client.model import Client
from playbook.steps.bill_ledger import BilledSeries
from playbook.steps.billing import Base, BaseSeries
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.months import month_of
from playbook.units import Money, Name, Names, Printable, inline

__all__ = ["base_findings", "series_name"]

_GRAVE = ("warning", "error")


def base_findings(client: Client, base: Base) -> tuple[Finding, ...]:
    """The findings, what may be wrong with an amount first."""
    control, doubts = _control(client, base), (*_renumbered(client, base), *_missing(client, base))
    first, last = ((control,), ()) if base.reconciliation.verdict in _GRAVE else ((), (control,))
    return (*first, *doubts, *_begun(client, base), *last)


def _control(client: Client, base: Base) -> Finding:
    """What is expected against the control total of the client file; both numbers are named."""
    found = base.reconciliation
    figures: dict[str, Printable] = {
        "sum": Money(found.total, client.currency, 2),
        "control": Money(found.control, client.currency, 2),
        "difference": Money(abs(found.difference), client.currency, 2),
    }
    return Finding(f"needs.spend.control_{found.verdict}", figures, confidence=1.0)


def _missing(client: Client, base: Base) -> Iterator[Finding]:
    """Series that lack bills, the most money first: ended, or missing?"""
    lacking = sorted(
        (one for one in base.series if one.missing and not one.begins),
        key=lambda one: (-_added(one), one.contract, one.service),
    )
    if lacking:
        which, money = several([_since(client, one) for one in lacking]), sum(map(_added, lacking))
        yield Finding("needs.spend.bills_missing", {"which": which}, money_month=money, confidence=0.8)


def _added(one: BaseSeries) -> float:
    """By how much what is expected of a series is apart from what is known."""
    return abs(one.expected_month - one.known_month)


def _since(client: Client, one: BaseSeries) -> Name:
    name = series_name(client, one)
    return Name(f"{name.zh}（账单至{one.last}）", f"{name.en} (billed to {one.last})")


def _renumbered(client: Client, base: Base) -> Iterator[Finding]:
    """Series that look as if one had taken over from another: they count once."""
    if base.renumbered:
        which = several(
            [_taken_over(client, pair.before, pair.after, month_of(pair.began)) for pair in base.renumbered], limit=2
        )
        yield Finding("needs.spend.bills_renumbered", {"which": which}, money_month=base.known, confidence=0.6)


def _taken_over(client: Client, before: Iterable[BilledSeries], after: Iterable[BilledSeries], month: str) -> Name:
    old, new = (Names(tuple(series_name(client, one) for one in ones)) for ones in (before, after))
    return Name(
        f"{old.printed('zh')}→{new.printed('zh')}（{month}）", f"{old.printed('en')} → {new.printed('en')} ({month})"
    )


def _begun(client: Client, base: Base) -> Iterator[Finding]:
    """Series that began within the base: the average says less of them than their latest month."""
    begun = [one for one in base.series if one.begins]
    if begun:
        largest = sorted(begun, key=lambda one: (-one.latest_month, one.contract, one.service))
        figures: dict[str, Printable] = {"which": several([_latest(client, one) for one in largest])}
        yield Finding(
            "needs.spend.bills_begun",
            figures,
            money_month=sum(one.latest_month for one in largest),
            confidence=0.6,
        )


def _latest(client: Client, one: BaseSeries) -> Name:
    name, money = series_name(client, one), Money(one.latest_month, client.currency)
    return Name(f"{name.zh}（{one.last}为{money.printed('zh')}）", f"{name.en} ({money.printed('en')} in {one.last})")


def series_name(client: Client, one: BaseSeries | BilledSeries) -> Name:
    """`data lines on contract 6134`; the service alone where the bills name no contract."""
    service = inline(client.market.names("services")[one.service])
    return (
        Name(f"合同{one.contract}{service.zh}", f"{service.en} on contract {one.contract}") if one.contract else service
    )
