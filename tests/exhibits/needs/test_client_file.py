"""Exhibit 3.1: every client in both languages; every field stands in the form, and what a client wrote is escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.exhibits.markup import table_html
from playbook.units import Lang
from tests.builders.clients import build, make_client, printed

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["3.1"])
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    bundle = found._repr_mimebundle_()
    assert found.title
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert found.kind != "card"


def test_every_field_of_the_file_stands_in_the_form() -> None:
    found = build("3.1", load_client("pingan-life-fuzhou"), "en")
    assert found.kind == "table"
    for text in printed(found, "value"):
        assert text in table_html(found.body).replace("&#x27;", "'")
    assert printed(found, "value").count("unknown") == 1
    assert table_html(found.body).count("<table") == 1
    assert found.title == "The client file is 97% complete; only the legal representative is missing"


def test_the_form_escapes_what_the_client_wrote(tmp_path: Path) -> None:
    found = build("3.1", make_client(tmp_path, profile={"bank": "<b>Bank & Sons</b>"}), "en")
    assert "&lt;b&gt;Bank &amp; Sons&lt;/b&gt;" in table_html(found.body)
    assert "<b>" not in table_html(found.body)
