"""What `playbook check` says, and `list`, `run` and `batch` beside it: one line a cause, on any terminal, and nothing
in a document."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from playbook.client import load_client
from playbook.errors import UserError
from playbook.notebook import start
from playbook.run.batch.run import Resources, make_batch
from playbook.run.check import check_client
from playbook.run.diff import make_diff
from playbook.run.plan import make_plan
from tests.builders.clients import DATA, write_client
from tests.run.small import add_clients, files_of, write_notebooks
from tests.run.test_cli import _playbook


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """The samples, to be broken."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def _lines(data: Path, client: str = "bare-minimum", as_of: str | None = None) -> list[str]:
    with pytest.raises(UserError) as raised:
        check_client(client, data=data, as_of=as_of)
    return list(raised.value.lines)


def test_a_control_total_that_is_off_is_a_fault_of_check(tmp_path: Path) -> None:
    """Bills of 1,000 a month against 1,200: 16.7% of 1,200."""
    total = {"from": "2002-10", "to": "2002-12", "amount_month": 1200}
    write_client(tmp_path, {"control_totals": [total]})
    assert _lines(tmp_path, "acme") == [
        (
            "clients/acme/control_totals.csv, row 2, column amount_month: ¥1,200.00 a month for 2002-10 to 2002-12, but"
            " the bills come to ¥1,000.00: 16.7% apart, more than 5% (assumption control_warning_share); a bill is"
            " missing, counted twice, or the total is another one"
        ),
    ]
    write_client(tmp_path, {"control_totals": [{**total, "amount_month": 1050}]})
    assert check_client("acme", data=tmp_path).warnings == (
        (
            "clients/acme/control_totals.csv, row 2, column amount_month: ¥1,050.00 a month for 2002-10 to 2002-12, but"
            " the bills come to ¥1,000.00: 4.8% apart; check both, and find the bill that is missing or counted twice"
        ),
    )
    assert load_client("acme", root=tmp_path).id == "acme"


