"""YAML, strictly: one slip is one line, with the row and the cause, and what rests on it waits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from playbook.client.mappings import read_mapping
from playbook.sheets.unreadable import Unreadable
from tests.builders.clients import DATA, write_client
from tests.client.damage import said

REST = "market: town\nlanguage: en\nstatus: measured\n"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("name: A\nname: B\n", "row 2: 'name' stands in row 1 already: keep one of them"),
        ("name: A\nNAME : B\n", "row 2: 'NAME' stands in row 1 already as 'name': keep one of them"),
        ("name: [a, b]\n", "row 1: name has a list below it; expected one value"),
        ("name:\n  market: town\n", "row 1: name has fields of its own below it; expected one value"),
        ("\tname: A\n", "row 1: 'name: A'; expected YAML in UTF-8 that can be read: the line begins with a tab"),
        (
            'name: "A"\n  grade: "B"\n',
            "row 2: 'grade: \"B\"'; expected YAML in UTF-8 that can be read: the line is indented by 2, the",
        ),
        (
            " name: A\n",
            (
                "row 2: 'market: town'; expected YAML in UTF-8 that can be read: the line is indented by 0, the one"
                " before it by 1"
            ),
        ),
        (
            "name:A\n",
            "row 2: 'market: town'; expected YAML in UTF-8 that can be read: a colon needs a blank after it (row 1)",
        ),
        (
            "name: A: B\n",
            "row 1: 'name: A: B'; expected YAML in UTF-8 that can be read: a text with a colon and a blank in it goes",
        ),
        (
            'name: "C:\\data"\n',
            (
                "row 1: 'name: \"C:\\\\data\"'; expected YAML in UTF-8 that can be read: a text with a backslash goes"
                " in single"
            ),
        ),
        (
            'name: "\\ud800"\n',
            "row 1: 'name: \"\\\\ud800\"'; expected YAML in UTF-8 that can be read: a text with a backslash goes",
        ),
        (
            'name: "A\n',
            "row 1: 'name: \"A'; expected YAML in UTF-8 that can be read: a quotation mark is opened and not closed",
        ),
        ("name: @A\n", "row 1: 'name: @A'; expected YAML in UTF-8 that can be read: a text that begins with a sign"),
        ("name: &a A\n", "row 1: &a is an alias or an anchor of YAML, which is not taken"),
        ("name: *a\n", "row 1: *a is an alias or an anchor of YAML, which is not taken"),
        ("name: !!int 5\n", "row 1: !!int is a tag of YAML, which is not taken"),
        ("name: A\n---\n", "row 2: a second document begins here (---); expected one in a file"),
        ('name: "A\\0"\n', "row 1: the value holds '\\x00', which is no character that can be printed"),
        ("name: A\x00\n", "row 1: a NUL character (a byte 0) stands in the text"),
        ("name: " + "[" * 5000, "row 1: lists or mappings within each other; expected fields and values"),
        ("? [a]\n: 1\n", "row 1: expected the name of a field, not a list or a mapping"),
    ],
)
def test_one_slip_is_one_line(tmp_path: Path, content: str, line: str) -> None:
    root = write_client(tmp_path)
    (root / "clients/acme/profile.yaml").write_text(content + ("" if "[" * 9 in content else REST), encoding="utf-8")
    lines = said(root)
    assert lines[0].startswith(f"clients/acme/profile.yaml, {line}")
    assert lines[1:] in ([], ["held back until then: 1 check that rests on what is named here"])


def test_a_lone_surrogate_is_a_slip() -> None:
    with pytest.raises(Unreadable):
        read_mapping('name: "\\ud800"\n')


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", ": ''; expected a mapping of fields to values"),
        ("A\n", ": 'text'; expected a mapping"),
        ("- a\n", ": 'a list'; expected a mapping of fields to values"),
    ],
)
def test_a_file_of_fields_has_fields(tmp_path: Path, content: str, line: str) -> None:
    root = write_client(tmp_path)
    (root / "clients/acme/profile.yaml").write_text(content, encoding="utf-8")
    assert said(root)[0].startswith(f"clients/acme/profile.yaml{line}")


@pytest.mark.parametrize(
    "file",
    [
        "clients/harbour-hotels/profile.yaml",
        "markets/saltmouth-2025/market.yaml",
        "markets/saltmouth-2025/services.csv",
        "clients/harbour-hotels/sites.csv",
        "clients/harbour-hotels/solutions.csv",
        "assumptions.yaml",
    ],
)
def test_a_slip_in_a_large_client_is_told_in_two_lines_at_most(tmp_path: Path, file: str) -> None:
    """It was 271 lines for the profile, the cause among them."""
    root = Path(shutil.copytree(DATA, tmp_path / "data"))
    (root / file).write_text("\x07" + (root / file).read_text(encoding="utf-8"), encoding="utf-8")
    lines = said(root, "harbour-hotels")
    place = file if "/" in file else f"data/{file}"
    assert lines[0] == f"{place}, row 1: the control character '\\x07' stands in the text: take it out"
    assert len(lines) == 1 or (len(lines) == 2 and lines[1].startswith("held back until then: "))


def test_assumptions_are_read_as_strictly(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    own = root / "clients/acme/assumptions.yaml"
    own.write_text("base_months:\n  value: 6\n  value: 7\n  by: me\n  on: 2003-01-01\n", encoding="utf-8")
    assert said(root) == ["clients/acme/assumptions.yaml, row 3: 'value' stands in row 2 already: keep one of them"]
    own.write_text("base_months:\n  value: [6, 7]\n  by: me\n  on: 2003-01-01\n", encoding="utf-8")
    assert said(root) == [
        "clients/acme/assumptions.yaml, row 1: base_months has lists or fields below its own fields; expected one value"
        " each"
    ]
