"""The law of an import: whatever the cells of an export say, each entry and each amount is kept, dropped or refused,
and what cannot be understood is a line, never a traceback."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.intake.account import count_lines, tally_of
from playbook.intake.keys import one_a_key
from playbook.intake.map_file import read_map
from playbook.intake.page import Page
from playbook.intake.taking import Taken, take

COLUMNS = "{contract: 合同号, service: 业务, from: 账期, to: 账期, amount_month: 金额}"
MAP = f"""imports:
  - file: b.csv
    columns: {COLUMNS}
    values: {{service: {{市话: voice, 专线: data}}}}
    drop: {{业务: 押金}}
    constants: {{status: measured}}
"""
WIDE = """imports:
  - file: b.csv
    columns: {contract: 合同号, service: 业务}
    unpivot: months
    values: {service: {市话: voice, 专线: data}}
    constants: {status: measured}
"""
ANY = st.text(st.characters(codec="utf-8"), max_size=6)
CONTRACTS = st.sampled_from(["A-1", "00282", "", "合计", "1.23E+05", "282.0", "注：含税"]) | ANY
SERVICES = st.sampled_from(["市话", "专线", "押金", "小计", "", "voice"]) | ANY
MONTHS = st.sampled_from(["2024-01", "2024年2月", "2024/3/1", "2024.1", "02/03/2024", ""]) | ANY
AMOUNTS = st.sampled_from(["5", "1,234.50", "6.4万", "23%", "(1,200)", "-", "", "€5", "1.2.3", "#REF!", "1e5"]) | ANY
MONEY = st.integers(-(10**7), 10**7).map(lambda fen: f"{Decimal(fen) / 100}")


def _taken(text: str, header: tuple[str, ...], rows: list[list[str]]) -> Taken:
    (item,) = read_map(text, "MAP.yaml")
    taken = take(Page("b.csv", "b.csv", header, rows, list(range(2, len(rows) + 2))), item)
    taken.faults += one_a_key(taken.entries, item, {})
    return taken


def _check(taken: Taken, entries: int) -> None:
    tally = tally_of(taken)
    assert tally.holds
    assert tally.came == entries
    assert (tally.refused > 0) == bool(taken.faults)
    assert next(count_lines(taken)).startswith(f"in {entries:,} = {tally.kept:,} kept + ")
    for fault in taken.faults:
        assert str(fault).startswith("b.csv, row ")


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.tuples(CONTRACTS, SERVICES, MONTHS, AMOUNTS | MONEY).map(list), max_size=8))
def test_each_row_is_kept_dropped_or_refused(rows: list[list[str]]) -> None:
    said = [row for row in rows if any(cell.strip() for cell in row)]
    taken = _taken(MAP, ("合同号", "业务", "账期", "金额"), said)
    _check(taken, len({entry.row for entry in taken.entries}))
    assert len(taken.entries) <= len(said)


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.tuples(st.just("A-1"), SERVICES, AMOUNTS | MONEY, AMOUNTS | MONEY).map(list), max_size=8))
def test_each_month_of_a_row_is_kept_dropped_or_refused(rows: list[list[str]]) -> None:
    taken = _taken(WIDE, ("合同号", "业务", "2024-01", "2024-02"), rows)
    _check(taken, 2 * len(rows))
