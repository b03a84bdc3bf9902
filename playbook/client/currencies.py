"""One client, one currency: no amount is converted without a stated rate, and none is printed in a currency that nobody
has stated.

The profile states it, or the market; without both the bills do, where they agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook.client.frames import Rows
from playbook.client.model import Market
from playbook.client.schema import CURRENCIES
from playbook.client.source import Source
from playbook.messages import said

__all__ = ["check_currency", "currency_of"]

Fields = Mapping[str, Any]


def currency_of(profile: Fields, market: Fields, bills: Rows) -> str:
    """The currency of every amount, as a three-letter code; blank where nobody states it, or where bills that nothing
    stands above are in two."""
    stated = profile.get("currency") or market.get("currency")
    billed = {row["currency"] for row in bills if row["currency"]}
    return str(stated or (billed.pop() if len(billed) == 1 else ""))


def check_currency(source: Source, profile: Fields, market: Market, bills: Rows) -> None:
    """Name each bill in another currency than the client's, a profile that contradicts its market, and a currency that
    nobody states."""
    own, shared = profile.get("currency"), market.fields.get("currency")
    if own and shared and own != shared:
        expected = said("{currency}, the market's currency", currency=shared)
        source.fault("profile.yaml", expected, column="currency", value=own, mend=said("leave the field out"))
    elif own or shared:
        whose = said("the profile's currency") if own else said("the market's currency")
        _check_bills(source, bills, str(own or shared), whose)
    elif billed := [row["currency"] for row in bills if row["currency"]]:
        _check_bills(source, bills, billed[0], said("the first bill's currency"))
    elif bills and not (market.id or _is_faulty(source)):  # else its fault is named already
        source.fault("profile.yaml", said("the currency of the amounts"), column="currency", mend=_mend())


def _check_bills(source: Source, bills: Rows, currency: str, whose: str) -> None:
    expected = said("{currency}, {whose}, as in every other bill", currency=currency, whose=whose)
    for row in bills:
        if row["currency"] not in (None, currency):
            source.fault_in("bills", row, "currency", expected)


def _is_faulty(source: Source) -> bool:
    """Whether the profile states a currency or names a market that is none."""
    place, columns = source.place("profile.yaml"), ("currency", "market")
    return any(fault.file == place and fault.column in columns for fault in source.faults)


def _mend() -> str:
    return said(
        "write it there (one of {codes}), in the column currency of bills.csv, or name a market that has one",
        codes=", ".join(CURRENCIES),
    )
