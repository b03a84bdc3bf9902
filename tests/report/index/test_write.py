"""The index over a folder of outputs: every manifest and failure is found, the rest is counted, the page is whole or
not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playbook.report.index import write_index
from playbook.report.index.write import read_outputs
from tests.report.fake_outputs import book, failure, manifest, write
from tests.report.index.test_records import data_in

pytestmark = pytest.mark.usefixtures("without_fonts")


def test_plans_and_failures_are_found_where_runs_put_them(tmp_path: Path) -> None:
    failed = failure("bolt", as_of="2026-10-31", lang="zh", notebook="03_needs.ipynb")
    write([manifest("acme"), manifest("acme", lang="zh"), manifest("bolt"), failed], tmp_path)
    outputs = read_outputs(tmp_path)
    assert [plan.place for plan in outputs.plans] == [
        "acme/2026-10-31/en-internal",
        "acme/2026-10-31/zh-internal",
        "bolt/2026-10-31/en-internal",
    ]
    assert [one.link for one in outputs.failures] == ["bolt/failed/2026-10-31-zh/03_needs.ipynb"]
    assert (outputs.older, outputs.unreadable) == (0, 0)


def test_the_index_is_written_over_them(tmp_path: Path) -> None:
    path = write_index(write(book(12, failing=0.3), tmp_path))
    assert path == tmp_path / "index.html"
    data = data_in(path.read_text(encoding="utf-8"))
    assert [row[0] for row in data["rows"]] == [f"c{number:05}" for number in range(12)]
    linked = [
        tmp_path / row[0] / document
        for row in data["rows"]
        for _, plans in row[-2]
        for _, *documents in plans
        for document in documents
    ]
    linked += [tmp_path / row[-1][2] for row in data["rows"] if row[-1]]
    assert len(linked) > 24 and [place for place in linked if not place.is_file()] == []


def test_older_manifests_and_what_cannot_be_read_are_counted(tmp_path: Path) -> None:
    write([manifest("good")], tmp_path)
    bad = {
        "old/2026-10-31/en-internal": json.dumps({"schema": 1, "client": "old"}),
        "torn/2026-10-31/en-internal": '{"schema": 2, "client": "to',
        "blank/2026-10-31/en-internal": "",
        "latin/2026-10-31/en-internal": '{"schema": 2, "client": "caf\udce9"}',
        "moved/2026-10-31/en-internal": json.dumps(manifest("good")),
        "nan/2026-10-31/en-internal": json.dumps(manifest("nan", facts={"health": float("nan")})),
        "list/2026-10-31/en-internal": "[]",
    }
    for place, text in bad.items():
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "manifest.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    for name, text in (("torn", "{"), ("other", json.dumps(failure("somebody-else")))):
        (tmp_path / name / "failed" / "unknown-default").mkdir(parents=True)
        (tmp_path / name / "failed" / "unknown-default" / "failure.json").write_text(text, encoding="utf-8")
    outputs = read_outputs(tmp_path)
    assert ([plan.client for plan in outputs.plans], outputs.failures, outputs.older, outputs.unreadable) == (
        ["good"],
        [],
        1,
        8,
    )


def test_work_in_progress_and_other_files_are_passed_over(tmp_path: Path) -> None:
    write([manifest("acme")], tmp_path)
    for place in (
        ".scratch/x/plan",
        "acme/2026-10-31/.en-internal.old",
        "acme/diff/2026-07-31..2026-10-31/en-internal",
        "acme/failed/2026-10-31-en",
    ):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "acme" / "2026-07-31").write_text("a file, not a folder", encoding="utf-8")
    outputs = read_outputs(tmp_path)
    assert (len(outputs.plans), outputs.failures, outputs.older, outputs.unreadable) == (1, [], 0, 0)


def test_a_folder_that_is_not_there_gives_an_empty_index(tmp_path: Path) -> None:
    path = write_index(tmp_path / "nothing" / "yet")
    assert data_in(path.read_text(encoding="utf-8"))["rows"] == []


def test_writing_again_gives_the_same_bytes_and_leaves_nothing_behind(tmp_path: Path) -> None:
    write(book(5), tmp_path)
    first = write_index(tmp_path).read_bytes()
    before = sorted(path.name for path in tmp_path.iterdir())
    assert write_index(tmp_path).read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_an_index_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = write_index(write([manifest("acme")], tmp_path)).read_bytes()
    write([manifest("bolt")], tmp_path)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_index(tmp_path)
    assert (tmp_path / "index.html").read_bytes() == old
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
