"""4.1 as printed."""

from __future__ import annotations

from functools import cache

from playbook.client import Client, load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import build, printed
from tests.charts.support import named, texts


@cache
def sample(client: str) -> Client:
    return load_client(client)


@cache
def built(exhibit_id: str, client: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, sample(client), lang)


def test_lines_as_printed() -> None:
    found = built("4.1", "pingan-life-fuzhou", "en")
    assert found.title.startswith(
        "42% of ¥758,000 a year comes from local calls; on 2 of 5 contested lines no initiative starts"
    )
    assert printed(found, "revenue")[:6] == ["¥320,000", "¥220,000", "¥89,000", "¥81,000", "¥48,000", "¥758,000"]
    assert printed(found, "revenue")[6:] == ["¥768,094", "¥338,209", "¥337,450", "¥92,434"]
    assert printed(found, "line")[-3] == "Note: Data, bills times twelve (the lines: ¥349,000)"
    assert printed(found, "feasibility")[0] == "I7 2.5 / 2.0; I8 3.0 / 2.5"
    assert found.draw is not None
    assert sorted(named(found.draw(), "alert-")) == ["alert-0", "alert-4"]


def test_lines_in_chinese_are_in_wan() -> None:
    found = built("4.1", "pingan-life-fuzhou", "zh")
    assert found.draw is not None
    assert "8.9万元" in texts(found.draw())
    assert "75.8万元" in found.so_what[1] and "76.8万元" in found.so_what[1]
