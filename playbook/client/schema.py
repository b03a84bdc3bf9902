"""The words in which a table is described: columns, and tables made of them.

The description is data. Loading types and checks every cell by it (:mod:`playbook.client.typing`), the codebook
`data/README.md` is printed from it, and nothing else says what a column may hold.

A blank cell (or the word `unknown`) means unknown, never "no" and never 0. Where ids may stand and a blank says
nothing, the word `none` says that somebody looked and there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from playbook.messages import Said, joined, said

__all__ = [
    "ATTITUDES",
    "CURRENCIES",
    "DATES",
    "ID",
    "LEVELS",
    "NONE",
    "STATUSES",
    "TECHNOLOGIES",
    "Column",
    "Kind",
    "Table",
    "closing",
    "judged",
    "listed",
    "named",
]

Kind = Literal["text", "id", "ids", "number", "integer", "choice", "date", "month", "period", "flag"]

#: The kinds of columns that hold dates.
DATES: tuple[Kind, ...] = ("date", "month", "period")
#: How an id is written.
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
#: What a cell of ids says where somebody looked and there is none.
NONE = "none"
#: From the strongest to the weakest; a result is as strong as the weakest of its inputs.
STATUSES = ("published", "measured", "estimated", "illustrative")
#: A recommends, B supports, C accepts, D doubts, E opposes; plus and minus a third.
ATTITUDES = tuple(letter + sign for letter in "ABCDE" for sign in ("+", "", "-"))
#: Access technologies of lines.
TECHNOLOGIES = (
    "ddn",
    "frame_relay",
    "isdn",
    "pstn",
    "2m",
    "sdh",
    "atm",
    "mpls_vpn",
    "internet",
    "broadband",
    "fibre",
    "wireless",
)
#: Levels of the client's organisation, from the top; a partner is an outside party that it is linked to.
LEVELS = ("head_office", "data_centre", "branch", "central_sub_branch", "sub_branch", "outlet", "partner")
CURRENCIES = ("CNY", "GBP", "EUR", "HKD", "USD")


@dataclass(frozen=True)
class Column:
    """One column: its name, what it means, and what a cell may hold.

    `kind` is text, id (`[A-Za-z0-9][A-Za-z0-9-_.]*`, any characters for `text` ids such as contracts), ids (several,
    separated by blanks), number, integer, choice (one of `allowed`), date (2003-01-23), month (2002-10), period (an end
    of one: a month or a date) or flag (yes / no). `low` and `high` bound a number, inclusive. `refers` names the
    `table.column` that must hold the value too; `alike` one whose spellings it shares, though it need not be there.
    `blank` is what a blank cell says, where it says something; else what is blank is unknown. `identifies` marks text
    that is a number or an id, where it is no key.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    example: str = ""
    internal: bool = False
    refers: str = ""
    blank: str = ""
    identifies: bool = False
    alike: str = ""

    @property
    def may_be_none(self) -> bool:
        """May a cell say `none`: several ids, and nothing that a blank stands for?"""
        return self.kind == "ids" and not self.blank

    @property
    def expected(self) -> Said:
        """What a cell may hold, in the words of a fault: `a number from 0 to 4`."""
        if self.kind == "choice":
            return said("one of {all}", all=joined(self.allowed, said(", ")))
        if self.kind in ("number", "integer"):
            return self._bounded(said("a number") if self.kind == "number" else said("a whole number"))
        if self.may_be_none:
            return said("ids separated by blanks, or {none}", none=NONE)
        return {
            "text": said("text"),
            "id": said("an id (letters, digits, - _ .)"),
            "ids": said("ids separated by blanks"),
            "date": said("a date such as 2003-01-23"),
            "month": said("a month such as 2002-10"),
            "period": said("a month such as 2002-10, or a date such as 2002-10-15"),
            "flag": said("yes or no"),
        }[self.kind]

    def _bounded(self, number: Said) -> Said:
        """A number within this column's bounds."""
        if self.low is not None and self.high is not None:
            return said("{number} from {low:g} to {high:g}", number=number, low=self.low, high=self.high)
        if self.low is not None:
            return said("{number} of at least {low:g}", number=number, low=self.low)
        return number if self.high is None else said("{number} of at most {high:g}", number=number, high=self.high)


@dataclass(frozen=True)
class Table:
    """One table: a CSV file of that name in the client's or the market's folder.

    `key` are the columns that tell its rows apart. A `dated` table has a column `on`: loading takes, per key, the
    latest row not after the plan's date. Every table ends with `status`, `source` and the twins of `source`.

    Where a row stands in the file means nothing: `by` are the columns that its rows are ordered by before their key
    (`-power`: the largest first; what is unknown comes last), see :mod:`playbook.client.order`.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    dated: bool = False
    required: bool = False
    by: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


def named(
    name: str, meaning: str, *, example: str = "", required: bool = False, internal: bool = False
) -> tuple[Column, ...]:
    """A text column and its twins `_zh` and `_en`; a plan prints its language's twin, else the original."""
    return (
        Column(name, "text", meaning, example=example, required=required, internal=internal),
        Column(f"{name}_zh", "text", f"{meaning}, in Chinese", internal=internal),
        Column(f"{name}_en", "text", f"{meaning}, in English", internal=internal),
    )


def listed() -> Column:
    """The place of a row in lists, of what is listed in an order that neither a number, a date nor a value says."""
    return Column(
        "order",
        "integer",
        "its place where the rows are listed, 1 first",
        low=1,
        example="1",
        blank="after those that have one",
    )


def closing() -> tuple[Column, ...]:
    """The columns that close every table: how sure a row is, and where it comes from."""
    return (
        Column("status", "choice", "how sure the row is", allowed=STATUSES, required=True, example="published"),
        *named("source", "where the row comes from", example="client file, 2002 Q4"),
    )


def judged() -> tuple[Column, ...]:
    """Who judged, and when: the columns of a table that holds judgements."""
    return (
        *named("by", "who gave the judgement, by role", example="account manager", internal=True),
        Column("on", "date", "when it was given", example="2002-12-31", internal=True),
    )
