"""What a folder holds: its parts, each a file in the CSV form and a sheet in the workbook form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from playbook.client.accepted import ACCEPTED
from playbook.client.assumption_fields import ASSUMPTION
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.profile import PROFILE_TABLE
from playbook.client.schema import Column, Table
from playbook.client.tables import CLIENT_TABLES

__all__ = ["CLIENT", "FORMS", "MARKET_FORM", "Form", "Part", "form_of"]

#: A table has a row for each thing; `fields` are one thing, a row a field; `items` are fields of several things.
Shape = Literal["rows", "fields", "items"]


@dataclass(frozen=True)
class Part:
    """One part: its `file` in the CSV form, and the description of its columns."""

    file: str
    table: Table
    shape: Shape = "rows"

    @property
    def name(self) -> str:
        """The name by which words speak of it: `bills`, `profile`."""
        return self.table.name


@dataclass(frozen=True)
class Form:
    """A kind of folder: the workbook that it may be, and its parts in the order of its sheets."""

    home: str
    workbook: str
    parts: tuple[Part, ...]

    @cached_property
    def by_file(self) -> Mapping[str, Part]:
        """The parts by their file's name."""
        return {part.file: part for part in self.parts}


def _rows(tables: tuple[Table, ...]) -> tuple[Part, ...]:
    return tuple(Part(f"{table.name}.csv", table) for table in tables)


_ITEM = Column(
    "id",
    "text",
    "id of the assumption, as in data/assumptions.yaml",
    required=True,
    refers="assumptions.id",
    example="control_warning_share",
)
CLIENT = Form(
    "clients",
    "client.xlsx",
    (
        Part("profile.yaml", replace(PROFILE_TABLE, required=True), "fields"),
        *_rows(CLIENT_TABLES),
        Part(
            "assumptions.yaml",
            Table("assumptions", "assumptions that are this client's own", ("id",), (_ITEM, *ASSUMPTION)),
            "items",
        ),
        Part("accepted.csv", ACCEPTED),
    ),
)
MARKET_FORM = Form(
    "markets",
    "market.xlsx",
    (
        Part("market.yaml", Table("market", "what the market is", (), MARKET, required=True), "fields"),
        *_rows(MARKET_TABLES),
    ),
)
FORMS = (CLIENT, MARKET_FORM)


def form_of(label: str) -> Form | None:
    """The kind of a folder by its name in faults (`clients/acme`); None where it is neither."""
    return next((form for form in FORMS if label.startswith(f"{form.home}/")), None)
