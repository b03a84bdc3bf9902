"""Exhibit 3.2b: every client in both languages, the figures of the titles in the table, each kind of month drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.builders.bills import growing, monthly
from tests.builders.clients import build, make_client, printed
from tests.charts.support import named, texts

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@LANGS
@pytest.mark.parametrize("exhibit_id", ["3.2b"])
@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels", "bare-minimum"])
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    bundle = found._repr_mimebundle_()
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert found.kind == ("trend" if client == "harbour-hotels" else "table")
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)


def test_one_quarter_is_a_table_that_says_so() -> None:
    found = build("3.2b", load_client("pingan-life-fuzhou"), "en")
    assert (
        found.title
        == "The bills are one average over 3 months (2002-10 to 2002-12): a trend shows from 24 monthly bills on"
    )
    assert found.so_what == ("Ask billing for 24 monthly bills by service and contract; 36 would show the season too.",)
    assert printed(found, "amount") == ["¥28,120.83", "¥3,918.55", "¥3,784.30", "¥28,184.12"]
    assert set(printed(found, "covers")) == {"3"}
    assert found.draw is None


def test_what_the_titles_say_stands_in_the_table() -> None:
    found = build("3.2b", load_client("harbour-hotels"), "en")
    rows = {(row[0].printed, row[1].printed): row for row in found.values.rows}
    assert len(rows) == 1 + 5 + 16
    names = [field.name for field in found.values.fields]
    voice, total = rows["Voice lines", "all"], rows["Total", "all"]
    assert (voice[names.index("growth")].printed, voice[names.index("change")].printed) == ("−17.2%", "−£1,266")
    assert "falls 17% a year (£1,266 a month less than a year ago)" in found.title
    assert total[names.index("outliers")].printed == "HH-2002 2025-02 +30% (+£4,251)"
    assert "contract HH-2002 was +£4,251 off in 2025-02" in found.so_what[1]
    assert rows["Mobile", "HH-1001"][names.index("odd_cell")].printed == "2023-06 −£640.00"
    assert rows["Broadband", "0410077"][names.index("odd_cell")].printed == "2023-09 zero"


def test_the_panels_show_gaps_outliers_and_months_that_do_not_count() -> None:
    figure = build("3.2b", load_client("harbour-hotels"), "en").draw()  # type: ignore[misc]
    assert set(named(figure, "gap-")) == {"gap-0-16", "gap-1-16", "gap-2-16", "gap-4-16"}
    assert set(named(figure, "outlier-")) == {"outlier-0-26", "outlier-1-26", "outlier-2-26", "outlier-4-26"}
    assert set(named(figure, "apart-")) == {"apart-3-6", "apart-4-9"}
    assert texts(figure).count("2025-02 HH-2002 +30%") == 4
    assert {"2023-06 credit", "2023-09 zero", "−17% a year", "+25% a year"} <= set(texts(figure))


@LANGS
@pytest.mark.parametrize("months", [1, 24, 36])
def test_each_length_is_drawn_or_said(tmp_path: Path, months: int, lang: Lang) -> None:
    found = build("3.2b", make_client(tmp_path, {"bills": monthly(growing(100, 0.2, months))}), lang)
    found._repr_mimebundle_()
    assert found.kind == ("table" if months < 24 else "trend")
    assert ("36" in found.subtitle) is (months == 24)
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)


@LANGS
def test_more_services_than_panels_and_a_young_one(tmp_path: Path, lang: Lang) -> None:
    services = [{"service": f"s{number}", "name": f"Service {number}"} for number in range(10)]
    bills = [
        bill
        for number in range(9)
        for bill in monthly(growing(100.0 * (number + 1), 0.1 * number), service=f"s{number}")
    ]
    bills += monthly([5.0, -3.0, 7.0], service="s9", start=33)
    found = build("3.2b", make_client(tmp_path, {"bills": bills}, market={"services": services}), lang)
    found._repr_mimebundle_()
    assert "2" in found.subtitle.split("；" if lang == "zh" else ". ")[-1]
    assert len({row[0].printed for row in found.values.rows}) == 11
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)


@LANGS
@pytest.mark.parametrize("rate", [-0.1, 0.0, 0.1])
def test_every_message_is_said_in_both_languages(tmp_path: Path, rate: float, lang: Lang) -> None:
    amounts: list[Any] = growing(1000, rate)
    amounts[5], amounts[20] = 1600.0, 700.0
    found = build("3.2b", make_client(tmp_path, {"bills": monthly(amounts)}), lang)
    assert found.title
    assert "1997-06" in " ".join(found.so_what)
