"""Exhibit 6.8: links, gaps, and rows that are folded."""

from __future__ import annotations

import re
from pathlib import Path

from playbook.client import load_client
from playbook.exhibits.markup import table_html
from playbook.report.web.deck import _parts
from tests.builders.clients import build, make_client, printed
from tests.builders.reviews import FAULTS, SOUND


def test_each_id_is_a_link_that_the_deck_rewrites(tmp_path: Path) -> None:
    found = build("6.8", make_client(tmp_path, dict(SOUND)), "en")
    links = re.findall(r'href="([^"]*)"', table_html(found.body))
    assert links == ["#x-3-9", "#x-4-2", "#x-5-2", "#x-5-4", "#x-6-1", "#x-6-1", "#x-6-5"]
    slides = "".join(part.html for part in _parts(found.as_json(), found.body))
    assert re.findall(r'href="([^"]*)"', slides) == [link.replace("#", "#/") for link in links]


def test_a_gap_is_marked_and_words_are_escaped(tmp_path: Path) -> None:
    tables = {**SOUND, **FAULTS["no_commitment"][0], "needs": [{**SOUND["needs"][0], "name": "<b>Faster</b>"}]}
    found = build("6.8", make_client(tmp_path, tables), "en")
    assert '<td class="pb-gap"><a href="#x-5-4">no promise</a></td>' in table_html(found.body)
    assert "&lt;b&gt;Faster&lt;/b&gt;" in table_html(found.body)
    assert printed(found, "gap") == ["promise"]


def test_needs_of_one_rule_with_the_same_chain_share_a_row() -> None:
    found = build("6.8", load_client("pingan-life-fuzhou"), "en")
    assert table_html(found.body).count("<tr>") - 1 < len(found.values.rows)
