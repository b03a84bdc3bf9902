"""A plan is the same whichever way the rows of its tables stand: every exhibit's bytes, but for the row numbers that
sources name.

A seeded part is in every run; `make long` moves every table of every sample alone, and more made-up clients.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import pytest
import yaml

from playbook.client import Client, load_client
from playbook.exhibits.exhibit import MIME_TYPE, Exhibit
from playbook.families.plan import PLAN
from playbook.synth import make_book
from tests.builders.clients import DATA, build, differences

#: The samples, each with the dates that its plans are compared at.
DAYS: dict[str, tuple[str, ...]] = {
    "pingan-life-fuzhou": ("2003-01-23", "2003-04-23"),
    "harbour-hotels": ("2025-08-31", "2025-11-30"),
    "bare-minimum": (),
}
#: What a source line, a card of 6.7 and a cell of 7.3 say of rows.
NUMBERS = re.compile(r"第\d+(–\d+)?行|\brows? \d+(–\d+)?|(?<=[\">])\d+–\d+(?=[\"<])")


@dataclass(frozen=True)
class Grid:
    """A CSV file: its header and its rows, as they stand."""

    header: list[str]
    rows: list[list[str]]

    def written(self) -> str:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([self.header, *self.rows])
        return text.getvalue()


Move = Callable[[Grid], Grid]


def turned(grid: Grid) -> Grid:
    return Grid(grid.header, grid.rows[::-1])


def shuffled(seed: int) -> Move:
    """The rows in any order, and the columns too."""

    def move(grid: Grid) -> Grid:
        draw, columns = Random(f"{seed} {grid.header}"), list(range(len(grid.header)))
        draw.shuffle(columns)
        rows = [[row[column] if column < len(row) else "" for column in columns] for row in grid.rows]
        return Grid([grid.header[column] for column in columns], draw.sample(rows, len(rows)))

    return move


def moved(data: Path, target: Path, move: Move, *, only: Path | None = None) -> Path:
    """A copy of a data folder with its tables moved (or that one alone), and the fields of its YAML files turned
    round."""
    shutil.copytree(data, target, ignore=shutil.ignore_patterns("README.md", "sources"))
    for path in [target / only] if only else target.glob("*/*/*.csv"):
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        path.write_text(move(Grid(header, [row for row in rows if row])).written(), encoding="utf-8")
    for path in () if only else target.rglob("*.yaml"):
        fields = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
        path.write_text(
            yaml.safe_dump(dict(reversed(fields.items())), sort_keys=False, allow_unicode=True), encoding="utf-8"
        )
    return target


def told(exhibits: Iterator[Exhibit]) -> dict[str, str]:
    """Everything that each exhibit gives a document: JSON, page, picture; without row numbers."""
    found: dict[str, str] = {}
    for exhibit in exhibits:
        bundle = exhibit._repr_mimebundle_()
        text = "\n".join((json.dumps(bundle[MIME_TYPE], ensure_ascii=False), bundle["text/html"], bundle["text/plain"]))
        found[f"{exhibit.lang} {exhibit.id}"] = NUMBERS.sub("#", text)
    return found


def plan(client: Client) -> dict[str, str]:
    return told(build(exhibit_id, client, lang) for lang in ("zh", "en") for exhibit_id in PLAN.ids)


def compared(client_id: str, root: Path) -> dict[str, str]:
    """The page of `playbook diff`."""
    clients = [load_client(client_id, root=root, as_of=day) for day in DAYS[client_id]]
    return told(exhibit for lang in ("zh", "en") for exhibit in differences(*clients, lang)) if clients else {}


@cache
def as_filed(client_id: str, day: str = "") -> dict[str, str]:
    return plan(load_client(client_id, root=DATA, as_of=day))


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """What is not the same in both, each with the place where it begins to differ."""
    return [
        f"{name}: {_parting(one.get(name, ''), other.get(name, ''))}"
        for name in one.keys() | other.keys()
        if one.get(name) != other.get(name)
    ]


def _parting(one: str, other: str) -> str:
    place = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    return " | ".join(text[max(place - 60, 0) : place + 60] for text in (one, other))


MOVES: dict[str, Move] = {"turned": turned, **{f"shuffled {seed}": shuffled(seed) for seed in range(5)}}
SEEDED = [*product(DAYS, ["shuffled 0"])]


@pytest.mark.parametrize(("client_id", "move"), SEEDED)
def test_a_plan_is_the_same_however_its_rows_stand(client_id: str, move: str, tmp_path: Path) -> None:
    assert (
        differing(plan(load_client(client_id, root=moved(DATA, tmp_path / "data", MOVES[move]))), as_filed(client_id))
        == []
    )


@pytest.mark.long
@pytest.mark.parametrize(("client_id", "move"), [pair for pair in product(DAYS, MOVES) if pair not in SEEDED])
def test_a_plan_is_the_same_in_other_orders(client_id: str, move: str, tmp_path: Path) -> None:
    assert (
        differing(plan(load_client(client_id, root=moved(DATA, tmp_path / "data", MOVES[move]))), as_filed(client_id))
        == []
    )


@pytest.mark.parametrize("client_id", [client_id for client_id, days in DAYS.items() if days])
def test_a_comparison_is_the_same_however_its_rows_stand(client_id: str, tmp_path: Path) -> None:
    assert differing(compared(client_id, moved(DATA, tmp_path / "data", turned)), compared(client_id, DATA)) == []


def tables_of(client_id: str) -> list[Path]:
    """The tables that a sample's plan is made from, of more than one row."""
    market = load_client(client_id, root=DATA).market.id
    files = [
        path
        for folder in (f"clients/{client_id}", f"markets/{market}")
        for path in sorted((DATA / folder).glob("*.csv"))
    ]
    return [path.relative_to(DATA) for path in files if len(path.read_text(encoding="utf-8").splitlines()) > 2]


@pytest.mark.long
def test_a_plan_of_another_day_is_the_same(tmp_path: Path) -> None:
    """Of dated tables the latest rows count, wherever they stand."""
    client_id, day = "pingan-life-fuzhou", DAYS["pingan-life-fuzhou"][-1]
    root = moved(DATA, tmp_path / "data", turned)
    assert differing(plan(load_client(client_id, root=root, as_of=day)), as_filed(client_id, day)) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("client_id", "table"), [(client_id, table) for client_id in DAYS for table in tables_of(client_id)], ids=str
)
def test_a_plan_is_the_same_however_one_table_stands(client_id: str, table: Path, tmp_path: Path) -> None:
    root = moved(DATA, tmp_path / "data", shuffled(7), only=table)
    assert differing(plan(load_client(client_id, root=root)), as_filed(client_id)) == []


MANY = 12


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(MANY, seed=11, out=tmp_path_factory.mktemp("book")).folder


def made_up(place: int, book: Path, folder: Path) -> list[str]:
    client_id = sorted(path.name for path in (book / "clients").iterdir())[place]
    one, other = book, moved(book, folder / "data", shuffled(place))
    return differing(plan(load_client(client_id, root=other)), plan(load_client(client_id, root=one)))


def test_a_made_up_plan_is_the_same_however_its_rows_stand(book: Path, tmp_path: Path) -> None:
    assert made_up(0, book, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("place", range(1, MANY))
def test_other_made_up_plans_are_the_same(place: int, book: Path, tmp_path: Path) -> None:
    assert made_up(place, book, tmp_path) == []
