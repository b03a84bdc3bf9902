"""The book: N made-up clients and their markets in a folder that `playbook batch` can run.

A client that is there already stays as it is, so a book can be made longer, and nothing that anybody has changed is
lost. A client is written beside the others and moved into its place when it is whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import yaml

from playbook.client.files import house_assumptions
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.profile import PROFILE
from playbook.client.tables import CLIENT_TABLES
from playbook.errors import UserError
from playbook.messages import said
from playbook.synth.bills import bills
from playbook.synth.designs import designs
from playbook.synth.follow_up import follow_up
from playbook.synth.gaps import with_gaps
from playbook.synth.invent import invent
from playbook.synth.market import RATED, market_fields, market_tables
from playbook.synth.network import network
from playbook.synth.offers import limits, offers
from playbook.synth.outline import Outline, Rows
from playbook.synth.people import people
from playbook.synth.planning import planning
from playbook.synth.profile import judgements, profile
from playbook.synth.promises import promises
from playbook.synth.rivals import rivals
from playbook.synth.wants import wants
from playbook.synth.words import words
from playbook.synth.write import Pen
from playbook.units import Name

__all__ = ["PARTS", "Book", "make_book", "tables_of"]

#: The parts that write a client's tables, in the order of the six steps.
PARTS: tuple[Callable[[Outline], dict[str, Rows]], ...] = (
    judgements,
    bills,
    rivals,
    network,
    people,
    wants,
    offers,
    designs,
    promises,
    planning,
    follow_up,
)
_MARK, _STAGE = "synth.yaml", ".synth"
#: Changes when the same seed gives other clients than before.
EDITION = 3


@dataclass(frozen=True)
class Book:
    """What was made: the folder, how many clients were written and how many were there already, and the markets
    (ids)."""

    folder: Path
    written: int
    kept: int
    markets: tuple[str, ...]


def make_book(number: int, *, seed: int, out: Path, tell: Callable[[int], None] = lambda done: None) -> Book:
    """Write clients 1 to `number` of the seed to `out`, with their markets and the house's assumptions; `tell` hears
    how many are done.

    Raises UserError where number is below 1, or where `out` holds anything but clients of the same seed.
    """
    if number < 1:
        raise UserError(said("{number} clients; expected at least 1", number=number))
    _check(out, seed)
    source = Name(f"虚构（playbook synth，种子{seed}）", f"made up (playbook synth, seed {seed})")
    for part in ("clients", "markets"):
        (out / part).mkdir(parents=True, exist_ok=True)
    warning = "# Made up by playbook synth: nobody is meant, and no figure is real."
    (out / _MARK).write_bytes(f"{warning}\nseed: {seed}\nedition: {EDITION}\n".encode())
    if not (out / "assumptions.yaml").exists():
        shutil.copyfile(house_assumptions(), out / "assumptions.yaml")
    for market in words("markets"):
        _placed(out, f"markets/{market}", partial(_write_market, market=market, source=source))
    written = 0
    for index in range(1, number + 1):
        outline = invent(seed, index)
        written += _placed(out, f"clients/{outline.id}", partial(_write_client, outline=outline, source=source))
        tell(index)
    shutil.rmtree(out / _STAGE, ignore_errors=True)
    return Book(out, written, number - written, tuple(words("markets")))


def _check(out: Path, seed: int) -> None:
    """Refuse a folder that is not empty and was not made by this command with this seed."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    made = _mark(out / _MARK)
    if not made:
        raise UserError(
            said("{folder} is not empty, and was not made by playbook synth", folder=out),
            said("name a new or an empty folder with --out"),
        )
    if (made.get("seed"), made.get("edition")) != (seed, EDITION):
        raise UserError(
            said(
                "{folder} holds clients of seed {there}, edition {was}; expected seed {seed}, edition {edition}",
                folder=out,
                there=made.get("seed"),
                was=made.get("edition"),
                seed=seed,
                edition=EDITION,
            ),
            said("name another folder with --out, or the same seed with --seed"),
        )


def _mark(path: Path) -> dict[str, object]:
    """What the book's mark says; nothing where it is no mark."""
    try:
        made = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    except (yaml.YAMLError, UnicodeDecodeError):
        made = None
    return made if isinstance(made, dict) else {}


def _placed(out: Path, where: str, write: Callable[[Path], None]) -> bool:
    """Write a folder and move it into its place; False where it is there already."""
    if (out / where).exists():
        return False
    stage = out / _STAGE / Path(where).name
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    write(stage)
    stage.rename(out / where)
    return True


def _write_market(folder: Path, market: str, source: Name) -> None:
    pen, tables = Pen(folder, words("markets")[market]["language"], source, RATED), market_tables(market)
    for table in MARKET_TABLES:
        pen.table(table, tables.get(table.name, []))
    pen.fields("market.yaml", MARKET, market_fields(market))


def _write_client(folder: Path, outline: Outline, source: Name) -> None:
    pen = Pen(folder, outline.language, source, outline.as_of - timedelta(days=outline.draw("judged").randint(10, 60)))
    fields, tables = with_gaps(outline, profile(outline), tables_of(outline))
    for table in CLIENT_TABLES:
        pen.table(table, tables.get(table.name, []))
    pen.fields("profile.yaml", PROFILE, fields)
    own = {
        key: {"value": f"{value:.0f}", "by": "account manager", "on": pen.on.isoformat()}
        for key, value in limits(outline).items()
    }
    (folder / "assumptions.yaml").write_bytes(yaml.safe_dump(own, sort_keys=False).encode())


def tables_of(outline: Outline) -> dict[str, Rows]:
    """Every table of a client, before anything is left out."""
    return {name: rows for part in PARTS for name, rows in part(outline).items()}
