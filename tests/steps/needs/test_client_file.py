"""The client file against the published one and by hand, and with fields left blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.needs.analysis import NeedsAnalysis, analyse
from tests.builders.clients import findings_of, make_client


def rules(result: NeedsAnalysis, exhibit: str) -> list[str]:
    return [finding.rule for finding in findings_of(result.findings, exhibit)]


def test_published_file_lacks_the_legal_representative() -> None:
    found = analyse(load_client("pingan-life-fuzhou")).client_file
    assert [field.id for field in found.missing] == ["legal_representative"]
    assert found.completeness == pytest.approx(30 / 31)
    contracts = next(field for field in found.fields if field.id == "contracts")
    assert contracts.value is not None
    assert contracts.value.printed("zh") == "分282、分475、分2020、分5242、分6134、分2671和9000773"


def test_completeness_by_hand(tmp_path: Path) -> None:
    bare = analyse(make_client(tmp_path / "a")).client_file
    assert bare.completeness == pytest.approx(4 / 31)
    graded = analyse(make_client(tmp_path / "b", profile={"grade": "4A"})).client_file
    assert graded.completeness == pytest.approx(5 / 31)
    paid = analyse(make_client(tmp_path / "c", profile={"payments_month": 900})).client_file
    assert paid.completeness == pytest.approx(6 / 31)


def test_a_blank_field_is_unknown(tmp_path: Path) -> None:
    found = analyse(make_client(tmp_path)).client_file
    bank = next(field for field in found.fields if field.id == "bank")
    assert (bank.value, bank.status) == (None, "unknown")
    assert rules(analyse(make_client(tmp_path)), "3.1") == [
        "needs.client_file.file_gaps",
        "needs.client_file.file_ask_used",
    ]
