"""A file is put in its place whole, or what was there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.files import put


def test_it_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "page.html"
    assert put(path, b"first") == path
    put(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "page.html", b"first")

    def full(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        put(path, b"second")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text(encoding="utf-8") == "first"
