"""A client as of a date, with its market and the assumptions that hold for it: frozen, and valid from then on.

Frames are handed out as copies, so that nothing a step does can change the client. An unknown number is NaN, an
unknown text or flag is None; every frame carries `status`, `source` and `row` (its row number in the file).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from playbook.client.frames import Frames, Rows
from playbook.client.normalised import Normalised
from playbook.client.rows import records
from playbook.client.shown import Places
from playbook.client.usual_names import usual_names
from playbook.errors import Fault
from playbook.units import Lang, Name, name_of

__all__ = ["Assumption", "Client", "Market"]


@dataclass(frozen=True)
class Assumption:
    """A judgement that a computation rests on: its value, unit, the bounds it is varied in, who gave it and when."""

    id: str
    value: float
    unit: str
    low: float | None
    high: float | None
    step: int
    name: Name
    by: str
    on: date
    origin: str


@dataclass(frozen=True)
class Tables:
    """Frames by name. A table without a file is an empty frame with its columns."""

    frames: Mapping[str, pd.DataFrame] = field(repr=False)
    _memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def table(self, name: str) -> pd.DataFrame:
        """A copy of the table: callers may do with it what they like (pandas copies what they change)."""
        return self.frames[name].copy(deep=False)

    def has(self, *names: str) -> bool:
        """True where each of these tables has a row."""
        return all(len(self._rows(name)) for name in names)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The table's rows as mappings, to go through them one by one: copies, made fast."""
        return [dict(row) for row in self._rows(name)]

    def _rows(self, name: str) -> Rows:
        if name not in self._memo:
            self._memo[name] = self.frames.rows[name] if isinstance(self.frames, Frames) else records(self.frames[name])
        rows: Rows = self._memo[name]
        return rows

    def column(self, table: str, column: str) -> list[Any]:
        """What the table's rows have in a column, from the first row to the last."""
        return [row[column] for row in self._rows(table)]

    def names(self, table: str) -> dict[str, Name]:
        """Id -> name, for a table whose first column is its id and which has a name (`name` or `role`)."""
        key = f"{table}: names"
        if key not in self._memo:
            rows = self._rows(table)
            self._memo[key] = {
                str(next(iter(row.values()))): name_of(row, "name" if "name" in row else "role") for row in rows
            }
        return dict(self._memo[key])


@dataclass(frozen=True)
class Market(Tables):
    """The local market that clients share. Without one its `id` is blank, its tables have no rows and its `fields` say
    nothing.

    `us` is the id of the operator that writes the plan, blank where nobody says which. `used` are the ids, by the
    market's table, that the client and the market use: those of a table without rows are named after them.
    """

    id: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)
    us: str = ""
    used: Mapping[str, Collection[str]] = field(default_factory=dict, repr=False)

    def names(self, table: str) -> dict[str, Name]:
        """Id -> name; of a table without rows each id in use has its usual name, else itself, ours first."""
        given = super().names(table)
        if given:
            return given
        ours = [self.us] if table == "operators" and self.us else []
        usual = usual_names(table, [*ours, *self.used.get(table, ())])
        return {**{one: usual[one] for one in ours}, **usual}


@dataclass(frozen=True)
class Client(Tables):
    """One client as of a date. Build it with :func:`playbook.client.load_client`.

    `fingerprint` tells two clients apart by every byte that went into them: the memory of the steps is keyed by it.
    Bills of which no month has ended by the plan's date are not in the table `bills`; `later_bills` counts them.
    `own_day` is the date that the client's own files give a plan; `later_judgements` are the judgements after `as_of`
    that are left out: table, row and day of each.
    `warnings` name what is odd about the files, though a plan can be made of them; `accepted` are the rows of
    accepted.csv, which let some stand. No document prints `normalised`: what was understood in the files though it is
    written in another way. `places` are the sheets of what is kept as a workbook, by the files that the rest speaks of.
    `currency` is that of every amount, as a three-letter code.
    """

    id: str = ""
    as_of: date = date.min
    profile: Mapping[str, Any] = field(default_factory=dict, repr=False)
    market: Market = field(default_factory=lambda: Market({}), repr=False)
    currency: str = ""
    assumptions: Mapping[str, Assumption] = field(default_factory=dict, repr=False)
    fingerprint: str = ""
    later_bills: int = 0
    own_day: date = date.min
    later_judgements: tuple[tuple[str, int, date], ...] = ()
    warnings: tuple[Fault, ...] = field(default=(), repr=False)
    normalised: tuple[Normalised, ...] = field(default=(), repr=False)
    accepted: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    places: Places = field(default_factory=dict, repr=False)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Client) and self.fingerprint == other.fingerprint

    def answered(self, *tables: str) -> bool:
        """True where each of these tables has a row, or the profile's `none_in` says that somebody looked and there is
        none.

        What a table without rows says nothing of is unknown, never 0.
        """
        return all(self.has(table) or table in (self.profile.get("none_in") or ()) for table in tables)

    def tables(self, name: str) -> Tables:
        """The client or its market, whoever has the table of that name."""
        return self if name in self.frames else self.market

    def holds(self, table: str) -> bool:
        """True where the client's or the market's table has a row. `us` stands for a field, which is no table's: true
        where somebody says which operator writes the plan."""
        return bool(self.market.us) if table == "us" else self.tables(table).has(table)

    def by_operator(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table that sets us against rivals: none while nobody says which operator is ours, since a rival
        could not be told from us."""
        return self.tables(table).rows(table) if self.market.us else []

    def looked(self, table: str) -> bool:
        """True where somebody looked and found nothing to put into the client's table."""
        return table in self.frames and not self.has(table) and self.answered(table)

    @property
    def name(self) -> Name:
        """The client's name."""
        return name_of(self.profile)

    @property
    def language(self) -> Lang:
        """The plan's language where none is asked for."""
        return "zh" if self.profile["language"] == "zh" else "en"

    def assume(self, assumption_id: str) -> float:
        """The value of an assumption. Raises KeyError where `data/assumptions.yaml` has no such one."""
        return self.assumptions[assumption_id].value

    def field_status(self, name: str) -> str:
        """How sure a field of the profile is."""
        said = (
            status for status in ("illustrative", "estimated") if name in (self.profile.get(f"{status}_fields") or ())
        )
        return next(said, str(self.profile["status"]))
