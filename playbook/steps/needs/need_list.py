"""The client's needs, stated and latent, ranked by size x confidence, each counted once.

Stated needs come from the table `needs`, latent ones from the rules of :mod:`playbook.steps.needs.latent`; what counts
as one need, or as the same money, is told in :mod:`playbook.steps.needs.same_money`.

The total is *at least* what it comes to where a need has no size, and where a table or a cell that a rule reads is not
there: what it would have found is unknown. Latent needs that may be the same money as stated ones, of which nobody has
said which service they are about, are not added to them: the larger of the two counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.needs.latent import Need, latent_needs
from playbook.steps.needs.same_money import asked_for, counted_once, least, need_order, twins_of, unsure
from playbook.steps.phrases import money_of, worded
from playbook.steps.shares import Total
from playbook.steps.status import weakest
from playbook.units import Count, Day, Money, Name, Percent, Printable, bounded, inline, is_unknown, name_of

__all__ = ["NeedList", "need_list"]

_COLUMNS = [
    "need",
    "kind",
    "rule",
    "name",
    "sites",
    "units",
    "service",
    "amount_month",
    "at_least",
    "confidence",
    "expected_month",
    "evidence",
    "also",
    "status",
]
#: Rules whose sizes come from the price list.
_PRICED = ("backup", "upgrade")
#: What the rules read: where a table has no row, or one of these cells is blank, they may have missed a need.
_READ: dict[str, tuple[str, ...]] = {
    "needs": (),
    "sites": ("required_kbps",),
    "links": ("bandwidth_kbps",),
    "unit_services": ("holder", "operator"),
    "goals": ("supported",),
    "staff_spend": (),
    "moves": (),
    "service_usage": ("amount_month",),
    "taught_needs": (),
}


@dataclass(frozen=True)
class NeedList:
    """The needs, the largest size x confidence first, unknown sizes last, the surer first, then by id.

    `needs`: need (id), kind (stated, latent), rule (None for a stated one), name (Name), sites and units (tuples of
    ids; empty: the whole client), service (None), amount_month (NaN unknown), at_least (a part of it is unknown),
    confidence (0-1), expected_month (size x confidence), evidence (tuple of Name, the cause first), also (ids of needs
    found to be the same), status. `total` adds up the sizes, `expected_month` what is expected of those that are known;
    `complete` says that the rules had all that they read. `twins` are, for a sized need, those without a size that may
    be the same money.
    """

    needs: pd.DataFrame
    total: Total
    expected_month: float
    complete: bool
    twins: Mapping[str, tuple[str, ...]]
    status: str
    findings: tuple[Finding, ...]


@remembered
def need_list(client: Client) -> NeedList:
    """The needs of a client; whatever table is missing, the rest stands."""
    stated, latent = _stated(client), latent_needs(client)
    needs = sorted(counted_once(client, *asked_for(stated, latent)), key=need_order)
    complete, twice = _complete(client), unsure(needs)
    open_ = sum(not need.sized or need.at_least for need in needs) + len(twice[1]) + (not complete)
    total = Total(least(needs, twice, "amount_month"), open_)
    expected = least(needs, twice, "expected_month")
    rows = [{column: getattr(need, column) for column in _COLUMNS} | {"rule": need.rule or None} for need in needs]
    frame = frame_of(rows, _COLUMNS, figures=("amount_month", "confidence", "expected_month"))
    status = weakest(need.status for need in needs)
    return NeedList(
        frame,
        total,
        expected,
        complete,
        twins_of(needs),
        status,
        tuple(_findings(client, needs, total, expected)) if needs else (),
    )


def _complete(client: Client) -> bool:
    """Had the rules all that they read? What a market's table lacks nobody can have looked into."""
    if is_unknown(client.profile.get("industry")) or (client.has("staff_spend") and not client.holds("us")):
        return False
    for table, columns in _READ.items():
        tables = client if table in client.frames else client.market
        if not (client.answered(table) if tables is client else tables.has(table)):
            return False
        if any(
            is_unknown(row[column])
            for row in tables.rows(table)
            for column in columns
            if column != "operator" or row["holder"] == "rival"
        ):
            return False
    return True


def _stated(client: Client) -> list[Need]:
    """The needs that the client has stated; a confidence that nobody gave is the assumption's."""
    assumed = client.assume("stated_confidence")
    return [
        Need(
            row["need"],
            name_of(row),
            row["amount_month"],
            row["status"],
            evidence=(
                worded("needs.latent.stated")
                if is_unknown(row["on"])
                else worded("needs.latent.stated_on", on=Day(row["on"])),
            ),
            sites=tuple(row["sites"] or ()),
            service=row["service"],
            kind="stated",
            confidence=assumed if is_unknown(row["confidence"]) else row["confidence"],
        )
        for row in client.rows("needs")
    ]


def _findings(client: Client, needs: list[Need], total: Total, expected: float) -> Iterator[Finding]:
    """How many and how much; then the first that was not asked for, and what to size first."""
    latent = [need for need in needs if need.kind == "latent"]
    unsized = [need for need in needs if not need.sized]
    some = total if len(unsized) * 2 <= len(needs) else Total(total.known, sum(need.at_least for need in needs))
    figures: dict[str, Printable] = {
        "n": Count(len(needs)),
        "m": Count(len(latent)),
        "sized": Count(len(needs) - len(unsized)),
        "whose": _whose(len(needs), len(latent)),
        "money": money_of(some, client.currency),
        "top": inline(needs[0].name),
        "expected": bounded(Money(expected, client.currency), "at_least" if total.unknown else "exact"),
    }
    rule = "unsized" if len(unsized) == len(needs) else "ranked" if some is total else "mostly_unsized"
    confidence = expected / total.known if total.known > 0 else 0.5
    yield Finding(f"needs.need_list.{rule}", figures, money_month=total.known, confidence=confidence, internal=True)
    if latent:
        yield _first(client, latent[0])
    if unsized:
        yield _to_size(client, unsized)


def _whose(n: int, latent: int) -> Name:
    """`14 needs, 9 of them never asked for,`."""
    form = "stated" if not latent else "latent" if latent == n else "both"
    return worded(f"needs.need_list.whose.{form}", n=Count(n), m=Count(latent))


def _first(client: Client, need: Need) -> Finding:
    """The latent need that ranks first, and what to do about it, by its rule."""
    size = Total(need.amount_month, int(need.at_least)) if need.sized else Total(0.0, 1)
    figures: dict[str, Printable] = {
        "name": need.name,
        "what": inline(need.name),
        "money": money_of(size, client.currency),
        "confidence": Percent(need.confidence, 0),
        "cause": need.evidence[0],
    }
    return Finding(
        f"needs.need_list.first_{need.rule}",
        figures,
        money_month=size.known,
        confidence=need.confidence,
        internal=True,
    )


def _to_size(client: Client, unsized: list[Need]) -> Finding:
    """What to size first: where there is no price list, that, if it sizes anything; else the surest need, one of a
    known service first."""
    priced = [need for need in unsized if need.rule in _PRICED or need.need in _PRICED]
    first = min(unsized, key=lambda need: (is_unknown(need.service), *need_order(need)))
    figures: dict[str, Printable] = {"n": Count(len(unsized)), "m": Count(len(priced)), "what": inline(first.name)}
    rule = "needs.need_list.no_prices" if priced and not client.market.has("prices") else "needs.need_list.to_size"
    return Finding(rule, figures, confidence=first.confidence, internal=True)