def test_warnings_are_counted_and_follow(tmp_path: Path) -> None:
    write_client(tmp_path, profile={"as_of": "2999-01-01"})
    (tmp_path / "clients/acme/map.pdf").write_bytes(b"")
    (tmp_path / "clients/list.xlsx").write_bytes(b"")
    done = _playbook("check", "acme", "--data", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    printed = done.stdout.splitlines()
    assert printed[:6] == [
        "OK, 3 warnings  Acme as of 2999-01-01: 2 rows in 1 tables",
        f"  {'bills':<24}{2:>7}",
        "base, 2002-10 to 2002-12: ¥1,000.00 a month",
        "warning: clients/acme/map.pdf: not read: no table",
        f"warning: as of 2999-01-01: expected a date that is not after today, {date.today()}",
        "warning: clients/list.xlsx: not read: only folders are, one a client",
    ]
    assert [line.partition(",")[0] for line in printed[6:]] == [f"step {number}" for number in range(1, 7)]


def test_what_to_ask_billing_about_is_a_warning(tmp_path: Path) -> None:
    """Data to November alone, voice from December on alone, mobile under another contract from November on; and a bill
    of the running month."""
    months = {"data": ("2002-10", "2002-11"), "voice": ("2002-12",)}
    bills = [
        {"from": month, "to": month, "service": service, "amount_month": 300}
        for service, own in months.items()
        for month in own
    ]
    turned = [
        {"from": month, "to": month, "contract": contract, "service": "mobile", "amount_month": 90}
        for month, contract in (("2002-10", "A"), ("2002-11", "B"), ("2002-12", "B"), ("2003-01", "B"))
    ]
    services = [{"service": name, "name": name.title()} for name in ("data", "voice", "mobile")]
    write_client(tmp_path, {"bills": [*bills, *turned]}, market={"services": services})
    found, place = check_client("acme", data=tmp_path), "clients/acme/bills.csv"
    known = "at least ¥390.00 (¥690.00 expected)"
    assert found.base == f"base, 2002-10 to 2002-12: {known} a month; 1 bill of months that had not ended is left out"
    assert found.warnings == (
        (
            f"{place}: voice has bills from December 2002 on alone; say in contracts.csv when the contract began, or"
            " add the bills before"
        ),
        (
            f"{place}: data has no bill since November 2002: ended or missing? The base lacks 1 of its months; say in"
            " contracts.csv when it ended, or add what is missing"
        ),
        (
            f"{place}: mobile on contract A stops as mobile on contract B begins: counted once, as if renumbered; say"
            " in contracts.csv what it replaces"
        ),
    )


def test_faults_come_before_warnings(tmp_path: Path) -> None:
    write_client(tmp_path)
    (tmp_path / "clients/acme/map.pdf").write_bytes(b"")
    (tmp_path / "clients/acme/BILLS.CSV").write_bytes(b"")
    done = _playbook("check", "acme", "--data", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == ["clients/acme/BILLS.CSV", "warning"]


def test_any_name_is_printed_on_any_terminal(tmp_path: Path) -> None:
    write_client(tmp_path)
    for name in ("福州", normalize("NFD", "café"), "Upper", "bad\udcffname"):
        (tmp_path / "clients" / name).mkdir()
    done = _playbook("list", "--data", str(tmp_path), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout.split()) == (
        0,
        ["Upper", "acme", "bad\\udcffname", normalize("NFD", "café"), "福州"],
    )
    (tmp_path / "clients/acme/合同.csv").write_bytes(b"")
    checked = _playbook("check", "acme", "--data", str(tmp_path), PYTHONIOENCODING="ascii")
    assert (checked.returncode, "Traceback" in checked.stderr, ".csv: not read" in checked.stderr) == (2, False, True)


def test_before_the_first_bill_every_command_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_client(tmp_path / "data")
    line = (
        "acme: no bill has ended by 2001-01-01, so there is no plan of that date: the first bill's month ends on"
        " 2002-10-31; name a later date"
    )
    data, out = tmp_path / "data", tmp_path / "out"
    for call in (
        lambda: check_client("acme", data=data, as_of="2001-01-01"),
        lambda: start("acme", step=1, as_of="2001-01-01", data=str(data)),
        lambda: make_diff("acme", "2001-01-01", "2003-01-23", data=data, out=out),
        lambda: make_plan("acme", as_of="2001-01-01", data=data, out=out, progress=False),
    ):
        with pytest.raises(UserError) as raised:
            call()
        assert raised.value.lines == (line,)
    summary = make_batch(everyone=True, as_of="2001-01-01", data=data, out=out, resources=Resources(workers=1))
    assert (summary.exit_code, [failed.line for failed in summary.failures]) == (2, [line])


def test_no_folder_ends_a_batch_its_summary_or_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("ann", "Upper", "bad\udcffname", "pipe", "none", "slip")
    data, out = add_clients(tmp_path / "data", *names), tmp_path / "out"
    monkeypatch.setenv("PLAYBOOK_NOTEBOOKS", str(write_notebooks(tmp_path / "notebooks")))
    clients = data / "clients"
    (clients / "pipe/bills.csv").unlink()
    os.mkfifo(clients / "pipe/bills.csv")
    (clients / "none/profile.yaml").unlink()
    (clients / "slip/profile.yaml").write_text("name: A\nname: B\n", encoding="utf-8")
    (clients / "ann/map.pdf").write_bytes(b"")
    (clients / "list.xlsx").write_bytes(b"")
    summary = make_batch(everyone=True, data=data, out=out, resources=Resources(workers=1))
    assert (dict(summary.states), summary.exit_code) == ({"failed": 5, "made": 1}, 2)
    assert {failed.client: failed.line for failed in summary.failures} == {
        "Upper": "'Upper' is not a client's id (a small letter, then small letters, digits and hyphens); rename its"
        " folder to upper",
        "bad\\udcffname": (
            "'bad\\udcffname' is not a client's id (a small letter, then small letters, digits and hyphens); rename its"
            " folder to badname"
        ),
        "none": "clients/none/profile.yaml: there is no such file; add it",
        "pipe": "clients/pipe/bills.csv: this is no file, but a pipe or a device; put a file in its place, or take it"
        " away",
        "slip": "clients/slip/profile.yaml, row 2: 'name' stands in row 1 already: keep one of them",
    }
    assert "warning: clients/list.xlsx: not read: only folders are, one a client" in summary.lines()
    assert "warning: clients/ann/map.pdf: not read: no table" in (out / "ann/run.log").read_text(encoding="utf-8")
    assert len(json.loads((out / "batch.json").read_text(encoding="utf-8"))["failures"]) == 5
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(
        f'"{name}"' in index for name in ("ann", "pipe", "none", "slip")
    )  # of ids that are none, it says how many were left out


def test_a_warning_is_no_part_of_a_document_and_new_data_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, out = add_clients(tmp_path / "data", "ann"), tmp_path / "out"
    monkeypatch.setenv("PLAYBOOK_NOTEBOOKS", str(write_notebooks(tmp_path / "notebooks")))
    plan = make_plan("ann", data=data, out=out, progress=False)
    before = files_of(plan.folder)
    assert (plan.warnings(), "warnings" in plan.manifest) == ([], False)
    (data / "clients/ann/map.pdf").write_bytes(b"")
    warned = make_plan("ann", data=data, out=out, progress=False, force=True)
    assert warned.warnings() == ["clients/ann/map.pdf: not read: no table"]
    assert {name: content for name, content in files_of(warned.folder).items() if name.endswith(".html")} == {
        name: content for name, content in before.items() if name.endswith(".html")
    }
    (data / "clients/ann/bills.xlsx").write_bytes(b"")
    with pytest.raises(UserError, match=r"clients/ann/bills.xlsx: not read; expected one bills.csv"):
        make_plan("ann", data=data, out=out, progress=False)


FILE = "clients/bare-minimum/bills.csv"
BILLS = "from,to,contract,service,amount_month,status,source"
CASES: list[tuple[dict[str, str | bytes], list[str]]] = [
    ({"bills.csv": f"{BILLS}\r2002-10,2002-12,,local_voice,5200,illustrative,x\r"}, []),
    (
        {
            "bills.csv": (
                "from,to,contract,service,amount_month,amount_month,status,source\n2002-10,2002-12,,local_voice,5200,9999,illustrative,x\n"
            )
        },
        [
            "clients/bare-minimum/bills.csv, row 1: the header has the column amount_month twice, as the cells 5 and 6:"
            " keep one"
        ],
    ),
    (
        {"bills.csv": f"{BILLS},,\n2002-10,2002-12,,local_voice,5200.50,illustrative,x,,\n"},
        [],
    ),
    (
        {"bills.csv": f"{BILLS}\n2002-10,2002-12,,local_voice,5200,50,illustrative,x\n".replace(",", ";")},
        [
            f"{FILE}, row 2: '8 cells'; expected 7 cells, as in the header (a comma inside a cell needs quotation marks"
            " around the cell)"
        ],
    ),
    (
        {"bills.csv": f"sep=,\n{BILLS}\n2002-10,2002-12,,data,5000,illustrative,x\n"},
        [],
    ),
    (
        {"bills.csv": f"{BILLS}\n2002-10,2002-12,,data,5000,illustrative,x\n".encode("utf-16")},
        [],
    ),
    (
        {"profile.yaml": "\tname: Bare\nmarket: fuzhou-2002\n"},
        [
            (
                "clients/bare-minimum/profile.yaml, row 1: 'name: Bare'; expected YAML in UTF-8 that can be read: the"
                " line begins with a tab; begin it with blanks, or at the margin"
            ),
            "held back until then: 1 check that rests on what is named here",
        ],
    ),
    (
        {
            "profile.yaml": (
                "name: Bare\nname: Second name wins\nmarket: fuzhou-2002\nlanguage: en\nstatus: illustrative\n"
            )
        },
        [
            "clients/bare-minimum/profile.yaml, row 2: 'name' stands in row 1 already: keep one of them",
            "held back until then: 1 check that rests on what is named here",
        ],
    ),
    (
        {"profile.yaml": "name: [a, b]\nmarket: fuzhou-2002\nlanguage: en\nstatus: illustrative\n"},
        [
            "clients/bare-minimum/profile.yaml, row 1: name has a list below it; expected one value (and the other"
            " fields at the margin)"
        ],
    ),
    (
        {
            "CONTRACTS.CSV": "contract,status\nA,illustrative\n",
            "contacts.csv.txt": "contact\n",
            "scores.xlsx": b"PK\x03\x04",
            "visits.tsv": "a\tb\n",
        },
        [
            "clients/bare-minimum/CONTRACTS.CSV: not read; expected the name contracts.csv; rename it",
            *(
                f"clients/bare-minimum/{file}: not read; expected {table}.csv (comma-separated text in UTF-8); in"
                " Excel: save as CSV UTF-8"
                for file, table in (
                    ("contacts.csv.txt", "contacts"),
                    ("scores.xlsx", "scores"),
                    ("visits.tsv", "visits"),
                )
            ),
        ],
    ),
    (
        {
            "bills.csv": (
                f"{BILLS}\n2002-10,2002-12,,data,5000,illustrative,x\n2002-10,2002-12,合计,data,5000,illustrative,x\n"
            )
        },
        [
            "clients/bare-minimum/bills.csv, row 3, column contract: '合计'; expected a row of its own, not a total of"
            " others: take this row out"
        ],
    ),
    (
        {"bills.csv": f"{BILLS}\n2002-10,2002-12,1.23E+05,data,5000,illustrative,x\n"},
        [
            f"{FILE}, row 2, column contract: '1.23E+05'; expected the number as it was before a spreadsheet made a"
            " power of ten of it: 123000 (its last digits may be lost), or an id such as 123E3; write the one that"
            " is meant, and format the column as text"
        ],
    ),
]


@pytest.mark.parametrize(("files", "lines"), CASES)
def test_each_slip_that_was_seen_is_a_line(samples: Path, files: dict[str, str | bytes], lines: list[str]) -> None:
    for name, content in files.items():
        (samples / "clients/bare-minimum" / name).write_bytes(content.encode() if isinstance(content, str) else content)
    if lines:
        assert _lines(samples) == lines
    else:
        assert check_client("bare-minimum", data=samples).rows == {"bills": 1}


def test_a_year_mistyped_leaves_the_date_as_it_is(samples: Path) -> None:
    rows = ("2002-10,2002-10,,data,5000", "2002-11,2002-11,,data,5000", "2202-12,2202-12,,local_voice,100")
    content = "".join(f"{row},illustrative,x\n" for row in rows)
    (samples / "clients/bare-minimum/bills.csv").write_text(f"{BILLS}\n{content}", encoding="utf-8")
    checked = check_client("bare-minimum", data=samples)
    assert (checked.as_of, len(checked.warnings)) == (date(2002, 11, 30), 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "profile.yaml",
            'language: "en"',
            '  language: "en"',
            (
                "profile.yaml, row 6: 'language: \"en\"'; expected YAML in UTF-8 that can be read: the line is indented"
                " by 2, the one before it by 0: fields that belong together begin at the same place"
            ),
        ),
        (
            "profile.yaml",
            'grade: "3A"',
            'grade: "3A"\ngrade: "4A"',
            "profile.yaml, row 16: 'grade' stands in row 15 already: keep one of them",
        ),
        (
            "tasks.csv",
            "effort_days",
            "owner",
            "tasks.csv, row 1: the header has the column owner twice, as the cells 7 and 12: keep one",
        ),
    ],
)
def test_a_slip_in_a_large_client_is_one_line(samples: Path, file: str, old: str, new: str, line: str) -> None:
    path = samples / "clients/harbour-hotels" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    lines = _lines(samples, "harbour-hotels")
    assert lines[0] == f"clients/harbour-hotels/{line}"
    assert len(lines) == 1 or lines[1].startswith("held back until then: ")
