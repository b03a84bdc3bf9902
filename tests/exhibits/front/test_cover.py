"""The cover: whose plan it is, as of when, from whom."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed


def test_the_published_case_is_named_as_its_source_does() -> None:
    cover = build("0.1", load_client("pingan-life-fuzhou"), "en")
    assert (cover.kind, cover.title, cover.internal) == ("cover", "Ping An Life, Fuzhou branch", False)
    assert printed(cover, "value")[:3] == [
        "Ping An Life, Fuzhou branch",
        "23 January 2003",
        "Fuzhou key-account department",
    ]
