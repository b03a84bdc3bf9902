"""Data quality: rows, unknown cells, what is to collect, and whether the bills agree with the control total."""

from __future__ import annotations

from pathlib import Path

from playbook.steps.back.data_quality import data_quality_of
from tests.builders.clients import make_client


def test_rows_and_unknown_cells_are_counted_table_by_table(tmp_path: Path) -> None:
    """Of two contacts, one estimated, the second has neither power nor attitude."""
    contacts = [
        {"contact": "chief", "role": "Chief", "power": 5, "attitude": "B", "status": "estimated"},
        {"contact": "clerk", "role": "Clerk"},
    ]
    quality = data_quality_of(make_client(tmp_path, {"contacts": contacts}))
    tables = {one.table.name: one for one in quality.tables}
    assert (tables["contacts"].rows, tables["bills"].rows, tables["needs"].rows) == (2, 2, 0)
    assert (tables["contacts"].statuses["measured"], tables["contacts"].statuses["estimated"]) == (1, 1)
    fuller = data_quality_of(make_client(tmp_path, {"contacts": [contacts[0], {**contacts[1], "power": 1}]}))
    unknown = {one.table.name: one.unknown for one in fuller.tables}
    assert tables["contacts"].unknown - unknown["contacts"] == 1
    assert quality.status == "estimated"


def test_what_is_said(tmp_path: Path) -> None:
    """Bills, operators and services have rows, every other table is still to collect."""
    quality = data_quality_of(make_client(tmp_path))
    assert [finding.rule for finding in quality.findings] == [
        "back.data_quality.quality",
        "back.data_quality.collect",
        "back.data_quality.control_unknown",
    ]
    figures = {name: figure.printed("en") for name, figure in quality.findings[0].figures.items()}
    assert (figures["filled"], figures["empty"]) == ("3", str(len(quality.tables) - 3))
    assert figures["illustrative"] == "0%"
