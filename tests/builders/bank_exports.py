"""A regional bank's exports, invented: bills with a column a month, as billing gives them, and contacts from a CRM."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import xlsxwriter

from tests.builders.clients import write_client

#: The month columns as the workbook shows them, and the amounts of each contract and service.
MONTHS = [f"{year}/{month}/1" for year, last in ((2023, 12), (2024, 2)) for month in range(1, last + 1)]
AMOUNTS = {
    ("00282", "市话"): "20,940.00 20,864.56 21,105.97 20,334.28 20,182.01 20,075.50 19,397.01 19,587.36 19,528.65"
    " 19,521.09 18,529.52 18,580.32 18,156.92 18,770.31",
    ("00282", "长话"): "5,260.35 4,955.93 5,138.57 5,030.68 4,840.61 4,732.98 4,511.72 4,382.89 4,431.50 4,220.91"
    " 4,169.80 4,099.33 3,965.48 3,990.26",
    ("00282", "数据专线"): "63,771.64 65,837.44 65,102.71 66,100.07 66,071.81 67,250.45 66,962.22 66,770.45 70,249.33"
    " 70,803.21 70,723.09 70,733.86 69,641.17 69,833.67",
    ("6134", "数据专线"): "37,519.01 37,316.27 39,227.32 38,686.73 40,046.47 39,275.25 40,956.35 41,017.05 39,287.48"
    " 40,114.16 42,164.81 41,406.32 43,017.98 41,887.98",
    ("6134", "互联网接入"): "9,548.95 10,073.64 10,366.30 10,256.18 10,345.06 10,711.31 11,343.70 11,431.41 11,219.08"
    " 11,533.69 11,660.19 11,863.30 12,650.27 12,432.17",
    ("2671", "市话"): "7,426.33 7,302.89 7,118.14 7,280.12 6,951.02 7,098.01 6,806.65 6,864.49 6,710.67 6,666.66"
    " 6,881.53 6,746.12 6,482.17 6,643.61",
    ("2671", "移动业务"): "12,381.30 12,645.27 13,126.55 13,092.27 12,797.19 13,631.51 13,145.03 13,312.98 13,867.23"
    " 13,639.01 13,748.15 13,697.61 13,848.82 14,411.16",
}
TOTALS = (
    "156,847.58 158,996.00 161,185.56 160,780.33 161,234.17 162,775.01 163,122.68 163,366.63 165,293.94 166,498.73"
    " 167,877.09 167,126.86 167,762.81 167,969.16"
)
CONTACTS = """联系人,职务,部门,影响力,态度,最近更新,备注
C1,分管副行长,行领导,高,中立,2024/2/20,月付费约12.3万
C2,科技部总经理,科技部,高,支持,2024/3/1,
C3,网络主管,科技部,中,支持,2024/3/1,
C4,采购部经理,采购部,高,怀疑,2024/2/2,正在比价，对手报价6.4万
C5,办公室主任,办公室,中,中立,2024/1/15,
C6,客服中心主管,客服中心,低,推荐,2023/12/30,
"""
MAP = """imports:
  - file: bills*.xlsx
    table: bills
    columns: {contract: 合同号, service: 业务}
    unpivot: months
    units: {amount_month: 元}
    values:
      service: {市话: local_voice, 长话: long_distance, 数据专线: leased_lines, 互联网接入: internet, 移动业务: mobile}
    constants: {currency: CNY, status: illustrative, source: "账单 {file}"}
  - file: crm*.csv
    table: contacts
    columns: {contact: 联系人, role: 职务, department: 部门, power: 影响力, attitude: 态度, on: 最近更新}
    values:
      contact: {C1: vice-president, C2: it-head, C3: network-lead, C4: buyer, C5: office-head, C6: call-centre-lead}
      power: {高: 5, 中: 3, 低: 2}
      attitude: {推荐: A, 支持: B, 中立: C, 怀疑: D}
    constants: {by: 客户经理, status: illustrative, source: CRM}
"""
SERVICES = [
    {"service": "local_voice", "name": "市话"},
    {"service": "long_distance", "name": "长话"},
    {"service": "leased_lines", "name": "数据专线"},
    {"service": "internet", "name": "互联网接入"},
    {"service": "mobile", "name": "移动业务"},
]
BILL = {"from": "2023-01", "to": "2023-01", "contract": "old", "service": "mobile", "amount_month": 1}


def bills_workbook(amounts: dict[tuple[str, str], str] = AMOUNTS, totals: str = TOTALS) -> bytes:
    """The workbook: a merged title, a header, a row for each contract and service, a row of totals; all of it text."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("账单")
        sheet.merge_range(0, 0, 0, len(MONTHS) + 1, "闽江银行 2023年1月—2024年2月 月账单（元）")
        rows = [["合同号", "业务", *MONTHS]]
        rows += [[contract, service, *line.split()] for (contract, service), line in amounts.items()]
        for number, row in enumerate([*rows, ["合计", "", *totals.split()]], start=1):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def write_bank(folder: Path) -> Path:
    """The data folder of a client `acme` with the bank's exports and their map beside it in `folder`."""
    root = write_client(folder / "data", market={"services": SERVICES}, profile={"as_of": "2024-03-01"})
    (root / "clients" / "acme" / "bills.csv").unlink()
    (folder / "bills.xlsx").write_bytes(bills_workbook())
    (folder / "crm.csv").write_bytes(CONTACTS.encode("gb18030"))
    (folder / "MAP.yaml").write_text(MAP, encoding="utf-8")
    return root
