"""From one form to the other and back: nothing is lost, and what cannot be brought over is said before any move."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client.forms.parts import CLIENT, MARKET_FORM
from playbook.client.load import read_client
from playbook.errors import UserError
from playbook.intake.book.as_book import as_book
from playbook.intake.book.as_files import as_files
from playbook.intake.book.cell_values import as_date, as_number
from playbook.intake.book.contents import Contents, differing, read_contents
from playbook.intake.book.convert import convert
from playbook.sheets.characters import clean
from playbook.synth import make_book
from tests.builders.clients import DATA, write_client


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _cells(content: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(StringIO(content.decode(), newline=""))
    return [{name: text for name, text in row.items() if text} for row in rows]


def _copied(sample: str, folder: Path) -> Path:
    shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns(".*"))
    return folder / "data"


@pytest.mark.parametrize("sample", ["harbour-hotels", "pingan-life-fuzhou", "bare-minimum"])
def test_a_sample_goes_there_and_back(sample: str, tmp_path: Path) -> None:
    data = _copied(sample, tmp_path)
    folder = data / "clients" / sample
    before, typed = _tree(folder), read_client(sample, root=data)
    convert(sample, data=data)
    assert {path.name for path in folder.glob("*.*") if path.is_file()} - {"README.md"} == {"client.xlsx"}
    as_workbook = read_client(sample, root=data)
    assert as_workbook.profile == typed.profile
    assert as_workbook.assumptions == typed.assumptions
    for name in typed.frames:
        told = [[{**row, "row": 0} for row in client.rows(name)] for client in (as_workbook, typed)]
        assert repr(told[0]) == repr(told[1]), name
    convert(sample, data=data)
    after = _tree(folder)
    assert set(after) == set(before)
    for name in before:
        if name.endswith(".csv"):
            assert _cells(after[name]) == _cells(before[name]), name


def test_a_market_goes_there_and_back(tmp_path: Path) -> None:
    data = _copied("", tmp_path)
    before = read_contents(data / "markets" / "fuzhou-2002", MARKET_FORM)
    typed = read_client("pingan-life-fuzhou", root=data)
    convert("fuzhou-2002", data=data, market=True)
    assert (data / "markets/fuzhou-2002/market.xlsx").is_file()
    assert read_client("pingan-life-fuzhou", root=data).market.fields == typed.market.fields
    convert("fuzhou-2002", data=data, market=True)
    assert differing(before, read_contents(data / "markets" / "fuzhou-2002", MARKET_FORM)) == []


def test_made_up_clients_go_there_and_back(tmp_path: Path) -> None:
    book = make_book(6, seed=11, out=tmp_path)
    assert book.written == 6
    for folder in sorted((tmp_path / "clients").iterdir()):
        before = read_contents(folder, CLIENT)
        for _ in range(2):
            convert(folder.name, data=tmp_path)
            assert differing(before, read_contents(folder, CLIENT)) == []


#: Texts as people and programs write them, and what spreadsheets are known to change.
ODD = st.sampled_from(
    [
        "=1+1",
        "+49 30",
        "-",
        "@home",
        "'quoted",
        '"',
        'say "no"',
        "0282",
        "6134",
        "6134.0",
        "1.50",
        "1,234.5",
        "12345678901234567890",
        "0.30000000000000004",
        "1E5",
        "1.23E+05",
        "TRUE",
        "yes",
        "none",
        "unknown",
        "2002-10",
        "2003-01-23",
        "1899-12-31",
        "1900-02-28",
        "3-1",
        "a\nb",
        "a\r\nb",
        "  a ",
        " ",
        "_x000D_",
        "#N/A",
        "http://x.example/a?b=1",
        "合计",
        "是",
        "existing",
        "\u200b",
        "\N{GRINNING FACE}",
        "a,b;c\td",
    ]
)
FREE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(repr) | st.integers().map(str)
TEXT = ODD | FREE | NUMBERS


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_stands_in_the_cells_goes_there_and_back(data: Any) -> None:
    part = data.draw(st.sampled_from([part for part in CLIENT.parts if part.shape == "rows"]))
    names = [column.name for column in part.table.columns]
    row = st.dictionaries(st.sampled_from(names), TEXT, min_size=1, max_size=6)
    rows = [one for one in data.draw(st.lists(row, max_size=5)) if any(text.strip() for text in one.values())]
    fields = data.draw(st.dictionaries(st.sampled_from(["name", "bank", "source", "client_number"]), TEXT))
    contents = Contents(CLIENT, {part.file: rows}, {"profile.yaml": fields})
    with TemporaryDirectory() as kept:
        folder = Path(kept) / "acme"
        folder.mkdir()
        (folder / CLIENT.workbook).write_bytes(as_book(contents, "acme", data.draw(st.sampled_from(["zh", "en"]))))
        assert differing(contents, read_contents(folder, CLIENT)) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["from", "contract", "source", "amount_month"]), TEXT), max_size=5))
def test_files_say_what_they_are_made_from_or_are_refused(rows: list[dict[str, str]]) -> None:
    kept_rows = [one for one in rows if any(map(clean, one.values()))]  # else it is an empty row
    contents = Contents(CLIENT, {"bills.csv": kept_rows}, {"profile.yaml": {"name": "".join(map(str, rows))}})
    with TemporaryDirectory() as kept:
        folder = Path(kept) / "acme"
        folder.mkdir()
        for name, content in as_files(contents).items():
            (folder / name).write_bytes(content)
        try:
            assert differing(contents, read_contents(folder, CLIENT)) == []
        except UserError as error:
            assert "rows stand inside one cell" in error.lines[0] or "header stands here once more" in error.lines[0]


@given(NUMBERS)
def test_a_number_is_a_number_only_where_it_reads_the_same(text: str) -> None:
    number = as_number(text)
    assert number is None or float(text) == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize("text", ["1900-02-28", "1899-12-31", "2003-02-30", "2003-1-2", ""])
def test_a_day_that_a_spreadsheet_would_move_stays_text(text: str) -> None:
    assert as_date(text) is None


def test_the_same_contents_are_the_same_bytes(tmp_path: Path) -> None:
    contents = read_contents(write_client(tmp_path) / "clients" / "acme", CLIENT)
    assert as_book(contents, "acme", "zh") == as_book(replace(contents), "acme", "zh")


def _refused(root: Path, break_it: Callable[[Path], object]) -> list[str]:
    """What converting says of a client that something is wrong with; its files stay as they were."""
    folder = root / "clients" / "acme"
    break_it(folder)
    before = _tree(folder)
    with pytest.raises(UserError) as raised:
        convert("acme", data=root)
    assert _tree(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["acme"]
    return list(raised.value.lines)


def test_what_cannot_be_brought_over_changes_nothing(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    long = "x" * 32_768
    table = "from,to,service,amount_month,status,source\n\n2002-10,2002-12,data,600,measured,"
    (line,) = _refused(root, lambda folder: (folder / "bills.csv").write_text(f"{table}{long}\n"))
    assert line.startswith("bills.csv, row 3, column source: 32,768 characters are more than a cell")
    (line,) = _refused(root, lambda folder: (folder / "bills.csv").write_text(f'{table}"open\n'))
    assert line.startswith("clients/acme/bills.csv, row 3: a quotation mark is opened")


def test_the_old_form_is_moved_aside_and_all_else_stays(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    folder = root / "clients" / "acme"
    (folder / "letter.pdf").write_bytes(b"%PDF")
    (folder / "profile.yaml").write_text((folder / "profile.yaml").read_text() + "# who wrote this?\n")
    before = _tree(folder)
    lines = convert("acme", data=root)
    assert set(_tree(folder)) == {"client.xlsx", "letter.pdf"}
    assert _tree(folder / ".before-convert") == {name: before[name] for name in ("bills.csv", "profile.yaml")}
    assert lines[-1] == "the remarks in profile.yaml (after #) stay in the old form"
    convert("acme", data=root)
    assert (folder / ".before-convert-2" / "client.xlsx").is_file()


def test_a_form_that_is_there_already_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="clients/acme is kept as csv already"):
        convert("acme", data=write_client(tmp_path), to="csv")
    with pytest.raises(UserError, match=r"no client 'acmee' \(did you mean acme\?\)"):
        convert("acmee", data=tmp_path)
