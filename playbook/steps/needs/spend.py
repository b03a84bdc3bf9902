"""What the client pays us, by service and contract, and how much of it is exposed.

What is exposed is the figure of step 2 (:mod:`~playbook.steps.competition.exposure`), by billed service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.amounts import shares_of
from playbook.steps.bill_ledger import BilledSeries
from playbook.steps.billing import Base, BaseSeries, base_of
from playbook.steps.competition.exposure import Exposure, exposure_of
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.months import month_of
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Names, Percent, Printable, bounded, inline, is_unknown

__all__ = ["Spend", "series_name", "spend_of"]

_SERVICES = ["service", "amount_month", "share", "exposed_month", "rivals", "exposed"]
_UNKNOWN = float("nan")
_GRAVE = ("warning", "error")
_MOVES = ["move", "operator", "contested", "service", "exposed_month", "status"]


@dataclass(frozen=True)
class Spend:
    """What the client pays us a month, expected where bills are missing (`base` has what is known).

    `services`: service, amount_month, share (as printed; NaN where a service is below 0), exposed_month (NaN where the
    contested part is, or the moves are, unknown), rivals (names of the operators that are in), exposed (True where any
    part is, None unknown). `moves`: move, operator, service (as billed), exposed_month. `contracts`: service x
    contract, currency a month, without columns where no bill names its contract; a bill without one is under "".
    `numbers` are the contract numbers on file.
    """

    base: Base
    services: pd.DataFrame
    moves: pd.DataFrame
    contracts: pd.DataFrame
    numbers: tuple[str, ...]
    exposed_month: float
    status: str
    findings: tuple[Finding, ...]


def spend_of(client: Client) -> Spend:
    """Spend by service and contract, of the base."""
    base, exposure = base_of(client), exposure_of(client)
    services, moves = _services(base, exposure), exposure.moves
    contracts = _contracts(base)
    numbers = tuple(client.column("contracts", "contract"))
    exposed = float(sum(row["exposed_month"] for row in services))
    status = weakest([base.status, *(move["status"] for move in moves)])
    findings = (
        *_message(client, services, moves),
        *_base_findings(client, base),
        *_by_contract(client, contracts, numbers),
    )
    frames = pd.DataFrame(services, columns=_SERVICES), frame_of(moves, _MOVES, figures=("exposed_month",))
    return Spend(base, *frames, contracts, numbers, exposed, status, findings)


def _services(base: Base, exposure: Exposure) -> list[Row]:
    amounts = {str(service): float(amount) for service, amount in base.services.items()}
    return [
        {
            "service": service,
            "amount_month": amount,
            "share": share,
            "exposed_month": exposure.billed.get(service, 0.0) if exposure.known else _UNKNOWN,
            "rivals": exposure.rivals.get(service, ()),
            "exposed": service in exposure.rivals or (False if exposure.known else None),
        }
        for (service, amount), share in zip(amounts.items(), shares_of(list(amounts.values())), strict=True)
    ]


def _contracts(base: Base) -> pd.DataFrame:
    """Service x contract: what is expected a month, as in the base."""
    if not any(one.contract for one in base.series):
        return pd.DataFrame(index=base.services.index)
    columns: dict[str, dict[str, float]] = {}
    for one in base.series:
        columns.setdefault(one.contract, {})[one.service] = one.expected_month
    largest = sorted(columns, key=lambda contract: (-fsum(columns[contract].values()), contract))
    services = base.services.index
    return pd.DataFrame(
        {contract: [columns[contract].get(service, float("nan")) for service in services] for contract in largest},
        index=services,
    )


def _message(client: Client, services: Sequence[Row], moves: Sequence[Row]) -> tuple[Finding, ...]:
    """What the fee is made of, and how much of it is exposed to rivals that are in."""
    base, names, currency = base_of(client), client.market.names("services"), client.currency
    top = services[: 2 if len(services) > 2 else 1]
    exposed = total_of(row["exposed_month"] for row in services).known
    figures: dict[str, Printable] = {
        "total": base.money(currency, 2),
        "n": Count(len(services)),
        "top": Names(tuple(inline(names[row["service"]]) for row in top)),
        "exposed": Money(exposed, currency),
        "unsized": Names(tuple(inline(names[row["service"]]) for row in services if is_unknown(row["exposed_month"]))),
    }
    if any(is_unknown(row["share"]) for row in services):
        credit = tuple(inline(names[row["service"]]) for row in services if row["amount_month"] < 0)
        figures["credit"] = Names(credit)
        rule = "needs.spend.spend_credit" if credit else "needs.spend.spend_none"
        return (Finding(rule, figures, money_month=max(base.total, 0.0), confidence=0.9),)
    figures |= {
        "top_share": Percent(sum(row["amount_month"] for row in top) / base.total, 0),
        "exposed_share": Percent(exposed / base.total, 0),
        "rivals": _rivals(client),
    }
    rule = _rule(client, services, exposed)
    if rule == "needs.spend.spend_exposed_at_least":
        figures["exposed"] = bounded(Money(exposed, currency), "at_least")
    return (Finding(rule, figures, money_month=exposed or base.total, confidence=0.8, internal=bool(len(moves))),)


def _rule(client: Client, services: Sequence[Row], exposed: float) -> str:
    if not exposure_of(client).known:
        return "needs.spend.spend_unrecorded"
    if any(is_unknown(row["exposed_month"]) for row in services):
        return "needs.spend.spend_exposed_at_least" if exposed else "needs.spend.spend_exposed_unknown"
    return "needs.spend.spend_exposed" if exposed else "needs.spend.spend_safe"


def _rivals(client: Client) -> Names:
    """What is exposed to each rival, the largest first, as names (`China Netcom ¥7,703 (12%)`)."""
    operators, total = client.market.names("operators"), base_of(client).total
    sums, names = exposure_of(client).to_rivals, []
    for operator, amount in sorted(
        ((name, amount) for name, amount in sums.items() if amount > 0), key=lambda item: (-item[1], item[0])
    ):
        money, share, name = Money(amount, client.currency), Percent(amount / total, 0), operators[operator]
        names.append(
            Name(
                f"{name.zh}{money.printed('zh')}（{share.printed('zh')}）",
                f"{name.en} {money.printed('en')} ({share.printed('en')})",
            )
        )
    return Names(tuple(names))


def _base_findings(client: Client, base: Base) -> tuple[Finding, ...]:
    """What is said of the base beside its amounts, what may be wrong with an amount first."""
    control, doubts = _control(client, base), (*_renumbered(client, base), *_missing(client, base))
    first, last = ((control,), ()) if base.reconciliation.verdict in _GRAVE else ((), (control,))
    return (*first, *doubts, *_begun(client, base), *last)


def _control(client: Client, base: Base) -> Finding:
    """What is expected against the control total of the client file; both numbers are named."""
    reconciliation = base.reconciliation
    figures: dict[str, Printable] = {
        "sum": Money(reconciliation.total, client.currency, 2),
        "control": Money(reconciliation.control, client.currency, 2),
        "difference": Money(abs(reconciliation.difference), client.currency, 2),
    }
    return Finding(f"needs.spend.control_{reconciliation.verdict}", figures, confidence=1.0)


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


def _by_contract(client: Client, contracts: pd.DataFrame, numbers: tuple[str, ...]) -> tuple[Finding, ...]:
    """The contract that carries most, or that nobody knows which contract carries what."""
    sums = contracts.sum().drop("", errors="ignore")
    total = base_of(client).total
    if len(sums) and sums.iloc[0] > 0 and total > 0:
        figures: dict[str, Printable] = {
            "contract": _contract_name(client, str(sums.index[0])),
            "share": Percent(float(sums.iloc[0]) / total, 0),
            "amount": Money(float(sums.iloc[0]), client.currency),
        }
        return (Finding("needs.spend.contract_largest", figures, money_month=float(sums.iloc[0]), confidence=0.8),)
    return (Finding("needs.spend.contracts_unsplit", {"n": Count(len(numbers))}, confidence=0.9),) if numbers else ()


def _contract_name(client: Client, number: str) -> Name:
    row = next((row for row in client.rows("contracts") if row["contract"] == number), {})
    notes = [row.get(f"note{twin}") for twin in ("_zh", "_en", "")]
    zh, en = (next((text for text in (note, notes[2]) if not is_unknown(text)), "") for note in notes[:2])
    return Name(f"{number}（{zh}）" if zh else number, f"{number} ({en})" if en else number)


def series_name(client: Client, one: BaseSeries | BilledSeries) -> Name:
    """`data lines on contract 6134`; the service alone where the bills name no contract."""
    service = inline(client.market.names("services")[one.service])
    return (
        Name(f"合同{one.contract}{service.zh}", f"{service.en} on contract {one.contract}") if one.contract else service
    )
