"""Bills that are laid out as any billing system might lay them out come back as they were, to the last fen; and every
cell and yuan is counted."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.intake.account import tally_of
from playbook.intake.importing import Imported, import_files
from tests.builders.clients import write_client

SERVICES = {"市话": "local_voice", "长途": "long_distance", "Leased lines": "leased_lines", "宽 带": "broadband"}
UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000)}
STYLES = {
    "2023-04": "{year}-{month:02d}",
    "2023/4": "{year}/{month}",
    "2023/4/1": "{year}/{month}/1",
    "2023年4月": "{year}年{month}月",
    "2023年04月账单（元）": "{year}年{month:02d}月账单（元）",
    "202304": "{year}{month:02d}",
    "2023.04": "{year}.{month:02d}",
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030")
SEPARATORS = (",", ";", "\t")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Layout:
    """How an export looks: a column a month or a row a bill, in which file, unit, and spelling."""

    wide: bool
    workbook: bool
    encoding: str
    separator: str
    style: str
    unit: str
    thousands: bool
    title: bool
    total: bool
    stamp: bool

    def number(self, amount: Decimal) -> str:
        shown = amount / UNITS[self.unit]
        return f"{shown:,f}" if self.thousands else f"{shown:f}"

    def month(self, year: int, month: int) -> str:
        return STYLES[self.style].format(year=year, month=month)


LAYOUTS = st.builds(
    Layout,
    wide=st.booleans(),
    workbook=st.booleans(),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(SEPARATORS),
    style=st.sampled_from([*STYLES]),
    unit=st.sampled_from([*UNITS]),
    thousands=st.booleans(),
    title=st.booleans(),
    total=st.booleans(),
    stamp=st.booleans(),
)
CONTRACTS = st.sampled_from(["00282", "6134", "分282", "A-7", "0282-1"])
AMOUNTS = st.integers(1, 99_999_999).map(lambda fen: Decimal(fen) / 100)


@st.composite
def bills(draw: st.DrawFn) -> dict[Key, Decimal]:
    """Bills of two months or more, by month, contract and service; each month has one, and so has each series."""
    series = draw(st.lists(st.tuples(CONTRACTS, st.sampled_from([*SERVICES])), min_size=1, max_size=6, unique=True))
    first, count = draw(st.integers(0, 30)), draw(st.integers(2, 6))
    months = [f"{2022 + at // 12}-{at % 12 + 1:02d}" for at in range(first, first + count)]
    keys = [(month, contract, service) for month in months for contract, service in series]
    gaps = draw(st.sets(st.sampled_from(keys), max_size=len(series))) if len(series) > 1 else set()
    return {key: draw(AMOUNTS) for key in keys if key not in gaps or key[1:] == series[0]}


def _rows(found: Mapping[Key, Decimal], layout: Layout) -> list[list[str]]:
    """The cells of the export."""
    months = list(dict.fromkeys(month for month, *_ in found))
    names = {month: layout.month(int(month[:4]), int(month[5:])) for month in months}
    if not layout.wide:
        rows = [["合同号", "业务", "账期", "金额"]]
        rows += [
            [contract, service, names[month], layout.number(amount)]
            for (month, contract, service), amount in found.items()
        ]
        total = [["合计", "", "", layout.number(sum(found.values(), Decimal()))]]
    else:
        rows = [["合同号", "业务", *names.values()]]
        for contract, service in dict.fromkeys(key[1:] for key in found):
            cells = [found.get((month, contract, service)) for month in months]
            rows.append([contract, service, *("" if cell is None else layout.number(cell) for cell in cells)])
        sums = [sum((amount for key, amount in found.items() if key[0] == month), Decimal()) for month in months]
        total = [["合计", "", *map(layout.number, sums)]]
    width = len(rows[0])
    title = [["某某银行 月账单", *[""] * (width - 1)]] if layout.title else []
    stamp = [["", "", *[""] * (width - 2)], ["制表：计费中心", *[""] * (width - 1)]] if layout.stamp else []
    return [*title, *rows, *(total if layout.total else []), *stamp]


def _write(folder: Path, rows: list[list[str]], layout: Layout) -> Path:
    if layout.workbook:
        path = folder / "bills.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("账单")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return path
    content = io.StringIO(newline="")
    csv.writer(content, delimiter=layout.separator).writerows(rows)
    path = folder / "bills.csv"
    path.write_bytes(content.getvalue().encode(layout.encoding))
    return path


def _map(layout: Layout) -> str:
    values = ", ".join(f"{name}: {service}" for name, service in SERVICES.items())
    where = "" if layout.wide else ", from: 账期, to: 账期, amount_month: 金额"
    return f"""imports:
  - file: bills.*
    columns: {{contract: 合同号, service: 业务{where}}}
    {"unpivot: months" if layout.wide else "table: bills"}
    units: {{amount_month: {layout.unit}}}
    values: {{service: {{{values}}}}}
    constants: {{status: measured}}
"""


def _imported(folder: Path, found: Mapping[Key, Decimal], layout: Layout) -> Imported:
    root = write_client(folder / "data", {"bills": []})
    (folder / "MAP.yaml").write_text(_map(layout), encoding="utf-8")
    return import_files("acme", folder / "MAP.yaml", [_write(folder, _rows(found, layout), layout)], data=root)


def _written(folder: Path) -> dict[Key, Decimal]:
    with (folder / "data/clients/acme/bills.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["from"] == row["to"] for row in rows)
    return {(row["from"], row["contract"], row["service"]): Decimal(row["amount_month"]) for row in rows}


@settings(max_examples=80, deadline=None)
@given(found=bills(), layout=LAYOUTS)
def test_what_is_laid_out_comes_back(found: dict[Key, Decimal], layout: Layout) -> None:
    with TemporaryDirectory() as name:
        imported = _imported(Path(name), found, layout)
        written = _written(Path(name))
        assert written == {
            (month, contract, SERVICES[service]): amount for (month, contract, service), amount in found.items()
        }
        (taken,) = imported.taken
        tally = tally_of(taken)
        assert (tally.kept, tally.refused) == (len(found), 0)
        assert tally.money["amount_month"]["kept"] == sum(found.values())
        assert tally.holds
        assert all(one.agrees for one in taken.compared)


@settings(max_examples=20, deadline=None)
@given(found=bills(), layout=LAYOUTS)
def test_the_same_again_changes_nothing(found: dict[Key, Decimal], layout: Layout) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        _imported(folder, found, layout)
        bills_file = folder / "data/clients/acme/bills.csv"
        before = bills_file.read_bytes()
        files = list(folder.glob("bills.*"))
        (change,) = import_files("acme", folder / "MAP.yaml", files, data=folder / "data").changes
        assert (change.added, change.replaced, change.unchanged) == (0, 0, len(found))
        assert bills_file.read_bytes() == before
