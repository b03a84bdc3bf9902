"""2.5, the rivals' moves with and without dates."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from tests.builders.clients import DATA, build, make_client, printed
from tests.builders.competition import SHARES, move


def test_the_published_moves_are_a_table_without_dates() -> None:
    found = build("2.5", load_client("pingan-life-fuzhou", root=DATA), "zh")
    assert (found.kind, found.draw) == ("table", None)
    assert set(printed(found, "since")) == {"未知"}
    assert "都没有日期" in found.title
    assert found.status == "partly_illustrative"


def test_an_undated_move_is_listed_apart(tmp_path: Path) -> None:
    rows = [move("a", since="2002-10", expected="2003-04"), move("b"), move("c", "other", expected="2003-02")]
    found = build("2.5", make_client(tmp_path, {"moves": rows, "competition_services": SHARES}), "en")
    assert found.kind == "timeline"
    assert found.draw is not None
    texts = [artist.get_text() for artist in found.draw().axes[0].get_children() if hasattr(artist, "get_text")]
    assert any(text.startswith("Without a date: b") for text in texts)
