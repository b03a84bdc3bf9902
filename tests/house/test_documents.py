"""What the documents say of the house is so: every path that they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.pins import ROOT

DOCUMENTS = (
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")),
)
#: A path of the house in backquotes, with a folder in it; `<topic>` stands for any.
PATH = re.compile(r"`((?:playbook|tests|notebooks|docs|benchmarks|data)/[\w./<>*-]+)`")


def there(path: str) -> bool:
    """True where a file or folder fits the path, with each `<name>` standing for any."""
    return any(ROOT.glob(re.sub(r"<[^>]+>|0n_", lambda found: "*" if found[0][0] == "<" else "0*_", path.rstrip("/"))))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [path for path in PATH.findall(text) if not there(path)] == []


def test_a_path_that_is_not_there_is_caught() -> None:
    assert there("playbook/steps/<chapter>/analysis.py") and there("notebooks/0n_<chapter>.ipynb")
    assert not there("playbook/steps/<chapter>/nowhere.py") and not there("playbook/exhibits/needs.py")


def test_the_places_of_a_table_are_found_by_their_names_alone() -> None:
    """A table's row may name further modules of the same folder by their file names."""
    rows = re.findall(r"^\|(.+)\|(.+)\|$", (ROOT / "docs/architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    missing = []
    for _, places in rows:
        folder: Path | None = None
        for place in re.findall(r"`([\w./<>*-]+)`", places):
            if "/" in place and place.startswith("playbook/"):
                folder = ROOT / (place if place.endswith("/") else place.rsplit("/", 1)[0])
            elif (
                re.fullmatch(r"\w+\.py", place) and folder and "<" not in str(folder) and not (folder / place).exists()
            ):
                missing.append(f"{folder.relative_to(ROOT)}/{place}")
    assert missing == []
