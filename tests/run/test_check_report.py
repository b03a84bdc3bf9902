"""What a check gives a program, and how it is laid out for a person."""

from __future__ import annotations

from pathlib import Path

from playbook.run.check_report import report_of
from tests.builders.clients import write_client

BILL = {"from": "2002-10", "to": "2002-12", "service": "telex", "amount_month": 100}


def test_a_fault_is_an_object(tmp_path: Path) -> None:
    record = report_of("acme", data=write_client(tmp_path, {"bills": [BILL]})).record("en")
    (fault,) = record["faults"]
    line = "clients/acme/bills.csv, row 2, column service: 'telex'; expected one that services.service has;"
    assert (record["ok"], record["as_of"], record["completeness"]) == (False, None, [])
    assert {name: fault[name] for name in ("file", "row", "rows", "column", "value", "rule", "follow")} == {
        "file": "clients/acme/bills.csv",
        "row": 2,
        "rows": [2],
        "column": "service",
        "value": "telex",
        "rule": "references.missing",
        "follow": {},
    }
    assert fault["line"] == f"{line} {fault['mend']}"


def test_a_person_reads_each_file_once(tmp_path: Path) -> None:
    bills = [BILL, {**BILL, "service": "data", "amount_month": "x"}]
    file, *faults = report_of("acme", data=write_client(tmp_path, {"bills": bills})).lines(headed=True)
    assert file == "clients/acme/bills.csv"
    assert [line[: len("  row 2, column service: ")] for line in faults] == [
        "  row 2, column service: ",
        "  row 3, column amount_mo",
    ]


def test_of_a_sound_client_each_step_says_how_far_it_goes(tmp_path: Path) -> None:
    record = report_of("acme", data=write_client(tmp_path)).record("en")
    assert (record["ok"], record["as_of"], record["faults"], record["held"]) == (True, "2003-01-23", [], "")
    steps = record["completeness"]
    assert [step["step"] for step in steps] == [1, 2, 3, 4, 5, 6]
    assert {"id": "2.2", "name": "Competitiveness"} in steps[1]["cards"]
    assert (steps[1]["filled"], "scores" in steps[1]["tables"]) == ([], True)


def test_it_is_said_in_chinese_too(tmp_path: Path) -> None:
    (fault,) = report_of("acme", data=write_client(tmp_path, {"bills": [BILL]})).record("zh")["faults"]
    assert fault["line"].startswith("clients/acme/bills.csv，第2行，service列：'telex'；应为")
