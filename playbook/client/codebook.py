"""The codebook: `data/README.md`, printed from the schema, so that no page can say something else than what is checked.

`python -m playbook.client.codebook` writes it, and the Chinese one beside it (:mod:`playbook.client.codebook_zh`); a
test holds the files and the schema together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from playbook.client.accepted import ACCEPTED
from playbook.client.assumptions import ASSUMPTION
from playbook.client.codebook_zh import codebook_zh
from playbook.client.files import find_data
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.profile import PROFILE
from playbook.client.schema import Column, Table
from playbook.client.tables import CLIENT_TABLES

__all__ = ["VERSION", "codebook"]

#: The edition of the schema: it goes up when a folder that was valid would no longer be, or would be read otherwise.
VERSION = 2

_INTRODUCTION = """\
# Data codebook, edition {version}

This page is printed from the schema (`playbook/client/tables.py`, `plan_tables.py` and `market_tables.py` beside it) by
`make codebook`. Do not edit it by hand.

```
data/clients/<id>/      one client: profile.yaml and one CSV file per table below
data/markets/<id>/      one local market: market.yaml and its tables, shared by its clients
data/assumptions.yaml   weights, thresholds and rates; a client may override any in its own assumptions.yaml
```

- An id of a client or a market is a small letter, then small letters, digits and hyphens.
- CSV and YAML are UTF-8; cells are separated by commas. Every file, row and cell is read, or named by `playbook check`.
- A column that may be blank may be left out; a column that is not listed here is a fault.
- Digits are 0-9: `1234.5`, `2003-01-23`, `2002-10`, without signs, units or separators of thousands.
- A client may begin without a market, or with a part of one. Ids of a table that the market does not have yet are not
  checked, and go by their usual names, else by themselves; what needs the market becomes a card that names what to
  collect. Amounts then are in the currency that the profile or the bills state.
- One id has one spelling in all the tables of a client and its market: two that look alike are a fault.
- A blank cell, or the word `unknown`, means **unknown**: it is never read as "no" or as 0.
- Every row says how sure it is (`status`: published, measured, estimated, illustrative) and where it comes from
  (`source`); those of accepted.csv, which is no data, say who accepts what instead.
- `x_zh` and `x_en` are the twins of a text column `x`: a plan prints its language's twin, else the original.
- A table marked *dated* has a column `on`: a plan as of a date takes, per key, the latest row not after it.
- *internal* columns are not for the client's eyes.
- Only the profile and the bills are compulsory. What else is missing leaves a card in the plan that says what to
  collect.
"""


def codebook() -> str:
    """The whole page, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _INTRODUCTION.format(version=VERSION)
    yield "## The client's folder\n"
    yield from _section("profile.yaml", "who the client is; compulsory", PROFILE)
    for table in (*CLIENT_TABLES, ACCEPTED):
        yield from _table(table)
    yield "## The market's folder\n"
    yield from _section("market.yaml", "the local market", MARKET)
    for table in MARKET_TABLES:
        yield from _table(table)
    yield "## assumptions.yaml\n"
    yield from _section("Fields below each assumption's id", "a judgement that a computation rests on", ASSUMPTION)


def _table(table: Table) -> Iterator[str]:
    marks = [
        f"key: {', '.join(table.key)}",
        *(["dated"] if table.dated else []),
        *(["compulsory"] if table.required else []),
    ]
    yield from _section(f"{table.name}.csv", f"{table.meaning} ({'; '.join(marks)})", table.columns)


def _section(title: str, meaning: str, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f"### {title}\n\n{meaning[0].upper()}{meaning[1:]}.\n"
    yield "| column | meaning | unit | holds | required | example |\n|---|---|---|---|---|---|"
    for column, twins in _folded(columns):
        holds = (
            column.expected
            + (f", in `{column.refers}`" if column.refers else "")
            + (" (internal)" if column.internal else "")
        )
        meaning = column.meaning + (f"; blank: {column.blank}" if column.blank else "")
        yield (
            f"| `{column.name}`{twins} | {meaning} | {column.unit} | {holds} | {'yes' if column.required else ''} |"
            f" {column.example} |"
        )
    yield ""


def _folded(columns: tuple[Column, ...]) -> Iterator[tuple[Column, str]]:
    """Each column once, its twins named beside it."""
    names = {column.name for column in columns}
    for column in columns:
        if not (column.name[-3:] in ("_zh", "_en") and column.name[:-3] in names):
            yield column, " (`_zh`, `_en`)" if f"{column.name}_zh" in names else ""


if __name__ == "__main__":
    data: Path = find_data()
    for name, page in (("README.md", codebook()), ("README.zh.md", codebook_zh(VERSION))):
        (data / name).write_text(page, encoding="utf-8")
        sys.stdout.write(f"wrote {name}\n")
