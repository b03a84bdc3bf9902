"""CSV, strictly: one line with the cause for whatever would lose a byte, a row or a column."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client.load import read_client
from tests.builders.clients import write_client
from tests.client.damage import HEADER, bills, said

ROW = "2002-10,2002-10,A-1,data,100,measured,x"
NEXT = ROW.replace("-10", "-11")
UTF_8 = "text in UTF-8 (in Excel: save as CSV UTF-8)"
FILE = "clients/acme/bills.csv"


def _lines(folder: Path, content: str | bytes) -> list[str]:
    root = write_client(folder)
    (root / FILE).write_bytes(content.encode() if isinstance(content, str) else content)
    return said(root)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            bills(ROW, NEXT.replace("A-1", '"A-1')),
            ", row 3: a quotation mark is opened in this row and never closed: every row after",
        ),
        (
            bills('2002-10,2002-10,"A-1,data,100,measured,"x, y"', NEXT),
            ", row 2: after the quotation mark that closes a cell there is more text",
        ),
        (
            bills('2002-10,2002-10,"A-1,data,100,measured,x', NEXT.replace("A-1", 'A-1"')),
            ", row 2: rows stand inside one cell, 'A-1,data,100,",
        ),
        (
            bills(ROW.replace("A-1", 'A"1')),
            ", row 2: a quotation mark stands inside a cell that does not begin with one",
        ),
        (
            bills(ROW.replace("A-1", ' "A-1"')),
            ", row 2: a quotation mark stands inside a cell that does not begin with one",
        ),
        (
            HEADER.replace("source", "amount_month") + ROW,
            ", row 1: the header has the column amount_month twice, as the cells 5 and 7: keep one",
        ),
        (
            HEADER.replace("source", "Ｆｒｏｍ ") + ROW,
            ", row 1: the header has the column Ｆｒｏｍ twice, as the cells 1 and 7: keep one",
        ),
        (
            HEADER.replace("contract", "") + ROW,
            ", row 1: the header has no name for cell 3; expected the name of a column",
        ),
        (f"{ROW}\n{NEXT}\n", f", row 1: '{ROW}'; expected a header with columns of data/README.md: from, to, contract"),
        (HEADER.replace("_month", "_month\r") + ROW, ", column status: ''; expected this column"),
        (
            bills("2002-11,2002-11,A-1"),
            ", row 2: '3 cells'; expected 7 cells, as in the header (cut short, or commas are missing)",
        ),
        (
            bills(ROW, *[NEXT.replace("100", "1,00")] * 3),
            ", row 3: '8 cells'; expected 7 cells, as in the header (a comma inside a cell needs",
        ),
        (
            bills(ROW, "2002-11,2002-11,A-1"),
            ", row 3: '3 cells'; expected 7 cells, as in the header (cut short, or commas are missing)",
        ),
        (bills(ROW.replace("A-1", "A\0")), ", row 2: a NUL character (a byte 0) stands in the text: take it out"),
        (
            bills(ROW, NEXT.replace("A-1", "\x07")),
            ", row 3: the control character '\\x07' stands in the text: take it out",
        ),
        (bills(ROW) + "\x1a", ", row 3: the control character '\\x1a' stands in the text"),
        (bills(ROW, NEXT.replace("A-1", "x" * 140_000)), ", row 3: a cell of more than 131,072 characters"),
        (
            bills(ROW.replace("x", "合同")).encode()[:-2],
            f": 'byte 93'; expected {UTF_8}; the file ends in the middle of",
        ),
        (b"PK\x03\x04", ": 'an Excel workbook, or another packed file'; expected text in UTF-8"),
        (bills(ROW) + "\n合计（万元）\n", ", row 4: '1 cells'; expected 7 cells, as in the header (cut short"),
        ("单位：万元\n" + bills(ROW), ", row 1: '单位：万元' says that amounts are in 万元; expected them in one"),
        (f"{ROW}\n{bills(NEXT)}", ", row 1: the header stands in row 2, below rows of a table: put it first"),
        (
            bills(ROW).encode().replace(b"x", "合计".encode("gbk")),
            ", row 2: the encoding cannot be told: this reads as '合计' in GBK (GB18030), as '磁數",
        ),
        (b"", ": ''; expected at least one row: this table is compulsory"),
        (HEADER, ": ''; expected at least one row: this table is compulsory"),
    ],
)
def test_one_line_names_the_cause(tmp_path: Path, content: str | bytes, line: str) -> None:
    lines = _lines(tmp_path, content)
    assert (len(lines), lines[0][: len(FILE + line)]) == (1, FILE + line)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_end_with_cr_lf_or_both(tmp_path: Path, end: str, mark: str) -> None:
    root = write_client(tmp_path)
    (root / FILE).write_bytes((mark + bills(ROW, NEXT).replace("\n", end)).encode())
    assert [(row["from"], row["amount_month"], row["row"]) for row in read_client("acme", root=root).rows("bills")] == [
        ("2002-10", 100, 2),
        ("2002-11", 100, 3),
    ]


def test_ends_of_lines_may_be_mixed(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    (root / FILE).write_bytes((HEADER + ROW + "\r" + NEXT + "\r\n" + ROW.replace("-10", "-12")).encode())
    assert len(read_client("acme", root=root).rows("bills")) == 3


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    """A cell of three lines is one row, and a blank line is one."""
    content = bills(ROW.replace(",x", ',"x\ny ""z""\nz"'), "", ",,,,,,", NEXT.replace("data", "telex"))
    assert _lines(tmp_path, content) == [
        f"{FILE}, row 5, column service: 'telex'; expected one that services.service has; allowed: data, voice"
    ]


def test_one_cause_in_many_rows_is_one_line(tmp_path: Path) -> None:
    rows = [f"2002-{month:02},2002-{month:02},A-1,telex,1,measured,x" for month in range(1, 8)]
    assert _lines(tmp_path, bills(*rows)) == [
        (
            f"{FILE}, row 2, column service: 'telex'; expected one that services.service has; the same in rows 3, 4, 5,"
            " .. (7 in all); allowed: data, voice"
        ),
    ]


def test_what_rests_on_a_table_that_cannot_be_read_waits(tmp_path: Path) -> None:
    root = write_client(
        tmp_path,
        {"sites": [{"site": "a", "name": "A", "level": "branch"}], "resources": [{"site": "a"}, {"site": "b"}]},
    )
    (root / "markets/town/services.csv").write_text("service,name,status\ndata,Data\n", encoding="utf-8")
    sites = root / "clients/acme/sites.csv"
    sites.write_text(sites.read_text(encoding="utf-8").replace("a,A", "a a,A"), encoding="utf-8")
    assert said(root) == [
        "clients/acme/sites.csv, row 2, column site: 'a a'; expected an id (letters, digits, - _ .)",
        (
            "markets/town/services.csv, row 2: '2 cells'; expected 3 cells, as in the header (cut short, or commas are"
            " missing)"
        ),
        "held back until then: 2 checks that rest on what is named here",
    ]


def _read(folder: Path, content: str | bytes) -> tuple[list[tuple[object, ...]], list[str]]:
    """The bills of a file, and how it was understood."""
    root = write_client(folder)
    (root / FILE).write_bytes(content.encode() if isinstance(content, str) else content)
    client = read_client("acme", root=root)
    rows = [(row["from"], row["contract"], row["amount_month"], row["row"]) for row in client.rows("bills")]
    return rows, [note.line.removeprefix(FILE) for note in client.normalised]


TWO = [("2002-10", "A-1", 100, 2), ("2002-11", "A-1", 100, 3)]


@pytest.mark.parametrize(
    ("content", "rows", "lines"),
    [
        (bills(ROW, NEXT), TWO, []),
        (bills(ROW, NEXT).replace(",", ";"), TWO, [": cells separated by semicolons"]),
        (bills(ROW, NEXT).replace(",", "\t"), TWO, [": cells separated by tabs"]),
        (bills(ROW, NEXT).replace(",", "|"), TWO, [": cells separated by upright strokes"]),
        (bills(ROW, NEXT).replace(",", "，"), TWO, [": cells separated by Chinese commas"]),
        (
            "sep=;\n" + bills(ROW).replace(",", ";"),
            [("2002-10", "A-1", 100, 3)],
            [": the line for Excel that names the separator passed over", ": cells separated by semicolons"],
        ),
        (
            HEADER.replace("\n", ",,\n") + ROW + ",,\n" + NEXT + ",,\n",
            TWO,
            [": empty columns passed over (2 times)"],
        ),
        (bills(ROW, f"{NEXT},,"), TWO, [": empty cells after the last column passed over (row 3)"]),
        ("\n" + bills(ROW), [("2002-10", "A-1", 100, 3)], []),
        (
            bills(ROW) + bills(NEXT),
            [TWO[0], ("2002-11", "A-1", 100, 4)],
            [
                ": the header, which stands here once more, passed over (row 3:"
                " 'from to contract service amount_month st')"
            ],
        ),
        (
            "账单,,,,,,\n\n" + bills(ROW),
            [("2002-10", "A-1", 100, 4)],
            [": rows above the header passed over (row 1: '账单')"],
        ),
        (bills(ROW, NEXT, "注：含税,,,,,,"), TWO, [": notes below the last row passed over (row 4: '注：含税')"]),
        (
            bills(ROW, NEXT, "合计,,,,200.00"),
            TWO,
            [": row of totals, the sum of the rows above it, passed over (row 4: '合计')"],
        ),
        (bills(ROW, NEXT).encode("utf-16"), TWO, [": read as UTF-16"]),
        (bills(ROW, NEXT).encode("utf-16-le"), TWO, [": read as UTF-16"]),
        (
            bills(ROW, NEXT).replace("A-1", "合同").encode("gbk"),
            [(*one[:1], "合同", *one[2:]) for one in TWO],
            [": read as GB18030 (GBK)"],
        ),
        (
            bills(ROW, NEXT).replace("A-1", "帳單").encode("big5"),
            [(*one[:1], "帳單", *one[2:]) for one in TWO],
            [": read as Big5"],
        ),
    ],
)
def test_files_as_people_have_them_are_read(
    tmp_path: Path, content: str | bytes, rows: list[tuple[object, ...]], lines: list[str]
) -> None:
    assert _read(tmp_path, content) == (rows, lines)


def test_a_total_that_is_not_the_sum_is_a_fault(tmp_path: Path) -> None:
    assert _lines(tmp_path, bills(ROW, NEXT, "合计,,,,210.00,,")) == [
        f"{FILE}, row 4, column from: '合计'; expected a row of its own, not a total of others: take this row out"
    ]
