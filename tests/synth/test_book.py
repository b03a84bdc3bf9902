"""The book: clients that load without a fault, the same bytes every time, and nothing of anybody's overwritten."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import cli
from playbook.client import Client, list_clients, load_client
from playbook.errors import UserError
from playbook.synth import Book, make_book
from playbook.synth.words import words

SEED, MANY = 7, 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(MANY, seed=SEED, out=tmp_path_factory.mktemp("book")).folder


@pytest.fixture(scope="module")
def clients(folder: Path) -> list[Client]:
    return [load_client(client, root=folder) for client in list_clients(folder)]


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_client_loads_without_a_fault(clients: list[Client], tmp_path: Path) -> None:
    assert len(clients) == MANY
    other = make_book(10, seed=8, out=tmp_path / "other").folder
    assert len([load_client(client, root=other) for client in list_clients(other)]) == 10


def test_the_bills_are_what_the_profile_says(clients: list[Client]) -> None:
    for client in clients:
        bills = client.table("bills")
        assert bills["to"].max() == f"{client.as_of:%Y-%m}"
        last = sorted(set(bills["to"]))[-3:]
        mean = bills.loc[bills["to"].isin(last), "amount_month"].sum() / len(last)
        assert mean == pytest.approx(client.profile["payments_month"], abs=0.02)


def test_everything_says_that_it_is_made_up(folder: Path) -> None:
    tables = sorted(folder.glob("*/*/*.csv"))
    assert len(tables) > 30 * MANY
    for path in tables:
        with path.open(encoding="utf-8", newline="") as file:
            told = {
                (row["status"], row["source"], row.get("source_zh"), row.get("source_en"))
                for row in csv.DictReader(file)
            }
        made_up = ("made up (playbook synth, seed 7)", "虚构（playbook synth，种子7）")
        assert told in (
            {("illustrative", made_up[0], made_up[1], None)},
            {("illustrative", made_up[1], None, made_up[0])},
        ), path
    for path in folder.glob("clients/*/profile.yaml"):
        assert 'status: "illustrative"\n' in path.read_text(encoding="utf-8")


def test_no_client_pays_more_than_its_sub_industry_spends(clients: list[Client]) -> None:
    for client in clients:
        spend = client.market.table("sub_industries").set_index("sub_industry")["spend_month"]
        assert client.profile["payments_month"] < spend[client.profile["sub_industry"]]


def test_the_markets_have_every_table_and_add_up(clients: list[Client]) -> None:
    markets = {client.market.id: client.market for client in clients}
    assert set(markets) == set(words("markets"))
    for market in markets.values():
        assert all(len(frame) for frame in market.frames.values())
        industries = market.table("industries").set_index("industry")["revenue_month"]
        assert industries.sum() == pytest.approx(market.fields["key_account_revenue_month"])
        usage = market.table("service_usage").groupby("industry")["amount_month"].sum()
        assert all(usage[industry] == pytest.approx(industries[industry], rel=0.001) for industry in industries.index)


def test_most_clients_fill_every_table_that_the_samples_fill(clients: list[Client]) -> None:
    names = list(clients[0].frames)
    full = [
        client
        for client in clients
        if all(client.has(name) for name in names if name not in ("links", "designs", "design_links", "moves"))
    ]
    assert len(full) >= 14
    filled = {name for name in names if any(client.has(name) for client in clients)}
    assert filled == set(names)


def test_limits_are_the_clients_own(clients: list[Client]) -> None:
    for client in clients:
        assert {key for key, item in client.assumptions.items() if item.origin == "client"} == {
            "budget_once",
            "effort_days_max",
        }


def test_the_same_number_and_seed_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    make_book(MANY, seed=SEED, out=tmp_path / "again")
    assert digests(tmp_path / "again") == digests(folder)


def test_a_client_does_not_depend_on_how_many_there_are(folder: Path, tmp_path: Path) -> None:
    few = make_book(5, seed=SEED, out=tmp_path / "few").folder
    assert list_clients(few) == list_clients(folder)[:5]
    assert digests(few).items() <= digests(folder).items()


def test_the_bytes_are_those_of_any_machine(tmp_path: Path) -> None:
    """What was made when the edition was fixed: where this fails on purpose, the edition in book.py goes up."""
    book = make_book(2, seed=1, out=tmp_path / "book")
    told = hashlib.sha256("".join(digests(book.folder / "clients").values()).encode()).hexdigest()
    assert told[:16] == "f64919aecfbf99a3"


def test_a_book_is_made_longer_and_what_was_changed_stays(tmp_path: Path) -> None:
    out = tmp_path / "book"
    assert make_book(2, seed=3, out=out) == Book(out, 2, 0, tuple(words("markets")))
    first = out / "clients" / list_clients(out)[0]
    (first / "bills.csv").write_text("changed", encoding="utf-8")
    (out / "assumptions.yaml").write_text("{}", encoding="utf-8")
    shutil.rmtree(out / "clients" / list_clients(out)[1])
    assert make_book(4, seed=3, out=out).written == 3
    assert (first / "bills.csv").read_text(encoding="utf-8") == "changed" and (out / "assumptions.yaml").read_text(
        encoding="utf-8"
    ) == "{}"
    assert len(list_clients(out)) == 4 and not (out / ".synth").exists()


def test_what_a_broken_run_left_is_written_again(tmp_path: Path) -> None:
    out = make_book(1, seed=3, out=tmp_path / "book").folder
    whole = digests(out)
    client = list_clients(out)[0]
    (out / ".synth").mkdir()
    (out / "clients" / client).rename(out / ".synth" / client)
    (out / ".synth" / client / "bills.csv").write_text("half", encoding="utf-8")
    make_book(1, seed=3, out=out)
    assert digests(out) == whole


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "clients" / "mine").mkdir(parents=True)
    with pytest.raises(UserError, match="is not empty, and was not made by playbook synth"):
        make_book(1, seed=1, out=tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["clients", "mine"]
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="is not empty"):
        make_book(1, seed=1, out=file)


@pytest.mark.parametrize("mark", ["seed: [", "- 1\n", "seed: 1\nedition: 0\n", "seed: 2\nedition: 1\n"])
def test_a_folder_of_another_seed_or_edition_is_refused(tmp_path: Path, mark: str) -> None:
    (tmp_path / "synth.yaml").write_text(mark, encoding="utf-8")
    with pytest.raises(UserError):
        make_book(1, seed=1, out=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["synth.yaml"]


@pytest.mark.parametrize("number", [0, -3])
def test_less_than_one_client_is_refused(tmp_path: Path, number: int) -> None:
    with pytest.raises(UserError, match=f"{number} clients; expected at least 1"):
        make_book(number, seed=1, out=tmp_path / "book")
    assert not (tmp_path / "book").exists()


def test_the_command_says_what_it_wrote_and_what_to_type_next(tmp_path: Path) -> None:
    out = tmp_path / "book"
    done = CliRunner().invoke(cli, ["synth", "2", "--seed", "5", "--out", str(out)])
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        f"2 clients in {out.as_posix()}/clients, 3 markets",
        f"next: playbook batch --all --data {out.as_posix()}",
    ]
    again = CliRunner().invoke(cli, ["synth", "3", "--seed", "5", "--out", str(out)])
    assert again.output.startswith(f"1 clients in {out.as_posix()}/clients, 3 markets; 2 were there already")
    assert len(list_clients(out)) == 3
