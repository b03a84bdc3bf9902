"""Slips with ids: misspelt, spelled in two ways, changed by a spreadsheet, and circles of them."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.load import load_client
from playbook.client.tables import CLIENT_TABLES
from tests.builders.clients import DATA
from tests.mistakes.slips import CLIENT, Mistake, added, cell, column

__all__ = ["IN_IDS"]


def _misspelt() -> Iterator[Mistake]:
    """One id of each column that refers to another table with its last letter doubled."""
    client = load_client(CLIENT, root=DATA)
    for table in CLIENT_TABLES:
        for refers in (each for each in table.columns if each.refers):
            filled = [row for row in client.rows(table.name) if row[refers.name]]
            if filled and table.name not in ("bills",):
                given = filled[0][refers.name]
                first = given[0] if refers.kind == "ids" else given
                rest = " ".join((f"{first}{first[-1]}", *given[1:])) if refers.kind == "ids" else f"{first}{first[-1]}"
                slip = cell(table.name, filled[0]["row"], refers.name, rest)
                yield Mistake(f"{table.name}.{refers.name} misspelt: {rest}", slip, says=(f"{first}{first[-1]}", first))


IN_IDS = (
    *_misspelt(),
    Mistake("a service that the market lacks", cell("bills", 2, "service", "leased_line"), says=("leased_lines",)),
    Mistake("a contract in small letters", cell("bills", 2, "contract", "hh-1001"), says=("HH-1001",)),
    Mistake("a contract in full width", cell("bills", 2, "contract", "ＨＨ－1001"), says=("HH-1001",)),
    Mistake("a contract with blanks within", cell("bills", 2, "contract", "HH -1001"), "warning", ("HH -1001",)),
    Mistake("a contract that became a power of ten", cell("bills", 2, "contract", "1.23E+05"), says=("123000",)),
    Mistake("a contract that became a date", cell("bills", 2, "contract", "3-1"), says=("3-1",)),
    Mistake(
        "a contract that became a point of time", cell("bills", 2, "contract", "2025-03-01 00:00:00"), says=("date",)
    ),
    Mistake("a contract with an apostrophe", cell("bills", 2, "contract", "'HH-1001"), says=("HH-1001",)),
    Mistake("a contract with an error of Excel's", cell("bills", 2, "contract", "#N/A"), says=("spreadsheet",)),
    Mistake("a contract that is not listed", cell("bills", 2, "contract", "HH-9999"), "warning", ("HH-9999",)),
    Mistake(
        "all of a contract's bills under a number that is not listed",
        column("bills", "contract", lambda each: each.replace("HH-1001", "HH-1O01")),
        "warning",
        ("HH-1O01",),
    ),
    Mistake(
        "a client number that lost its zeros",
        column("contracts", "contract", lambda each: each.replace("HH-2002", "HH-02002")),
        "warning",
        ("HH-2002",),
    ),
    Mistake("an id with a blank", cell("contacts", 2, "contact", "managing director"), says=("contact",)),
    Mistake("an id in Chinese", cell("tasks", 2, "task", "任务一"), says=("task",)),
    Mistake("an id that begins with a hyphen", cell("sites", 2, "site", "-hq"), says=("site",)),
    Mistake("an id left blank", cell("risks", 2, "risk", ""), says=("risk",)),
    Mistake(
        "ids with commas between",
        cell("decisions", 3, "contacts", "operations-director, guest-experience"),
        "understood",
        ("guest-experience",),
    ),
    Mistake("one id in two rows", cell("risks", 3, "risk", "r1"), says=("r1",)),
    Mistake("two spellings of one id in two rows", cell("risks", 3, "risk", "R1"), says=("r1",)),
    Mistake("a line from a site to itself", cell("links", 2, "to_site", "dc"), says=("from_site",)),
    Mistake("a task that waits for itself", cell("tasks", 2, "after", "t01"), says=("t01",)),
    Mistake("two tasks that wait for each other", cell("tasks", 2, "after", "t03"), says=("t02",)),
    Mistake("a solution that requires itself", cell("solutions", 2, "requires", "S1"), says=("S1",)),
    Mistake("a solution that excludes itself", cell("solutions", 2, "excludes", "S1"), says=("S1",)),
    Mistake(
        "a row of totals at the end",
        added("bills", contract="Total", service="leased_lines", amount_month="45254.94"),
        says=("total",),
    ),
    Mistake(
        "a row of totals in Chinese",
        added("bills", contract="合计", service="leased_lines", amount_month="45254.94"),
        says=("total",),
    ),
)
