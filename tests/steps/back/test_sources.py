"""Sources: whose rows are whose, as a reader of each language tells them apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playbook.steps.back.sources import sources_of
from playbook.units import Lang
from tests.builders.clients import make_client

CONTACT = {"role": "Chief", "power": 5, "attitude": "B"}
LANGS: tuple[Lang, ...] = ("zh", "en")


def test_rows_of_one_source_are_one_line_with_the_most_rows_first(tmp_path: Path) -> None:
    contacts = [
        {"contact": "a", **CONTACT, "source": "a call", "by": "manager", "on": "2003-01-10"},
        {"contact": "b", **CONTACT, "source": "a visit", "by": "team", "on": "2002-12-01"},
        {"contact": "c", **CONTACT, "source": "a visit", "by": "manager", "on": "2003-01-05"},
    ]
    sources = sources_of(make_client(tmp_path, {"contacts": contacts}), "en")
    lines = [one for one in sources.origins if one.table == "contacts"]
    assert [(one.source, one.rows, one.span) for one in lines] == [("a visit", 2, (3, 4)), ("a call", 1, (2, 2))]
    assert (lines[0].by, lines[0].on) == (("manager", "team"), (date(2002, 12, 1), date(2003, 1, 5)))
    assert (lines[1].by, lines[1].on) == (("manager",), (date(2003, 1, 10),))


def test_two_sources_that_read_alike_are_one_to_that_reader(tmp_path: Path) -> None:
    contacts = [
        {"contact": "a", **CONTACT, "source": "a call", "source_zh": "来电"},
        {"contact": "b", **CONTACT, "source": "a phone call", "source_zh": "来电"},
    ]
    client = make_client(tmp_path, {"contacts": contacts})
    lines = {lang: [one for one in sources_of(client, lang).origins if one.table == "contacts"] for lang in LANGS}
    assert {lang: [one.rows for one in lines[lang]] for lang in LANGS} == {"zh": [2], "en": [1, 1]}
