"""All cautions of a client together: those that stand, and those that somebody accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from playbook.client.model import Client
from playbook.steps.guards.bills import odd_bills
from playbook.steps.guards.caution import Caution, file_of, worst_first
from playbook.steps.guards.dates import odd_dates
from playbook.steps.guards.loading import named_by_loading
from playbook.steps.guards.magnitudes import odd_magnitudes
from playbook.steps.guards.series import odd_series
from playbook.steps.guards.totals import odd_totals
from playbook.steps.guards.units import odd_units
from playbook.steps.memory import remembered
from playbook.units import Name

__all__ = ["Acceptance", "Doubts", "cautions_of", "doubts_of"]

_GUARDS = (odd_totals, odd_magnitudes, odd_series, odd_bills, odd_units, odd_dates)


@dataclass(frozen=True)
class Acceptance:
    """A caution that somebody looked into and lets stand: who, when, why."""

    caution: Caution
    who: str
    when: date
    why: str


@dataclass(frozen=True)
class Doubts:
    """`cautions` that stand and what was `accepted`, each worst first."""

    cautions: tuple[Caution, ...]
    accepted: tuple[Acceptance, ...]


def cautions_of(client: Client) -> tuple[Caution, ...]:
    """What is doubtful about the client's files and nobody has accepted, worst first by money."""
    return doubts_of(client).cautions


def doubts_of(client: Client) -> Doubts:
    """Every caution of a client, held against its accepted.csv.

    An acceptance holds for a rule and a place, whatever the figure has become meanwhile: 7.1 shows the figure as it is
    now beside it. What is accepted after the plan's date is not yet; a control total that contradicts the bills cannot
    be accepted.
    """
    found = worst_first(_at_its_place(client, one) for one in (*named_by_loading(client), *_guarded(client)))
    taken = {one: row for one in found if not one.grave and (row := _accepting(client, one))}
    accepted = tuple(Acceptance(one, row["who"], row["when"], row["why"]) for one, row in taken.items())
    left = [one for one in found if one not in taken]
    unmatched = (_at_its_place(client, one) for one in _unmatched(client, found))
    return Doubts(worst_first((*left, *unmatched)), accepted)


def _at_its_place(client: Client, caution: Caution) -> Caution:
    """The caution, that it may say where it is in a workbook."""
    return replace(caution, places=client.places)


@remembered
def _guarded(client: Client) -> tuple[Caution, ...]:
    """What follows from the data alone: the same for the same data, whatever else lies in the folder."""
    return tuple(chain.from_iterable(guard(client) for guard in _GUARDS))


def _accepting(client: Client, caution: Caution) -> Mapping[str, Any] | None:
    """The row that accepts the caution, if there is one by the plan's date."""
    return next((row for row in client.accepted if row["when"] <= client.as_of and _matches(row, caution)), None)


def _matches(row: Mapping[str, Any], caution: Caution) -> bool:
    return row["id"] == caution.rule and row["place"] in (None, caution.place)


def _unmatched(client: Client, found: tuple[Caution, ...]) -> Iterator[Caution]:
    """Acceptances that silence nothing: mended since, or misspelt."""
    for row in client.accepted:
        if not any(_matches(row, caution) for caution in found):
            words = " ".join(filter(None, [row["id"], row["place"]]))
            yield Caution(
                "accepted.nothing",
                file_of(client, "accepted"),
                row["row"],
                value=words,
                figures={"what": Name(words, words)},
                money_month=0.0,
            )
