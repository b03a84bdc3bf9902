"""Commands that begin a client or a market, and bring one from one form to the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from playbook.commands.options import DATA, lang
from playbook.messages import spoken
from playbook.messages.command import tell
from playbook.units import Lang

__all__ = ["add_to"]

_LANG = lang("Language of the sheets. Else the terminal's, else English.")
_AS_BOOK = click.option("--xlsx", "as_csv", flag_value=False, default=False, help="A workbook. This is the default.")
_AS_CSV = click.option("--csv", "as_csv", flag_value=True, type=bool, help="A YAML file and CSV tables instead.")


def add_to(group: click.Group) -> None:
    """Give a group these commands."""
    for name, command in (("new", new), ("new-market", new_market), ("convert", convert)):
        group.command(name)(command)


def _options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


@_options(
    click.argument("client"),
    click.option("--market", metavar="M", default="", help="The local market that the client is in, if there is one."),
    click.option("--from", "model", metavar="CLIENT", default="", help="A client to copy everything of but its name."),
    _LANG,
    _AS_BOOK,
    _AS_CSV,
    DATA,
)
def new(client: str, market: str, model: str, **request: Any) -> None:
    r"""Begin CLIENT: a folder data/clients/CLIENT with a workbook client.xlsx to fill in.

    \b
    Examples:
      playbook new minjiang-bank --market fuzhou-2002 --lang zh
      playbook new minjiang-bank-2 --from minjiang-bank
      playbook new acme --csv

    Its first sheet says what to fill in and how complete each step is. Every table has a sheet, in the order of the six
    steps, with drop-downs, notes at the headings, and a grey example that is not read. With --from all that the other
    client's sheets say is copied, but for its name, registered name and number. Fill in, then: playbook check CLIENT.
    """
    from playbook.client.forms.parts import CLIENT

    _begin(client, CLIENT, market=market, model=model, **request)


@_options(
    click.argument("market"),
    click.option("--from", "model", metavar="MARKET", default="", help="A market to copy everything of but its name."),
    _LANG,
    _AS_BOOK,
    _AS_CSV,
    DATA,
)
def new_market(market: str, model: str, **request: Any) -> None:
    r"""Begin MARKET: a folder data/markets/MARKET with a workbook market.xlsx to fill in.

    \b
    Examples:
      playbook new-market fuzhou-2026 --lang zh
      playbook new-market xiamen-2026 --from fuzhou-2026

    Its clients share it: operators, services, industries, prices. A client begins in it with: playbook new CLIENT
    --market MARKET.
    """
    from playbook.client.forms.parts import MARKET_FORM

    _begin(market, MARKET_FORM, model=model, **request)


@_options(
    click.argument("name", metavar="CLIENT"),
    click.option("--to", type=click.Choice(["xlsx", "csv"]), help="The form to bring it into. Else the other one."),
    click.option("--market", is_flag=True, help="CLIENT is the name of a market."),
    click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the sheets. Else the client's own."),
    DATA,
)
def convert(name: str, **request: Any) -> None:
    r"""Bring CLIENT from its workbook to a YAML file and CSV tables, or back, without loss.

    \b
    Examples:
      playbook convert acme
      playbook convert acme --to csv
      playbook convert fuzhou-2002 --market

    The new form is read back and held against the old one first; the old one is moved into a folder .before-convert.
    Remarks in YAML, formulas, colours and sheets that are no tables stay there. Other files stay where they are.
    """
    from playbook.intake.book.convert import convert as bring

    for line in bring(name, **request):
        tell(line)


def _begin(name: str, form: Any, *, data: Path | None, lang: Lang | None, **request: Any) -> None:
    from playbook.intake.book.begin import Wish, begin
    from playbook.intake.book.places import root_to_begin_in

    for line in begin(name, Wish(form, lang=lang or spoken(), **request), root_to_begin_in(data)):
        tell(line)
