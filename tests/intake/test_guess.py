"""A first map from headers and values: what it knows, what it asks, and that nothing of an export is ever run."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client.mappings import read_mapping
from playbook.errors import DataError, UserError
from playbook.intake.guess import guess_map
from playbook.intake.importing import import_files
from playbook.intake.map_file import read_map
from tests.builders.bank_exports import write_bank
from tests.builders.clients import write_client


def _guess(folder: Path, text: str, name: str = "export.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return guess_map([folder / name])


def test_the_banks_bills_need_no_correction(tmp_path: Path) -> None:
    root = write_bank(tmp_path)
    text = guess_map([tmp_path / "bills.xlsx"])
    assert (
        text
        == """# A first map, guessed from headers and values: read it, and correct it (docs/import.md).
# What begins with ? is a question: put the answer in its place, or take the line out.
imports:
  - file: bills*.xlsx
    table: bills
    columns:
      contract: 合同号  # 00282, 6134
      service: 业务  # 市话, 长话, 数据专线
    unpivot: months  # 14 columns, 2023-01 to 2024-02
    units:
      amount_month: 元
    values:
      service:
        市话: local_voice
        长话: long_distance
        数据专线: leased_lines
        互联网接入: internet
        移动业务: mobile
    constants:
      status: measured  # or published, estimated, illustrative
      source: "{file}"
