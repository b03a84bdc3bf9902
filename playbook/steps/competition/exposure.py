"""What of our revenue is exposed to rivals, computed here once for every step that speaks of it.

A contested service is made of parts of billed services (`competition_services`). It is exposed where a rival is in: a
rival's move that is tried, piloting or in service. While nobody has looked for moves, or into what they contest, it is
unknown what is exposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, known
from playbook.steps.billing import base_of
from playbook.steps.memory import remembered
from playbook.steps.paid import paid_for
from playbook.steps.status import weakest

__all__ = ["Exposure", "exposure_of"]

#: The stages of a move at which the rival is in.
_IN = ("tried", "piloting", "in_service")


@dataclass(frozen=True)
class Exposure:
    """What is exposed, in currency a month.

    `contested` is our revenue on each contested service (NaN where a part is unknown, or may be though no bill says
    so), `entered` the services on which a rival is in. `known` says whether that is all: somebody has looked for moves,
    and for the parts of the bills that they contest. `moves`: each move of a rival that is in, on each billed service
    that it touches: move, operator, contested, service (as billed), exposed_month, status. `billed` is what is exposed
    of each billed service, `rivals` who is in on it, `to_rivals` what of it is known to be exposed to each operator.
    """

    contested: Mapping[str, float]
    entered: frozenset[str]
    looked: bool
    known: bool
    moves: tuple[Row, ...]
    billed: Mapping[str, float]
    rivals: Mapping[str, tuple[str, ...]]
    to_rivals: Mapping[str, float]

    def of(self, service: str) -> bool | None:
        """Is this contested service exposed? None while nobody has looked for moves."""
        return service in self.entered if self.looked else None


@remembered
def exposure_of(client: Client) -> Exposure:
    """The exposure of a client's revenue. Nothing is raised for what is unknown."""
    parts, entries = _parts(client), [move for move in client.rows("moves") if move["stage"] in _IN]
    entered, looked = frozenset(move["service"] for move in entries), client.answered("moves")
    moves = _moves(entries, [part for part in parts if part["service"] in base_of(client).services.index])
    on_billed = {service: rows for (service,), rows in grouped(moves, "service").items()}
    contested = {service: _sum(part["amount_month"] for part in own) for (service,), own in _by(parts, "contested")}
    return Exposure(
        contested,
        entered,
        looked=looked,
        known=looked and entered <= contested.keys(),
        moves=tuple(moves),
        billed={service: sum(_each_once(rows, "contested")) for service, rows in on_billed.items()},
        rivals={service: tuple(dict.fromkeys(row["operator"] for row in rows)) for service, rows in on_billed.items()},
        to_rivals={
            operator: sum(_each_once(rows, "service", "contested"))
            for (operator,), rows in _by([row for row in moves if known(row["exposed_month"])], "operator")
        },
    )


def _parts(client: Client) -> list[Row]:
    """What is contested, part by part of the billed services."""
    return [
        {
            "contested": part["service"],
            "service": part["bill_service"],
            "amount_month": part["share"] * paid_for(client, part["bill_service"]),
            "status": part["status"],
        }
        for part in client.rows("competition_services")
    ]


def _moves(entries: Iterable[Row], parts: Sequence[Row]) -> list[Row]:
    return [
        {
            "move": move["move"],
            "operator": move["operator"],
            "contested": move["service"],
            "service": part["service"],
            "exposed_month": part["amount_month"],
            "status": weakest([move["status"], part["status"]]),
        }
        for move in entries
        for part in parts
        if part["contested"] == move["service"]
    ]


def _by(rows: Iterable[Row], column: str) -> Iterable[tuple[tuple[str, ...], list[Row]]]:
    return grouped(rows, column).items()


def _each_once(rows: Iterable[Row], *columns: str) -> Iterable[float]:
    """What is exposed, once for all moves that touch the same."""
    return (own[0]["exposed_month"] for own in grouped(rows, *columns).values())


def _sum(amounts: Iterable[float]) -> float:
    return float(sum(amounts))
