"""Stores: the same words for a folder in memory, a file server and S3; a plan in them is whole or not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import fsspec
import pytest
from fsspec.config import conf

from playbook.client import load_client
from playbook.errors import DataError, UserError
from playbook.run.stores import Intake, PublishedPlans, Store, faults, open_store
from tests.builders.clients import write_client
from tests.run.stores.servers import FileServer, s3_server, sftp_server

PLACE = "acme/2003-01-23/en-internal"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, FileServer]]:
    with s3_server(tmp_path_factory.mktemp("s3")) as s3, sftp_server(tmp_path_factory.mktemp("sftp")) as sftp:
        yield {"s3": s3, "sftp": sftp}


@pytest.fixture(params=["memory", "s3", "sftp"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Store:
    """An empty store of each kind."""
    if request.param == "memory":
        return open_store(f"memory://{tmp_path.name}")
    server: FileServer = request.getfixturevalue("servers")[request.param]
    monkeypatch.setitem(conf, server.protocol, server.options)
    monkeypatch.setenv("HOME", str(server.home))
    return open_store(f"{server.url}/{tmp_path.name}")


@pytest.fixture
def strangers() -> Iterator[None]:
    """No connection is kept from before, or for later."""
    system = fsspec.get_filesystem_class("sftp")
    system.clear_instance_cache()
    yield
    system.clear_instance_cache()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "LONGEST_WAIT", 0.01)


def _fill(store: Store, folder: Path) -> None:
    store.put({path: path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()})


def test_what_is_put_is_listed_read_fetched_and_removed(store: Store, tmp_path: Path) -> None:
    assert store.entries() == {}
    assert store.read("a/one.txt") is None
    (tmp_path / "one.txt").write_bytes("一".encode())
    store.put({tmp_path / "one.txt": "a/one.txt"})
    store.write("a/b/two.txt", b"22")
    entries = store.entries("a")
    assert [(name, entry.is_folder) for name, entry in entries.items()] == [("b", True), ("one.txt", False)]
    assert entries["one.txt"].size == 3
    store.fetch({"a/one.txt": tmp_path / "deep" / "er" / "1.txt", "a/b/two.txt": tmp_path / "2.txt"})
    assert (tmp_path / "deep" / "er" / "1.txt").read_bytes() == "一".encode()
    assert (tmp_path / "2.txt").read_bytes() == b"22"
    store.write("a/one.txt", b"new")
    assert store.read("a/one.txt") == b"new"
    assert list(store.entries("a")) == ["b", "one.txt"]  # nothing is left of the writing
    store.remove("a")
    store.remove("a")
    assert store.entries("a") == {}


def test_the_tag_tells_versions_of_a_file_apart(store: Store) -> None:
    store.write("file", b"1")
    first = store.entries()["file"].tag
    assert store.entries()["file"].tag == first
    store.write("file", b"22")
    assert store.entries()["file"].tag != first


def test_a_client_from_a_store_is_the_client(store: Store, tmp_path: Path) -> None:
    data = write_client(tmp_path / "data")
    _fill(store, data)
    assert store.clients() == ["acme"]
    intake = Intake(store, tmp_path / "scratch")
    with intake.client("acme") as folder:
        assert load_client("acme", root=folder).fingerprint == load_client("acme", root=data).fingerprint
    assert not folder.exists()


def test_shared_files_are_fetched_once_and_again_when_they_change(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write_client(tmp_path / "data")
    _fill(store, data)
    intake = Intake(store, tmp_path / "scratch")
    fetched: list[str] = []
    fetch = Store.fetch
    monkeypatch.setattr(Store, "fetch", lambda self, files: (fetched.extend(files), fetch(self, files)))
    names = []
    for name in ("Town", "Town", "New Town"):
        store.write(
            "markets/town/market.yaml", (data / "markets/town/market.yaml").read_bytes().replace(b"Town", name.encode())
        )
        with intake.client("acme") as folder:
            names.append(load_client("acme", root=folder).market.fields["name"])
    assert names == ["Town", "Town", "New Town"]
    assert fetched.count("assumptions.yaml") == 1
    assert fetched.count("clients/acme/bills.csv") == 3


def test_faults_are_named_as_in_the_store(store: Store, tmp_path: Path) -> None:
    data = write_client(
        tmp_path / "data", {"bills": [{"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": "much"}]}
    )
    _fill(store, data)
    with Intake(store, tmp_path / "scratch").client("acme") as folder, pytest.raises(DataError) as caught:
        load_client("acme", root=folder)
    assert caught.value.lines == ("clients/acme/bills.csv, row 2, column amount_month: 'much'; expected a number",)


def test_what_nobody_reads_is_named_as_in_a_folder(store: Store, tmp_path: Path) -> None:
    data = write_client(tmp_path / "data")
    for place, name in (
        ("clients/acme", "CONTRACTS.CSV"),
        ("clients/acme", "bills.xlsx"),
        ("markets/town", "peer.csv"),
        (".", "assumptions.yml"),
    ):
        (data / place / name).write_bytes(b"x")
    _fill(store, data)
    with Intake(store, tmp_path / "scratch").client("acme") as folder, pytest.raises(DataError) as caught:
        load_client("acme", root=folder)
    with pytest.raises(DataError) as local:
        load_client("acme", root=data)
    assert caught.value.lines == local.value.lines
    assert sorted(line.partition(":")[0] for line in local.value.lines) == [
        "clients/acme/CONTRACTS.CSV",
        "clients/acme/bills.xlsx",
        "data/assumptions.yml",
        "markets/town/peer.csv",
    ]


def test_a_client_of_which_nothing_is_read_is_named_by_what_there_is(store: Store, tmp_path: Path) -> None:
    store.write("clients/acme/profile.yml", b"name: Acme\n")
    with Intake(store, tmp_path / "scratch").client("acme") as folder, pytest.raises(DataError) as caught:
        load_client("acme", root=folder)
    assert (
        "clients/acme/profile.yml: not read; expected profile.yaml (text in UTF-8); save it as that"
        in caught.value.lines
    )


def test_a_name_that_no_file_here_can_have_stops_no_client(tmp_path: Path) -> None:
    store = open_store("memory://long-names")
    store.write(f"clients/acme/{'x' * 300}.pdf", b"x")
    store.write("clients/acme/notes.pdf", b"x")
    with Intake(store, tmp_path / "scratch").client("acme") as folder:
        assert [path.name for path in (folder / "clients/acme").iterdir()] == ["notes.pdf"]


def test_a_client_that_is_not_there_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no client under .*/clients"):
        store.clients()
    intake = Intake(store, tmp_path / "s")
    with (
        pytest.raises(UserError, match=r"no client 'acme' in .*: there is no folder clients/acme"),
        intake.client("acme"),
    ):
        pass
    assert list((tmp_path / "s" / "data").iterdir()) == []


def _plan(folder: Path, text: str) -> Path:
    """A plan of two files, as a run leaves it in a local folder."""
    files = {"plan.html": text.encode(), "notebooks/01.ipynb": b"{}"}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    entries = {name: {"sha256": sha256(content).hexdigest(), "bytes": len(content)} for name, content in files.items()}
    (folder / "manifest.json").write_text(json.dumps({"schema": 2, "client": "acme", "files": entries}))
    return folder


def test_a_published_plan_is_named_by_its_manifest_and_the_former_one_is_gone(store: Store, tmp_path: Path) -> None:
    published = PublishedPlans(store)
    assert list(published.places("acme")) == []
    first = published.publish(_plan(tmp_path / "1", "first"), PLACE)
    second = published.publish(_plan(tmp_path / "2", "second"), PLACE)
    assert list(published.places("acme")) == [PLACE]
    assert list(published.places("acme", "2003-01-24")) == list(published.places("acme", None, "zh")) == []
    manifest = published.manifest(PLACE)
    assert manifest is not None
    assert second == f"{PLACE}/runs/{manifest['run']}" != first
    assert sorted(manifest["files"]) == [
        f"runs/{manifest['run']}/notebooks/01.ipynb",
        f"runs/{manifest['run']}/plan.html",
    ]
    assert store.read(f"{PLACE}/runs/{manifest['run']}/plan.html") == b"second"
    assert list(store.entries(f"{PLACE}/runs")) == [manifest["run"]]
    published.fetch(PLACE, manifest, tmp_path / "back")
    assert (tmp_path / "back" / "plan.html").read_text() == "second"
    assert json.loads((tmp_path / "back" / "manifest.json").read_text()) == json.loads(
        (tmp_path / "2" / "manifest.json").read_text()
    )


def test_an_upload_that_breaks_off_leaves_the_former_plan(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = PublishedPlans(store)
    published.publish(_plan(tmp_path / "1", "first"), PLACE)
    before = published.manifest(PLACE)
    put = Store.put
    monkeypatch.setattr(Store, "put", lambda self, files: put(self, dict(list(files.items())[:1])))
    with pytest.raises(UserError, match="is not there as it was sent"):
        published.publish(_plan(tmp_path / "2", "second"), PLACE)
    assert published.manifest(PLACE) == before
    assert before is not None
    assert published.holds(PLACE, before)


def test_a_plan_that_lost_a_file_does_not_hold(store: Store, tmp_path: Path) -> None:
    published = PublishedPlans(store)
    run = published.publish(_plan(tmp_path / "1", "first"), PLACE)
    manifest = published.manifest(PLACE)
    assert manifest is not None
    assert published.holds(PLACE, manifest)
    store.write(f"{run}/plan.html", b"longer than it was")
    assert not published.holds(PLACE, manifest)
    store.remove(run)
    assert not published.holds(PLACE, manifest)


def test_what_was_cut_short_is_swept_when_it_is_old_and_not_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"memory://{tmp_path.name}")
    published = PublishedPlans(store)
    store.write(f"{PLACE}/runs/old/plan.html", b"half")
    store.write(f"{PLACE}/runs/young/plan.html", b"half")
    memory = fsspec.filesystem("memory")
    path = f"/{tmp_path.name}/{PLACE}/runs/old/plan.html"
    memory.store[path].modified = memory.store[path].created = datetime.now(UTC) - timedelta(hours=2)
    run = published.publish(_plan(tmp_path / "1", "whole"), PLACE)
    assert sorted(store.entries(f"{PLACE}/runs")) == sorted(["young", run.rpartition("/")[2]])


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema": 1}', b'{"schema": 2}'])
def test_a_manifest_that_says_nothing_is_no_plan(tmp_path: Path, content: bytes) -> None:
    store = open_store(f"memory://{tmp_path.name}")
    store.write(f"{PLACE}/manifest.json", content)
    assert PublishedPlans(store).manifest(PLACE) is None


def test_failures_are_replaced_and_forgotten(store: Store, tmp_path: Path) -> None:
    published = PublishedPlans(store)
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "failure.json").write_text("{}")
    store.write("acme/failed/unknown-default/03_needs.ipynb", b"old")
    published.replace(tmp_path / "f", "acme/failed/unknown-default", last="failure.json")
    assert list(store.entries("acme/failed/unknown-default")) == ["failure.json"]
    store.write("acme/failed/2003-01-23-zh/failure.json", b"{}")
    published.forget("acme/failed", ["unknown-default", "2003-01-23-en"])
    assert list(store.entries("acme/failed")) == ["2003-01-23-zh"]
    published.forget("acme/failed", ["2003-01-23-zh"])
    assert store.entries("acme/failed") == {}


def test_a_cut_connection_is_made_again(servers: dict[str, FileServer], monkeypatch: pytest.MonkeyPatch) -> None:
    server = servers["sftp"]
    monkeypatch.setitem(conf, "sftp", server.options)
    monkeypatch.setenv("HOME", str(server.home))
    store = open_store(server.url)
    store.write("cut", b"1")
    system, _ = store._system()
    system.client.close()
    assert store.read("cut") == b"1"
    assert store._system()[0] is not system


@pytest.mark.parametrize(
    ("url", "lines"),
    [
        (
            "nope://x/y",
            (
                "nope://x/y: no file system is called 'nope'",
                "name a folder, or a URL such as sftp://user@host/folder or s3://bucket/folder",
            ),
        ),
        (
            "sftp://127.0.0.1:1/x",
            (
                "opening sftp://127.0.0.1:1/x: [Errno None] Unable to connect to port 1 on 127.0.0.1",
                "look whether the server runs and can be reached from this machine",
            ),
        ),
    ],
)
def test_a_store_that_cannot_be_opened_is_said_in_words(url: str, lines: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as caught:
        open_store(url)
    assert caught.value.lines == lines


@pytest.mark.usefixtures("strangers")
def test_a_server_that_nobody_vouched_for_is_refused(
    servers: dict[str, FileServer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = servers["sftp"]
    monkeypatch.setitem(conf, "sftp", server.options)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(UserError, match=r"is not in .*known_hosts; its fingerprint is SHA256:"):
        open_store(f"{server.url}/unknown-host")
    ours, other = (server.home / ".ssh" / "known_hosts").read_text(), (server.home / "user.pub").read_text()
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "known_hosts").write_text(f"{ours.split()[0]} {other}")
    with pytest.raises(UserError, match="another than in"):
        open_store(f"{server.url}/changed-host")


@pytest.mark.usefixtures("strangers")
def test_a_key_that_the_server_does_not_take_is_said(
    servers: dict[str, FileServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = servers["sftp"]
    monkeypatch.setitem(
        conf, "sftp", {"key_filename": str(server.home / "host"), "allow_agent": False, "look_for_keys": False}
    )
    monkeypatch.setenv("HOME", str(server.home))
    with pytest.raises(UserError, match="FSSPEC_SFTP_KEY_FILENAME"):
        open_store(f"{server.url}/no-key")


def test_a_bucket_that_is_not_there_is_said(servers: dict[str, FileServer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(conf, "s3", servers["s3"].options)
    with pytest.raises(UserError, match="s3://elsewhere/x"):
        open_store("s3://elsewhere/x").write("a", b"1")


def test_a_password_is_never_printed() -> None:
    assert str(Store("sftp://me:secret@host:22/plans")) == "sftp://me@host:22/plans"


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("data", "data"),
        ("/a/b", "/a/b"),
        ("file:///a/b%20c", "/a/b c"),
        ("C:\\data", "C:\\data"),
        ("s3://a/b", None),
        ("sftp://h/a", None),
    ],
)
def test_local_folders_are_told_from_urls(url: str, folder: str | None) -> None:
    assert Store(url).folder == (None if folder is None else Path(folder))
