"""The command that brings other people's exports into a client's tables."""

from __future__ import annotations

from typing import Any

import click

from playbook.commands.options import DATA, FILE, lang
from playbook.messages.command import tell

__all__ = ["import_"]


@click.argument("client", metavar="[CLIENT]")
@click.argument("files", nargs=-1, metavar="FILE..")
@click.option("--map", "map_file", type=FILE, metavar="MAP.yaml", help="What the exports mean: docs/import.md.")
@click.option("--guess", is_flag=True, help="Write a first MAP.yaml for these files, to be corrected by you.")
@click.option("--out", type=FILE, metavar="MAP.yaml", help="With --guess: the file to write. Else it is printed.")
@click.option("--dry-run", is_flag=True, help="Count and check, and write nothing.")
@lang("Language of what is said. Else that of the locale.")
@DATA
def import_(client: str, files: tuple[str, ...], *, lang: str | None, **request: Any) -> None:
    r"""Bring exports of billing and of a CRM into the tables of CLIENT, as a map says: CSV, Excel, or a database.

    \b
    Examples:
      playbook import --guess bills.xlsx crm.csv --out MAP.yaml
      playbook import acme --map MAP.yaml bills.xlsx crm.csv
      playbook import acme --map MAP.yaml bills-q2.xlsx --dry-run

    What is done to the files is said line by line, and every row is counted: in = kept + dropped + refused. One refused
    row, and nothing is written. The same command next quarter adds what is new and replaces what has changed.
    """
    from playbook.run.importing import import_lines

    for line in import_lines((client, *files), **request):
        tell(line)
