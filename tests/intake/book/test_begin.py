"""A client and a market begun: what is there to be filled in, and what a check of it says."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from playbook.client.forms.names import GUIDE, heading, sheet_title
from playbook.client.forms.parts import CLIENT, MARKET_FORM, Part
from playbook.client.load import read_client
from playbook.errors import UserError
from playbook.intake.book.begin import Wish, begin
from playbook.intake.book.contents import differing, read_contents, read_form
from playbook.intake.book.convert import convert, write_form
from playbook.sheets.grid import Grid
from playbook.sheets.workbook import read_workbook
from playbook.units import Lang
from tests.builders.clients import write_client
from tests.client.damage import said

LANGS: tuple[Lang, ...] = ("zh", "en")


def _part(name: str) -> Part:
    return next(part for form in (CLIENT, MARKET_FORM) for part in form.parts if part.name == name)


def _grids(folder: Path) -> dict[str, Grid]:
    return read_workbook((folder / "client.xlsx").read_bytes(), hidden=True)


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_client_lacks_what_is_compulsory_and_nothing_else(tmp_path: Path, lang: Lang) -> None:
    root = write_client(tmp_path)
    begin("new", Wish(CLIENT, market="town", lang=lang), root)
    profile, bills = (sheet_title(_part(name), lang) for name in ("profile", "bills"))
    lines = [line.partition("; expected")[0] for line in said(root, "new") if not line.startswith("held back")]
    name, status = (heading(_part("profile"), _part("profile").table.column(one), lang) for one in ("name", "status"))
    book = "clients/new/client.xlsx, sheet"
    assert sorted(lines) == sorted(
        [
            f"{book} {bills}: ''",
            f"{book} {profile}, row 3, column {name}: ''",
            f"{book} {profile}, row 14, column {status}: ''",
        ]
    )


def test_a_new_client_in_files_lacks_the_same(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    begin("new", Wish(CLIENT, market="town", as_csv=True), root)
    lines = [line.partition("; expected")[0] for line in said(root, "new") if not line.startswith("held back")]
    assert sorted(lines) == [
        "clients/new/bills.csv: ''",
        "clients/new/profile.yaml, column name: ''",
        "clients/new/profile.yaml, column status: ''",
    ]
    page = (root / "clients/new/profile.yaml").read_text()
    assert [name for name in page.splitlines() if not name.startswith("#")] == [
        "name:",
        'market: "town"',
        'language: "en"',
        "status:",
    ]
    assert all(f"{column.name}:" in page for column in _part("profile").table.columns)


@pytest.mark.parametrize("lang", LANGS)
def test_the_sheets_stand_in_the_order_of_the_steps(tmp_path: Path, lang: Lang) -> None:
    begin("new", Wish(CLIENT, lang=lang), tmp_path)
    titles = [*_grids(tmp_path / "clients/new")]
    wanted = ["profile", "bills", "buying_factors", "sites", "service_lines", "resources", "team", "assumptions"]
    places = [titles.index(sheet_title(_part(name), lang)) for name in wanted]
    assert titles[0] == GUIDE[lang]
    assert places == sorted(places)
    assert {sheet_title(part, lang) for part in CLIENT.parts} <= {*titles}


def test_a_market_is_begun_and_a_client_of_it_can_be_planned(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    begin("city", Wish(MARKET_FORM, model="town"), root)
    write_form(root / "markets/city", MARKET_FORM, {"prices": [{"technology": "ddn", "bandwidth_kbps": "128"}]})
    fields = read_contents(root / "markets/city", MARKET_FORM).fields["market.yaml"]
    assert (fields.get("name", ""), fields["us"]) == ("", "us")
    profile = root / "clients/acme/profile.yaml"
    profile.write_text(profile.read_text().replace("town", "city"))
    lines = said(root)
    assert [line.partition(":")[0] for line in lines[:2]] == [
        "markets/city/market.xlsx, sheet Market, row 3, column Market",
        f"markets/city/market.xlsx, sheet {sheet_title(_part('prices'), 'en')}, row 3, column How sure",
    ]


def test_a_client_begun_from_another_has_all_but_its_name(tmp_path: Path) -> None:
    root = write_client(tmp_path, profile={"full_name": "Acme Ltd", "client_number": "7", "grade": "4A"})
    begin("next", Wish(CLIENT, model="acme"), root)
    one, other = (read_contents(root / "clients" / name, CLIENT) for name in ("acme", "next"))
    assert differing(one, other) == ["profile.yaml"]
    assert {name for name, text in other.fields["profile.yaml"].items() if text} == {
        "market",
        "language",
        "status",
        "as_of",
        "grade",
    }


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("acme", "clients/acme is there already, and is left as it is"),
        ("Minjiang Bank", "'Minjiang Bank' is no id: .*; name it minjiang-bank"),
        ("../up", "'../up' is no id: .*; name it up"),
        ("福州", "'福州' is no id: a small letter, then small letters, digits and hyphens$"),
        ("", "'' is no id"),
    ],
)
def test_a_name_that_is_none_or_taken_makes_nothing(tmp_path: Path, name: str, line: str) -> None:
    root = write_client(tmp_path)
    before = sorted(path.as_posix() for path in root.rglob("*"))
    with pytest.raises(UserError, match=line):
        begin(name, Wish(CLIENT), root)
    assert sorted(path.as_posix() for path in root.rglob("*")) == before


def test_a_market_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    with pytest.raises(UserError, match=r"no market 'twon' \(did you mean town\?\)"):
        begin("new", Wish(CLIENT, market="twon"), root)
    with pytest.raises(UserError, match=r"no client 'acne' \(did you mean acme\?\)"):
        begin("new", Wish(CLIENT, model="acne"), root)
    assert not (root / "clients/new").exists()


def test_the_same_request_is_the_same_bytes(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    for folder in ("one", "two"):
        begin("new", Wish(CLIENT, lang="zh"), root / folder)
    assert (root / "one/clients/new/client.xlsx").read_bytes() == (root / "two/clients/new/client.xlsx").read_bytes()


def _offered(sheet: str) -> dict[str, str]:
    """Where the drop-down of each cell below a heading points to."""
    return dict(re.findall(r'sqref="(\w+):\w+"[^>]*><formula1>([^<]*)', sheet))


def test_what_a_cell_offers(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    begin("new", Wish(CLIENT, market="town"), root)
    content = (root / "clients/new/client.xlsx").read_bytes()
    with ZipFile(BytesIO(content)) as packed:
        names = [*_grids(root / "clients/new")]
        sheet = packed.read(f"xl/worksheets/sheet{names.index(sheet_title(_part('links'), 'en')) + 1}.xml").decode()
        bills = packed.read(f"xl/worksheets/sheet{names.index(sheet_title(_part('bills'), 'en')) + 1}.xml").decode()
    sites = sheet_title(_part("sites"), "en")
    assert _offered(sheet)["B3"] == f"'{sites}'!$A$3:$A$2002"
    assert _offered(sheet)["D3"].startswith("'_lists'!$")
    column = _offered(bills)["D3"].split("$")[1]
    lists = _grids(root / "clients/new")["_lists"].rows
    assert [row[ord(column) - ord("A")] for row in lists if row[ord(column) - ord("A")]] == ["data", "voice"]


def test_the_first_sheet_counts_what_is_filled_in(tmp_path: Path) -> None:
    root = write_client(tmp_path, {"sites": [{"site": "a", "name": "A", "level": "branch"}]})
    convert("acme", data=root)
    rows = {row[0]: row[2] for row in _grids(root / "clients/acme")[GUIDE["en"]].rows if len(row) > 2}
    counted = {name: rows[sheet_title(_part(name), "en")] for name in ("bills", "sites", "links", "profile")}
    assert counted == {"bills": "2", "sites": "1", "links": "0", "profile": "5"}
    assert (rows["Bills and contracts"], rows["1 Industry"], rows["3 Needs"]) == ("1", "0", "1")


def test_tables_go_back_into_whichever_form_there_is(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    folder = root / "clients/acme"
    for file in ("bills.csv", "client.xlsx"):
        tables = read_form(folder, CLIENT)
        more = [*tables["bills"], {**tables["bills"][0], "contract": f"0282-{file}", "source": "=x"}]
        assert [path.name for path in write_form(folder, CLIENT, {"bills": more})] == [file]
        assert [row.get("contract", "") for row in read_form(folder, CLIENT)["bills"]][-1] == f"0282-{file}"
        if file == "bills.csv":
            convert("acme", data=root)
    assert len(read_client("acme", root=root).rows("bills")) == 4