"""
    )
    (tmp_path / "MAP.yaml").write_text(text, encoding="utf-8")
    imported = import_files("acme", tmp_path / "MAP.yaml", [tmp_path / "bills.xlsx"], data=root)
    assert imported.changes[0].added == 98


def test_the_banks_contacts_are_found_and_what_is_a_judgement_is_asked(tmp_path: Path) -> None:
    write_bank(tmp_path)
    text = guess_map([tmp_path / "crm.csv"])
    for line in (
        "  - file: crm*.csv",
        "    encoding: gb18030",
        "    table: contacts",
        "      contact: 联系人  # C1, C2, C3, C4",
        "      role: 职务  # 分管副行长, 科技部总经理, 网络主管, 采购部经理",
        "      department: 部门  # 行领导, 科技部, 采购部",
        '        高: "? 1 | 2 | 3 | 4 | 5"',
        "      status: estimated  # or published, measured, illustrative",
    ):
        assert line in text.splitlines(), line
    with pytest.raises(DataError) as asked:
        read_map(text, "MAP.yaml")
    assert all("this is still a question" in line for line in asked.value.lines)
    assert len(asked.value.lines) == text.count('"?')


def test_services_are_the_markets_where_the_client_is_named(tmp_path: Path) -> None:
    services = [{"service": "svc-1", "name": "市话"}, {"service": "svc-2", "name": "专网"}]
    root = write_client(tmp_path / "data", market={"services": services})
    (tmp_path / "b.csv").write_text("合同号,业务,2024-01,2024-02\nA,市话,500,600\nA,云,700,800\n", encoding="utf-8")
    text = guess_map([tmp_path / "b.csv"], client="acme", data=root)
    assert "        市话: svc-1\n" in text
    assert '        云: "? svc-1 | svc-2"\n' in text


def test_two_headers_for_one_column_are_a_question(tmp_path: Path) -> None:
    text = _guess(tmp_path, "合同号,业务,产品,账期,金额（万元）\nA,市话,x,2024-01,6.4\nA,长话,y,2024-01,7\n")
    assert '      service: "? 业务 | 产品"\n' in text
    assert "      from: 账期  # 2024-01\n      to: 账期  # 2024-01\n" in text
    assert "      amount_month: 万元\n" in text


def test_a_unit_that_nothing_says_is_asked_where_the_amounts_are_small(tmp_path: Path) -> None:
    small = _guess(tmp_path, "合同号,业务,2024-01,2024-02\nA,市话,6.4,6.5\n")
    assert '      amount_month: "? 元 | 千元 | 万元"\n' in small
    assert "      amount_month: 元\n" in _guess(tmp_path, "合同号,业务,2024-01,2024-02\nA,市话,6400,6500\n")


def test_months_without_their_year_are_asked_for_it(tmp_path: Path) -> None:
    text = _guess(tmp_path, "合同号,业务,1月,2月\nA,市话,6400,6500\n")
    assert '    unpivot:\n      columns: "*月"  # 1月, 2月\n      year: "?"\n' in text


def test_people_are_numbered_by_their_role_and_never_named(tmp_path: Path) -> None:
    text = _guess(tmp_path, "联系人,职务,态度\n王某,行长,B\n李某,主任,C\n")
    assert "    ids: {contact: {numbered: role}}\n" in text
    assert "contact: 联系人" not in text


def test_sites_without_ids_are_numbered_by_their_name(tmp_path: Path) -> None:
    text = _guess(tmp_path, "网点名称,级别,带宽需求（Mbps）\n总行,总行,10\n")
    assert "    table: sites\n    columns:\n      name: 网点名称  # 总行\n" in text
    assert "    ids: {site: {numbered: name}}\n" in text
    assert "      required_kbps: Mbps\n" in text


def test_a_decimal_comma_is_found(tmp_path: Path) -> None:
    text = _guess(tmp_path, "合同号;业务;2024-01;2024-02\nA;市话;1.234,50;12,5\n")
    assert '    decimal: ","\n' in text
    assert "decimal" not in _guess(tmp_path, '合同号,业务,2024-01,2024-02\nA,市话,"1,234.50","1,234"\n')


def test_files_that_differ_by_their_date_are_one_import(tmp_path: Path) -> None:
    for name, month in (("bills-2024-01.csv", "2024-01"), ("bills-2024-02.csv", "2024-02")):
        (tmp_path / name).write_text(f"合同号,业务,账期,金额\nA,市话,{month},500\n", encoding="utf-8")
    text = guess_map([tmp_path / "bills-2024-01.csv", tmp_path / "bills-2024-02.csv"])
    assert text.count("  - file: ") == 1
    assert "  - file: bills-*.csv\n" in text


@pytest.mark.parametrize(
    "value",
    [
        '!!python/object/apply:os.system ["true"]',
        "a: b",
        "- x",
        "*alias",
        "&anchor",
        "# no",
        "'",
        '"',
        "{a: b}",
        "{file}",
    ],
)
def test_what_an_export_says_is_only_ever_text(tmp_path: Path, value: str) -> None:
    cell = '"' + value.replace('"', '""') + '"'
    text = _guess(tmp_path, f"合同号,业务,{cell},2024-01,2024-02\nA,{cell},{cell},500,600\nA,市话,x,500,600\n")
    answered = "\n".join(
        line.replace('"? ', '"').split(" | ")[0] + ('"' if '"? ' in line else "") for line in text.splitlines()
    )
    (item,) = read_map(answered, "MAP.yaml")
    assert item.table.name == "bills"
    assert value.casefold() in item.values["service"]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)
HEADERS = st.sampled_from(["合同号", "业务", "金额（万元）", "2024-01", "2024年2月", "联系人", "态度", "职务"]) | CELLS


@settings(max_examples=150, deadline=None)
@given(
    rows=st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=4)),
    data=st.data(),
)
def test_a_guess_is_always_yaml_whatever_an_export_holds(rows: list[list[str]], data: st.DataObject) -> None:
    width = len(rows[0]) if rows else 2
    header = data.draw(st.lists(HEADERS, min_size=width, max_size=width))
    content = io.StringIO(newline="")
    csv.writer(content, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    with TemporaryDirectory() as name:
        path = Path(name) / "export.csv"
        path.write_text(content.getvalue(), encoding="utf-8")
        try:
            text = guess_map([path])
        except UserError:
            return
        assert [*read_mapping(text)] == ["imports"]
        try:
            read_map(text, "MAP.yaml")
        except DataError as error:
            assert error.lines


def test_a_file_without_a_table_is_a_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file is named"):
        guess_map([])
    with pytest.raises(UserError, match="cannot be read"):
        guess_map([tmp_path / "none.csv"])
