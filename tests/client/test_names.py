"""What lies in the folders: every file is read or named, and what is no file is never opened."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.client import list_clients, load_client
from playbook.client.load import read_client
from playbook.client.unread import strays
from tests.builders.clients import write_client
from tests.client.damage import said

AWAY = "put a file in its place, or take it away"
PLACES: list[tuple[Callable[[Path], object], str]] = [
    (lambda path: path.mkdir(), f"a folder stands in the place of this file; {AWAY}"),
    (os.mkfifo, f"this is no file, but a pipe or a device; {AWAY}"),
    (lambda path: path.symlink_to("/dev/zero"), f"this is no file, but a pipe or a device; {AWAY}"),
    (lambda path: path.symlink_to("nowhere"), f"this is a link to a file that is not there; {AWAY}"),
    (
        lambda path: path.symlink_to(path.name),
        "the file cannot be read (Too many levels of symbolic links); let whoever runs the playbook read it",
    ),
]


@pytest.mark.parametrize(("make", "cause"), PLACES)
@pytest.mark.parametrize("file", ["contracts.csv", "bills.csv", "profile.yaml", "assumptions.yaml"])
def test_what_is_no_file_is_named_and_not_opened(
    tmp_path: Path, make: Callable[[Path], object], cause: str, file: str
) -> None:
    path = write_client(tmp_path) / "clients/acme" / file
    path.unlink(missing_ok=True)
    make(path)
    assert said(tmp_path)[0] == f"clients/acme/{file}: {cause}"
    assert said(tmp_path)[1:] in ([], ["held back until then: 1 check that rests on what is named here"])


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_client(tmp_path)
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "bills.csv":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert said(tmp_path) == [
        "clients/acme/bills.csv: the file cannot be read (Permission denied); let whoever runs the playbook read it"
    ]


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    bills = write_client(tmp_path) / "clients/acme/bills.csv"
    bills.rename(tmp_path / "elsewhere.csv")
    bills.symlink_to(tmp_path / "elsewhere.csv")
    assert len(read_client("acme", root=tmp_path).rows("bills")) == 2


AS_CSV = "(comma-separated text in UTF-8); in Excel: save as CSV UTF-8"
BESIDE = "which is there beside it; take this one out of the folder"
NO_TABLE = "a table of data/README.md; rename it, or take it out of the folder"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CONTRACTS.CSV", "the name contracts.csv; rename it"),
        ("contract.csv", "the name of a table of data/README.md; did you mean contracts.csv?"),
        ("contacts.csv.txt", f"contacts.csv {AS_CSV}"),
        ("scores.xlsx", f"scores.csv {AS_CSV}"),
        ("scores.xls", f"scores.csv {AS_CSV}"),
        ("visits.tsv", f"visits.csv {AS_CSV}"),
        ("sites", f"sites.csv {AS_CSV}"),
        ("bills.xlsx", f"one bills.csv, {BESIDE}"),
        ("bills (1).csv", f"one bills.csv, {BESIDE}"),
        ("bills.csv~", f"one bills.csv, {BESIDE}"),
        ("profile.yaml.bak", f"one profile.yaml, {BESIDE}"),
        ("assumption.yml", "assumptions.yaml (text in UTF-8); save it as that"),
        ("prices.csv", "a table of data/README.md; a prices.csv belongs into the market's folder"),
        ("notes.txt", NO_TABLE),
        ("合同.csv", NO_TABLE),
        ("map\udcff.parquet", NO_TABLE),
    ],
)
def test_what_looks_like_data_is_a_fault(tmp_path: Path, name: str, expected: str) -> None:
    (write_client(tmp_path) / "clients/acme" / name).write_bytes(b"")
    shown = name.replace("\udcff", "\\udcff")
    assert said(tmp_path) == [f"clients/acme/{shown}: not read; expected {expected}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("clients/acme/bills.csv", "BILLS.CSV"),
        ("clients/acme/bills.csv", "bill.csv"),
        ("clients/acme/profile.yaml", "profile.yml"),
        ("markets/town/market.yaml", "Market.yaml"),
        ("markets/town/services.csv", "service.csv"),
        ("assumptions.yaml", "assumptions.yml"),
    ],
)
def test_a_file_under_another_name_is_told_once(tmp_path: Path, old: str, new: str) -> None:
    path = write_client(tmp_path) / old
    path.rename(path.with_name(new))
    lines = said(tmp_path)
    place = path.with_name(new).relative_to(tmp_path).as_posix()
    assert lines[0].startswith(f"{place if '/' in place else f'data/{place}'}: not read; expected ")
    assert lines[1:] in ([], ["held back until then: 1 check that rests on what is named here"])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("map.pdf", "no table"),
        ("bills.pdf", "no table"),
        ("stuff", "no table"),
        ("old", "a folder"),
        ("bills", "a folder"),
    ],
)
def test_other_documents_and_folders_are_warnings(tmp_path: Path, name: str, kind: str) -> None:
    path = write_client(tmp_path) / "clients/acme" / name
    _ = path.mkdir() if kind == "a folder" else path.write_bytes(b"")
    client = read_client("acme", root=tmp_path)
    assert [str(warning) for warning in client.warnings] == [f"clients/acme/{name}: not read: {kind}"]


@pytest.mark.parametrize(
    "name", ["README.md", "readme.txt", ".hidden.csv", "~$bills.xlsx", "Thumbs.db", "desktop.ini", ".~lock.bills.csv#"]
)
def test_what_programs_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    (write_client(tmp_path) / "clients/acme" / name).write_bytes(b"\xff")
    assert read_client("acme", root=tmp_path).warnings == ()


def test_a_warning_changes_no_client_and_a_new_file_is_seen(tmp_path: Path) -> None:
    write_client(tmp_path)
    before = load_client("acme", root=tmp_path)
    (tmp_path / "clients/acme/map.pdf").write_bytes(b"")
    after = load_client("acme", root=tmp_path)
    assert (after == before, after.fingerprint, len(before.warnings), len(after.warnings)) == (
        True,
        before.fingerprint,
        0,
        1,
    )


def test_every_folder_is_a_client_and_what_is_none_is_named(tmp_path: Path) -> None:
    write_client(tmp_path)
    for name in ("Upper", "福州", "empty", ".hidden"):
        (tmp_path / "clients" / name).mkdir()
    (tmp_path / "clients/list.xlsx").write_bytes(b"")
    (tmp_path / "markets/README.md").write_bytes(b"")
    (tmp_path / "bills.csv").write_bytes(b"")
    assert list_clients(tmp_path) == ["Upper", "acme", "empty", "福州"]
    assert [str(stray) for stray in strays(tmp_path)] == [
        "clients/list.xlsx: not read: only folders are, one a client",
        "data/bills.csv: not read",
    ]


@pytest.mark.parametrize(
    ("market", "line"),
    [
        (
            "Town",
            "clients/acme/profile.yaml, column market: 'Town'; expected the id of a market"
            " (a small letter, then small letters, digits and hyphens); write town",
        ),
        (
            "tow",
            "markets/tow/market.yaml: ''; expected a file that describes the market; did you mean the market town?",
        ),
        (
            "../clients/acme",
            "clients/acme/profile.yaml, column market: '../clients/acme'; expected an id (letters, digits, - _ .)",
        ),
    ],
)
def test_a_market_that_is_none_is_told_once(tmp_path: Path, market: str, line: str) -> None:
    write_client(tmp_path, profile={"market": market})
    assert said(tmp_path) == [line, "held back until then: 1 check that rests on what is named here"]


def test_no_folder_of_a_market_is_opened_outside_the_data(tmp_path: Path) -> None:
    write_client(tmp_path / "data")
    shutil.copytree(tmp_path / "data/markets/town", tmp_path / "town")
    profile = tmp_path / "data/clients/acme/profile.yaml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("town", str(tmp_path / "town")), encoding="utf-8")
    assert said(tmp_path / "data")[0].startswith("clients/acme/profile.yaml, column market: ")
