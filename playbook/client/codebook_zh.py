"""The codebook in Chinese: `data/README.zh.md`, printed from the schema and its Chinese words.

It says what the English one (:mod:`playbook.client.codebook`) says, and of each table also the question that it
answers, of each column its Chinese header: it is for whoever fills the tables in.
"""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.accepted import ACCEPTED
from playbook.client.assumptions import ASSUMPTION
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.profile import PROFILE
from playbook.client.schema import Column, Table
from playbook.client.tables import CLIENT_TABLES
from playbook.client.vocabulary import listing
from playbook.client.words import about, blank, choice_label, header, meaning, question, title, unit

__all__ = ["codebook_zh", "expected_zh"]


def codebook_zh(version: int) -> str:
    """The whole page, in Markdown, of that edition of the schema."""
    return "\n".join(_lines(version))


def expected_zh(column: Column) -> str:
    """What a cell may hold, in Chinese: `0至4的数字`."""
    kinds = listing("codebook")["kinds"]
    if column.kind == "choice":
        return str(kinds["choice"]).format(values="、".join(_value(column, value) for value in column.allowed))
    if column.kind in ("number", "integer"):
        return _number(column)
    return str(kinds["ids_or_none" if column.may_be_none else column.kind])


def _lines(version: int) -> Iterator[str]:
    words = listing("codebook")
    yield words["introduction"].format(version=version)
    yield f"## {words['client']}\n"
    yield from _section("profile", "profile.yaml", PROFILE, [words["compulsory"]])
    for table in (*CLIENT_TABLES, ACCEPTED):
        yield from _table(table)
    yield f"## {words['market']}\n"
    yield from _section("market", "market.yaml", MARKET, [])
    for table in MARKET_TABLES:
        yield from _table(table)
    yield "## assumptions.yaml\n"
    yield from _section("assumptions", "assumptions.yaml", ASSUMPTION, [])


def _table(table: Table) -> Iterator[str]:
    words = listing("codebook")
    marks = [
        words["key"].format(columns="、".join(f"`{name}`" for name in table.key)),
        *([words["dated"]] if table.dated else []),
        *([words["compulsory"]] if table.required else []),
    ]
    yield from _section(table.name, f"{table.name}.csv", table.columns, marks)


def _section(table: str, file: str, columns: tuple[Column, ...], marks: list[str]) -> Iterator[str]:
    marked = f"（{'；'.join(marks)}）" if marks else ""
    yield f"### {title(table, 'zh')}（{file}）\n\n{about(table)}{marked}。\n\n{question(table, 'zh')}\n"
    yield f"{listing('codebook')['head']}\n|---|---|---|---|---|---|---|"
    names = {column.name for column in columns}
    for column in columns:
        if not (column.name[-3:] in ("_zh", "_en") and column.name[:-3] in names):
            yield _row(table, column, " (`_zh`, `_en`)" if f"{column.name}_zh" in names else "")
    yield ""


def _row(table: str, column: Column, twins: str) -> str:
    words = listing("codebook")
    says = blank(table, column, "zh")
    cells = (
        f"`{column.name}`{twins}",
        header(table, column, "zh"),
        meaning(table, column, "zh") + (words["blank"].format(says=says) if says else ""),
        unit(column, "zh"),
        expected_zh(column)
        + (words["refers"].format(place=column.refers) if column.refers else "")
        + (words["internal"] if column.internal else ""),
        words["yes"] if column.required else "",
        column.example,
    )
    return f"| {' | '.join(cells)} |"


def _value(column: Column, value: str) -> str:
    """A value and its label, where the label says more."""
    label = choice_label(column, value, "zh").removeprefix(f"{value} ")
    return value if label == value else str(listing("codebook")["kinds"]["value"]).format(value=value, label=label)


def _number(column: Column) -> str:
    kinds = listing("codebook")["kinds"]
    noun, low, high = str(kinds[column.kind]), column.low, column.high
    if low is not None and high is not None:
        return str(kinds["between"]).format(noun=noun, low=f"{low:g}", high=f"{high:g}")
    if low is not None:
        return str(kinds["at_least"]).format(noun=noun, low=f"{low:g}")
    return noun if high is None else str(kinds["at_most"]).format(noun=noun, high=f"{high:g}")
