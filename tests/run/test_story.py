"""One judgement changes, and the plan's story changes with it, in every document alike."""

from __future__ import annotations

import csv
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from playbook.run.plan import make_plan
from tests.builders.clients import DATA


def told(folder: Path) -> dict[str, str]:
    """What each document of the plan says, without its markup and with single blanks."""
    texts = {
        name: re.sub(r"<[^>]*>", " ", (folder / name).read_text(encoding="utf-8"))
        for name in ("plan.html", "slides.html")
    }
    return {name: " ".join(unescape(text).split()) for name, text in texts.items()}


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """The invented client's plan as it is, and with managed Wi-Fi (S3) not chosen after all."""
    root = tmp_path_factory.mktemp("story")
    data = root / "data"
    shutil.copytree(DATA / "markets", data / "markets")
    shutil.copytree(DATA / "clients" / "harbour-hotels", data / "clients" / "harbour-hotels")
    shutil.copy(DATA / "assumptions.yaml", data)
    before = told(make_plan("harbour-hotels", data=data, out=root / "before").folder)
    path = data / "clients" / "harbour-hotels" / "solutions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "chosen": "no"} if row["solution"] == "S3" else row for row in rows)
    return before, told(make_plan("harbour-hotels", data=data, out=root / "after").folder)


#: What the plan says before and after, by hand: 6,600 a month of benefits less S3's 2,400, so 49,327.88 - 2,400 =
#: 46,927.88, and 46,927.88 / 45,254.94 - 1 = 3.7%.
BEFORE = (
    "Hold cloud and managed Wi-Fi and grow revenue 9% in a year: managed Wi-Fi, diverse routes and speed",  # 6.0
    "to £49,328",  # 6.0 and 4.7
    "6 chosen solutions",
)
AFTER = (
    "Hold cloud and managed Wi-Fi and grow revenue 4% in a year: diverse routes and speed",
    "to £46,928",
    "5 chosen solutions",
)


@pytest.mark.parametrize("document", ["plan.html", "slides.html"])
def test_every_document_tells_the_story_of_its_data(
    stories: tuple[dict[str, str], dict[str, str]], document: str
) -> None:
    before, after = stories
    assert [text in before[document] for text in BEFORE] == [True] * 3
    assert [text in after[document] for text in AFTER] == [True] * 3
    assert [text in after[document] for text in BEFORE] == [False] * 3


def test_what_does_not_rest_on_the_judgement_stays(stories: tuple[dict[str, str], dict[str, str]]) -> None:
    before, after = stories
    for text in (
        "Spend on voice lines falls 17% a year",
        "Marina Hotel can expect 46 hours a year",
        "£13,246 a month (29%) is at risk",
    ):
        assert text in before["plan.html"] and text in after["plan.html"]
