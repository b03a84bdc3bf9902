"""The command line: arguments in, exit code out.

Exit codes: 0 done, 2 something that the user can mend (said in lines, without a traceback), 1 a bug (with its
traceback). Everything slow is imported by the command that needs it.
"""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook.commands.begin import add_to
from playbook.commands.importing import import_
from playbook.commands.options import DATA, FOLDER
from playbook.commands.options import lang as lang_option
from playbook.errors import UserError, printable
from playbook.messages import printed, said, spoken
from playbook.messages.command import Group, let_click_speak, tell

if TYPE_CHECKING:
    from playbook.run.plan import Plan

__all__ = ["cli", "main"]

_TO_MEND = 2

_OUT = click.option("--out", type=FOLDER, default=Path("outputs"), show_default=True, help="Folder that plans go to.")

_AS_OF = click.option(
    "--as-of",
    metavar="DATE",
    help="The plan's date, such as 2003-01-23: later rows are left out. Else the client's own.",
)
_FORCE = click.option("--force", is_flag=True, help="Run every notebook again, changed or not.")

_DESPITE = click.option(
    "--despite-control-total",
    is_flag=True,
    help="Make the plan though its bills contradict their control total; its first page then says so.",
)

_LANG = lang_option("Language of the plan. Else the client's own.")


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="keyaccount-playbook")
def cli() -> None:
    r"""Make a key account's plan: six notebooks, run for one client, become one document and one deck.

    \b
    Begin here:
      playbook new acme --market fuzhou-2002         a client to fill in: data/clients/acme/client.xlsx
      playbook list                                  the clients there are
      playbook check pingan-life-fuzhou              every fault in a client's files
      playbook import --guess bills.xlsx             a map for exports of billing or of a CRM
      playbook run pingan-life-fuzhou                the plan, in the client's language
      playbook run harbour-hotels --lang zh          the same in Chinese
      playbook batch --all                           every client's plan, and an index of them
      playbook diff pingan-life-fuzhou 2003-01-23 2003-04-23   what changed in between

    A client is a folder data/clients/ID with one client.xlsx, or a profile.yaml and CSV tables; data/README.md says
    what they may hold.

    Exit codes: 0 done; 2 something to mend, said line by line; 1 a bug, with its traceback.
    """


@cli.command()
@click.argument("client")
@_LANG
@_AS_OF
@DATA
@_OUT
@_FORCE
@_DESPITE
def run(client: str, **request: Any) -> None:
    r"""Make the plan of CLIENT: plan.html, slides.html, the executed notebooks and a manifest.

    \b
    Examples:
      playbook run pingan-life-fuzhou
      playbook run pingan-life-fuzhou --lang en --as-of 2003-01-23
      playbook run acme --data ~/clients --out ~/plans

    They go to OUT/CLIENT/DATE/LANG-internal. What has not changed since the last run is not done again. The last good
    plan stays until the new one is whole; if a notebook fails, it is kept under OUT/CLIENT/failed. OUT/index.html shows
    all plans.
    """
    from playbook.run.plan import make_plan

    _report(make_plan(client, index=True, **request))


@cli.command()
@click.argument("clients", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="All clients of the data folder.")
@click.option(
    "--where",
    metavar="EXPR",
    help="The clients whose profiles fit, such as \"industry == 'hotels' and language == 'en'\".",
)
@_LANG
@_AS_OF
@click.option(
    "--data", envvar="PLAYBOOK_DATA", show_envvar=True, help="Folder that holds clients/, or with --scheduler its URL."
)
@click.option(
    "--out", default="outputs", show_default=True, help="Folder that plans go to, or with --scheduler its URL."
)
@_FORCE
@_DESPITE
@click.option(
    "--workers", type=click.IntRange(1), help="Plans at once on this machine. Else as many as it has processors."
)
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="Give a client up after so long."
)
@click.option(
    "--memory",
    type=click.IntRange(1),
    metavar="MB",
    help="The most that each process of a client may hold, libraries included.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Make the plans on the cluster of this Dask scheduler, such as tcp://10.0.0.1:8786.",
)
def batch(
    clients: tuple[str, ...],
    *,
    workers: int | None,
    timeout: float | None,
    memory: int | None,
    scheduler: str | None,
    **request: Any,
) -> None:
    r"""Make the plans of many CLIENTS; the failure of one never stops another.

    \b
    Examples:
      playbook batch --all
      playbook batch acme harbour-hotels --lang en
      playbook batch --where "industry == 'hotels'" --workers 4 --timeout 120

    What is done is not done again: stopped in the middle, the same command goes on. Each client has its
    OUT/CLIENT/run.log; OUT/index.html shows all plans, OUT/batch.json what the last batch came to.

    Exit codes: 0 all done; 2 data to mend, said line by line; 1 a plan failed for another reason; 130 interrupted.
    """
    from playbook.run.batch.run import Resources, make_batch

    summary = make_batch(clients, resources=Resources(workers, scheduler, timeout, memory), **request)
    for line in summary.lines():
        tell(line)
    sys.exit(summary.exit_code)


@cli.command()
@click.option("--out", default="outputs", show_default=True, help="Folder that plans went to, or its URL.")
def index(out: str) -> None:
    """Write OUT/index.html again: all plans and failures on one page."""
    from playbook.run.index import write_index_of

    click.echo(write_index_of(out))


