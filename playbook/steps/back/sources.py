"""7.3, where each table's rows come from.

Rows of one source are those whose source reads alike: a reader of one language may tell apart what is one to a reader
of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from playbook.client.model import Client
from playbook.client.schema import Table
from playbook.steps.back.tables import TABLES, weakest_of_all
from playbook.steps.findings import Finding
from playbook.steps.origins import origins_of
from playbook.units import Count, Lang, is_unknown, name_of

__all__ = ["Origin", "Sources", "sources_of"]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Origin:
    """Rows of a table with one source (blank where it is not known) and one status: how many they are, the first and
    the last of them by its number in the file, who gave the judgements in them, and the first and the last day on which
    they did."""

    table: str
    source: str
    status: str
    rows: int
    span: tuple[int, int]
    by: tuple[str, ...]
    on: tuple[date, ...]


@dataclass(frozen=True)
class Sources:
    """The origins of every table, those with the most rows first, how sure all rows are together, and what is said of
    them."""

    origins: tuple[Origin, ...]
    status: str
    findings: tuple[Finding, ...]


def sources_of(client: Client, lang: Lang) -> Sources:
    """Where a client's data come from, as a reader of that language tells it apart."""
    origins = tuple(origin for table in TABLES for origin in _origins(client, table, lang))
    figures = {"n": Count(len({one.source for one in origins})), "rows": Count(sum(one.rows for one in origins))}
    return Sources(origins, weakest_of_all(client), (Finding("back.sources.origins", figures),))


def _origins(client: Client, table: Table, lang: Lang) -> Iterator[Origin]:
    tables, groups = client.tables(table.name), dict[tuple[str, str], list[Row]]()
    for source, row in zip(origins_of(tables, table.name, lang), tables.rows(table.name), strict=True):
        groups.setdefault((source, str(row["status"])), []).append(row)
    for (source, status), rows in sorted(groups.items(), key=lambda group: -len(group[1])):
        numbers = [row["row"] for row in rows]
        span = min(numbers), max(numbers)
        yield Origin(table.name, source, status, len(rows), span, _judges(rows, lang), _days(rows))


def _judges(rows: Sequence[Row], lang: Lang) -> tuple[str, ...]:
    return tuple(sorted({name for row in rows if (name := name_of(row, "by").printed(lang))}))


def _days(rows: Sequence[Row]) -> tuple[date, ...]:
    """The first and the last day on which something in these rows was judged; none where nobody has said."""
    days = sorted(row["on"] for row in rows if not is_unknown(row.get("on")))
    return tuple(dict.fromkeys((days[0], days[-1]))) if days else ()
