"""Whatever happens to a byte of a sample: it is named in a line, or every row is still read. Nothing else comes of
it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from playbook.client.load import read_client
from playbook.client.reading import read_tables
from playbook.client.source import Source
from playbook.client.tables import CLIENT_TABLES
from playbook.errors import UserError
from tests.builders.clients import DATA
from tests.client.damage import MUTATIONS, broken

#: Kinds that take a whole row away at its end: that the file was longer once, nothing in it can tell.
UNSEEN = {"a file torn off"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("samples") / "data"))


def _rows(folder: Path) -> int:
    """How many rows the tables of a client have, whatever its date."""
    return sum(len(rows) for rows in read_tables(Source(folder, "", []), CLIENT_TABLES).values())


@pytest.mark.parametrize("kind", MUTATIONS)
@pytest.mark.parametrize("client", ["bare-minimum", "harbour-hotels", "pingan-life-fuzhou"])
def test_a_slip_is_named_or_every_row_is_read(data: Path, client: str, kind: str) -> None:
    folder, draw = data / "clients" / client, random.Random(f"{client} {kind}")
    rows = _rows(folder)
    for _ in range(4):
        path = draw.choice([path for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".yaml")])
        with broken(path, MUTATIONS[kind](draw, path.read_bytes())):
            try:
                read_client(client, root=data)
            except UserError as error:
                assert error.lines
                assert all(line.isprintable() for line in error.lines)
            else:
                assert _rows(folder) == rows or (kind in UNSEEN and _rows(folder) < rows)


@pytest.mark.parametrize("client", ["harbour-hotels", "pingan-life-fuzhou"])
def test_a_file_of_another_name_is_named(data: Path, client: str) -> None:
    folder, draw = data / "clients" / client, random.Random(client)
    for change in (
        str.upper,
        str.title,
        lambda name: name.replace("s.csv", ".csv"),
        lambda name: f"{name}.txt",
        lambda name: f"copy of {name}",
        lambda name: name.replace(".csv", ".xlsx"),
        lambda name: name.replace(".csv", ".tsv"),
        lambda name: name.replace("c", "ｃ"),
    ):
        path = draw.choice(sorted(folder.glob("*s.csv")))
        other = path.rename(path.with_name(change(path.name)))
        with pytest.raises(UserError) as raised:
            read_client(client, root=data)
        other.rename(path)
        assert any(
            line.startswith(f"clients/{client}/{other.name}: not read; expected ") for line in raised.value.lines
        )