@cli.command()
@click.argument("client")
@click.argument("as_of1")
@click.argument("as_of2")
@lang_option("Language of the comparison. Else the client's own.")
@DATA
@_OUT
def diff(client: str, as_of1: str, as_of2: str, **request: Any) -> None:
    r"""Hold the plan of CLIENT as of AS_OF2 against that of AS_OF1: what changed, and which rows of the data are behind
    it.

    \b
    Example:
      playbook diff pingan-life-fuzhou 2003-01-23 2003-04-23 --lang en

    Both plans are computed from the files as they are now. A page diff.html goes to
    OUT/CLIENT/diff/AS_OF1..AS_OF2/LANG-internal.
    """
    from playbook.run.diff import make_diff
    from playbook.run.diff_lines import print_diff

    print_diff(make_diff(client, as_of1, as_of2, **request))


@cli.command("list")
@DATA
def list_(data: Path | None) -> None:
    """List the clients in the data folder, one a line."""
    from playbook.client import find_data, list_clients
    from playbook.client.files import is_id, no_client
    from playbook.client.unread import strays

    known = list_clients(data)
    for client in known:
        click.echo(printable(client))
    misnamed = [no_client(client, known) for client in known if not is_id(client)]
    for line in (*misnamed, *(stray.said() for stray in strays(data or find_data()))):
        tell(said("warning: {line}", line=line), err=True)


@cli.command()
@click.argument("client")
@lang_option("Language of what is said. Else that of the locale.")
@click.option("--as-of", metavar="DATE", help="Check the client as of this date.")
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs instead of lines.")
@DATA
def check(client: str, *, as_json: bool, lang: str | None, **request: Any) -> None:
    r"""Check the files of CLIENT and print every fault: file, row, column, value, what was expected, how to mend it.

    A warning names what is odd though a plan can be made. At the end: how many tables each step has, and which exhibits
    will be cards. Exit codes: 0 no fault; 2 faults.

    \b
    Examples:
      playbook check bare-minimum
      playbook check bare-minimum --json
    """
    from playbook.run.check_report import report_of

    report = report_of(client, **request)
    if as_json:
        click.echo(json.dumps(report.record(spoken()), indent=1, ensure_ascii=False))
    for line in report.lines(headed=sys.stderr.isatty()) if not as_json else ():
        tell(line, err=not report.ok)
    sys.exit(0 if report.ok else _TO_MEND)


@cli.command()
@click.argument("number", type=int, metavar="N")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Another seed, other clients; the same seed, the same bytes."
)
@click.option("--out", type=FOLDER, required=True, help="A new or empty folder, or one of the same seed.")
def synth(number: int, seed: int, out: Path) -> None:
    r"""Make up N clients, so that you can try the batch without anybody's data: clients/ and markets/ in the folder
    OUT.

    \b
    Examples:
      playbook synth 50 --seed 7 --out book
      playbook run c00001-iron-compass --data book
      playbook batch --all --data book

    Few of them pay most of the revenue, as in life; some lack tables. Every row says that it is made up. Asked for
    again with a larger N, it adds clients and leaves those that are there as they are.
    """
    from rich.console import Console
    from rich.progress import Progress

    from playbook.synth import make_book

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(printed(said("clients"), spoken()), total=number)
        book = make_book(number, seed=seed, out=out, tell=lambda done: progress.update(task, completed=done))
    folder, markets = (out / "clients").as_posix(), len(book.markets)
    done = said("{count} clients in {folder}, {markets} markets", count=book.written, folder=folder, markets=markets)
    tell(said("{done}; {kept} were there already", done=done, kept=book.kept) if book.kept else done)
    tell(said("next: {command}", command=f"playbook batch --all --data {out.as_posix()}"))


add_to(cli)
cli.command("import")(import_)


def _report(plan: Plan) -> None:
    """How long each part took, or that there was nothing to do; and where the documents lie."""
    if plan.unchanged:
        tell(said("unchanged since {moment}", moment=plan.manifest["started"]))
    else:
        _print_seconds(plan)
    for path in sorted(plan.folder.glob("*.html")):
        click.echo(path.as_posix())
    for line in plan.warnings():
        tell(said("warning: {line}", line=line), err=True)


def _print_seconds(plan: Plan) -> None:
    from rich.console import Console
    from rich.table import Table

    from playbook.run.record.reasons import part_said, why_said

    def here(text: str) -> str:
        return str(printed(text, spoken()))

    heads = map(here, (said("part"), said("seconds"), said("why")))
    table = Table(*heads, title=here(said("Time taken")), title_justify="left")
    steps = plan.manifest["steps"]
    for name, seconds in plan.manifest["seconds"].items():
        why = why_said(steps.get(name, {}).get("why", ""))
        table.add_row(here(part_said(name)), f"{seconds:.1f}", here(why))
    Console(highlight=False).print(table)


def main() -> None:
    """The `playbook` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # a terminal that cannot print Chinese, or a name in another encoding
            stream.reconfigure(errors="backslashreplace")
    let_click_speak()
    try:
        cli()
    except UserError as error:
        for line in error.lines:
            tell(line, err=True)
        sys.exit(_TO_MEND)
